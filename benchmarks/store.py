"""The store: how many rows a second it takes, what a run costs where much is stored already, and which near-duplicates it finds.

usage: python benchmarks/store.py [--sizes 1000,100000,1000000] [--runs 3] [--each 20]

1. Links and articles with their versions, in the store's batches, beside bare sqlite3 that is given the same rows, and
   has nothing to look up.
2. The CPU time of the real ``scrapy crawl sections`` on an unchanged site, the best of some runs, in stores of these sizes:
   the site's own articles, and others of the same site made of them (benchmarks/filling.py). Beside it what commands
   cost that look in, and below it the statements of a run that grow. Ratios are firmer than seconds.
3. Precision and recall of near-duplicates (benchmarks/near_duplicates.py).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import near_duplicates
from benchmarks.filling import fill
from benchmarks.torture import Crawl, Site
from newscrawl.items import Article
from newscrawl.store import near, runs
from newscrawl.store.articles import save, stored
from newscrawl.store.database import BATCH, Store
from newscrawl.store.frontier import Frontier, Link

ARTICLES = 400  # of the replica
LISTED = 20  # links of a listing page, written at once
LINKS = 20_000
SECTIONS = "crawl sections -a site=replica"
LOOKS = {"scrapy sites": "sites", "scrapy history ID": "history {id}", "scrapy history URL": "history {url}"}
BIG = ("articles", "versions", "links", "sightings", "signatures", "bands")
GROWN, NOTICED = 2, 0.02  # a statement grows that takes twice as long, and so many seconds of a run
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


# Rows a second


def links(folder: Path) -> tuple[int, float]:
    """Rows and CPU seconds of links that listings found."""
    store = Store(f"sqlite:///{folder}/links.sqlite")
    frontier = Frontier(store, "a-site", runs.begin(store, "a-site", "sections", {}, NOW))
    found = [Link(f"https://news.example/politics/{n}", rank=3, section="Politics", text=f"Headline {n}") for n in range(LINKS)]
    began = time.process_time()
    for at in range(0, LINKS, LISTED):
        frontier.add(found[at : at + LISTED], NOW)
    store.commit()
    spent = time.process_time() - began
    store.close()
    return 2 * LINKS, spent  # a link and a sighting each


def articles(folder: Path, source: Path, times: int = 5) -> tuple[int, float, float]:
    """Articles and CPU seconds without and with their near-duplicates: the replica's own, told some times over."""
    whole = Store(f"sqlite:///{source}")
    few = [article for _, article in stored(whole, "replica")]
    whole.close()
    told = [retold(article, n) for n in range(times) for article in few]
    return len(told), *(_saved(folder / f"articles{filed}.sqlite", told, filed) for filed in (False, True))


def retold(article: Article, n: int) -> Article:
    """The article under another address, with the words of its text in another order, so that it is a copy of none."""
    words = article.body.split()
    Random(n).shuffle(words)
    body = " ".join(words)
    return replace(article, id=f"{n:04x}{article.id[4:]}", url=f"{article.url}-{n}", body=body, content_hash=f"{article.content_hash}{n}")


def _saved(path: Path, told: list[Article], filed: bool) -> float:
    store = Store(f"sqlite:///{path}")
    run = runs.begin(store, "replica", "sections", {}, NOW)
    began = time.process_time()
    for article in told:
        with store.together():
            save(store, article, run, NOW)
            if filed:
                near.file(store, article)
    store.commit()
    spent = time.process_time() - began
    store.close()
    return spent


def bare(path: Path, tables: tuple[str, ...]) -> float:
    """CPU seconds that bare sqlite3 takes for the rows of these tables, with the same indexes, in the same batches."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(path.with_suffix(".bare"))) as rows:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            rows.execute(f"PRAGMA {pragma}")
        marks = ",".join("?" * len(tables))
        for (sql,) in source.execute(
            f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL ORDER BY type DESC", tables
        ):
            rows.execute(sql)
        taken = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
        rows.execute("PRAGMA foreign_keys=OFF")
        began = time.process_time()
        for table, values in taken.items():
            insert = f"INSERT INTO {table} VALUES ({','.join('?' * len(values[0]))})"
            for at in range(0, len(values), BATCH):
                rows.executemany(insert, values[at : at + BATCH])
                rows.commit()
        return time.process_time() - began


def rates(folder: Path, source: Path) -> Iterator[str]:
    yield f"{'rows a second of CPU time':34}{'the store':>12}{'bare sqlite3':>14}{'ratio':>8}"
    number, spent = links(folder)
    yield _rate("links with their sightings", number, spent, bare(folder / "links.sqlite", ("links", "sightings")))
    number, alone, filed = articles(folder, source)
    raw = bare(folder / "articlesFalse.sqlite", ("articles", "versions"))
    yield _rate("articles with their versions", 2 * number, alone, raw)
    yield _rate("the same, near-duplicates marked", 2 * number, filed, raw)


def _rate(name: str, rows: int, spent: float, raw: float) -> str:
    return f"{name:34}{rows / spent:12.0f}{rows / raw:14.0f}{spent / raw:8.1f}"


# What a run costs


def cpu(command: list[str]) -> float:
    """CPU seconds of a process that has to end well."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {process.returncode}:\n{log.decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime


def second_runs(site: Site, source: Path, folder: Path, sizes: list[int], times: int) -> Iterator[str]:
    yield f"{'stored articles':>16}{'MB':>8}{'pages':>7}" + f"{'CPU s':>8}{'ratio':>7}" + "".join(f"{name + ', s':>24}" for name in LOOKS)
    first, few = 0.0, {}
    for size in sizes:
        with TemporaryDirectory(dir=folder) as name:
            crawl = Crawl(Path(name), site.home)
            shutil.copytree(source, crawl.folder, dirs_exist_ok=True)
            there = fill(crawl.store, size)
            cpu(command(crawl, SECTIONS))  # what the filling left for the first run to do is no cost of the others
            site.requests.clear()
            spent = min(cpu(command(crawl, SECTIONS)) for _ in range(times))
            pages = len(site.requests) / times
            first = first or spent
            (url, number), *_ = crawl.rows("SELECT canonical_url, id FROM articles ORDER BY rowid DESC LIMIT 1")
            looks = [cpu(command(crawl, look.format(id=number, url=url))) for look in LOOKS.values()]
            megabytes = crawl.store.stat().st_size / 1e6
            yield f"{there:16}{megabytes:8.0f}{pages:7.0f}{spent:8.2f}{spent / first:7.2f}" + "".join(f"{look:24.2f}" for look in looks)
            few = few or statements(crawl)
            if size == sizes[-1]:
                yield from growing(few, statements(crawl))


def command(crawl: Crawl, asked: str) -> list[str]:
    return [sys.executable, "-m", *crawl.command(asked)]


def statements(crawl: Crawl) -> dict[str, tuple[int, float, str]]:
    """The statements of one more run: how often, how many CPU seconds, by which plan (benchmarks/queries.py)."""
    result = crawl.folder / "queries.json"
    cpu([sys.executable, "-m", "benchmarks.queries", str(result), *crawl.command(SECTIONS)])
    return json.loads(result.read_text())  # type: ignore[no-any-return]


def growing(few: dict[str, tuple[int, float, str]], many: dict[str, tuple[int, float, str]]) -> Iterator[str]:
    """Those statements that cost more where more is stored, or walk a whole table or index."""
    totals = [sum(seconds for _, seconds, _ in noted.values()) for noted in (few, many)]
    yield f"\n{len(many)} statements of a run: {totals[0]:.3f} s in the smallest store, {totals[1]:.3f} s in the largest"
    for sql, (count, seconds, plan) in sorted(many.items(), key=lambda row: -row[1][1]):
        before = few.get(sql, (0, 0.0, ""))[1]
        if seconds > GROWN * before + NOTICED or re.search(rf"SCAN ({'|'.join(BIG)})\b", plan):
            yield f"  {before:.3f} s, then {seconds:.3f} s ({count} x): {' '.join(sql.split())[:120]} [{plan[:120]}]"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="1000,100000,1000000", help="stored articles, the smallest first")
    options.add_argument("--runs", type=int, default=3, help="of each size; the cheapest counts")
    options.add_argument("--each", type=int, default=20, help="near-duplicates: pairs of a kind")
    options.add_argument("--folder", type=Path, help="where the stores are made: a million articles take 4 GB")
    given = options.parse_args()
    with TemporaryDirectory(dir=given.folder) as name, Site(ARTICLES) as site:
        source = Path(name, "source")
        source.mkdir()
        crawl = Crawl(source, site.home)
        cpu(command(crawl, SECTIONS))
        print(*rates(Path(name), crawl.store), "", sep="\n", flush=True)
        for line in second_runs(site, source, Path(name), [int(size) for size in given.sizes.split(",")], given.runs):
            print(line, flush=True)
    print()
    print(*near_duplicates.report(given.each), sep="\n")


if __name__ == "__main__":
    main()
