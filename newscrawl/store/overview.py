"""What the store knows of each site in a few words: its last run, how much is kept, how full the newest of it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select

from newscrawl.store.database import Store
from newscrawl.store.schema import articles, runs, sections, versions

NEWEST = 1000  # versions of one run that are looked at


@dataclass(slots=True, frozen=True)
class State:
    """A site in the store. ``read`` are the newest articles of the last run that brought any, ``filled`` how many of them have each field."""

    started_at: datetime
    spider: str
    reason: str | None  # none: it runs, or was killed
    sections: int  # of the menu, when it was last read whole; 0 where it never was
    articles: int
    read: int
    filled: dict[str, int]  # title, published_at, body

    @property
    def shares(self) -> dict[str, float]:
        """The share of articles that have each field; empty where none was read."""
        return {name: count / self.read for name, count in self.filled.items()} if self.read else {}


def states(store: Store) -> dict[str, State]:
    """Every site that was ever crawled, by name."""
    last = select(func.max(runs.c.id)).group_by(runs.c.site)
    rows = store.execute(
        select(runs.c.site, runs.c.started_at, runs.c.spider, runs.c.reason).where(runs.c.id.in_(last)).order_by(runs.c.site)
    ).all()
    kept = {row[0]: row[1] for row in store.execute(select(articles.c.site, func.count()).group_by(articles.c.site))}
    return {
        row.site: State(row.started_at, row.spider, row.reason, _menu(store, row.site), kept.get(row.site, 0), *_filled(store, row.site))
        for row in rows
    }


def _menu(store: Store, site: str) -> int:
    """Entries of the menu since the last run that read it whole; 0 where all runs were of chosen sections."""
    mine = select(sections.c.run_id).where(sections.c.site == site).distinct()
    asked = store.execute(select(runs.c.id, runs.c.arguments).where(runs.c.id.in_(mine)).order_by(runs.c.id.desc()))
    whole = next((row.id for row in asked if "sections" not in row.arguments), None)
    if whole is None:
        return 0
    return int(store.execute(select(func.count()).where(sections.c.site == site, sections.c.run_id >= whole)).scalar_one())


def _filled(store: Store, site: str) -> tuple[int, dict[str, int]]:
    """Pages whose kind has no text count as having theirs."""
    v = versions.c
    run = store.execute(select(v.run_id).where(v.site == site).order_by(v.id.desc()).limit(1)).scalar()
    newest = (
        select(v.title, v.published_at, v.word_count, v.status, v.run_id)
        .where(v.site == site)
        .order_by(v.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    n = newest.c
    has = {
        "title": n.title.is_not(None),
        "published_at": n.published_at.is_not(None),
        "body": (n.word_count > 0) | (n.status == "bodiless"),
    }
    counts: list[Any] = [func.coalesce(func.sum(case((and_(condition), 1), else_=0)), 0) for condition in has.values()]
    read, *numbers = store.execute(select(func.count(), *counts).where(n.run_id == run)).one()
    return int(read), dict(zip(has, map(int, numbers), strict=True))
