"""scrapy report: one page of HTML that shows how the crawls of each site go."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl import site as sites
from newscrawl.clock import Clock
from newscrawl.command import ProjectCommand
from newscrawl.health import files
from newscrawl.health.examine import Examined, examine
from newscrawl.report.page import render, tell
from newscrawl.site import SiteError
from newscrawl.store.database import Store, StoreError, must_be_there
from newscrawl.store.overview import State, states

DAYS = 90


class Command(ProjectCommand):
    """Writes the page."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--sites A,B] [--days N] [--out FILE]"

    def short_desc(self) -> str:
        return "Write a page of HTML: sites and their health, articles by day, coverage, fields, latest articles and edits, refusals"

    def long_desc(self) -> str:
        return (
            "Writes one HTML file that needs nothing else: no network, no script. It shows of each site its health, articles by day and "
            "section, which of what the site lists is stored, how full the fields are month by month, the latest articles, edits (what "
            "went and came) and events, which links were refused or lost and why, and the last runs. Open it in a browser, mail it, print it. "
            "It reads the store while a crawl runs, and writes nothing there. Exit codes: 0, 1 the file can't be written, 2 an argument can't "
            "be used, 5 the store can't be used."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--sites", metavar="A,B", help="only these (default: all that were ever crawled)")
        parser.add_argument("--days", type=int, default=DAYS, help=f"how far back the charts go (default: {DAYS})")
        parser.add_argument("--out", metavar="FILE", help="where it goes (default: report.html in the data folder)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError(f"unexpected argument {args[0]!r}", print_help=False)
        if not 1 <= opts.days <= 3660:
            return self.refuse(2, f"--days {opts.days} must be from 1 to 3660")
        url, out = self.settings["NEWSCRAWL_STORE"], Path(opts.out or Path(self.settings["NEWSCRAWL_DATA"], "report.html"))
        try:
            must_be_there(url)
            store = Store(url)
        except StoreError as error:
            return self.refuse(5, error)
        try:
            known = states(store)
            wanted = [name.strip() for name in opts.sites.split(",")] if opts.sites else list(known)
            if unknown := [name for name in wanted if name not in known]:
                return self.refuse(2, f"no run of {', '.join(unknown)} in the store; there are: {', '.join(known) or 'none yet'}")
            page = self._page(store, {name: known[name] for name in wanted}, opts.days)
        finally:
            store.close()
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            files.write(out, page)
        except OSError as error:
            return self.refuse(1, f"{out} can't be written: {error.strerror}")
        print(out)
        return None

    def _page(self, store: Store, wanted: dict[str, State], days: int) -> str:
        now = Clock(self.settings["NEWSCRAWL_CLOCK"]).now()
        return render(
            [tell(store, name, _home(name), state, self._health(name, now), now, days) for name, state in wanted.items()], now, days
        )

    def _health(self, name: str, now: datetime) -> Examined | None:
        folder = files.folder_of(self.settings["NEWSCRAWL_DATA"])
        try:
            found = examine(folder, name, now) if name in files.sites(folder) else None
        except SiteError:
            return None
        return found if found and found.runs else None


def _home(name: str) -> str:
    try:
        return sites.load(name).home
    except SiteError:
        return ""
