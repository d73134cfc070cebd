"""All that the card and its siblings tell, gathered once from the store's snapshot: they are pure functions of it."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from newscrawl import site as profiles
from newscrawl.export.census import Census
from newscrawl.export.checksums import Sum
from newscrawl.export.columns import Table
from newscrawl.export.order import Order
from newscrawl.store import selection
from newscrawl.store.completeness import cells, estimate
from newscrawl.store.database import Store

OF_EXPORTS = ("pyarrow", "numpy", "matplotlib")
_NAME = re.compile(r"[\w.-]+")
ENDED = ("finished", "limit")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How completely a site is caught: articles that any road has shown, that are stored, that are likely to be there."""

    seen: int
    stored: int
    likely: float | None
    missed: tuple[tuple[date | None, int], ...]  # days with articles that were seen and not stored, and how many
    unfinished: int  # runs that did not come to their end


@dataclass(frozen=True, slots=True)
class Facts:
    """A dataset, described."""

    order: Order
    version: int
    moment: datetime | None  # the latest that the store knows of
    census: Census
    tables: tuple[Table, ...]
    runs: list[dict[str, Any]]
    coverage: dict[str, Coverage]
    profiles: dict[str, str]  # site to the text of its profile
    programs: dict[str, str]
    left_out: Counter[str] = field(default_factory=Counter)  # why texts were left out
    changes: Counter[str] | None = None
    files: list[Sum] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.order.name}, version {self.version}"

    @property
    def day(self) -> str:
        """The day that the dataset stands for."""
        return self.moment.date().isoformat() if self.moment else "1970-01-01"

    @property
    def creator(self) -> str:
        return self.order.creator or f"The makers of the dataset {self.order.name}"


def programs() -> dict[str, str]:
    """Versions of newscrawl and of what it stands on: its own requirements, and those of exports."""
    own = [line for line in importlib.metadata.requires("newscrawl") or () if "extra ==" not in line]
    names = sorted({*OF_EXPORTS, *(match[0].lower() for line in own if (match := _NAME.match(line)))})
    versions = {name: _version(name) for name in ("newscrawl", *names)}
    known = {name: version for name, version in versions.items() if version}
    return {**known, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:  # needed by other versions of Python
        return None


def coverage(store: Store, site: str, runs: list[dict[str, Any]], wanted: Callable[[date | None], bool]) -> Coverage:
    """How completely a site is caught on the wanted days."""
    found = [cell for cell in cells(store, site) if wanted(cell.day)]
    missed: Counter[date | None] = Counter()
    for cell in found:
        missed[cell.day] += cell.seen - cell.stored
    days = sorted(((day, count) for day, count in missed.items() if count > 0), key=lambda pair: pair[0] or date.min)
    unfinished = sum(run["site"] == site and run["reason"] not in ENDED for run in runs)
    return Coverage(sum(c.seen for c in found), sum(c.stored for c in found), estimate(found), tuple(days), unfinished)


def gather(store: Store, order: Order, version: int, census: Census, tables: tuple[Table, ...]) -> Facts:
    """What the store knows besides the rows. To be called within the snapshot."""
    sites, since, until = sorted(census.sites), order.selection.since, order.selection.until
    runs = selection.runs_of(store, sites)

    def wanted(day: date | None) -> bool:
        return day is None or not ((since and day < since.date()) or (until and day > until.date()))

    known = {site: (profiles.folder() / f"{site}.toml").read_text("utf-8") for site in sites if site in profiles.names()}
    covered = {site: coverage(store, site, runs, wanted) for site in sites}
    return Facts(order, version, selection.latest(store), census, tables, runs, covered, known, programs())
