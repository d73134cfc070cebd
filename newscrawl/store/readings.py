"""Readings: how far an archive, or the store itself, was read again, so that a reading that was cut goes on where it was."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from newscrawl.store.database import Store
from newscrawl.store.schema import readings


def position(store: Store, site: str, source: str, scope: str) -> int | None:
    """What was read last; None where nothing was. ``scope``: with what it was read; another one begins anew."""
    mine = (readings.c.site == site) & (readings.c.source == source) & (readings.c.scope == scope)
    return store.execute(select(readings.c.position).where(mine)).scalar()  # type: ignore[no-any-return]


def reached(store: Store, site: str, source: str, scope: str, place: int) -> None:
    """Notes what was read last, in the transaction that writes what it gave."""
    mine = (readings.c.site == site) & (readings.c.source == source) & (readings.c.scope == scope)
    if store.execute(update(readings).where(mine).values(position=place).returning(readings.c.id)).first() is None:
        store.execute(insert(readings), {"site": site, "source": source, "scope": scope, "position": place})
    store.wrote()


def forget(store: Store, site: str, source: str) -> None:
    """What was begun is begun anew the next time."""
    store.execute(delete(readings).where(readings.c.site == site, readings.c.source == source))
    store.wrote()
