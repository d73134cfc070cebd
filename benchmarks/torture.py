"""Torture: crawls that are killed over and over with -9, and what the store and the log have lost at their end.

usage: python benchmarks/torture.py [--kills 300] [--articles 2000] [--seed 1] [--spider sections]

Chains of 10 to 15 kills on one crawl of the replica: every second kill at a random moment, the others at each kind of write
in turn (before it, after it, a log's line half written), migrations included, half of them in runs that commit each write
at once. After every third kill the log is cut, or garbage put behind it. Each chain's last run must leave the same store as
a run that was never killed. The same seed gives the same chains, as far as the machine keeps time. The last line says what
was killed, and what was lost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.killed import APPEND, EAGER
from newscrawl.replica.answers import Answer
from newscrawl.replica.server import Replica
from newscrawl.replica.view import CANONICAL
from newscrawl.store.database import BATCH

RANDOM = "a random moment"
EARLY = 0.2  # of the random moments are before a run's first request, in its first second
PACE = 700  # articles; a run is killed after at most so many seconds as the site has these
PATIENCE = 4.0  # seconds from a run's first request on that a kind of write is waited for; then the run is killed where it is
PAGES_IN_A_BATCH = BATCH // 4  # the least that an article writes: itself, its version, its link's end, its sightings' end
AHEAD = 8  # links that are leased or under way, at most
CUTS = ("at a line's start", "in a line", "before a line's end", "in a character", "garbage behind it")
FAST = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": 0, "NEWSCRAWL_CRAWL_DELAY_MAX": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 4}
OLD_STORES = ROOT / "tests" / "store" / "stores"
STATE = {
    "articles": "SELECT id, url, title, content_hash, versions, status FROM articles",
    "versions": "SELECT article_id, number, content_hash FROM versions",
    "links": "SELECT key, kind, state, article_id FROM links",
    "sightings": "SELECT l.key, s.section, s.article_id FROM sightings s JOIN links l ON l.id = s.link_id",
    "signatures": "SELECT article_id FROM signatures",
    "marks": "SELECT label, complete_to, note FROM sections",
    "open links": "SELECT key FROM links WHERE state IN ('open', 'leased')",
    "integrity": "PRAGMA integrity_check",
    "broken references": "PRAGMA foreign_key_check",
}


class Site(Replica):
    """The replica, which makes each page once."""

    def __init__(self, articles: int):
        self.number, self.made = articles, dict[tuple[str, ...], Answer]()
        super().__init__(articles=articles)

    def answer(self, *asked: str) -> Answer:
        if asked not in self.made:
            self.made[asked] = super().answer(*asked)
        return self.made[asked]

    def articles(self) -> dict[str, str]:
        """Address and path of all that can be read without a browser."""
        truth = json.loads(json.dumps(self.truth()).replace(self.origin, CANONICAL))
        return {a["canonical_url"]: a["path"] for a in truth["articles"] if a["canonical_url"] not in truth["needs_browser"]}

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(self.articles().values())

    def given(self) -> list[str]:
        """The articles that were answered with since the list of requests was cleared."""
        return [path for _, path, status in self.requests if status == 200 and path in self.paths]


@dataclass(frozen=True)
class Crawl:
    """The real command on the replica, with a store and a log of its own."""

    folder: Path
    home: str
    spider: str = "sections"

    @property
    def store(self) -> Path:
        return self.folder / "news.sqlite"

    @property
    def log(self) -> Path:
        return self.folder / "replica.jsonl"

    @property
    def usual(self) -> str:
        return f"crawl {self.spider} -a site=replica -a home={self.home}"

    def command(self, asked: str = "") -> list[str]:
        settings: dict[str, Any] = {
            "NEWSCRAWL_STORE": f"sqlite:///{self.store}",
            "NEWSCRAWL_DATA": self.folder,
            "NEWSCRAWL_RENDER": "never",
        }
        settings |= {"NEWSCRAWL_PRIVATE_HOSTS": urlsplit(self.home).netloc, **FAST}
        options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
        return ["scrapy", *(asked or self.usual).split(), *options]

    def run(self, asked: str = "", command: str = "", seconds: float | None = None, begun: Sequence[object] = (1,)) -> int | None:
        """The exit code, -9 where it was killed by ``asked`` (see killed.py); None where it was killed so many seconds after ``begun`` had something in it."""
        begin = [sys.executable, "-m", *(["benchmarks.killed", asked] if asked else [])]
        with subprocess.Popen(begin + self.command(command), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while not begun and process.poll() is None:
                time.sleep(0.01)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return None
        return process.returncode

    def kinds(self, command: str = "") -> dict[str, tuple[int, int]]:
        """Runs it whole; its kinds of write, how often each came, and after how many others it came first."""
        listed = self.folder / "kinds.json"
        code = self.run(str(listed), command)
        if code:
            raise SystemExit(f"a run that nobody killed ended with exit code {code}: {' '.join(self.command(command))}")
        return {kind: (count, first) for kind, (count, first) in json.loads(listed.read_text()).items()}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store)) as connection:
            return connection.execute(sql).fetchall()

    def state(self) -> dict[str, Counter[tuple[Any, ...]]]:
        return {name: Counter(self.rows(sql)) for name, sql in STATE.items()}


@dataclass
class Tally:
    """What was killed, what was cut, what was fetched again, what was lost or doubled."""

    kills: Counter[str] = field(default_factory=Counter)
    cuts: Counter[str] = field(default_factory=Counter)
    chances: int = 0  # that there were to cut
    again: list[int] = field(default_factory=list)  # articles fetched again, after each kill
    lost: list[str] = field(default_factory=list)

    def line(self) -> str:
        at_random, kinds = self.kills[RANDOM], {re.sub(r" \((before|after|amid)\)$", "", kind) for kind in self.kills} - {RANDOM}
        lost = "; ".join(self.lost[:5]) + (f" and {len(self.lost) - 5} more" if len(self.lost) > 5 else "") or "nothing"
        again = f"{max(self.again, default=0)} articles fetched again at most ({sum(self.again) / max(1, len(self.again)):.1f} on average)"
        return (
            f"{self.kills.total()} kills, {at_random} at random moments and {self.kills.total() - at_random} at {len(kinds)} kinds of write; "
            f"log cut {self.cuts.total()} times; {again}; lost or doubled: {lost}"
        )


def cut(log: Path, how: str, rng: random.Random) -> None:
    """Damages a log of two lines or more as a crash might."""
    whole = log.read_bytes()
    start = rng.choice([place.end() for place in re.finditer(b"\n", whole)][:-1])
    end = whole.index(b"\n", start)
    characters = [place for place, byte in enumerate(whole) if byte & 0xC0 == 0x80]
    at = {CUTS[0]: start, CUTS[1]: rng.randint(start + 1, end - 1), CUTS[2]: end, CUTS[3]: rng.choice(characters)}
    log.write_bytes(whole[: at[how]] if how in at else whole + whole[start : rng.randint(start + 1, end)])


class Chain:
    """Kills of one crawl, one after another."""

    def __init__(self, crawl: Crawl, site: Site, rng: random.Random, tally: Tally):
        self.crawl, self.site, self.rng, self.tally = crawl, site, rng, tally
        self.runs: list[list[str]] = []  # articles that each run was given

    def run(self, asked: str = "", seconds: float | None = None, early: bool = False) -> int | None:
        self.site.requests.clear()
        code = self.crawl.run(asked, seconds=seconds, begun=(1,) if early else self.site.requests)
        self.runs.append(self.site.given())
        return code

    def kill(self, kind: str = RANDOM, count: int = 1, when: str = "", patience: float | None = PATIENCE) -> bool:
        """Whether the run was killed at that kind of write; one where it doesn't come is killed where it is."""
        if kind == RANDOM:
            early = self.rng.random() < EARLY
            code = self.run(seconds=self.rng.uniform(0, 1 if early else self.site.number / PACE), early=early)
        else:
            code = self.run(f"{kind}:{count}:{when}" + (EAGER if self.rng.random() < 0.5 else ""), patience)
        if code == -9:
            self.tally.kills[f"{kind} ({when})"] += 1
        elif code is None:
            self.tally.kills[RANDOM] += 1
        elif code:
            self.tally.lost.append(f"a run ended with exit code {code}")
        return code == -9

    def damage(self) -> None:
        """Cuts the log, each time in another way, at every third chance."""
        lines = self.crawl.log.read_bytes().count(b"\n") if self.crawl.log.exists() else 0
        self.tally.chances += lines > 1
        if lines > 1 and self.tally.chances % 3 == 0:
            how = CUTS[self.tally.cuts.total() % len(CUTS)]
            cut(self.crawl.log, how, random.Random(self.tally.cuts.total()))
            self.tally.cuts[how] += 1

    def finish(self, whole: dict[str, Counter[tuple[Any, ...]]]) -> None:
        """Runs the crawl to its end, and notes what differs from one that was never killed."""
        if code := self.run():
            self.tally.lost.append(f"the last run ended with exit code {code}")
        self.tally.lost += losses(self.crawl, whole, set(self.site.articles()))
        later: Counter[str] = Counter()
        for given in reversed(self.runs):
            again = sum(later[path] > 0 for path in set(given))
            self.tally.again.append(again)
            if again > PAGES_IN_A_BATCH + AHEAD:
                self.tally.lost.append(f"{again} articles were fetched again after one kill")
            later.update(given)


def losses(crawl: Crawl, whole: dict[str, Counter[tuple[Any, ...]]], true: set[str]) -> Iterator[str]:
    """What the store and the log have too little or too much, beside a crawl that was never killed and the site's truth."""
    state = crawl.state()
    for name, rows in whole.items():
        for word, differing in (("lost", rows - state[name]), ("too many", state[name] - rows)):
            if differing:
                yield f"{differing.total()} of {name} {word}, such as {next(iter(differing))}"
    stored = {url for (url,) in crawl.rows("SELECT canonical_url FROM articles")}
    versions = crawl.rows("SELECT article_id, content_hash FROM versions ORDER BY id")
    noted = crawl.rows("SELECT length FROM logs")
    if missing := true - stored:
        yield f"{len(missing)} articles of the site missing, such as {min(missing)}"
    lines = crawl.log.read_bytes().splitlines(keepends=True)
    try:
        told = [(line["id"], line["content_hash"]) for line in map(json.loads, lines)]
    except ValueError as error:
        yield f"a torn line in the log: {error}"
        return
    if told != versions or noted != [(sum(map(len, lines)),)]:
        yield f"the log has {len(told)} lines of {sum(map(len, lines))} bytes, the store {len(versions)} versions and notes {noted} bytes"


class Kinds:
    """The kinds of write, and which are to be killed next: those of a run's beginning first in a chain, those of its end last."""

    def __init__(self, seen: dict[str, tuple[int, int]], rng: random.Random):
        self.seen, self.rng = seen, rng
        begin = seen["insert into runs"][1]
        self.last = max(seen, key=lambda kind: seen[kind][1])
        self.queues: dict[str, list[tuple[str, str]]] = {"begin": [], "middle": [], "end": []}
        self.places = {kind: "begin" if first < begin else "end" if kind == self.last else "middle" for kind, (_, first) in seen.items()}

    def next(self, place: str) -> tuple[str, str]:
        queue = self.queues[place]
        if not queue:
            kinds = [kind for kind, other in self.places.items() if other == place]
            queue += [(kind, when) for kind in kinds for when in ("before", "after", *(["amid"] if kind == APPEND else []))]
            self.rng.shuffle(queue)
        return queue.pop()

    def plan(self, kills: int) -> list[tuple[str, int, str, str]]:
        """Kind, count, when and place of the kills of one chain; every second is at a random moment."""
        middle = sorted((self.next("middle") for _ in range((kills - 2) // 2)), key=lambda asked: self.seen[asked[0]][1])
        asked = [(*self.next("begin"), "begin"), *((*one, "middle") for one in middle), (*self.next("end"), "end")]
        planned = []
        for number, (kind, when, place) in enumerate(asked):
            planned += [(RANDOM, 1, "", "")] if number else []
            planned.append((kind, self.rng.randint(1, max(1, self.seen[kind][0] // 40)), when, place))
        return planned

    def again(self, kind: str, when: str, place: str) -> None:
        """It did not come; a later chain tries it once more."""
        self.queues[place].insert(0, (kind, when))


def chain(number: int, most: int, killed: Chain, kinds: Kinds, whole: dict[str, Counter[tuple[Any, ...]]]) -> None:
    """One crawl, killed 10 to 15 times and then finished."""
    tally = killed.tally
    before, began = tally.kills.total(), time.monotonic()
    for kind, count, when, place in kinds.plan(killed.rng.randint(10, 15)):
        if tally.kills.total() - before >= most:
            break
        hit = killed.kill(kind, count, when, None if place == "end" else PATIENCE)
        if kind != RANDOM and not hit:
            kinds.again(kind, when, place)
        killed.damage()
        progress(f"chain {number}, kill {tally.kills.total()}: {kind} {when}")
    killed.finish(whole)
    progress("")
    print(f"chain {number:3}: {tally.kills.total() - before} kills in {time.monotonic() - began:.0f} s; {tally.line()}", flush=True)


def migrations(site: Site, tally: Tally, most: int) -> None:
    """Kills while a saved store of an older version is brought to this one's schema: at each of its statements."""
    for saved in sorted(OLD_STORES.glob("*.sqlite.gz")):
        with TemporaryDirectory() as name:
            crawl, opening = Crawl(Path(name), site.home), "sites"
            crawl.store.write_bytes(gzip.decompress(saved.read_bytes()))
            kinds = crawl.kinds(opening)
            whole = rows_of(crawl.store)
            steps = [
                (kind, count, when) for kind, (total, _) in kinds.items() for count in range(1, total + 1) for when in ("before", "after")
            ]
            for kind, count, when in steps[:: max(1, len(steps) // most)]:
                crawl.store.write_bytes(gzip.decompress(saved.read_bytes()))
                if crawl.run(f"{kind}:{count}:{when}", opening) == -9:
                    tally.kills[f"{saved.name}, {kind} ({when})"] += 1
                    progress(f"{saved.name}, kill {tally.kills.total()}: {kind} {when}")
                if crawl.run("", opening) or rows_of(crawl.store) != whole:
                    tally.lost.append(f"{saved.name} differs after a kill at {kind}")


def rows_of(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, and that the file is whole."""
    with closing(sqlite3.connect(store)) as rows:
        tables = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {name: sorted(rows.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in tables}
        return found | {"integrity": rows.execute("PRAGMA integrity_check").fetchall()}


def progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text[:100]:100}\r", end="", file=sys.stderr, flush=True)


def torture(kills: int, articles: int, seed: int, spider: str = "sections") -> Tally:
    """Kills that many runs in chains; what was lost is in the tally."""
    rng, tally = random.Random(seed), Tally()
    with Site(articles) as site, TemporaryDirectory() as name:
        whole = Crawl(Path(name), site.home, spider)
        kinds = Kinds(whole.kinds(), rng)
        tally.lost += losses(whole, {}, set(site.articles()))
        print(f"{articles} articles, {len(kinds.seen)} kinds of write in a run that is not killed", flush=True)
        migrations(site, tally, max(1, kills // 10))
        for number in range(1, kills + 1):
            if tally.kills.total() >= kills or tally.lost:
                break
            with TemporaryDirectory() as folder:
                killed = Chain(Crawl(Path(folder), site.home, spider), site, rng, tally)
                chain(number, kills - tally.kills.total(), killed, kinds, whole.state())
    return tally


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=300)
    options.add_argument("--articles", type=int, default=2000, help="of the replica")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--spider", default="sections", choices=("sections", "sitemap"))
    given = options.parse_args()
    tally = torture(given.kills, given.articles, given.seed, given.spider)
    for kind, count in sorted(tally.kills.items()):
        print(f"{count:4}  {kind}")
    print(tally.line())
    return bool(tally.lost)


if __name__ == "__main__":
    sys.exit(main())
