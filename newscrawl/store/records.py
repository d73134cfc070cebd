"""Records: where in the archive the page of each version lies.

A version has a record for each time that its page was answered with that content; the first is the one that it was read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from newscrawl.store.database import Store
from newscrawl.store.schema import articles, records, versions

_COLUMNS = (records.c.record_id, records.c.file, records.c.offset, records.c.url, records.c.at, records.c.digest)


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record with a page. ``file`` is its name in the archive's folder, or the path of one elsewhere."""

    id: str  # WARC-Record-ID
    file: str
    offset: int  # bytes before it
    url: str  # WARC-Target-URI
    at: datetime  # WARC-Date
    digest: str  # WARC-Payload-Digest


def keep(store: Store, record: Record, article: str) -> None:
    """Notes that the current version of an article was read from a record."""
    current = select(versions.c.id).join(articles, (articles.c.id == versions.c.article_id) & (articles.c.versions == versions.c.number))
    version = store.execute(current.where(articles.c.id == article)).scalar_one()
    if version_of(store, record.id) != version:
        values = {"file": record.file, "offset": record.offset, "url": record.url, "at": record.at, "digest": record.digest}
        store.execute(insert(records), {"version_id": version, "record_id": record.id, **values})
        store.wrote()


def version_of(store: Store, record_id: str) -> int | None:
    """The row of the version that was read from a record, None where none was."""
    found = select(records.c.version_id).where(records.c.record_id == record_id).order_by(records.c.id.desc()).limit(1)
    return store.execute(found).scalar()  # type: ignore[no-any-return]


def by_digest(store: Store, digest: str) -> Record | None:
    """A record with that payload."""
    return _first(store, records.c.digest == digest)


def latest(store: Store, url: str) -> Record | None:
    """The last record of an address that a version was read from."""
    return _first(store, records.c.url == url)


def _first(store: Store, condition: Any) -> Record | None:
    row = store.execute(select(*_COLUMNS).where(condition).order_by(records.c.id.desc()).limit(1)).first()
    return Record(*row) if row else None


def of(store: Store, rows: Sequence[int]) -> dict[int, Record]:
    """The records that these versions were read from, by the versions' rows; those without one are left out."""
    chosen = select(records.c.version_id, *_COLUMNS).where(records.c.version_id.in_(rows)).order_by(records.c.id.desc())
    return {row[0]: Record(*row[1:]) for row in store.execute(chosen)}
