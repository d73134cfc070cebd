"""scrapy sites: the profiles that there are, and how each site was caught last."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.exceptions import UsageError

from newscrawl import site as sites
from newscrawl.command import ProjectCommand
from newscrawl.normalise.text import printable
from newscrawl.site import Site, SiteError
from newscrawl.store.database import Store, StoreError, is_there
from newscrawl.store.overview import State, states

PIPED = 180  # columns where there is no terminal that says how many it has
COLUMNS = ("name", "home", "language", "sections", "last run", "articles", "title", "date", "body")
FIXED = ("home", "language", "sections")  # what a profile says, left out where the terminal is narrow
WIDE = 120  # columns of a terminal that has room for all
NUMBERS = ("sections", "articles", "title", "date", "body")
SHARES = ("title", "published_at", "body")  # of the last run's articles
NEVER = "never"


@dataclass(slots=True, frozen=True)
class Row:
    """One site: its profile (None where it was crawled by its address), and what the store knows of it (None: never crawled)."""

    name: str
    site: Site | None
    state: State | None

    @property
    def below(self) -> list[str]:
        """What of the last run is less than its profile expects."""
        if not self.site or not self.state:
            return []
        expect, shares = self.site.expect, self.state.shares
        found = [name for name in SHARES if name in shares and shares[name] < expect.fields.get(name, 0)]
        return found + (["sections"] if 0 < self.state.sections < (expect.sections or 0) else [])


class Command(ProjectCommand):
    """Lists profiles with last run and health."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "List the sites that have a profile, with their last run and how full its articles were"

    def long_desc(self) -> str:
        return (
            "Lists every profile (scrapy crawl sections -a site=NAME) and every other site in the store, with the last run and how it "
            "ended, how many articles are kept, and which share of those that the last run brought has a title, a date and a text. "
            "'!' is behind what is less than the profile expects ([expect]). A run without an end is running, or was killed. scrapy newsite "
            "writes a profile. Exit codes: 0, 2 a profile is not valid, 5 the store can't be used."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError(f"unexpected argument {args[0]!r}", print_help=False)
        profiles = self._profiles()
        try:
            known = _known(self.settings["NEWSCRAWL_STORE"])
        except StoreError as error:
            return self.refuse(5, error)
        rows = [Row(name, profiles.get(name), known.get(name)) for name in sorted({*profiles, *known})]
        print(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1)) if opts.json else _tell(rows)
        return None

    def _profiles(self) -> dict[str, Site]:
        """The valid profiles by name; one that is not is told of."""
        found = {}
        for name in sites.names():
            try:
                found[name] = sites.load(name)
            except SiteError as error:
                self.refuse(2, error)
        return found


def _known(url: str) -> dict[str, State]:
    if not is_there(url):
        return {}
    store = Store(url)
    found = states(store)
    store.close()
    return found


def _plain(row: Row) -> dict[str, object]:
    site, state = row.site, row.state
    last = state and {"started_at": state.started_at.isoformat(), "spider": state.spider, "reason": state.reason}
    return {
        "name": row.name, "profile": site is not None, "home": site and site.home, "title": site and site.title, "language": site and site.language,
        "sections": _sections(row), "last_run": last, "articles": state.articles if state else 0,
        "shares": {name: round(share, 4) for name, share in state.shares.items()} if state else {}, "below": row.below,
    }  # fmt: skip


def _tell(rows: list[Row]) -> None:
    out = Console(highlight=False, markup=False, emoji=False)
    if not out.is_terminal:
        out.width = max(out.width, PIPED)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    shown = [name for name in COLUMNS if out.width >= WIDE or name not in FIXED]
    for name in shown:
        table.add_column(name, justify="right" if name in NUMBERS else "left", no_wrap=name not in ("home", "last run"), overflow="fold")
    for row in rows:
        cells = dict(zip(COLUMNS, _cells(row), strict=True))
        table.add_row(*(Text(printable(cells[name])) for name in shown))
    out.print(table)
    out.print(
        Text("'!': less than the profile expects. Crawl one: scrapy crawl sections -a site=NAME. Add one: scrapy newsite https://..."),
        soft_wrap=True,
    )


def _cells(row: Row) -> list[str]:
    site, state = row.site, row.state
    last = f"{state.started_at:%Y-%m-%d %H:%M} {state.spider}: {state.reason or 'no end'}" if state else NEVER
    mark = dict.fromkeys(row.below, "!")
    shares = [f"{state.shares[name]:.0%}{mark.get(name, '')}" if state and name in state.shares else "-" for name in SHARES]
    home = site.home if site else "(no profile)"
    return [
        row.name,
        home,
        (site and site.language) or "-",
        f"{_sections(row)}{mark.get('sections', '')}",
        last,
        str(state.articles if state else 0),
        *shares,
    ]


def _sections(row: Row) -> int:
    """Of the menu, as the last run found it; before the first, of the profile."""
    return (row.state.sections if row.state else 0) or len(row.site.sections if row.site else ())
