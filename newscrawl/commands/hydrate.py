"""scrapy hydrate: a list of addresses and hashes becomes articles again, and says what has changed since."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl import site as sites
from newscrawl.clock import Clock
from newscrawl.command import ProjectCommand
from newscrawl.export.hydrate import ENDINGS, Entry, ListError, Outcome, Verdict, by_site, entries
from newscrawl.export.hydrated import Hydrated
from newscrawl.normalise.text import printable
from newscrawl.politeness.addresses import private_hosts
from newscrawl.rendering.browser import mode as render_mode
from newscrawl.spiders import arguments
from newscrawl.spiders.hydrate import HydrateSpider
from newscrawl.store import tombstones
from newscrawl.store.database import StoreError, is_there
from newscrawl.store.reader import Reader
from newscrawl.store.texts import text_of

TOLD = 10.0  # seconds between two lines of progress
FAILED, REFUSED, STOPPED = 4, 3, 130


class Command(ProjectCommand):
    """Fetches a list again and compares."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] <FILE|FOLDER>"

    def short_desc(self) -> str:
        return "Fetch the articles of a list (scrapy export --hydrate) again, and report match, drift, gone"

    def long_desc(self) -> str:
        return (
            "Fetches the articles of a list again, with the manners of a crawl (robots.txt, delays, no private addresses), and compares each with "
            "the list's content_hash and, if it has one, title. The list is the folder of a dataset, or a file with a column url "
            f"({', '.join(ENDINGS)}). The report, FILE.hydrated.jsonl, has a line for each entry: match; drift, with the share of words that differ; "
            "gone; refused; failed. A run that was stopped is carried on by the same command, which also tries once more what failed or was refused. "
            "Examples: scrapy hydrate data/exports/elections/1; scrapy hydrate list.csv --out articles.jsonl. Exit codes: 0 all of it was "
            "asked, 2 usage, 3 a site refuses, 4 some did not answer (the same command tries them again), 130 it was stopped."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--out", metavar="FILE", help="write the articles as they are now, with their text, as JSON Lines")
        parser.add_argument(
            "--report", metavar="FILE", help="write the report there (default: beside the list, its name with .hydrated.jsonl)"
        )
        parser.add_argument(
            "--home", metavar="ADDRESS", help="ask this server in place of the site's own: a mirror (a list of one site alone)"
        )
        parser.add_argument("--limit", type=int, metavar="N", help="ask for no more than so many this time")
        parser.add_argument("--json", action="store_true", help="print the sum as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one list: scrapy hydrate data/exports/NAME/1", print_help=False)
        try:
            with ExitStack() as stack:
                self._hydrate(Path(args[0]), opts, stack)
        except (ValueError, StoreError) as error:
            self.refuse(2, error)

    def _hydrate(self, path: Path, opts: argparse.Namespace, stack: ExitStack) -> None:
        private_hosts(self.settings), render_mode(self.settings)
        clock, wanted = Clock(self.settings["NEWSCRAWL_CLOCK"]), entries(path)
        hydrated = Hydrated(_report(path, opts.report), Path(opts.out) if opts.out else None)
        stack.callback(hydrated.close)
        left = [entry for entry in wanted.values() if hydrated.wants(entry.key)]
        store = stack.enter_context(Reader(url)) if is_there(url := self.settings["NEWSCRAWL_STORE"]) else None
        run = Run(hydrated, clock, len(left) if opts.limit is None else min(opts.limit, len(left)))
        asked = [entry for entry in left[: opts.limit] if not (store and self._forgotten(store, entry, run))]
        ended, stopped = self._fetch(
            by_site(asked), run, lambda entry: text_of(store, entry.id, entry.content_hash) if store else None, opts.home
        )
        self._tell(wanted, hydrated, opts.json)
        for line in ended:
            self.tell(line)
        failed = any(hydrated.done.get(key) is Verdict.FAILED for key in wanted)
        self.exitcode = STOPPED if stopped else REFUSED if ended and not failed else FAILED if failed else 0

    def _forgotten(self, store: Reader, entry: Entry, run: Run) -> bool:
        if there := tombstones.there(
            store, [tombstones.of_link(entry.url), tombstones.of_article(entry.id), tombstones.of_site(entry.site)]
        ):
            run.note(Outcome(entry, Verdict.REFUSED, "forgotten"))
        return bool(there)

    def _fetch(
        self, groups: dict[str, list[Entry]], run: Run, before: Callable[[Entry], str | None], home: str | None
    ) -> tuple[list[str], bool]:
        """Why sites were left before their end, and whether the whole was stopped."""
        assert self.crawler_process
        if home and len(groups) > 1:
            raise ListError(f"--home is for a list of one site; this has {', '.join(map(printable, sorted(groups)))}")
        made = []
        for name, group in groups.items():
            given = _asked_as(name, group, home)
            arguments.parse(given)
            made.append(self.crawler_process.create_crawler(HydrateSpider))
            self.crawler_process.crawl(made[-1], wanted=group, note=run.note, before=before, **given)
        if made:
            self.crawler_process.start()
        ended = [crawler.spider.ended for crawler in made if isinstance(crawler.spider, HydrateSpider) and crawler.spider.ended]
        stopped = any(crawler.stats and crawler.stats.get_value("finish_reason") == "shutdown" for crawler in made)
        return ended, stopped

    def _tell(self, wanted: dict[str, Entry], hydrated: Hydrated, as_json: bool) -> None:
        counts = hydrated.counts()
        compared = counts.get("match", 0) + counts.get("drift", 0)
        share = counts.get("match", 0) / compared if compared else None
        middle = median(hydrated.drift) if hydrated.drift else None
        if as_json:
            whole = {"entries": len(wanted), **counts, "match_share": share, "median_drift": middle, "report": str(hydrated.path)}
            print(json.dumps(whole, ensure_ascii=False))
            return
        print(f"{len(wanted)} entries: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
        if share is not None:
            print(
                f"  {share:.1%} of the {compared} that were compared match"
                + (f"; those that drifted differ in {middle:.1%} of their words (median)" if middle else "")
            )
        print(f"  line by line: {hydrated.path}" + (f"; the articles: {hydrated.out}" if hydrated.out else ""))


@dataclass
class Run:
    """One run: writes what comes, and tells how far it is."""

    hydrated: Hydrated
    clock: Clock
    whole: int
    done: int = 0
    told: float = 0.0

    def note(self, outcome: Outcome) -> None:
        self.hydrated.add(outcome, self.clock.now())
        self.done += 1
        began = time.monotonic()
        if began - self.told >= TOLD:
            self.told = began
            counts = ", ".join(f"{count} {name}" for name, count in self.hydrated.counts().items())
            print(f"scrapy hydrate: {self.done} of {self.whole}; {counts}", file=sys.stderr, flush=True)


def _report(path: Path, given: str | None) -> Path:
    if given:
        return Path(given)
    name = path.resolve().name
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return path.resolve().with_name(f"{name}.hydrated.jsonl")


def _asked_as(name: str, group: list[Entry], home: str | None) -> dict[str, str]:
    """The spider's arguments: the profile of that name, or the origin of the first address."""
    mirror = {"home": home} if home else {}
    if name in sites.names():
        return {"site": name, **mirror}
    origin = next(iter(by_site([Entry(group[0].url)])))
    return {"url": f"{origin}/", **mirror}
