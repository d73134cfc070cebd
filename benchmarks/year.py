"""A year of daily runs on the replica, in which ten accidents happen: which of them does `scrapy health` raise, and how soon?

usage: python benchmarks/year.py [--days N] [--folder FOLDER]

The real command crawls the replica once a day of the site's clock; ``scrapy health`` is asked after each run. Prints a line for
each accident, and every finding that none of them explains. FOLDER keeps store and reports, and a year that was cut is carried on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newscrawl.health import files
from newscrawl.health.judge import look
from newscrawl.health.run import runs_of
from newscrawl.replica.accidents import NEW_HOST, Accident, Kind
from newscrawl.replica.server import Replica
from newscrawl.site import Site

FIRST = datetime.fromisoformat("2026-01-05T12:00:00+00:00")
DAY = timedelta(days=1)
DAILY, ARTICLES = 33, 150  # articles a day, a quarter of them in sections that are left out; articles on the first day
PORT = 8019  # addresses must be the same in all parts of a year
# The first and the last day of each, by the runs that can see it; None: for good. Behind them the year is quiet.
PLANTED = {
    Kind.SILENT_SECTION: (35, 40),
    Kind.STANDING: (54, 57),
    Kind.HALVED: (72, 78),
    Kind.CHALLENGE: (94, 95),
    Kind.EMPTY: (107, 109),
    Kind.ZONE: (122, 125),
    Kind.FLOOD: (139, 141),
    Kind.MOVED: (156, 157),
    Kind.ROBOTS: (171, 174),
    Kind.REDESIGN: (190, None),
}
SECTIONS = {
    "Politics": "news/politics", "Economy": "news/economics", "Sports": "news/sports", "Health": "news/health",
    "Technology": "news/technology", "Environment": "news/environment", "Opinion": "articles/opinion",
}  # fmt: skip
PROFILE = """
home = "http://127.0.0.1:8008/"
title = "Al Mina English"
language = "en"
sitemaps = ["/sitemaps/all.xml"]
zones = { page = "Asia/Beirut", meta = "UTC" }
politeness = { delay = 0.0 }
revisit = { budget = 10 }
links = { ignore = ["^/(regions|videos|infographs|in-pictures|live)", "^/news/(arts|misc)", "^/articles/[^o]"] }

[reading]
metadata_script = "tawsiyat-metadata"

[reading.fields]
summary = { css = "p.lg_para.summary" }
section = { key = "classes[mapping=category].value" }
modified_at = { key = "last_updated" }
""" + "".join(f'\n[[sections]]\nlabel = "{label}"\nurl = "/{path}"\n' for label, path in SECTIONS.items())


def accidents() -> list[Accident]:
    """Each begins an hour after the run before."""
    return [
        Accident(kind, FIRST + (first - 1) * DAY + timedelta(hours=1), last and FIRST + last * DAY + timedelta(hours=1))
        for kind, (first, last) in PLANTED.items()
    ]


@dataclass
class Runner:
    """The command, started once and forked for each run."""

    process: subprocess.Popen[str]
    folder: Path

    def crawl(self, home: str, now: datetime) -> int:
        host, port = (urlsplit(home).hostname, urlsplit(home).port)
        settings = {
            "STORE": f"sqlite:///{self.folder}/news.sqlite",
            "DATA": str(self.folder),
            "RENDER": "never",
            "PRIVATE_HOSTS": f"{host}:{port},{NEW_HOST}:{port}",
            "CRAWL_DELAY_MAX": "0.001",  # a year of politeness would take a day
            "CLOCK": now.isoformat(),
        }
        options = [word for key, value in settings.items() for word in ("-s", f"NEWSCRAWL_{key}={value}")]
        arguments = ["crawl", "sections", "-a", f"site={self.folder}/replica.toml", "-a", f"home={home}", *options, "-L", "WARNING"]
        arguments += ["-s", "AUTOTHROTTLE_ENABLED=False"]
        assert self.process.stdin and self.process.stdout
        print(json.dumps(arguments), file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


@contextmanager
def runner(folder: Path) -> Iterator[Runner]:
    (folder / "replica.toml").write_text(PROFILE, "utf-8")
    command = [sys.executable, str(ROOT / "benchmarks/forked.py"), str(folder / "log.txt")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Runner(process, folder)
        assert process.stdin
        process.stdin.close()


def crawl(folder: Path, days: int) -> None:
    """The runs that are still to be done."""
    done = {report["started_at"] for report in recorded(folder)}
    with Replica(articles=ARTICLES, daily=DAILY, port=PORT, accidents=accidents()) as replica, runner(folder) as command:
        for day in range(days):
            now = FIRST + day * DAY
            if now.isoformat(timespec="seconds") in done:
                continue
            replica.set_clock(now)
            code = command.crawl(replica.home, now)
            print(f"\rday {day}: exit code {code} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


# The check that names each accident.
NAMED = {
    Kind.SILENT_SECTION: "silence", Kind.STANDING: "dates-stand-still", Kind.HALVED: "drop", Kind.CHALLENGE: "challenge",
    Kind.EMPTY: "field:body", Kind.ZONE: "zone", Kind.FLOOD: "copies", Kind.MOVED: "moved", Kind.ROBOTS: "robots", Kind.REDESIGN: "redesign",
}  # fmt: skip
AFTER, FOR_GOOD = 2, 30  # days in which an accident explains findings: after its end, or after the beginning of one that is for good


@dataclass
class Year:
    """The findings of each day, by key, and what they were about."""

    days: list[dict[str, str]]

    def raised(self, kind: Kind) -> tuple[int, str] | None:
        """The first day on which the accident was named, and what was said."""
        for day in self._of(kind):
            for key, what in self.days[day].items():
                if key.startswith(NAMED[kind]):
                    return day, f"{key}: {what}"
        return None

    def others(self, kind: Kind) -> set[str]:
        """The other findings that came with it."""
        return {key for day in self._of(kind) for key in self.days[day] if not key.startswith(NAMED[kind])}

    def unexplained(self) -> list[tuple[int, str]]:
        """The day on which each finding began that no accident explains."""
        explained = {day for kind in PLANTED for day in self._of(kind)}
        before = [{}, *self.days]
        return [
            (day, f"{key}: {what}")
            for day, found in enumerate(self.days)
            for key, what in found.items()
            if day not in explained and key not in before[day]
        ]

    def _of(self, kind: Kind) -> range:
        first, last = PLANTED[kind]
        return range(min(first, len(self.days)), min((last or first + FOR_GOOD) + AFTER + 1, len(self.days)))


def recorded(folder: Path) -> list[dict[str, Any]]:
    """All reports of the year."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((files.folder_of(str(folder)) / "replica").glob("*.json"))]


def judged(reports: Iterable[Mapping[str, Any]]) -> Year:
    """What ``scrapy health`` says after each run."""
    runs = runs_of(reports)
    site = Site("replica", str(runs[-1].report["home"]))
    told = (look(runs[max(0, day - files.DAYS) : day + 1], site) for day in range(len(runs)))
    return Year([{key: finding.what for key, finding in found.items()} for found in told])


def tell(year: Year) -> bool:
    """Prints the table; whether every accident was raised within two runs, with one false alarm at most."""
    print(f"{len(year.days)} runs, one a day\n\n{'accident':16}{'planted':>9}{'raised':>8}{'runs':>6}  finding")
    good = True
    for kind, (first, _) in PLANTED.items():
        if first >= len(year.days):
            continue
        raised = year.raised(kind)
        good &= raised is not None and raised[0] - first < 2
        day, what = raised or ("", "NOT RAISED")
        print(f"{kind:16}{first:>9}{day:>8}{day - first + 1 if raised else '':>6}  {what}")
        if others := year.others(kind):
            print(f"{'':41}with it: {', '.join(sorted(others))}")
    false = year.unexplained()
    print(f"\nfalse alarms: {len(false)}")
    for day, what in false:
        print(f"  day {day}  {what}")
    return good and len(false) <= 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365, help="of the year (default: 365); 0 judges the runs that FOLDER has")
    parser.add_argument("--folder", type=Path, help="keeps store and reports here")
    parser.add_argument("--record", type=Path, metavar="FILE", help="writes the reports, as tests/health/year.jsonl.gz has them")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = asked.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.days:
            crawl(folder, asked.days)
        reports = recorded(folder)
        if asked.record:
            asked.record.write_bytes(gzip.compress("".join(f"{json.dumps(one)}\n" for one in reports).encode(), mtime=0))
        year = judged(reports)
        sys.exit(0 if tell(year) else 1)


if __name__ == "__main__":
    main()
