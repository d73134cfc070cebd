"""Articles and their versions: what is new, what was edited, what was seen again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from newscrawl.items import Article
from newscrawl.store import search
from newscrawl.store.columns import to_article, to_row
from newscrawl.store.database import Store
from newscrawl.store.schema import CURRENT, VERSIONED, articles, sightings, versions
from newscrawl.urls import article_id, canonical_form, link_key

_KNOWN = select(articles.c.content_hash, articles.c.versions, articles.c.status, articles.c.crawled_at).where(
    articles.c.id == bindparam("b_id")
)
_UPDATE = update(articles).where(articles.c.id == bindparam("b_id"))
# What the publisher said last holds, for the same text as well.
_RIGHTS = update(versions).where(versions.c.article_id == bindparam("b_id"), versions.c.number == bindparam("b_number"))


class Outcome(StrEnum):
    """What became of an article that was read."""

    NEW = "new"
    VERSION = "version"
    SAME = "same"
    KEPT = "kept"  # the page shows less than the store has, or is older; the store keeps what it has


def own_id(store: Store, article: Article, before: str | None = None) -> str:
    """The article's id, after asking what the store knows of its key (DESIGN: identity).

    An article that the site has moved keeps the id that it had (``before``: of the article that its link led to), unless
    it is in the store under its new key, too. A canonical link that names one address on every page brings articles of
    other addresses, with other titles and other texts, under one key; then the fetched address is the key.
    """
    if before and before != article.id and not _is_there(store, article.id) and alike(store, before, article):
        return before
    return article.id if alike(store, article.id, article) is not False else article_id(canonical_form(article.url))


def alike(store: Store, known: str, article: Article) -> bool | None:
    """Whether a stored article and one that was read are the same: by address, title or a paragraph. None where there is no such article."""
    stored = store.execute(
        select(articles.c.url, articles.c.title, versions.c.body)
        .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.versions))
        .where(articles.c.id == known)
    ).first()
    if stored is None:
        return None
    if link_key(stored.url) == link_key(article.url) or stored.title == article.title:
        return True
    return bool({line for line in stored.body.split("\n\n") if line} & set(article.body.split("\n\n")))


def _is_there(store: Store, article: str) -> bool:
    return store.execute(select(articles.c.id).where(articles.c.id == article)).first() is not None


def save(store: Store, article: Article, run: int, now: datetime) -> Outcome:
    """Writes what is new of an article: the article, a version of it, or that it was seen again."""
    known = store.execute(_KNOWN, {"b_id": article.id}).first()
    seen = {"b_id": article.id, "last_seen": now}
    current = {**seen, **to_row(article, CURRENT)}
    if known is not None:
        del current["site"]  # it stays one of the site that found it, whatever other name it is crawled under
    if known is None:
        first = _equal(store, article)
        store.execute(insert(articles), {"id": article.id, **current, "versions": 1, "first_seen": now, "duplicate_of": first})
        outcome = _add_version(store, article, 1, run, Outcome.NEW)
    elif (known.status == "ok" and article.status in ("empty", "teaser")) or _is_older(article, known.crawled_at):
        store.execute(_UPDATE, seen)
        outcome = Outcome.KEPT
    elif known.content_hash == article.content_hash:
        store.execute(_UPDATE, current)
        store.execute(_RIGHTS, {"b_id": article.id, "b_number": known.versions, "rights": article.rights})
        outcome = Outcome.SAME
    else:
        number = known.versions + 1
        store.execute(_UPDATE, {**current, "versions": number})
        outcome = _add_version(store, article, number, run, Outcome.VERSION)
    store.wrote(2)
    return outcome


def _is_older(article: Article, stored_at: datetime | None) -> bool:
    """Whether the page was answered before the one that is stored: an old copy is no edit."""
    return bool(stored_at and article.crawled_at and article.crawled_at < stored_at)


def has_articles(store: Store, site: str) -> bool:
    """Whether there is any article of the site."""
    return store.execute(select(articles.c.id).where(articles.c.site == site).limit(1)).first() is not None


def stored(store: Store, site: str | None = None, after: int = 0, latest: bool = True) -> Iterator[tuple[int, Article]]:
    """Articles of a site (of all where None) with the number of their version's row, in the order in which they were written.

    ``latest`` gives each article once, as it stands; otherwise every version comes. ``after`` skips rows up to that number.
    """
    statement = select(versions).where(versions.c.id > after).order_by(versions.c.id)
    if site is not None:
        statement = statement.where(versions.c.site == site)
    if latest:
        statement = statement.join(articles, (articles.c.id == versions.c.article_id) & (articles.c.versions == versions.c.number))
    for row in store.execute(statement.execution_options(yield_per=200)).mappings():
        sections, regions = (_seen(store, row["article_id"], channel) for channel in ("menu", "region"))
        regions = list(dict.fromkeys([*row["regions"], *regions]))
        yield row["id"], to_article({**row, "id": row["article_id"], "regions": regions}, sections)


def _seen(store: Store, article: str, channel: str) -> list[str]:
    """Where the article was listed, oldest sighting first."""
    seen = select(sightings.c.section, func.min(sightings.c.id)).where(sightings.c.article_id == article, sightings.c.channel == channel)
    return [row.section for row in store.execute(seen.group_by(sightings.c.section).order_by(func.min(sightings.c.id)))]


def _add_version(store: Store, article: Article, number: int, run: int, outcome: Outcome) -> Outcome:
    row: dict[str, Any] = {"article_id": article.id, "number": number, "run_id": run, **to_row(article, VERSIONED)}
    made = store.execute(insert(versions).returning(versions.c.id), row).scalar_one()
    search.index(store, article, number, made)
    return outcome


def _equal(store: Store, article: Article) -> str | None:
    """The first article with equal content under another address; an empty body never counts as equal."""
    if not article.body:
        return None
    same = select(articles.c.id).where(articles.c.content_hash == article.content_hash, articles.c.duplicate_of.is_(None))
    return store.execute(same.order_by(articles.c.first_seen).limit(1)).scalar()
