"""The history of an article: its versions, and what else happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from newscrawl.items import Article
from newscrawl.store.columns import to_article
from newscrawl.store.database import Store
from newscrawl.store.schema import articles, events, links, runs, versions
from newscrawl.urls import article_id, canonical_form, link_key


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an article: ``kind`` is gone, back, moved or merged."""

    kind: str
    at: datetime
    detail: str


def find(store: Store, what: str) -> str | None:
    """The id of the article with this id, or at this address; None where the store has none."""
    try:
        own, key = article_id(canonical_form(what)), link_key(what)
    except ValueError:
        return None  # neither an id nor an address
    by_id = select(articles.c.id).where(articles.c.id.in_((what, own)))
    crawled = select(runs.c.site).distinct()  # so that the index of sites and keys serves
    by_link = select(links.c.article_id).where(links.c.site.in_(crawled), links.c.key == key, links.c.article_id.is_not(None))
    declared = select(articles.c.id).where(or_(articles.c.canonical_url == what, articles.c.url == what))
    for asked in (by_id, by_link, declared):  # the last one walks all articles
        if found := store.execute(asked).scalar():
            return found  # type: ignore[no-any-return]
    return None


def versions_of(store: Store, article: str) -> list[Article]:
    """All versions, the first first."""
    rows = store.execute(select(versions).where(versions.c.article_id == article).order_by(versions.c.number)).mappings()
    return [to_article({**row, "id": article}, []) for row in rows]


def events_of(store: Store, article: str) -> list[Event]:
    """What happened besides edits, in the order of time."""
    rows = store.execute(select(events.c.kind, events.c.at, events.c.detail).where(events.c.article_id == article).order_by(events.c.id))
    return [Event(*row) for row in rows]
