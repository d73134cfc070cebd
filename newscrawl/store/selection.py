"""Which versions of which articles an export holds, and their rows as they stand in the store, without an object for each.

A selection is a snapshot: what a crawl writes meanwhile is not in it. Rows come in a fixed order (site, time of publication, id,
version), in parts, so that memory does not depend on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    type_coerce,
)
from sqlalchemy.exc import SQLAlchemyError

from newscrawl.store.columns import Moment
from newscrawl.store.database import Store, StoreError
from newscrawl.store.query import expression
from newscrawl.store.schema import CURRENT, articles, runs, sightings, versions
from newscrawl.store.search import TABLE

WHICH = ("latest", "first", "all")
PART = 256  # rows that are in memory at a time
OF_ARTICLE = ("first_seen", "last_seen", "gone_at", "duplicate_of", "near_duplicate_of", "cluster_id")
OF_SIGHTING = ("article_id", "site", "section", "channel", "first_seen", "last_seen")

_picked = Table(
    "picked", MetaData(), Column("position", Integer, primary_key=True), Column("version_id", Integer, nullable=False), prefixes=["TEMPORARY"]
)  # fmt: skip
_LISTED = (
    select(sightings.c.article_id, sightings.c.section, sightings.c.channel)
    .select_from(_picked).join(versions, versions.c.id == _picked.c.version_id).join(sightings, sightings.c.article_id == versions.c.article_id)
    .where(_picked.c.position.between(bindparam("first"), bindparam("last")), sightings.c.channel.in_(("menu", "region")))
    .order_by(_picked.c.position, sightings.c.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; an empty tuple or None asks for all."""

    sites: tuple[str, ...] = ()
    since: datetime | None = None  # published at or after
    until: datetime | None = None  # published before
    sections: tuple[str, ...] = ()  # labels: what the page says, or whose listing had it
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # BCP 47; "en" has "en-GB" in it
    query: str | None = None  # full text of the current version (store/query.py)
    which: str = "latest"  # of WHICH


@contextmanager
def snapshot(store: Store, selection: Selection) -> Iterator[int]:
    """Picks the rows and holds the store still, as it is seen from here, to the end of the block; gives their number.

    Crawls go on meanwhile: the numbers of the rows that are picked stand in a temporary table, which takes no turn to write.
    """
    store.commit()
    try:
        _hold(store)
        _picked.create(store.connection)
        store.connection.execute(insert(_picked).from_select(["version_id"], _wanted(selection)))
        yield store.execute(select(func.count()).select_from(_picked)).scalar_one()
    except SQLAlchemyError as error:
        raise StoreError(f"the store {store.url.render_as_string()} can't be read: {getattr(error, 'orig', None) or error}") from error
    finally:
        store.connection.rollback()


def _hold(store: Store) -> None:
    if store.url.get_backend_name() == "sqlite":
        store.connection.exec_driver_sql("BEGIN")
    else:
        store.connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        store.connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")


def _wanted(selection: Selection) -> Select[Any]:
    v, a = versions.c, articles.c
    said = a if selection.which == "latest" else v
    number = {"latest": v.number == a.versions, "first": v.number == 1, "all": v.number > 0}[selection.which]
    wanted = select(v.id).join(articles, a.id == v.article_id).where(number, *_conditions(selection, said))
    return wanted.order_by(said.site, said.published_at.is_(None), said.published_at, v.article_id, v.number)


def _conditions(asked: Selection, said: Any) -> Iterator[ColumnElement[bool]]:
    if asked.sites:
        yield said.site.in_(asked.sites)
    if asked.since:
        yield said.published_at >= asked.since
    if asked.until:
        yield said.published_at < asked.until
    if asked.kinds:
        yield said.kind.in_(asked.kinds)
    if asked.languages:
        yield or_(*(or_(said.language == tag, said.language.startswith(f"{tag}-", autoescape=True)) for tag in asked.languages))
    if asked.sections:
        listed = select(sightings.c.article_id).where(sightings.c.section.in_(asked.sections), sightings.c.channel.in_(("menu", "region")))
        yield or_(said.section.in_(asked.sections), articles.c.id.in_(listed))
    if asked.query:
        rows = select(column("rowid")).select_from(table(TABLE)).where(literal_column(TABLE).op("MATCH")(expression(asked.query)))
        yield articles.c.id.in_(select(versions.c.article_id).where(versions.c.id.in_(rows)))


def rows(store: Store, names: Sequence[str], which: str) -> Iterator[list[tuple[Any, ...]]]:
    """The picked rows in parts, with these columns: times are texts in UTC, lists and tables are texts of JSON.

    Of an article's latest version the short fields are those that stand now: a later look may have seen another section,
    or that it is gone, without an edit.
    """
    sources = [_raw(store, _source(name, which)).label(name) for name in names]
    statement = select(*sources).select_from(_picked).join(versions, versions.c.id == _picked.c.version_id)
    statement = statement.join(articles, articles.c.id == versions.c.article_id).order_by(_picked.c.position)
    yield from store.execute(statement.execution_options(yield_per=PART)).partitions()


def _source(name: str, which: str) -> ColumnElement[Any]:
    if name == "id":
        return articles.c.id
    if name == "version":
        return versions.c.number
    if name in (*OF_ARTICLE, "versions"):
        return articles.c[name]
    return articles.c[name] if which == "latest" and name.removesuffix("_offset") in _NOW else versions.c[name]


_NOW = {*CURRENT, *(name.removesuffix("_at") for name in CURRENT)}


def _raw(store: Store, source: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as the database keeps it: nothing is read into objects only to be written as text again."""
    if not isinstance(source.type, JSON | Moment):
        return source
    return type_coerce(source, Text) if store.url.get_backend_name() == "sqlite" else cast(source, Text)


def listed(store: Store, first: int, last: int) -> Sequence[tuple[str, str, str]]:
    """Article, section and channel (menu, region) of every listing that had an article of these picked rows (from 1), the oldest first."""
    return store.execute(_LISTED, {"first": first, "last": last}).all()  # type: ignore[no-any-return]


_SEEN = sightings.c.article_id.in_(select(versions.c.article_id).join(_picked, _picked.c.version_id == versions.c.id))


def count_seen(store: Store) -> int:
    """How many rows :func:`seen` gives."""
    return store.execute(select(func.count()).select_from(sightings).where(_SEEN)).scalar_one()  # type: ignore[no-any-return]


def seen(store: Store) -> Iterator[list[tuple[Any, ...]]]:
    """Where the picked articles were listed (OF_SIGHTING), in parts and in a fixed order."""
    columns = [_raw(store, sightings.c[name]).label(name) for name in OF_SIGHTING]
    statement = select(*columns).where(_SEEN)
    order = (sightings.c.site, sightings.c.article_id, sightings.c.channel, sightings.c.section, sightings.c.id)
    return iter(store.execute(statement.order_by(*order).execution_options(yield_per=PART)).partitions())


def sites(store: Store) -> list[str]:
    """The sites that the store has articles of."""
    return list(store.execute(select(articles.c.site).distinct().order_by(articles.c.site)).scalars())


def sections(store: Store) -> list[str]:
    """Every section that a page named or a listing was called."""
    told = select(articles.c.section).where(articles.c.section.is_not(None))
    menu = select(sightings.c.section).where(sightings.c.channel.in_(("menu", "region")))
    return sorted(store.execute(told.union(menu)).scalars())


def latest(store: Store) -> datetime | None:
    """The last moment that the store knows of; None where it is empty. Exports take it for their date."""
    moments = [
        store.execute(select(func.max(column))).scalar()
        for column in (articles.c.last_seen, articles.c.gone_at, runs.c.started_at, runs.c.finished_at)
    ]
    return max(filter(None, moments), default=None)


def runs_of(store: Store, names: Sequence[str]) -> list[dict[str, Any]]:
    """The runs of these sites, the oldest first."""
    return [dict(row) for row in store.execute(select(runs).where(runs.c.site.in_(names)).order_by(runs.c.id)).mappings()]
