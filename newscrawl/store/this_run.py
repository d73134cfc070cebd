"""What one run found, in figures that cost no more in a larger store: each is asked by an index that names the run or the row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from newscrawl.store.database import Store
from newscrawl.store.found import batched
from newscrawl.store.schema import articles, runs, sections, sightings


@dataclass(slots=True, frozen=True)
class Listed:
    """A section of the menu as the run walked it: so many articles in its listings, ``stored`` of them in the store."""

    label: str
    parent: str | None
    note: str | None
    found: int
    stored: int


@dataclass(slots=True, frozen=True)
class Before:
    """The run of the same site before one; ``reason`` is None where it was killed."""

    number: int
    spider: str
    started_at: datetime
    reason: str | None


def listed(store: Store, site: str, run: int) -> list[Listed]:
    """The sections that the run saw in the menu, in its order."""
    menu = store.execute(
        select(sections.c.label, sections.c.parent, sections.c.note)
        .where(sections.c.site == site, sections.c.run_id == run)
        .order_by(sections.c.position)
    ).all()
    counts = seen_in(store, site, run, [row.label for row in menu])
    return [Listed(*row, *counts.get(row.label, (0, 0))) for row in menu]


def seen_in(store: Store, site: str, run: int, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """For each section, sitemap or feed how many articles the run saw in it, and how many of these are stored."""
    found: dict[str, tuple[int, int]] = {}
    counted = select(sightings.c.section, func.count(), func.count(sightings.c.article_id))
    for chunk in batched(names, 200):
        mine = (sightings.c.site == site) & sightings.c.section.in_(chunk) & (sightings.c.run_id == run)
        found |= {row[0]: (row[1], row[2]) for row in store.execute(counted.where(mine).group_by(sightings.c.section))}
    return found


def copies(store: Store, ids: Sequence[str]) -> tuple[int, int]:
    """How many of these articles have the content of another one, and how many resemble one without being equal."""
    equal = near = 0
    counted = select(func.count(articles.c.duplicate_of), func.count(articles.c.near_duplicate_of))
    for chunk in batched(ids, 500):
        same, alike = store.execute(counted.where(articles.c.id.in_(chunk))).one()
        only = select(func.count()).where(
            articles.c.id.in_(chunk), articles.c.duplicate_of.is_not(None), articles.c.near_duplicate_of.is_not(None)
        )
        equal, near = equal + same, near + alike - store.execute(only).scalar_one()
    return equal, near


def before(store: Store, site: str, run: int) -> Before | None:
    """The site's last run before this one, whatever its spider."""
    columns = (runs.c.id, runs.c.spider, runs.c.started_at, runs.c.reason)
    row = store.execute(select(*columns).where(runs.c.site == site, runs.c.id < run).order_by(runs.c.id.desc()).limit(1)).first()
    return Before(*row) if row else None
