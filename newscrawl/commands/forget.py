"""scrapy forget: takes articles out of the store for good, and keeps them from coming back."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl.clock import Clock
from newscrawl.command import ProjectCommand
from newscrawl.export.holding import holding
from newscrawl.normalise.text import printable
from newscrawl.store import forget, tombstones
from newscrawl.store.database import Store, StoreError, must_be_there
from newscrawl.store.lock import SiteBusy, SiteLock
from newscrawl.store.to_forget import Plan
from newscrawl.store.to_forget import plan as plan_of

SHOWN = 10  # addresses that are named
BUSY, BROKEN, NOT_CONFIRMED = 7, 5, 1
NOTHING = "No article was there to forget; from now on a tombstone keeps it out. The same command with --remember takes that back."


class Command(ProjectCommand):
    """Forgets articles by address, author or site."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--url URL | --author NAME | --site NAME [--dry-run] [--yes]"

    def short_desc(self) -> str:
        return "Take articles out of the store for good, and keep them from coming back"

    def long_desc(self) -> str:
        return (
            "Removes articles with all versions from the store (its free pages and write-ahead log, too), from the full-text index and from the "
            "JSONL log, and leaves a tombstone: a hash, from which nothing can be read, but by which the next crawl knows what it must not "
            "take in again. Names the datasets and archive files that hold them still, and articles with the same text under other "
            "addresses: these are not touched. --url, --author and --site can be given more than once; --url takes an id as well. A "
            "killed one is ended by the same command. --remember takes the tombstone away. Examples: scrapy forget --url "
            "https://news.example/politics/a --dry-run; scrapy forget --author 'Jane Doe' --yes. Exit codes: 0 it is forgotten, 1 it was not "
            "confirmed, 2 usage, 5 the store can't be written, or another program has it open, 7 the site is being crawled."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", action="append", default=[], metavar="URL", help="the article at this address, or with this id")
        parser.add_argument("--author", action="append", default=[], metavar="NAME", help="all articles by this author")
        parser.add_argument("--site", action="append", default=[], metavar="NAME", help="a site as a whole, with its runs")
        parser.add_argument("--dry-run", action="store_true", help="tell what would go, and change nothing")
        parser.add_argument("--yes", action="store_true", help="don't ask for confirmation")
        parser.add_argument("--remember", action="store_true", help="let it be crawled again: take the tombstone away")
        parser.add_argument("--exports", metavar="DIR", help="where the datasets are (default: exports in NEWSCRAWL_DATA)")
        parser.add_argument("--json", action="store_true", help="print what goes as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not (opts.url or opts.author or opts.site):
            raise UsageError("say what to forget: --url, --author or --site", print_help=False)
        try:
            must_be_there(self.settings["NEWSCRAWL_STORE"])
            store = Store(self.settings["NEWSCRAWL_STORE"])
            try:
                self._remember(store, opts) if opts.remember else self._forget(store, opts)
            finally:
                store.close()
        except SiteBusy as error:
            self.refuse(BUSY, error)
        except StoreError as error:
            self.refuse(BROKEN, error)

    def _forget(self, store: Store, opts: argparse.Namespace) -> None:
        wanted = ([*opts.url, *tombstones.pending(store)], opts.author, opts.site)
        plan, folder = plan_of(store, *wanted), Path(self.settings["NEWSCRAWL_DATA"])
        known = tombstones.articles_of(store, plan.hashes) | plan.articles.keys()
        store.commit()
        held = holding(Path(opts.exports) if opts.exports else folder / "exports", known)
        print(json.dumps(_plain(plan, held), ensure_ascii=False, indent=1)) if opts.json else _tell(plan, held)
        if opts.dry_run:
            return
        if not (opts.yes or _confirmed()):
            return self.refuse(NOT_CONFIRMED, "nothing was changed; --yes forgets without asking")
        with ExitStack() as locks:
            for site in sorted(plan.touched):
                lock = SiteLock(folder, site)
                lock.acquire()
                locks.callback(lock.release)
            forget.carry_out(store, plan_of(store, *wanted), folder, Clock(self.settings["NEWSCRAWL_CLOCK"]).now())
        if not opts.json:
            print("Forgotten. A crawl will not take it in again." if plan.articles else NOTHING)

    def _remember(self, store: Store, opts: argparse.Namespace) -> None:
        hashes = [*map(tombstones.of_link, opts.url), *map(tombstones.of_article, opts.url)]
        hashes += [*map(tombstones.of_author, opts.author), *map(tombstones.of_site, opts.site)]
        print(f"{tombstones.lift(store, hashes)} tombstones were taken away.")


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        return False
    try:
        return input("This can't be undone. Type yes to forget: ").strip().lower() == "yes"
    except EOFError:
        return False


def _tell(plan: Plan, held: dict[Path, int | None]) -> None:
    print(
        f"To forget: {len(plan.articles)} articles with {plan.versions} versions{''.join(f', all of {site}' for site in sorted(plan.sites))}."
    )
    _some(sorted(plan.articles.values()))
    if not plan.articles:
        print("The store has no article of it: is it spelt as it is there? A tombstone would keep it out all the same.")
    if plan.linking:
        print(f"{len(plan.linking)} versions of other articles lose their links to them.")
    if plan.copies:
        print(f"Not touched: {len(plan.copies)} articles with the same text, or nearly, under other addresses:")
        _some(sorted(plan.copies.values()))
    for folder, count in held.items():
        print(f"Not touched: the dataset {folder} {'holds ' + str(count) + ' of them' if count else 'can not be read, and may hold them'}.")
    for file, count in sorted(plan.archives.items()):
        print(f"Not touched: the archive file {printable(file)} holds {count} of their pages.")


def _some(urls: list[str]) -> None:
    for url in urls[:SHOWN]:
        print(f"  {printable(url)}")
    if len(urls) > SHOWN:
        print(f"  and {len(urls) - SHOWN} more")


def _plain(plan: Plan, held: dict[Path, int | None]) -> dict[str, Any]:
    return {
        "articles": plan.articles,
        "versions": plan.versions,
        "sites": sorted(plan.sites),
        "links_in_others": len(plan.linking),
        "copies": plan.copies,
        "datasets": {str(folder): count for folder, count in held.items()},
        "archives": plan.archives,
    }
