"""Forgetting: articles go from every table, from the log and from the pages of the file that they stood in, and don't come back.

Tombstones come first, then the log, then the rows (in one transaction), then the file: whatever is killed in between, the same
command once more ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from newscrawl.store import search, tombstones
from newscrawl.store.database import Store, StoreError
from newscrawl.store.found import batched
from newscrawl.store.relog import without
from newscrawl.store.schema import articles, bands, events, links, logs, metadata, readings, records, sightings, signatures, versions
from newscrawl.store.to_forget import Plan, unlinked
from newscrawl.urls import link_key

_OWN = {"articles", "links", "tombstones"}  # tables with a column article_id, or an id, that are dealt with by name


def carry_out(store: Store, made: Plan, folder: Path, now: datetime) -> None:
    """Forgets what the plan says; ``folder`` is that of the logs. The sites' locks must be held. Raises StoreError."""
    tombstones.leave(store, made.hashes, now)
    store.commit()
    lengths = {site: _log(store, made, site, folder) for site in sorted(made.touched)}
    for chunk in batched(list(made.articles), 300):
        _rows(store, chunk)
    _addresses(store, made)
    for site in made.sites:
        sweep(store, site)
    for site, length in lengths.items():
        store.execute(update(logs).where(logs.c.site == site).values(length=length))
    _count_on(store)
    search.rebuild(store.connection)
    store.commit()
    scrub(store)
    tombstones.settle(store, made.hashes, now)
    store.commit()


def _log(store: Store, made: Plan, site: str, folder: Path) -> int:
    """The new length of a site's log, without the articles."""
    path = folder / f"{site}.jsonl"
    known = store.execute(select(logs.c.length).where(logs.c.site == site)).scalar() or 0
    store.commit()
    try:
        if site in made.sites:
            path.unlink(missing_ok=True)
            return 0
        return without(path, known, made.articles, made.keys)
    except OSError as error:
        raise StoreError(f"the log {path} can't be written: {error.strerror}; free or repair it, then forget again") from None


def _rows(store: Store, ids: list[str]) -> None:
    """Deletes all rows about these articles, whatever table has them."""
    signed = select(signatures.c.id).where(signatures.c.article_id.in_(ids))
    store.execute(delete(bands).where(bands.c.signature_id.in_(signed)))
    led = select(links.c.id).where(links.c.article_id.in_(ids))
    store.execute(delete(sightings).where(sightings.c.link_id.in_(led)))
    store.execute(delete(records).where(records.c.version_id.in_(select(versions.c.id).where(versions.c.article_id.in_(ids)))))
    for table in reversed(metadata.sorted_tables):
        if "article_id" in table.c and table.name not in _OWN:
            store.execute(delete(table).where(table.c.article_id.in_(ids)))
    store.execute(delete(links).where(links.c.article_id.in_(ids)))
    for column in (articles.c.duplicate_of, articles.c.near_duplicate_of):
        store.execute(update(articles).where(column.in_(ids)).values({column: None}))
    store.execute(delete(articles).where(articles.c.id.in_(ids)))


def _addresses(store: Store, made: Plan) -> None:
    """Deletes the links to these addresses, and takes them out of other articles' lists of links, of reasons and events."""
    for chunk in batched(made.keys, 300):
        led = select(links.c.id).where(links.c.key.in_(chunk))
        store.execute(delete(sightings).where(sightings.c.link_id.in_(led)))
        store.execute(delete(links).where(links.c.key.in_(chunk)))
    if not made.keys:
        return
    put = update(versions).where(versions.c.id == bindparam("b_id")).values(links=bindparam("b_value"))
    for chunk in batched(made.linking, 300):
        named = store.execute(select(versions.c.id, versions.c.links).where(versions.c.id.in_(chunk)))
        _put(store, put, ((row.id, unlinked(row.links, made.keys)) for row in named))
    for column in (links.c.reason, events.c.detail):
        put = update(column.table).where(column.table.c.id == bindparam("b_id")).values({column: bindparam("b_value")})
        told = select(column.table.c.id, column.label("said")).where(column.like("%://%")).execution_options(yield_per=500)
        _put(store, put, ((row.id, "forgotten") for row in store.execute(told) if _names(row.said, made.keys)))


def _put(store: Store, statement: Any, values: Iterator[tuple[int, Any]]) -> None:
    rows = [{"b_id": number, "b_value": value} for number, value in values]
    if rows:
        store.execute(statement, rows)


def _names(text: str, keys: set[str]) -> bool:
    return any("://" in word and link_key(word.rstrip(",;")) in keys for word in text.split())


def sweep(store: Store, site: str) -> None:
    """Deletes what is left of a site: its links, sections, runs, and its place in the log."""
    led = select(links.c.id).where(links.c.site == site)
    store.execute(delete(sightings).where(or_(sightings.c.site == site, sightings.c.link_id.in_(led))))
    for table in reversed(metadata.sorted_tables):
        if "site" in table.c and table.name not in ("articles", "versions", "sightings"):
            store.execute(delete(table).where(table.c.site == site))


def _count_on(store: Store) -> None:
    """Databases give the number of a deleted last row away once more: what notes how far it has read must not be past it."""
    last = store.execute(select(func.max(versions.c.id))).scalar() or 0
    store.execute(update(logs).where(logs.c.version_id > last).values(version_id=last))
    reread = (readings.c.source == "reread") & (readings.c.position > last)
    store.execute(update(readings).where(reread).values(position=last))


def scrub(store: Store) -> None:
    """Writes the store's file anew, so that no free page and no write-ahead log holds what was deleted."""
    dialect = store.engine.dialect.name
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            if dialect == "sqlite":
                connection.exec_driver_sql("PRAGMA secure_delete=ON")
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()[0]
            else:
                connection.exec_driver_sql("VACUUM FULL")
                busy = 0
        except Exception as error:
            raise StoreError(f"the rows are deleted, but the file can't be written anew: {error}; {AGAIN}") from None
    if busy:
        raise StoreError(f"the rows are deleted, but another program has the store open; {AGAIN}")


AGAIN = "end what else has it open, free disk space as large as the store, and forget again (the same command)"
