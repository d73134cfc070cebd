"""The columns of an exported table, derived from items.py: one declaration for all formats, dictionaries and cards."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from newscrawl.items import Article
from newscrawl.store.columns import offset_of


class Kind(StrEnum):
    """What a cell holds. In JSONL and Parquet lists are lists and records records, in CSV and SQLite texts of JSON."""

    TEXT = "text"
    INTEGER = "integer"
    MOMENT = "moment"  # ISO 8601, to the second; in Parquet a UTC timestamp
    STRINGS = "strings"  # a list of texts
    RECORDS = "records"  # a list of parts: blocks, images, videos, links
    OBJECT = "object"  # keys and values; in Parquet a text of JSON, since its keys are open


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its meaning, an example, the term of schema.org that it corresponds to, and the type of its records."""

    name: str
    kind: Kind
    meaning: str
    example: Any
    term: str = ""
    record: type | None = None
    choices: tuple[str, ...] = ()
    needed: bool = False  # never empty


@dataclass(frozen=True, slots=True)
class Table:
    """What is written: a name of ours, its columns, how many rows are coming."""

    name: str
    columns: tuple[Column, ...]
    rows: int


def kind_of(hint: Any) -> Kind:
    """The kind of a field of items.py, by its type."""
    plain = next((part for part in get_args(hint) if part is not types.NoneType), hint) if isinstance(hint, types.UnionType) else hint
    if get_origin(plain) is list:
        return Kind.RECORDS if is_dataclass(get_args(plain)[0]) else Kind.STRINGS
    if get_origin(plain) is dict:
        return Kind.OBJECT
    return {int: Kind.INTEGER, datetime: Kind.MOMENT}.get(plain, Kind.TEXT)


def _derived(field: Field[Any], hint: Any) -> Column:
    extra, kind = field.metadata["json_schema_extra"], kind_of(hint)
    record = get_args(hint)[0] if kind is Kind.RECORDS else None
    choices, needed = tuple(extra.get("enum", ())), hint is str and field.name in ("url", "site", "kind", "status")
    return Column(field.name, kind, extra["description"], extra["examples"][0], field.metadata["term"], record, choices, needed)


def _offset(column: Column) -> Column:
    return Column(offset_of(column.name), Kind.INTEGER, f"Offset from UTC that {column.name} was given with, in minutes.", 180)


KEYS = (
    Column("id", Kind.TEXT, "First 16 hex digits of the SHA-256 of the article's key; never changes.", "7c0b9f0c9b1d2e3f", "identifier", needed=True),
    Column("version", Kind.INTEGER, "Number of this version of the article, from 1; every edit makes one.", 1, "version", needed=True),
)  # fmt: skip
KNOWN = (
    Column("versions", Kind.INTEGER, "How many versions of the article the store has.", 2, needed=True),
    Column("first_seen", Kind.MOMENT, "When the article was read first.", "2026-01-05T12:00:00+00:00", needed=True),
    Column("last_seen", Kind.MOMENT, "When it was read last.", "2026-02-05T12:00:00+00:00", needed=True),
    Column("gone_at", Kind.MOMENT, "When its site was first seen without it.", "2026-03-05T12:00:00+00:00"),
    Column("duplicate_of", Kind.TEXT, "Id of the first article with equal content under another address.", "7c0b9f0c9b1d2e3f"),
    Column("near_duplicate_of", Kind.TEXT, "Id of the article that its text is a copy of, edited or cut.", "7c0b9f0c9b1d2e3f"),
    Column("cluster_id", Kind.TEXT, "Id of the first article of its cluster of near-duplicates.", "7c0b9f0c9b1d2e3f"),
)


def _of_articles() -> tuple[Column, ...]:
    hints, made = get_type_hints(Article), list(KEYS)
    for field in fields(Article):
        if field.name != "id":
            made.append(_derived(field, hints[field.name]))
            made += [_offset(made[-1])] if made[-1].kind is Kind.MOMENT else []
    return (*made, *KNOWN)


ARTICLES = _of_articles()
SIGHTINGS = (
    Column("article_id", Kind.TEXT, "Id of the article.", "7c0b9f0c9b1d2e3f", needed=True),
    Column("site", Kind.TEXT, "Name of the profile, or the host where there is none.", "english-almayadeen", needed=True),
    Column("section", Kind.TEXT, "Section whose listing had it; for sitemaps and feeds their address.", "Politics", needed=True),
    Column("channel", Kind.TEXT, "By which road it was found.", "menu", choices=("menu", "region", "sitemap", "feed"), needed=True),
    Column("first_seen", Kind.MOMENT, "When it was first seen there.", "2026-01-05T12:00:00+00:00", needed=True),
    Column("last_seen", Kind.MOMENT, "When it was last seen there.", "2026-02-05T12:00:00+00:00", needed=True),
)
ALWAYS = ("id", "version", "content_hash")  # change lists are made of them
# What quotes the outlet: left out of an export of addresses (hydration), and emptied where rights are reserved as far as it is text.
QUOTING = ("title", "kicker", "summary", "body", "blocks", "images", "videos", "links")


def chosen(names: Sequence[str] = (), *, quoting: bool = True) -> tuple[Column, ...]:
    """The columns of articles with these names (all where none are named) and those that always come, in their fixed order."""
    wanted = {*names, *ALWAYS} if names else {column.name for column in ARTICLES}
    return tuple(column for column in ARTICLES if column.name in wanted and (quoting or column.name not in QUOTING))
