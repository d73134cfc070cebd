"""Columns derived from the one definition of the fields in items.py, and rows made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import JSON, Column, DateTime, Integer, Text, TypeDecorator
from sqlalchemy.engine import Dialect

from newscrawl.items import Article

_HINTS = get_type_hints(Article)
_RECORDS = {name: get_args(hint)[0] for name, hint in _HINTS.items() if get_args(hint) and is_dataclass(get_args(hint)[0])}
_MOMENTS = tuple(name for name, hint in _HINTS.items() if datetime in (hint, *get_args(hint)))

# Seen from listings over time, so kept as rows of their own (table sightings).
ELSEWHERE = ("sections",)
FIELDS = tuple(f.name for f in fields(Article) if f.name not in ELSEWHERE)
BULK = tuple(f.name for f in fields(Article) if f.metadata["bulk"])


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. Its offset has a column of its own, since no database keeps one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def columns(names: tuple[str, ...]) -> list[Column[Any]]:
    """A column for each of these fields of Article; a time has two, the second for its offset in minutes."""
    made: list[Column[Any]] = []
    for name in names:
        made.append(Column(name, _type(name)))
        if name in _MOMENTS:
            made.append(Column(offset_of(name), Integer))
    return made


def _type(name: str) -> Any:
    if name in _MOMENTS:
        return Moment
    kinds = (_HINTS[name], *get_args(_HINTS[name]))
    if get_origin(_HINTS[name]) in (list, dict):
        return JSON
    return Integer if int in kinds else Text


def offset_of(name: str) -> str:
    return name.removesuffix("_at") + "_offset"


def to_row(article: Article, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of these fields as a row."""
    row: dict[str, Any] = {}
    for name in names:
        value = getattr(article, name)
        if name in _RECORDS:
            value = [asdict(record) for record in value]
        elif name in _MOMENTS:
            offset = value.utcoffset() if value else None
            row[offset_of(name)] = None if offset is None else int(offset.total_seconds() // 60)
        row[name] = value
    return row


def to_article(row: Mapping[str, Any], sections: list[str]) -> Article:
    """The article that a row holds; ``sections`` come from its sightings."""
    values: dict[str, Any] = {"sections": sections}
    for name in FIELDS:
        value = row[name]
        if name in _RECORDS:
            value = [_RECORDS[name](**record) for record in value or ()]
        elif name in _MOMENTS and value and row[offset_of(name)] is not None:
            value = value.astimezone(timezone(timedelta(minutes=row[offset_of(name)])))
        values[name] = value
    return Article(**values)
