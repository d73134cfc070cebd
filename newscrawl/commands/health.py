"""scrapy health: how well a site is caught."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import asdict
from itertools import groupby

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand

from newscrawl.store import runs
from newscrawl.store.completeness import ROADS, Cell, cells, estimate
from newscrawl.store.database import Store, StoreError

GAPS = 10  # days that are named


class Command(ScrapyCommand):
    """Tells which share of a site's articles is in the store."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--completeness [--site NAME] [--json]"

    def short_desc(self) -> str:
        return "Tell how completely a site is caught, by section and day"

    def long_desc(self) -> str:
        return (
            "Says for each section how many articles were seen by the menu, by sitemaps and by feeds, how many are stored, and how many "
            "there are likely to be: what two roads both found tells how much both have missed (capture and recapture). So crawl a site "
            "by more than one road first: scrapy crawl sections, then scrapy crawl sitemap. --json gives every section and day."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--completeness", action="store_true", help="the table of sections, the estimate and the days with gaps")
        parser.add_argument("--site", metavar="NAME", help="only this site (default: all that were crawled)")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            store = Store(self.settings["NEWSCRAWL_STORE"])
        except StoreError as error:
            return self._refuse(5, str(error))
        known = runs.sites(store)
        sites = [opts.site] if opts.site else known
        unknown = set(sites) - set(known)
        found = {} if unknown else {site: cells(store, site) for site in sites}
        store.close()
        if unknown or not found:
            return self._refuse(
                2,
                f"no run of {', '.join(unknown) or 'any site'} in the store; there are: {', '.join(known) or 'none yet: scrapy crawl sections'}",
            )
        for site, seen in found.items():
            print(json.dumps(_plain(site, seen), ensure_ascii=False)) if opts.json else _tell(
                Console(highlight=False, soft_wrap=True), site, seen
            )
        return None

    def _refuse(self, code: int, line: str) -> None:
        print(f"scrapy health: {line}", file=sys.stderr)
        self.exitcode = code


def _plain(site: str, seen: list[Cell]) -> dict[str, object]:
    days = [{**asdict(cell), "day": cell.day and cell.day.isoformat()} for cell in seen]
    return {
        "site": site,
        "seen": sum(c.seen for c in seen),
        "stored": sum(c.stored for c in seen),
        "estimate": estimate(seen),
        "cells": days,
    }


def _tell(console: Console, site: str, seen: list[Cell]) -> None:
    table = Table(title=f"{site}: articles by the road that found them", box=None, title_justify="left", pad_edge=False)
    for name in ("section", *ROADS, "stored", "likely", "share"):
        table.add_column(name, justify="left" if name == "section" else "right")
    for section, group in groupby(sorted(seen, key=lambda cell: cell.section), key=lambda cell: cell.section):
        _row(table, section or "(none)", list(group))
    _row(table, "all", seen)
    console.print(table)
    if estimate(seen) is None:
        console.print(
            "One road alone says nothing of what it missed: crawl by another one as well (scrapy crawl sitemap, scrapy crawl feed)."
        )
    missing = defaultdict(int)
    for cell in seen:
        missing[cell.day] += cell.seen - cell.stored
    gaps = sorted(((count, str(day or "no date")) for day, count in missing.items() if count), reverse=True)
    if gaps:
        console.print("Seen and not stored, by day: " + ", ".join(f"{day} {count}" for count, day in gaps[:GAPS]))


def _row(table: Table, label: str, seen: list[Cell]) -> None:
    roads = [sum(cell.seen for cell in seen if road in cell.roads) for road in ROADS]
    stored, likely = sum(cell.stored for cell in seen), estimate(seen)
    share = f"{min(stored / likely, 1):.1%}" if likely else ""
    table.add_row(label, *(str(number) for number in roads), str(stored), f"{likely:.0f}" if likely else "", share)
