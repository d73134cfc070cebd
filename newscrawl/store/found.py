"""Found: links become rows of the frontier; known ones are opened again where they are called changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from newscrawl.store.database import Store
from newscrawl.store.link import FORGOTTEN, LOOK, Link
from newscrawl.store.schema import links, sightings

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_FOUND = ("key", "url", "kind", "rank", "section", "page", "depth", "text", "data", "listed_at", "lastmod")
_MERGED = ("kind", "state", "run_id", "url", "page", "data", "rank", "text", "section", "listed_at", "lastmod", "next_at")


def add(store: Store, site: str, run: int, found: Sequence[Link], now: datetime) -> None:
    """Writes links as rows, new ones open; known ones are opened again where the link says that they changed.

    A listing's text that differs, or a ``lastmod`` later than the last fetch, calls an article changed. A listing
    is fetched once a run.
    """
    known, fresh, updates = rows(store, site, {link.key for link in found}), {}, []
    for link in found:
        if row := known.get(link.key):
            updates.append(_merged(link, row, run))
        else:
            fresh.setdefault(link.key, _row(link, site, run, now))
    if updates:
        store.execute(update(links).where(links.c.id == bindparam("b_id")), updates)
    if fresh:
        made = store.execute(insert(links).returning(links), list(fresh.values()))
        known |= {row["key"]: row for row in made.mappings()}
    _sight(store, site, run, found, known, now)
    store.wrote(len(found))


def rows(store: Store, site: str, keys: Iterable[str]) -> dict[str, Any]:
    """The rows of these keys."""
    found: dict[str, Any] = {}
    for chunk in batched(keys, 500):
        statement = select(links).where(links.c.site == site, links.c.key.in_(chunk))
        found |= {row["key"]: row for row in store.execute(statement).mappings()}
    return found


def _row(link: Link, site: str, run: int, now: datetime) -> dict[str, Any]:
    values = {name: getattr(link, name) for name in _FOUND}
    values["section"] = link.listed_in
    values |= {"state": "refused", "reason": FORGOTTEN} if link.reason == FORGOTTEN else {"state": "open", "reason": None}
    return {**values, "site": site, "tries": 0, "unchanged": 0, "run_id": run, "first_seen": now}


def _merged(link: Link, row: Any, run: int) -> dict[str, Any]:
    """What a known link's row becomes when the link is found again."""
    values = {name: row[name] for name in _MERGED}
    if link.again:
        values["next_at"] = None  # each run asks it anew, whatever became of it in the last one
    if _opens(link, row, run):
        values |= {"state": "open", "run_id": run, "url": link.url, "page": link.page, "data": link.data, "rank": link.rank}
        values["next_at"] = None
        values["kind"] = link.kind if link.again else row["kind"]
        if link.again and _read_as_far(link, row) and row["data"].keys() & {"leaf", "conditional"}:
            values["data"] = {**link.data, "conditional": True}
    elif row["state"] == "open" and row["rank"] != LOOK:
        values["rank"] = min(link.rank, row["rank"])
    if link.text and (not row["text"] or link.section == row["section"]):
        values["text"] = link.text
    values["section"] = row["section"] or link.listed_in
    values["listed_at"] = link.listed_at or row["listed_at"]
    values["lastmod"] = link.lastmod or row["lastmod"]
    return {"b_id": row["id"], **values}


def _opens(link: Link, row: Any, run: int) -> bool:
    if link.again:
        waits = row["state"] in ("open", "leased") and row["kind"] == link.kind
        return row["run_id"] != run and not waits and not _unchanged(link, row)
    if row["kind"] != "article" or (row["state"] != "done" and not (row["state"] == "open" and row["rank"] == LOOK)):
        return False
    renamed = bool(link.text and row["text"]) and link.text != row["text"] and link.section == row["section"]
    return renamed or bool(link.lastmod and link.lastmod > row["done_at"])


def _unchanged(link: Link, row: Any) -> bool:
    """Whether a sitemap was read after it last changed, and as far back as is asked for now (``data["reach"]``)."""
    return bool(row["kind"] == "sitemap" and link.lastmod and _read_as_far(link, row) and link.lastmod < row["done_at"])


def _read_as_far(link: Link, row: Any) -> bool:
    """Whether a sitemap or feed was read, as far back as is asked for now."""
    reaches = "reach" in row["data"] and "reach" in link.data
    return row["state"] == "done" and reaches and row["data"]["reach"] <= link.data["reach"]


def _sight(store: Store, site: str, run: int, found: Sequence[Link], known: dict[str, Any], now: datetime) -> None:
    """Notes in which section's listing, sitemap or feed each link was seen."""
    seen = {
        (row["id"], link.section, link.channel): {
            "link_id": row["id"], "article_id": row["article_id"], "site": site, "section": link.section,
            "channel": link.channel, "run_id": run, "first_seen": now, "last_seen": now,
        }
        for link in found if link.section and link.kind == "article" and (row := known[link.key])
    }  # fmt: skip
    if seen:
        statement = _INSERTS[store.engine.dialect.name](sightings)
        new = statement.excluded
        names = ["link_id", "section", "channel"]
        update_seen = statement.on_conflict_do_update(index_elements=names, set_={"run_id": new.run_id, "last_seen": new.last_seen})
        store.execute(update_seen, list(seen.values()))


def batched(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The values in lists of at most ``size``: databases bound the parameters of a statement."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
