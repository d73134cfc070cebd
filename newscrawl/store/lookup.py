"""All that the store knows of one article, for a page about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from newscrawl.items import Article
from newscrawl.store.columns import to_article
from newscrawl.store.database import Store
from newscrawl.store.history import Event, events_of
from newscrawl.store.schema import articles, sightings, versions


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where the article was listed: ``channel`` is menu, region, sitemap or feed, ``section`` the name there, or the address."""

    channel: str
    section: str
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Kin:
    """Another article, and ``how`` the one that is looked at is related to it; like: of the same cluster of near-duplicates."""

    how: str
    id: str
    site: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article as one of its versions has it, and what happened to it. ``of`` is how many versions there are."""

    article: Article
    number: int
    of: int
    first_seen: datetime
    last_seen: datetime
    seen: list[Sighting]
    events: list[Event]
    kin: list[Kin]


def sheet(store: Store, article: str, number: int | None = None) -> Sheet | None:
    """The sheet of the article with this id, of its current version where no number is given; None where there is none."""
    known = store.execute(select(articles).where(articles.c.id == article)).mappings().first()
    number = number or (known["versions"] if known else None)
    row = store.execute(select(versions).where(versions.c.article_id == article, versions.c.number == number)).mappings().first()
    if known is None or row is None:
        return None
    seen = _seen(store, article)
    read = to_article({**row, "id": article}, [place.section for place in seen if place.channel == "menu"])
    found = (known["first_seen"], known["last_seen"], seen, events_of(store, article), _kin(store, known))
    return Sheet(read, row["number"], known["versions"], *found)


def _seen(store: Store, article: str) -> list[Sighting]:
    s = sightings.c
    names = (s.channel, s.section)
    rows = store.execute(select(*names, func.min(s.first_seen), func.max(s.last_seen)).where(s.article_id == article).group_by(*names))
    return sorted((Sighting(*row) for row in rows), key=lambda place: place.first_seen)


def _kin(store: Store, known: dict[str, str | None]) -> list[Kin]:
    """What it equals or resembles, and then the others of its cluster."""
    links = {known["duplicate_of"]: "the same as", known["near_duplicate_of"]: "much like"}
    same = articles.c.id.in_([id for id in links if id])
    if known["cluster_id"]:
        same |= articles.c.cluster_id == known["cluster_id"]
    rows = store.execute(
        select(articles.c.id, articles.c.site, articles.c.title).where(same, articles.c.id != known["id"]).order_by(articles.c.first_seen)
    )
    return [Kin(links.get(row.id, "like"), *row) for row in rows]
