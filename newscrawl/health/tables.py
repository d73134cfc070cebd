"""Tables: what ``scrapy health`` prints for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.health.examine import Examined
from newscrawl.normalise.text import printable
from newscrawl.store.completeness import ROADS, Cell, estimate

GAPS = 10  # days that are named


def tell_findings(console: Console, examined: Sequence[Examined]) -> None:
    """A line for each site, and below it what is not as it should be."""
    for one in examined:
        last = one.runs[-1]
        state = f"{len(one.findings)} findings" if len(one.findings) > 1 else "1 finding" if one.findings else "healthy"
        runs = f"{len(one.runs)} runs" if len(one.runs) > 1 else "1 run"
        console.print(
            Text(f"{one.site}: {state} ({runs}; the last on {last.started_at:%Y-%m-%d %H:%M} UTC, {last.reason}, {last.new} new)")
        )
        for finding in one.findings:
            console.print(Text(f"  {finding.key:<22} {printable(finding.what)}"))
            console.print(Text(f"  {'':22} since {finding.since:%Y-%m-%d %H:%M} UTC; {printable(finding.todo)}", style="dim"))


def tell_completeness(console: Console, site: str, seen: list[Cell]) -> None:
    """Articles by section and the road that found them, and the days with gaps."""
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
    missing: defaultdict[object, int] = defaultdict(int)
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
