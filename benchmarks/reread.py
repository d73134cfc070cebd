"""scrapy reread: its CPU time beside that of the WARC library and of read_article alone, on the same records in the same run.

usage: python benchmarks/reread.py [--pages N] [--articles N]

A real crawl of the replica is archived; its pages are then multiplied to N articles of a store with a record each. Alone: warcio
reads the file from end to end and read_article reads each page. Reread: the whole command, from its start to its table. Besides,
the crawl itself is run with and without the archive, which tells what archiving costs a page.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scrapy.http import Response

from newscrawl import site as sites
from newscrawl.archive import build
from newscrawl.archive.captures import Capture
from newscrawl.archive.files import WarcFiles
from newscrawl.archive.sources import Shelf
from newscrawl.items import Article
from newscrawl.reading import read_article
from newscrawl.replica.server import Replica
from newscrawl.store import records, runs
from newscrawl.store.articles import save, stored
from newscrawl.store.database import Store
from newscrawl.store.records import Record

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LIMIT = 1.5


def spent(*arguments: str) -> float:
    """CPU seconds of a command of Scrapy."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "scrapy", *arguments], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def settings(folder: Path, **more: str) -> list[str]:
    given = {"STORE": f"sqlite:///{folder}/store.sqlite", "DATA": str(folder), "RENDER": "never", **more}
    return [word for name, value in given.items() for word in ("-s", f"NEWSCRAWL_{name}={value}")]


def crawl(folder: Path, articles: int) -> None:
    """Crawls the replica with and without the archive, and prints what that costs a page."""
    with Replica(articles=articles, clock=NOW) as site:
        where = ["crawl", "sections", "-a", "site=replica", "-a", f"home={site.home}"]
        common = {"PRIVATE_HOSTS": urlsplit(site.home).netloc, "CLOCK": NOW.isoformat()}
        bare = spent(*where, *settings(folder / "bare", **common))
        archived = spent(*where, *settings(folder, ARCHIVE="1", **common))
        pages = len(site.requests) // 2
    size = sum(path.stat().st_size for path in (folder / "archive").iterdir())
    print(
        f"archiving: {size / pages / 1000:.1f} kB a page, {1000 * (archived - bare) / pages:.2f} ms a page ({archived / bare:.2f} x the crawl)"
    )


def multiply(folder: Path, pages: int) -> Path:
    """A store of so many articles with a record each, made of those of the crawl; its folder."""
    many, source, shelf = folder / "many", Store(f"sqlite:///{folder}/store.sqlite"), Shelf(folder / "archive")
    found = list(stored(source, "replica"))
    known = records.of(source, [row for row, _ in found])
    pairs = [(article, shelf.read(known[row])) for row, article in found]
    store = Store(f"sqlite:///{many}/store.sqlite")
    run = runs.begin(store, "replica", "sections", {}, NOW)
    files = WarcFiles(many / "archive", "replica", NOW, 10**9, lambda name: build.warcinfo(name, {"software": "benchmark"}, NOW))
    for number, (article, capture) in enumerate(islice(cycle(pairs), pages)):
        one = replace(article, id=f"{number:016x}")
        save(store, one, run, NOW)
        records.keep(store, copied(files, capture), one.id)
    runs.finish(store, run, "finished", {}, NOW)
    files.close()
    store.close()
    source.close()
    return many


def copied(files: WarcFiles, capture: Capture) -> Record:
    own, url = build.new_id(), capture.record.url
    headers = {"WARC-Record-ID": own, "WARC-Date": build.stamp(capture.record.at), "WARC-Payload-Digest": build.digest(capture.body)}
    kept = {name: value for name, value in capture.headers.items() if name.lower() != "content-encoding"}
    offset = files.append(build.response(Response(url, capture.status, kept, capture.body), url, headers))[0]
    return Record(own, files.name, offset, url, capture.record.at, headers["WARC-Payload-Digest"])


def alone(path: Path) -> Iterator[Article]:
    """What warcio and read_article do by themselves."""
    site = sites.load("replica")
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                html = record.content_stream().read()
                yield read_article(html, record.rec_headers.get_header("WARC-Target-URI"), site, dict(record.http_headers.headers))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=400, help="of the replica that is crawled")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        crawl(folder, asked.articles)
        many = multiply(folder, asked.pages)
        began = time.process_time()
        read = sum(1 for _ in alone(next((many / "archive").iterdir())))
        floor = time.process_time() - began
        whole = spent("reread", *settings(many))
        with closing(sqlite3.connect(many / "store.sqlite")) as store:
            assert store.execute("SELECT count(*) FROM records").fetchone() == (read,)
    print(f"warcio and read_article alone: {1000 * floor / read:.2f} ms a page ({read} pages)")
    print(f"scrapy reread: {1000 * whole / read:.2f} ms a page, {whole / floor:.2f} times that; the limit is {LIMIT}")
    sys.exit(whole / floor > LIMIT)


if __name__ == "__main__":
    main()
