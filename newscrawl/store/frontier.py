"""The frontier: every link is a row before it is a request, and done only when its page's rows are.

A row goes open -> leased -> done | skipped | outside | refused | failed | gone. What a killed run had leased is open again
in the next one. What failed is tried again later, at most ``TRIES`` times. A known article is looked at again when its
look is due (:mod:`newscrawl.store.looks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true, update

from newscrawl.site import Revisit
from newscrawl.store import events, found, looks
from newscrawl.store.database import Store
from newscrawl.store.link import AGAIN, AGAIN_FIRST, MISSING, Known, Link, Scope
from newscrawl.store.looks import Due
from newscrawl.store.schema import links, sightings
from newscrawl.store.tombstones import masked
from newscrawl.urls import link_key

TRIES = 5
PATIENCE = timedelta(hours=1)  # before the second try; doubled for each further one
FORBEARANCE = timedelta(days=7)  # before robots.txt is asked again whether it still forbids a page

_TAKEN = (
    "id", "url", "kind", "rank", "section", "page", "depth", "text", "data", "listed_at", "lastmod", "published_at", "tries", "etag",
    "last_modified", "article_id", "done_at", "look_at", "unchanged",
)  # fmt: skip


class Frontier:
    """The frontier of one site in one run. One process at a time writes a site's links."""

    def __init__(self, store: Store, site: str, run: int, scope: Scope = Scope(), revisit: Revisit = Revisit()):
        self.store, self.site, self.run, self.scope, self.revisit = store, site, run, scope, revisit
        self.due: dict[str, Due] = {}

    def reopen(self, now: datetime) -> int:
        """Opens what an earlier run left: leased, failed with patience at an end, out of that run's time but in this one's.

        Returns how many links wait.
        """
        conditions = [
            links.c.state == "leased",
            and_(links.c.state.in_(("failed", "refused")), links.c.tries < TRIES, links.c.next_at <= now),
            and_(links.c.state == "outside", self._published()),
        ]
        # By the index of the states: of a site with a million articles, all but a few are done.
        states = links.c.state.in_(("leased", "failed", "refused", "outside"))
        self.store.execute(update(links).where(links.c.site == self.site, states, or_(*conditions)).values(state="open", next_at=None))
        self.store.commit()
        return self.waiting(now)

    def refresh(self, limit: int | None = None) -> int:
        """Opens the known articles of the scope that this run has not fetched, at most ``limit``: those that were fetched longest ago.

        A few come first, so that none of them is left to the next run; all of them after what is new. Returns how many.
        """
        known = (links.c.site == self.site, links.c.state == "done", links.c.kind == "article", links.c.run_id != self.run)
        chosen = select(links.c.id).where(*known, self._published(), *self._wanted()).order_by(links.c.done_at, links.c.id).limit(limit)
        values = {"state": "open", "next_at": None, "rank": AGAIN if limit is None else AGAIN_FIRST}
        count = self.store.execute(update(links).where(links.c.id.in_(chosen.scalar_subquery())).values(values)).rowcount
        self.store.commit()
        return count

    def waiting(self, now: datetime) -> int:
        """How many links this run could still fetch."""
        return int(self.store.execute(select(func.count()).select_from(links).where(*self._takeable(now))).scalar_one())

    def left(self) -> int:
        """How many links the next run finds open, those that are under way among them; the front page is asked anew in any case."""
        open_then = (links.c.site == self.site, links.c.state.in_(("open", "leased")), links.c.kind != "front")
        return int(self.store.execute(select(func.count()).select_from(links).where(*open_then)).scalar_one())

    def take(self, count: int, now: datetime, front: bool = False) -> list[Link]:
        """Leases up to ``count`` open links, the lowest rank first; ``front``: the front page alone, which says what the run is about."""
        chosen = select(links.c.id).where(*self._takeable(now), *((links.c.kind == "front",) if front else ()))
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

    def look(self, count: int, now: datetime) -> int:
        """Finds known articles of the scope that are due to be looked at again, at most ``count``; returns how many.

        They are opened when nothing else is left to do: until then a listing or sitemap may say more of them.
        """
        scope = [*self._within(links.c.published_at, self.scope.since), *self._sections()]
        self.due = looks.due(self.store, self.site, count, scope, now)
        return len(self.due)

    def open_due(self) -> None:
        """Opens the articles that are still due."""
        looks.opened(self.store, self.due.values(), self.run)
        self.due = {}

    def vouch(self, lastmods: dict[str, datetime], now: datetime) -> int:
        """Puts off the looks of articles that a sitemap calls unchanged since they were fetched; returns how many.

        ``lastmods`` are by key. Every fourth look in a row without an edit is taken all the same: sitemaps err.
        """
        same = [due for key, due in self.due.items() if key in lastmods and due.vouched_by(lastmods[key])]
        for due in same:
            del self.due[due.key]
        looks.put_off(self.store, same, self.revisit, now)
        return len(same)

    def close(self, link: Link, now: datetime) -> None:
        """Writes how a link ended, which article its sightings are of, and when that article is looked at again."""
        article = link.article.id if link.article else None
        names = ("state", "reason", "status", "data", "published_at", "etag", "last_modified")
        values: dict[str, Any] = {name: getattr(link, name) for name in names} | {"done_at": now, "next_at": None}
        values |= {"article_id": article} if article else {}
        values["tries"] = link.tries + 1 if link.state in ("failed", "refused") and not link.final else 0
        if values["tries"] or link.final:
            values["next_at"] = now + (FORBEARANCE if link.final else PATIENCE * 2 ** (values["tries"] - 1))
        values |= looks.after(self.store, link, self.run, self.revisit, now)
        self.store.execute(update(links).where(links.c.id == link.id).values(values))
        if article:
            self.store.execute(update(sightings).where(sightings.c.link_id == link.id).values(article_id=article))
        events.settled(self.store, link, self.run, now)
        if link.target:
            self._close_target(link, article, values, now)
        self.store.wrote(2)

    def _close_target(self, link: Link, article: str | None, values: dict[str, Any], now: datetime) -> None:
        """The address that a link redirects to is a link of its own; from now on it is the one that is looked at."""
        self.add([Link(link.target or "", link.kind, link.rank, page=link.page, depth=link.depth)], now)
        names = ("published_at", "etag", "last_modified", "look_at", "unchanged")
        known = {name: values[name] for name in names} | {"state": "done", "article_id": article, "done_at": now}
        key = link_key(link.target or "")
        target = (links.c.site == self.site) & (links.c.key == key) & (links.c.state.in_(("open", "done")) & (links.c.kind == link.kind))
        self.store.execute(update(links).where(target).values(known))
        self.store.execute(update(links).where(links.c.id == link.id, links.c.key != key).values(look_at=None))

    def add(self, links_found: Sequence[Link], now: datetime) -> None:
        """Writes links as rows; known ones are opened again where they are called changed."""
        found.add(self.store, self.site, self.run, masked(self.store, self.site, links_found), now)

    def known(self, keys: Sequence[str], section: str | None) -> dict[str, Known]:
        """What is known of these keys, asked before the page that names them is written."""
        rows = found.rows(self.store, self.site, keys)
        by_id = {row["id"]: key for key, row in rows.items()}
        seen: dict[str, int] = {}
        for chunk in found.batched(by_id, 500):
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

    def _published(self) -> ColumnElement[bool]:
        """Within the scope's time, or at no time that is known."""
        return or_(links.c.published_at.is_(None), and_(true(), *self._within(links.c.published_at, self.scope.since)))

    def _takeable(self, now: datetime) -> list[ColumnElement[bool]]:
        open_now = [links.c.site == self.site, links.c.state == "open", or_(links.c.next_at.is_(None), links.c.next_at <= now)]
        return [*open_now, *self._wanted()]

    def _wanted(self) -> list[ColumnElement[bool]]:
        """What a link of the scope is, by what its row says."""
        conditions: list[ColumnElement[bool]] = []
        if self.scope.sections is not None:
            conditions.append(or_(links.c.kind.in_(("front", "sitemap")), *self._sections()))
        if self.scope.kinds is not None:
            conditions.append(links.c.kind.in_(self.scope.kinds))
        if self.scope.since:
            conditions.append(or_(links.c.kind != "article", links.c.lastmod.is_(None), links.c.lastmod >= self.scope.since))
        if bounds := self._within(links.c.listed_at, self.scope.first_day):
            conditions.append(or_(links.c.kind != "article", links.c.listed_at.is_(None), and_(*bounds)))
        return conditions

    @staticmethod
    def _link(row: Any) -> Link:
        return Link(**{name: row[name] for name in _TAKEN}, state="done", missed=row["reason"] == MISSING)
