"""A crawl: CPU time of a page, step by step, beside a bare Scrapy spider that fetches the same pages in the same run.

usage: python benchmarks/crawl.py [--articles N]

The real command crawls the replica and, where ../shared is there, the saved pages of real outlets, each served on loopback by
another process. Times are those of the crawling process, from its first request on; what the steps below it take counts
for none of the steps above. A page is an answer, listings and refusals included. Ratios are firmer than milliseconds.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.clocked import ENGINE, STEPS
from newscrawl.replica.server import Replica
from tests.sites.served import saved_pages

SHARED = ROOT.parent / "shared"


def run(folder: Path, arguments: list[str]) -> Counter[str]:
    result = folder / "spent.json"
    subprocess.run([sys.executable, "-m", "benchmarks.clocked", str(result), *arguments], cwd=ROOT, check=True, capture_output=True)
    return Counter(json.loads(result.read_text()))


def measure(title: str, home: str) -> None:
    """Crawls a site, then fetches what was fetched, and prints both."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = {"STORE": f"sqlite:///{folder}/store.sqlite", "DATA": name, "RENDER": "never", "PRIVATE_HOSTS": urlsplit(home).netloc}
        options = [word for key, value in settings.items() for word in ("-s", f"NEWSCRAWL_{key}={value}")]
        crawl = run(folder, ["scrapy", "crawl", "sections", *options, "-a", f"url={home}"])
        with closing(sqlite3.connect(folder / "store.sqlite")) as store:
            urls = [url for (url,) in store.execute("SELECT url FROM links WHERE status IS NOT NULL")]
        bare = run(folder, urls)
    total, floor = crawl.total(), bare.total()
    print(f"{title}: {len(urls)} pages\n{'':16}{'ms a page':>10}{'x bare Scrapy':>15}")
    for step, seconds in [("bare Scrapy", floor), *((step, crawl[step]) for step in (ENGINE, *STEPS)), ("newscrawl", total)]:
        print(f"{step:16}{1000 * seconds / len(urls):10.2f}{seconds / floor:15.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400, help="of the replica")
    with Replica(articles=parser.parse_args().articles) as site:
        measure("the replica", site.home)
    if SHARED.is_dir():
        with saved_pages(SHARED, 8097) as home:
            measure("pages of real outlets", home)


if __name__ == "__main__":
    main()
