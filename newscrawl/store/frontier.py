"""The frontier: every link is a row before it is a request, and done only when its page's rows are.

A row goes open -> leased -> done | skipped | outside | refused | failed | gone. What a killed run had leased is open again
in the next one. What failed is tried again later, at most ``TRIES`` times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from newscrawl.items import Article
from newscrawl.store.database import Store
from newscrawl.store.schema import links, sightings
from newscrawl.urls import link_key

TRIES = 5
PATIENCE = timedelta(hours=1)  # before the second try; doubled for each further one
FORBEARANCE = timedelta(days=7)  # before robots.txt is asked again whether it still forbids a page

LISTINGS = ("menu", "region")  # channels whose sightings are in listings

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(slots=True)
class Link:
    """A page to fetch: a row of the frontier. ``rank``: lower is fetched earlier."""

    url: str
    kind: str = "article"
    rank: int = 0
    section: str | None = None
    page: int = 1
    depth: int = 0
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    listed_at: datetime | None = None
    lastmod: datetime | None = None
    channel: str = "menu"
    again: bool = False  # fetch it in this run even where it was done before
    id: int | None = None
    state: str = "open"
    reason: str | None = None
    final: bool = False  # a refusal that a second try does not change
    status: int | None = None
    published_at: datetime | None = None
    target: str | None = None  # the address that it redirects to
    article: Article | None = None

    @property
    def key(self) -> str:
        return link_key(self.url)

    @property
    def listed_in(self) -> str | None:
        """The section of the menu that lists it; a sitemap or a feed is none."""
        return self.section if self.channel in LISTINGS else None


@dataclass(slots=True, frozen=True)
class Known:
    """What the frontier knows of an address."""

    seen_this_run: bool  # in this section's listing, in this run
    published_at: datetime | None


@dataclass(slots=True, frozen=True)
class Scope:
    """The part of the frontier that a run is about; ``sections`` and ``kinds`` None mean all."""

    sections: Sequence[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    kinds: Sequence[str] | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether an article of that time is wanted; one without a time is."""
        return moment is None or ((not self.since or moment >= self.since) and (not self.until or moment <= self.until))

    def hopes(self, published: datetime | None, changed: datetime | None) -> bool:
        """Whether an article may be wanted that is said to be of ``published``, and was last changed then: not before it was published."""
        return self.holds(published) and not (self.since and changed and changed < self.since)

    def may_hold(self, moment: datetime | None) -> bool:
        """As ``holds``, for the date of a listing, which is often no more than a day."""
        return moment is None or ((not self.since or moment >= self.first_day) and (not self.until or moment <= self.until))

    @property
    def first_day(self) -> datetime | None:
        """The beginning of the day of ``since``."""
        return self.since and self.since.replace(hour=0, minute=0, second=0, microsecond=0)


class Frontier:
    """The frontier of one site in one run. One process at a time writes a site's links."""

    def __init__(self, store: Store, site: str, run: int, scope: Scope = Scope()):
        self.store, self.site, self.run, self.scope = store, site, run, scope

    def reopen(self, now: datetime, refresh: bool = False) -> int:
        """Opens what an earlier run left: leased, failed with patience at an end, out of that run's time but in this one's.

        ``refresh`` opens every article of the scope. Returns how many links wait.
        """
        wanted = or_(links.c.published_at.is_(None), and_(true(), *self._within(links.c.published_at, self.scope.since)))
        conditions = [
            links.c.state == "leased",
            and_(links.c.state.in_(("failed", "refused")), links.c.tries < TRIES, links.c.next_at <= now),
            and_(links.c.state == "outside", wanted),
        ]
        if refresh:
            conditions.append(and_(links.c.kind == "article", links.c.state == "done", wanted, *self._sections()))
        self.store.execute(update(links).where(links.c.site == self.site, or_(*conditions)).values(state="open", next_at=None))
        self.store.commit()
        return self.waiting(now)

    def waiting(self, now: datetime) -> int:
        """How many links this run could still fetch."""
        return int(self.store.execute(select(func.count()).select_from(links).where(*self._takeable(now))).scalar_one())

    def add(self, found: Sequence[Link], now: datetime) -> None:
        """Writes links as rows, new ones open; known ones are opened again where the link says that they changed.

        A listing's text that differs, or a ``lastmod`` later than the last fetch, calls an article changed. A listing
        is fetched once a run.
        """
        ids, fresh, updates = self._rows({link.key for link in found}), {}, []
        for link in found:
            if row := ids.get(link.key):
                updates.append(self._merged(link, row))
            else:
                fresh.setdefault(link.key, self._row(link, now))
        if updates:
            self.store.execute(update(links).where(links.c.id == bindparam("b_id")), updates)
        if fresh:
            made = self.store.execute(insert(links).returning(links), list(fresh.values()))
            ids |= {row["key"]: row for row in made.mappings()}
        self._sight(found, ids, now)
        self.store.wrote(len(found))

    def _rows(self, keys: Iterable[str]) -> dict[str, Any]:
        """The rows of these keys."""
        rows: dict[str, Any] = {}
        for chunk in batched(keys, 500):
            statement = select(links).where(links.c.site == self.site, links.c.key.in_(chunk))
            rows |= {row["key"]: row for row in self.store.execute(statement).mappings()}
        return rows

    def _merged(self, link: Link, row: Any) -> dict[str, Any]:
        """What a known link's row becomes when the link is found again."""
        values = {
            name: row[name]
            for name in ("kind", "state", "run_id", "url", "page", "data", "rank", "text", "section", "listed_at", "lastmod", "next_at")
        }
        if link.again:
            values["next_at"] = None  # each run asks it anew, whatever became of it in the last one
        if self._opens(link, row):
            values |= {"state": "open", "run_id": self.run, "url": link.url, "page": link.page, "data": link.data, "rank": link.rank}
            values["next_at"] = None
            values["kind"] = link.kind if link.again else row["kind"]
        elif row["state"] == "open":
            values["rank"] = min(link.rank, row["rank"])
        if link.text and (not row["text"] or link.section == row["section"]):
            values["text"] = link.text
        values["section"] = row["section"] or link.listed_in
        values["listed_at"] = link.listed_at or row["listed_at"]
        values["lastmod"] = link.lastmod or row["lastmod"]
        return {"b_id": row["id"], **values}

    def _opens(self, link: Link, row: Any) -> bool:
        if link.again:
            waits = row["state"] in ("open", "leased") and row["kind"] == link.kind
            return row["run_id"] != self.run and not waits and not _unchanged(link, row)
        if row["kind"] != "article" or row["state"] != "done":
            return False
        renamed = bool(link.text and row["text"]) and link.text != row["text"] and link.section == row["section"]
        return renamed or bool(link.lastmod and link.lastmod > row["done_at"])

    def _sight(self, found: Sequence[Link], ids: dict[str, Any], now: datetime) -> None:
        """Notes in which section's listing, sitemap or feed each link was seen."""
        rows = {
            (row["id"], link.section, link.channel): {
                "link_id": row["id"], "article_id": row["article_id"], "site": self.site, "section": link.section,
                "channel": link.channel, "run_id": self.run, "first_seen": now, "last_seen": now,
            }
            for link in found if link.section and link.kind == "article" and (row := ids[link.key])
        }  # fmt: skip
        if rows:
            statement = _INSERTS[self.store.engine.dialect.name](sightings)
            new = statement.excluded
            names = ["link_id", "section", "channel"]
            update_seen = statement.on_conflict_do_update(index_elements=names, set_={"run_id": new.run_id, "last_seen": new.last_seen})
            self.store.execute(update_seen, list(rows.values()))

    def take(self, count: int, now: datetime, articles: bool = True) -> list[Link]:
        """Leases up to ``count`` open links, the lowest rank first; no articles where the run may fetch no more."""
        chosen = select(links.c.id).where(*self._takeable(now), *(() if articles else (links.c.kind != "article",)))
        chosen = chosen.order_by(links.c.rank, links.c.id).limit(count)
        statement = update(links).where(links.c.id.in_(chosen.scalar_subquery())).values(state="leased", run_id=self.run).returning(links)
        rows = self.store.execute(statement).mappings().all()
        if rows:
            self.store.wrote(len(rows))
        return [self._link(row) for row in sorted(rows, key=lambda row: (row["rank"], row["id"]))]

    def give_back(self, taken: Iterable[Link]) -> None:
        """Opens leased links that were not fetched."""
        ids = [link.id for link in taken]
        if ids:
            self.store.execute(update(links).where(links.c.id.in_(ids)).values(state="open"))
            self.store.wrote(len(ids))

    def close(self, link: Link, now: datetime) -> None:
        """Writes how a link ended, and which article its sightings are of."""
        article = link.article.id if link.article else None
        values: dict[str, Any] = {"state": link.state, "reason": link.reason, "status": link.status, "data": link.data, "done_at": now}
        if article:
            values |= {"article_id": article, "published_at": link.published_at}
        elif link.published_at:
            values["published_at"] = link.published_at
        values["tries"] = links.c.tries + 1 if link.state in ("failed", "refused") and not link.final else 0
        statement = update(links).where(links.c.id == link.id).values(values)
        tries = self.store.execute(statement.returning(links.c.tries)).scalar_one_or_none() or 0
        if tries or link.final:
            wait = FORBEARANCE if link.final else PATIENCE * 2 ** (tries - 1)
            self.store.execute(update(links).where(links.c.id == link.id).values(next_at=now + wait))
        if article:
            self.store.execute(update(sightings).where(sightings.c.link_id == link.id).values(article_id=article))
        if link.target:
            self.add([Link(link.target, link.kind, link.rank, page=link.page, depth=link.depth)], now)
            known = {"state": "done", "article_id": article, "done_at": now, "published_at": link.published_at}
            target = (links.c.site == self.site) & (links.c.key == link_key(link.target)) & (links.c.state == "open")
            self.store.execute(update(links).where(target).values(known))
        self.store.wrote(2)

    def known(self, keys: Sequence[str], section: str | None) -> dict[str, Known]:
        """What is known of these keys, asked before the page that names them is written."""
        rows = self._rows(keys)
        by_id = {row["id"]: key for key, row in rows.items()}
        seen: dict[str, int] = {}
        for chunk in batched(by_id, 500):
            statement = select(sightings.c.link_id, sightings.c.run_id).where(
                sightings.c.link_id.in_(chunk), sightings.c.section == section
            )
            seen |= {by_id[link]: run for link, run in self.store.execute(statement)}
        return {
            key: Known(seen.get(key) == self.run, row["published_at"] or row["listed_at"])
            for key, row in rows.items()
        }  # fmt: skip

    def listed_in(self, link: Link, channel: str) -> list[str]:
        """The sections (channel ``menu``) or places (``region``) in whose listings the link was seen, oldest sighting first."""
        statement = select(sightings.c.section).where(sightings.c.link_id == link.id, sightings.c.channel == channel)
        return list(self.store.execute(statement.order_by(sightings.c.id)).scalars())

    def _within(self, column: Any, since: datetime | None) -> list[ColumnElement[bool]]:
        bounds = []
        if since:
            bounds.append(column >= since)
        if self.scope.until:
            bounds.append(column <= self.scope.until)
        return bounds

    def _sections(self) -> list[ColumnElement[bool]]:
        return [] if self.scope.sections is None else [links.c.section.in_(self.scope.sections)]

    def _takeable(self, now: datetime) -> list[ColumnElement[bool]]:
        conditions = [links.c.site == self.site, links.c.state == "open", or_(links.c.next_at.is_(None), links.c.next_at <= now)]
        if self.scope.sections is not None:
            conditions.append(or_(links.c.kind.in_(("front", "sitemap")), *self._sections()))
        if self.scope.kinds is not None:
            conditions.append(links.c.kind.in_(self.scope.kinds))
        if self.scope.since:
            conditions.append(or_(links.c.kind != "article", links.c.lastmod.is_(None), links.c.lastmod >= self.scope.since))
        if bounds := self._within(links.c.listed_at, self.scope.first_day):
            conditions.append(or_(links.c.kind != "article", links.c.listed_at.is_(None), and_(*bounds)))
        return conditions

    def _row(self, link: Link, now: datetime) -> dict[str, Any]:
        names = ("key", "url", "kind", "rank", "section", "page", "depth", "text", "data", "listed_at", "lastmod")
        values = {name: getattr(link, name) for name in names}
        values["section"] = link.listed_in
        return {**values, "site": self.site, "state": "open", "tries": 0, "run_id": self.run, "first_seen": now}

    @staticmethod
    def _link(row: Any) -> Link:
        names = ("url", "kind", "rank", "section", "page", "depth", "text", "data", "listed_at", "lastmod", "id", "published_at")
        return Link(**{name: row[name] for name in names}, state="done")


def _unchanged(link: Link, row: Any) -> bool:
    """Whether a sitemap was read after it last changed, and as far back as is asked for now (``data["reach"]``)."""
    if row["kind"] != "sitemap" or row["state"] != "done" or not link.lastmod or "reach" not in row["data"] or "reach" not in link.data:
        return False
    return bool(link.lastmod < row["done_at"] and row["data"]["reach"] <= link.data["reach"])


def batched(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The values in lists of at most ``size``: databases bound the parameters of a statement."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
