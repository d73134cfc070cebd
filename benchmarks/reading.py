"""Reading: CPU time of a page, step by step, beside a bare parse and the peers that are installed, over the same pages in one run.

usage: python benchmarks/reading.py [--pages FOLDER] [--rounds N] [--limit N]

FOLDER holds pages as *.html.gz, at any depth, with the address of each in a *.json beside it; ../shared/pages where it is there,
else the pages of the replica. Every contestant reads a page before the next page is read, so that a busy machine is busy for all.
Times are of this process alone; ratios to the parse are firmer than milliseconds.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time

from lxml import html as lxml_html
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newscrawl.reading import read_article
from newscrawl.reading.body import read_body
from newscrawl.reading.container import Weights, find
from newscrawl.reading.encoding import encoding_of
from newscrawl.reading.page import Page

SHARED = ROOT.parent / "shared" / "pages"
CLOCK = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
REPLICA = 80  # articles of each edition

Reader = Callable[[bytes, str], object]


@dataclass(frozen=True)
class Sample:
    """A page and its address."""

    html: bytes
    url: str


def bare_parse(html: bytes, url: str) -> object:
    return lxml_html.fromstring(html, parser=lxml_html.HTMLParser(encoding="utf-8"))


def parsed(html: bytes, url: str) -> Page:
    page = Page(html, url)
    page.root  # noqa: B018 -- parses
    return page


def placed(html: bytes, url: str) -> object:
    page = parsed(html, url)
    return find(Weights(page.survey), page)


STEPS: dict[str, Reader] = {
    "encoding alone": lambda html, url: encoding_of(html, None),
    "parse": parsed,
    "parse, place of the text": placed,
    "parse, whole body": lambda html, url: read_body(parsed(html, url)),
    "read_article": read_article,
}


def trafilatura(precise: bool) -> Reader:
    extract = importlib.import_module("trafilatura").bare_extraction
    return lambda html, url: extract(html, url=url, include_comments=False, with_metadata=True, favor_precision=precise)


def newspaper4k() -> Reader:
    article_of = importlib.import_module("newspaper").Article

    def read(html: bytes, url: str) -> object:
        article = article_of(url, fetch_images=False)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
        return article.text

    return read


def resiliparse() -> Reader:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda html, url: extract(html.decode("utf-8", "replace"), main_content=True)


def lexbor() -> Reader:
    parser = importlib.import_module("selectolax.lexbor").LexborHTMLParser
    return lambda html, url: parser(html)


PEERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": lambda: trafilatura(False),
    "trafilatura, precision": lambda: trafilatura(True),
    "newspaper4k": newspaper4k,
    "resiliparse, text alone": resiliparse,
    "selectolax (lexbor), parse alone": lexbor,
}


def pages(folder: Path) -> Iterator[Sample]:
    """The pages of a folder; those of the replica where there is no such folder."""
    if not folder.is_dir():
        yield from replica_pages()
    for path in sorted(folder.rglob("*.html.gz")):
        facts = path.with_suffix("").with_suffix(".json")
        yield Sample(gzip.decompress(path.read_bytes()), json.loads(facts.read_text("utf-8"))["url"])


def replica_pages() -> Iterator[Sample]:
    from newscrawl.replica.editions import EDITIONS
    from newscrawl.replica.pages import article_page
    from newscrawl.replica.view import CANONICAL, View
    from newscrawl.replica.world import World

    for edition in EDITIONS:
        view = View(World(edition, REPLICA), CLOCK)
        for plan in view.world.plans[: view.count]:
            yield Sample(article_page(view, plan).encode(), CANONICAL + plan.path)


def contestants() -> tuple[dict[str, Reader], list[str]]:
    """Everything that is measured, and the names of the peers that are not installed."""
    found, missing = {"bare lxml parse": bare_parse, **STEPS}, []
    for name, make in PEERS.items():
        try:
            found[name] = make()
        except ImportError:
            missing.append(name)
    return found, missing


def measure(samples: list[Sample], readers: dict[str, Reader], rounds: int) -> tuple[dict[str, float], dict[str, int]]:
    """CPU seconds and failures of each reader, all rounds together; one page is read beforehand, uncounted."""
    seconds, failures = dict.fromkeys(readers, 0.0), dict.fromkeys(readers, 0)
    for turn, sample in enumerate([samples[0], *samples * rounds]):
        for name, read in readers.items():
            start = process_time()
            try:
                read(sample.html, sample.url)
            except Exception:  # noqa: BLE001 -- a peer that breaks on a page is counted, whatever it raises
                failures[name] += turn > 0
            seconds[name] += (process_time() - start) * (turn > 0)
    return seconds, failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="read so many pages at most")
    options = parser.parse_args()
    samples = list(pages(options.pages))[: options.limit]
    if not samples:
        parser.error(f"--pages: no *.html.gz in {options.pages}")
    readers, missing = contestants()
    seconds, failures = measure(samples, readers, options.rounds)
    tell(samples, seconds, failures, options)
    if missing:
        print(f"not installed, so not measured: {'; '.join(missing)}")
    return 0


def tell(samples: list[Sample], seconds: dict[str, float], failures: dict[str, int], options: argparse.Namespace) -> None:
    size = sum(len(sample.html) for sample in samples) / len(samples) / 1024
    source = options.pages if options.pages.is_dir() else "the replica"
    table = Table(title=f"{len(samples)} pages of {source}, {size:.0f} KB each on average, {options.rounds} rounds")
    for heading in ("", "CPU ms a page", "x bare parse", "pages a CPU second", "failed"):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    turns, parse = len(samples) * options.rounds, seconds["bare lxml parse"]
    for name, spent in seconds.items():
        table.add_row(
            name, f"{1000 * spent / turns:.2f}", f"{spent / parse:.2f}", f"{turns / spent:.0f}" if spent else "-", str(failures[name] or "")
        )
    Console(width=120).print(table)


if __name__ == "__main__":
    sys.exit(main())
