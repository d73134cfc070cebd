"""Full-text search: an index (SQLite's FTS5) of every article's current version, and what is found in it.

The index holds words and where they stand, not the texts, which the table ``versions`` has. Its row numbers are those of
``versions``. It is written in the transaction that writes the version, so that both are there after a crash, or neither.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, column, func, literal_column, or_, select, table, text
from sqlalchemy.exc import OperationalError

from newscrawl.items import Article
from newscrawl.store.database import Store, StoreError
from newscrawl.store.query import COLUMNS, SYNTAX, QueryError, expression, spelt
from newscrawl.store.schema import articles, sightings, versions

TABLE = "words"
WEIGHTS = {"title": 10, "summary": 4, "authors": 4, "tags": 4, "body": 1}  # of a hit, in the order of COLUMNS
EVERY = -1  # a limit, even none, keeps SQLite from asking the index anew for each article
TELL = 10_000  # articles between two lines about how far a new index is

# Content-less, and deleted from by the old values: SQLite before 3.43 (Debian 12 has 3.40) knows no other way. Marks (M*)
# are parts of words, or vowel signs would cut every word of Hindi.
MADE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, content='', "
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* M* Co'\")"
)
_RANKED = f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('rank', 'bm25({', '.join(str(WEIGHTS[name]) for name in COLUMNS)})')"
_NAMES, _VALUES = ", ".join(COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
_ADD = text(f"INSERT INTO {TABLE}(rowid, {_NAMES}) VALUES (:rowid, {_VALUES})")
_REMOVE = text(f"INSERT INTO {TABLE}({TABLE}, rowid, {_NAMES}) VALUES ('delete', :rowid, {_VALUES})")
_TEXTS = select(versions.c.id, *(versions.c[name] for name in COLUMNS))
_CURRENT = and_(articles.c.id == versions.c.article_id, articles.c.versions == versions.c.number)
# For whoever has SQL of his own on the table of articles: which of them match the expression ``:matching``.
MATCHING = f"id IN (SELECT v.article_id FROM {TABLE} JOIN versions v ON v.id = {TABLE}.rowid WHERE {TABLE} MATCH :matching)"

_words = table(TABLE, column("rowid"), column("rank"))
_SHOWN = tuple(articles.c[name] for name in ("id", "url", "site", "section", "title", "published_at"))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles are searched. ``section`` is one that the page names or that listed it; an article without a date is in no time."""

    site: str | None = None
    section: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; ``row`` is that of its current version, ``score`` is higher the better it fits."""

    id: str
    url: str
    site: str
    section: str | None
    title: str | None
    published_at: datetime | None
    score: float
    row: int


@dataclass(frozen=True, slots=True)
class Found:
    """``total`` articles match; ``hits`` are the first of them."""

    total: int
    hits: list[Hit]


def index(store: Store, article: Article, number: int, row: int) -> None:
    """Puts a version into the index, in place of the one before it; ``row`` is its row in ``versions``."""
    if store.engine.dialect.name != "sqlite":
        return
    if number > 1:
        _take_out(store, _TEXTS.where(versions.c.article_id == article.id, versions.c.number == number - 1))
    store.execute(_ADD, indexed(row, {name: getattr(article, name) for name in COLUMNS}))


def remove(store: Store, article: str) -> None:
    """Takes an article out of the index, before its rows go. Only ``rebuild`` takes its words out of the file, too."""
    if store.engine.dialect.name == "sqlite":
        _take_out(store, _TEXTS.join(articles, _CURRENT).where(articles.c.id == article))


def _take_out(store: Store, which: Any) -> None:
    for old in store.execute(which).mappings():
        store.execute(_REMOVE, indexed(old["id"], old))


def rebuild(connection: Connection) -> int:
    """Makes the index anew from the texts that are stored; how many articles are in it. Long ones tell how far they are."""
    if connection.dialect.name != "sqlite":
        return 0
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}")
    connection.exec_driver_sql(MADE)
    connection.exec_driver_sql(_RANKED)
    whole = connection.execute(select(func.count()).select_from(articles)).scalar_one()
    done = 0
    for rows in connection.execute(_TEXTS.join(articles, _CURRENT).execution_options(yield_per=500)).mappings().partitions():
        connection.execute(_ADD, [indexed(row["id"], row) for row in rows])
        done += len(rows)
        if done % TELL == 0:
            print(f"newscrawl: full-text index: {done:,} of {whole:,} articles", file=sys.stderr, flush=True)
    return done


def indexed(row: int, values: Any) -> dict[str, Any]:
    texts = {name: ", ".join(values[name]) if isinstance(values[name], list) else values[name] or "" for name in COLUMNS}
    return {"rowid": row, **{name: spelt(value) for name, value in texts.items()}}


def search(store: Store, query: str, where: Filter = Filter(), limit: int = 20, newest: bool = False) -> Found:
    """The articles that match a query, the best first, or the newest.

    Raises :class:`QueryError` for a query that can't be understood, :class:`StoreError` where the store has no full-text index.
    """
    if store.engine.dialect.name != "sqlite":
        raise StoreError(f"full-text search needs a store in SQLite; in {store.url.render_as_string()} ask with SQL (to_tsvector)")
    matches, conditions = literal_column(TABLE).op("MATCH")(expression(query)), list(_conditions(where))
    wanted, rank = select(_words.c.rowid, _words.c.rank).where(matches), literal_column("rank")
    few = wanted.order_by(rank).limit(EVERY if conditions or newest else limit)
    order = [articles.c.published_at.desc().nulls_last(), versions.c.id.desc()] if newest else [rank]
    every = select(_words.c.rowid).where(matches)
    counted = _joined(every.limit(EVERY), [versions.c.id]).where(*conditions) if conditions else every
    chosen = _joined(few, [*_SHOWN, versions.c.id.label("row"), rank]).where(*conditions).order_by(*order).limit(limit)
    try:
        total = store.connection.execute(select(func.count()).select_from(counted.subquery())).scalar_one()
        rows = store.connection.execute(chosen).mappings().all()
    except OperationalError as error:
        raise _told(query, str(error.orig)) from None
    return Found(total, [Hit(*(row[c.name] for c in _SHOWN), score=-row["rank"], row=row["row"]) for row in rows])


def rows_of(store: Store, ids: Sequence[str]) -> dict[str, int]:
    """The rows of these articles' current versions."""
    chosen = select(versions.c.article_id, versions.c.id).join(articles, _CURRENT).where(articles.c.id.in_(ids))
    return {row.article_id: row.id for row in store.execute(chosen)}


def sections(store: Store) -> list[str]:
    """The names that ``Filter.section`` knows."""
    listed = select(sightings.c.section).where(sightings.c.channel.in_(("menu", "region")))
    return sorted(store.execute(listed.union(select(articles.c.section).where(articles.c.section.is_not(None)))).scalars())


def _joined(matching: Any, shown: Any) -> Any:
    """The articles of these rows of the index."""
    found = matching.subquery("found")
    return select(*shown).select_from(found.join(versions, versions.c.id == found.c.rowid).join(articles, _CURRENT))


def _told(query: str, cause: str) -> Exception:
    if cause.startswith("fts5"):
        where = cause.removeprefix("fts5").lstrip(": ").replace('near ""', "at its end")
        return QueryError(f"{query!r} can't be understood ({where}); there are: {SYNTAX}")
    return StoreError(f"the full-text index can't be read: {cause}; scrapy search --rebuild makes it anew")


def _conditions(where: Filter) -> Iterator[Any]:
    if where.site:
        yield articles.c.site == where.site
    if where.section:
        listed = select(sightings.c.article_id).where(sightings.c.section == where.section, sightings.c.channel.in_(("menu", "region")))
        yield or_(articles.c.section == where.section, articles.c.id.in_(listed))
    if where.since:
        yield articles.c.published_at >= where.since
    if where.until:
        yield articles.c.published_at <= where.until
