"""The page: what the store says of each site, as one HTML file without scripts, pictures or requests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from newscrawl import __version__
from newscrawl.changes import Change, Piece, changes
from newscrawl.health.examine import Examined
from newscrawl.items import Article
from newscrawl.normalise.text import printable
from newscrawl.report import charts
from newscrawl.store import chronicle
from newscrawl.store.completeness import cells, estimate
from newscrawl.store.database import Store
from newscrawl.store.overview import State

MONTHS = 365  # days of the table of fields
COLUMNS, ROWS = 28, 20  # of the heat map
NEWEST, EDITS, EVENTS, LOST, RUNS = 20, 10, 10, 20, 20
CONTEXT = 80  # characters of unchanged text that are shown on either side of a change


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit: which article, when the later version was read, and what changed."""

    title: str
    url: str
    read_at: datetime | None
    trivial: bool
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Told:
    """All that the page tells of one site."""

    name: str
    home: str
    state: State
    examined: Examined | None
    first: date
    last: date
    recent: int
    stacks: charts.Stacks
    heat: charts.Heat
    estimate: float | None
    months: list[chronicle.Filled]
    lines: list[charts.Line]
    newest: list[Any]
    edits: list[Edit]
    happened: list[Any]
    lost: list[chronicle.Lost]
    runs: list[chronicle.Ran]


def tell(store: Store, name: str, home: str, state: State, examined: Examined | None, now: datetime, days: int) -> Told:
    """What the store says of a site in the ``days`` before ``now``, or before its last run where that is longer ago; ``examined`` is its health, None where no run left a report."""
    now = min(now, state.started_at + timedelta(days=1)) if state.started_at < now - timedelta(days=days) else now
    begin = now - timedelta(days=days - 1)
    published = chronicle.published(store, name, begin.replace(hour=0, minute=0, second=0, microsecond=0), now)
    found = cells(store, name)
    months = chronicle.filled(store, name, now - timedelta(days=MONTHS))
    return Told(
        name, home, state, examined, begin.date(), now.date(), sum(entry.count for entry in published),
        charts.stacks(published, begin.date(), now.date()), charts.heat(found, now.date(), COLUMNS, ROWS), estimate(found),
        months, charts.lines(months, chronicle.FILLED), chronicle.newest(store, name, NEWEST),
        [_edit(*pair) for pair in chronicle.edits(store, name, EDITS)], chronicle.happened(store, name, EVENTS),
        chronicle.lost(store, name, LOST), chronicle.ran(store, name, RUNS),
    )  # fmt: skip


def _edit(before: Article, after: Article) -> Edit:
    found = changes(before, after)
    shown = [Change(change.field, [_short(piece) for piece in change.pieces], change.trivial) for change in found]
    return Edit(after.title or after.url, after.url, after.crawled_at, all(change.trivial for change in found), shown)


def _short(piece: Piece) -> Piece:
    if piece.kind != "same" or len(piece.text) <= 2 * CONTEXT:
        return piece
    return Piece(piece.kind, f"{piece.text[:CONTEXT]} … {piece.text[-CONTEXT:]}")


def render(sites: Sequence[Told], now: datetime, days: int) -> str:
    """The page. Every text is escaped; a policy (CSP) forbids it to load or run anything."""
    loader = PackageLoader("newscrawl.report")
    page = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, finalize=_clean)
    page.filters |= {"day": _day, "figures": _figures, "moment": _moment, "web": _web}
    style, *_ = loader.get_source(page, "report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    given = {"sites": sites, "made_at": now, "days": days, "version": __version__, "width": charts.WIDTH, "height": charts.HEIGHT}
    return page.get_template("report.html").render(**given, style=_Style(style), style_hash=digest)


class _Style(str):
    """The page's own style sheet: it is not escaped, and its policy holds its digest."""

    def __html__(self) -> str:
        return self


def _clean(value: Any) -> Any:
    """Texts of the web without control characters."""
    return printable(value) if type(value) is str else value


def _day(moment: date) -> str:
    return f"{moment:%Y-%m-%d}"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _figures(evidence: dict[str, Any]) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')} {value:.4g}" if isinstance(value, float) else f"{name.replace('_', ' ')} {value}"
        for name, value in evidence.items()
    )


def _web(url: str) -> str:
    """An address that may be followed; nothing but the web's own."""
    return url if urlsplit(url).scheme in ("http", "https") else "#"
