"""Looks: when a known article is looked at again.

The rule (``[revisit]`` of a profile, :class:`newscrawl.site.Revisit`): an article is looked at when it is ``growth`` times
as old as it was when it was last read, not before ``first`` hours and not later than after ``longest`` days. Each look
that brings no edit makes the interval ``growth`` times as long; an edit begins it anew. So a young article, and one
that was just edited, is looked at soon, and an old one almost never.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, update

from newscrawl.site import Revisit
from newscrawl.store.database import Store
from newscrawl.store.link import LOOK, WHOLE, Link
from newscrawl.store.schema import links, versions

GONE = timedelta(days=30)  # between two looks at an article that is gone
SHARE = 4  # one look of so many goes to those that wait longest, the others to those that fell due last


@dataclass(frozen=True, slots=True)
class Due:
    """An article that is due: its link's row, as it was when that was found."""

    id: int
    key: str
    done_at: datetime
    look_at: datetime
    unchanged: int

    def vouched_by(self, lastmod: datetime) -> bool:
        """Whether a sitemap's word is taken for it that nothing changed since it was fetched."""
        return lastmod <= self.done_at and (self.unchanged + 1) % WHOLE != 0


def interval(rule: Revisit, age: timedelta) -> timedelta:
    """Until the next look at an article that was published, or last edited, so long ago."""
    return _bounded(rule, age * (rule.growth - 1))


def longer(rule: Revisit, before: timedelta) -> timedelta:
    """Until the next look after one that brought no edit."""
    return _bounded(rule, before * rule.growth)


def _bounded(rule: Revisit, wanted: timedelta) -> timedelta:
    return min(max(wanted, timedelta(hours=rule.first)), timedelta(days=rule.longest))


def after(store: Store, link: Link, run: int, rule: Revisit, now: datetime) -> dict[str, Any]:
    """When a link is looked at again, as columns of its row, now that it is settled."""
    if link.kind != "article":
        return {"look_at": None, "unchanged": link.unchanged + 1 if link.unmodified else 0}
    if not (link.article or link.article_id) or link.state not in ("done", "gone"):
        return {"look_at": link.look_at, "unchanged": link.unchanged}
    if link.state == "gone":
        return {"look_at": now + GONE, "unchanged": 0}
    if link.article and (number := _written(store, link.article.id, run)):
        known = link.published_at if number == 1 else None
        age = now - known if known else timedelta(0)
        return {"look_at": now + interval(rule, age), "unchanged": 0}
    planned = link.look_at - link.done_at if link.look_at and link.done_at else timedelta(0)
    passed = now - link.done_at if link.done_at else timedelta(0)
    return {"look_at": now + longer(rule, max(planned, passed)), "unchanged": link.unchanged + 1}


def _written(store: Store, article: str, run: int) -> int | None:
    """The number of the version that this run wrote of an article, None where it wrote none."""
    last = select(versions.c.number, versions.c.run_id).where(versions.c.article_id == article).order_by(versions.c.number.desc()).limit(1)
    row = store.execute(last).first()
    return row.number if row and row.run_id == run else None


def due(store: Store, site: str, count: int, scope: Sequence[ColumnElement[bool]], now: datetime) -> dict[str, Due]:
    """The articles that are due, at most ``count``, by their keys.

    Most of them are those that fell due last, so that a budget that is too small is spent on young articles; the rest
    are those that have waited longest.
    """
    oldest = count // SHARE
    found: dict[str, Due] = {}
    for order, part in ((links.c.look_at.asc(), oldest), (links.c.look_at.desc(), count - oldest)):
        chosen = select(links.c.id, links.c.key, links.c.done_at, links.c.look_at, links.c.unchanged).where(
            links.c.site == site, links.c.look_at <= now, links.c.state.in_(("done", "gone")), *scope
        )
        found |= {row.key: Due(*row) for row in store.execute(chosen.order_by(order).limit(part))}
    return found


def opened(store: Store, wanted: Iterable[Due], run: int) -> None:
    """Opens these articles, but for those that were fetched meanwhile."""
    _change(store, wanted, {"state": "open", "rank": LOOK, "run_id": run, "next_at": None})


def put_off(store: Store, same: Sequence[Due], rule: Revisit, now: datetime) -> None:
    """Notes looks that are not needed, as if they had brought no edit."""
    later = {due.id: now + longer(rule, max(due.look_at - due.done_at, now - due.done_at)) for due in same}
    _change(store, same, {"look_at": bindparam("b_later"), "unchanged": links.c.unchanged + 1}, later)


def _change(store: Store, wanted: Iterable[Due], values: dict[str, Any], later: dict[int, datetime] | None = None) -> None:
    rows = [{"b_id": due.id, "b_due": due.look_at, **({"b_later": later[due.id]} if later else {})} for due in wanted]
    waits = (links.c.state == "done") | (links.c.state == "gone")
    as_it_was = (links.c.id == bindparam("b_id")) & (links.c.look_at == bindparam("b_due")) & waits
    if rows:
        store.execute(update(links).where(as_it_was).values(values), rows)
        store.wrote(len(rows))
