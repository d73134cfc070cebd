"""What a report tells of a site: articles by day and section, fields by month, runs, edits, refusals. All of it is counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, case, cast, func, select

from newscrawl.items import Article
from newscrawl.store.columns import to_article
from newscrawl.store.database import Store
from newscrawl.store.schema import articles, events, links, runs, versions

FILLED = ("title", "published_at", "body", "authors", "section", "summary", "tags", "language")
LOST = ("refused", "failed", "gone", "skipped")


@dataclass(frozen=True, slots=True)
class Published:
    """So many articles of a day and a section; ``section`` is what their pages say, empty where they say nothing."""

    day: date
    section: str
    count: int


@dataclass(frozen=True, slots=True)
class Filled:
    """Of ``read`` articles first seen in a month (2026-01), ``filled`` have each field."""

    month: str
    read: int
    filled: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ran:
    """A run; ``reason`` None: it is going on, or was killed. ``new`` and ``edited`` articles."""

    spider: str
    started_at: datetime
    finished_at: datetime | None
    reason: str | None
    new: int
    edited: int


@dataclass(frozen=True, slots=True)
class Lost:
    """So many links gave no article, for this reason."""

    state: str
    reason: str
    count: int
    example: str


def published(store: Store, site: str, first: datetime, last: datetime) -> list[Published]:
    """Articles by the day of their publication (UTC) and their section."""
    day, section = func.date(articles.c.published_at), func.coalesce(articles.c.section, "")
    mine = (articles.c.site == site) & articles.c.published_at.between(first, last)
    rows = store.execute(select(day, section, func.count()).where(mine).group_by(day, section).order_by(day, section))
    return [Published(date.fromisoformat(when) if isinstance(when, str) else when, label, count) for when, label, count in rows]


def filled(store: Store, site: str, first: datetime) -> list[Filled]:
    """How many of the articles first seen since then have each field, by month. Pages whose kind has no text count as having theirs."""
    a = articles.c
    has: dict[str, Any] = {name: a[name].is_not(None) for name in FILLED if name in a}
    has |= {name: cast(a[name], Text).not_in(("[]", "null")) for name in ("authors", "tags")}
    has["body"] = (a.word_count > 0) | (a.status == "bodiless")
    month = func.substr(cast(a.first_seen, Text), 1, 7)
    sums = [func.sum(case((has[name], 1), else_=0)) for name in FILLED]
    rows = store.execute(select(month, func.count(), *sums).where(a.site == site, a.first_seen >= first).group_by(month).order_by(month))
    return [Filled(row[0], row[1], dict(zip(FILLED, row[2:], strict=True))) for row in rows]


def ran(store: Store, site: str, count: int) -> list[Ran]:
    """The last runs, the newest first."""
    columns = (runs.c.spider, runs.c.started_at, runs.c.finished_at, runs.c.reason, runs.c.counts)
    rows = store.execute(select(*columns).where(runs.c.site == site).order_by(runs.c.started_at.desc()).limit(count))
    return [Ran(*row[:4], *((row.counts or {}).get(f"articles/{name}", 0) for name in ("new", "version"))) for row in rows]


def newest(store: Store, site: str, count: int) -> list[Any]:
    """Rows of the articles that were published last: id, title, url, section, published_at, authors, near_duplicate_of."""
    a = articles.c
    columns = (a.id, a.title, a.url, a.section, a.published_at, a.authors, a.near_duplicate_of)
    mine = (a.site == site) & a.published_at.is_not(None)
    return list(store.execute(select(*columns).where(mine).order_by(a.published_at.desc()).limit(count)))


def edits(store: Store, site: str, count: int) -> list[tuple[Article, Article]]:
    """The last edits, the newest first: the version before, and the one after."""
    mine = select(versions).where(versions.c.site == site, versions.c.number > 1).order_by(versions.c.id.desc()).limit(count)
    found = []
    for row in store.execute(mine).mappings().all():
        one = select(versions).where(versions.c.article_id == row["article_id"], versions.c.number == row["number"] - 1)
        if before := store.execute(one).mappings().first():
            pair = (to_article({**version, "id": row["article_id"]}, []) for version in (before, row))
            found.append((next(pair), next(pair)))
    return found


def happened(store: Store, site: str, count: int) -> list[Any]:
    """Rows of the last events: kind, at, detail, article_id, title."""
    columns = (events.c.kind, events.c.at, events.c.detail, events.c.article_id, articles.c.title)
    mine = select(*columns).join(articles, articles.c.id == events.c.article_id).where(articles.c.site == site)
    return list(store.execute(mine.order_by(events.c.id.desc()).limit(count)))


def lost(store: Store, site: str, count: int) -> list[Lost]:
    """Links that gave no article, by state and reason, the most frequent first."""
    reason = func.coalesce(links.c.reason, "")
    number = func.count()
    mine = (links.c.site == site) & links.c.state.in_(LOST) & (links.c.kind == "article")
    statement = select(links.c.state, reason, number, func.min(links.c.url)).where(mine).group_by(links.c.state, reason)
    return [Lost(*row) for row in store.execute(statement.order_by(number.desc()).limit(count))]
