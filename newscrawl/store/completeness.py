"""Which articles of a site each road found (menu, sitemap, feed), which are stored, and how many there are likely to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, literal, or_, select

from newscrawl.store.database import Store
from newscrawl.store.schema import articles, links, sightings

ROADS = ("menu", "sitemap", "feed")
NO_ARTICLE = ("skipped", "gone")


@dataclass(frozen=True, slots=True)
class Cell:
    """So many articles of one section and day, seen by these roads; ``stored`` of them are in the store."""

    section: str
    day: date | None  # of publication, in UTC; None where it is not known
    roads: tuple[str, ...]
    seen: int
    stored: int


def cells(store: Store, site: str) -> list[Cell]:
    """All articles of a site by section, day and the roads that led to them; what was found by links alone has no road."""
    unit, channel = func.coalesce(links.c.article_id, literal("link ") + cast(links.c.id, Text)), sightings.c.channel
    listed = func.min(case((channel == "menu", sightings.c.section), else_=None))
    section = func.coalesce(listed, func.min(links.c.section), func.min(articles.c.section), "")
    day = func.min(func.coalesce(articles.c.published_at, links.c.published_at, links.c.listed_at, type_=articles.c.published_at.type))
    roads = [_any(channel.in_(("menu", "region") if road == "menu" else (road,))).label(road) for road in ROADS]
    mine = and_(links.c.site == site, links.c.kind == "article", links.c.state.not_in(NO_ARTICLE))
    source = links.outerjoin(articles, articles.c.id == links.c.article_id).outerjoin(sightings, sightings.c.link_id == links.c.id)
    each = (
        select(section.label("section"), func.date(day).label("day"), *roads, _any(links.c.article_id.is_not(None)).label("stored"))
        .select_from(source).where(mine, or_(links.c.article_id.is_not(None), sightings.c.id.is_not(None))).group_by(unit).subquery()
    )  # fmt: skip
    groups = [each.c.section, each.c.day, *(each.c[road] for road in ROADS)]
    rows = store.execute(
        select(*groups, func.count().label("seen"), func.sum(each.c.stored).label("stored")).group_by(*groups).order_by(*groups)
    )
    return [_cell(row) for row in rows.mappings()]


def _any(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """1 where it holds for a row of the group, 0 where for none."""
    return func.max(case((condition, 1), else_=0))


def _cell(row: Any) -> Cell:
    day = row["day"]
    return Cell(
        row["section"], date.fromisoformat(day) if isinstance(day, str) else day, tuple(road for road in ROADS if row[road]),
        row["seen"], row["stored"],
    )  # fmt: skip


def estimate(found: Iterable[Cell]) -> float | None:
    """How many articles there are, from how much the menu and the other roads overlap (Chapman's estimator, 1951).

    It holds where the roads miss articles independently of each other; None where only one road was walked.
    """
    menu = other = both = 0
    for cell in found:
        by_menu, by_other = "menu" in cell.roads, bool(set(cell.roads) - {"menu"})
        menu, other, both = menu + by_menu * cell.seen, other + by_other * cell.seen, both + (by_menu and by_other) * cell.seen
    if not menu or not other or not both:
        return None
    return (menu + 1) * (other + 1) / (both + 1) - 1
