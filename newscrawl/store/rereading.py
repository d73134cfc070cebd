"""Rereading: a version's fields as better readers see its page, in place of those that it had.

The outlet edited nothing, so this makes no new version: number, time and place in the log stay. ``reread_at`` and ``reread_by``
of the version say when it was, and by which newscrawl.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from newscrawl import __version__
from newscrawl.items import Article
from newscrawl.store import near, search
from newscrawl.store.columns import FIELDS, to_article, to_row
from newscrawl.store.database import Store
from newscrawl.store.records import version_of
from newscrawl.store.schema import CURRENT, articles, logs, versions

# What says which article it is and when it was read, what listings say of it, and what counts on at every look.
FIXED = ("id", "site", "url", "crawled_at", "regions", "shares")
READ = tuple(name for name in FIELDS if name not in FIXED)


def differences(before: Article, after: Article) -> dict[str, tuple[Any, Any]]:
    """The fields that two readings of one page differ in, with both values."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in READ}
    return {name: (one, two) for name, (one, two) in pairs.items() if one != two or _offset(one) != _offset(two)}


def _offset(value: Any) -> Any:
    """Times of different offsets are equal where they name one moment."""
    return value.utcoffset() if isinstance(value, datetime) else None


def again(store: Store, record_id: str, article: Article, now: datetime) -> bool:
    """Improves the version that was read from that record before, where this reading of it differs; whether it did."""
    row = version_of(store, record_id)
    if row is None:
        return False
    stored = store.execute(select(versions).where(versions.c.id == row)).mappings().one()
    changed = list(differences(to_article({**stored, "id": stored["article_id"]}, []), article))
    rewrite(store, row, article, changed, now)
    return bool(changed)


def rewrite(store: Store, row: int, article: Article, changed: list[str], now: datetime) -> None:
    """Puts these fields of an article, read again, into the version of that row; where it is the current one, into the article as well."""
    if not changed:
        return
    known = store.execute(
        select(versions.c.article_id, versions.c.number, versions.c.site, articles.c.versions, articles.c.gone_at)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(versions.c.id == row)
    ).one()
    current = known.number == known.versions
    store.execute(update(logs).where(logs.c.site == known.site).values(stale=True))  # first: the index's own SQL takes no turn
    if current:
        search.remove(store, known.article_id)
    noted = {"reread_at": now, "reread_by": __version__}
    store.execute(update(versions).where(versions.c.id == row).values(**to_row(article, tuple(changed)), **noted))
    if current:
        _current(store, known, row, article, changed)
    store.wrote(3)


def _current(store: Store, known: Any, row: int, article: Article, changed: list[str]) -> None:
    """The article as it stands now. What the site took down stays gone."""
    names = tuple(name for name in changed if name in CURRENT and not (name == "status" and known.gone_at))
    if names:
        store.execute(update(articles).where(articles.c.id == known.article_id).values(to_row(article, names)))
    article.id = known.article_id
    search.index(store, article, 1, row)
    if "body" in changed:
        near.file(store, article)
