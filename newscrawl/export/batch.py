"""Batches: some hundred rows of the store as columns, in the form that all formats are written from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from newscrawl.export.columns import Column, Kind
from newscrawl.store import selection
from newscrawl.store.columns import ELSEWHERE, offset_of
from newscrawl.store.database import Store

# Column to its cells: moments are ISO 8601, lists and objects texts of JSON.
Batch = dict[str, list[Any]]


def batches(store: Store, columns: Sequence[Column], which: str) -> Iterator[Batch]:
    """The picked rows of articles, batch by batch; ``sections`` and ``regions`` are all where they were listed up to now."""
    names = [column.name for column in columns if column.name not in ELSEWHERE]
    done = 0
    for part in selection.rows(store, names, which):
        batch: Batch = dict(zip(names, map(list, zip(*part, strict=True)), strict=True))
        _list_sections(batch, selection.listed(store, done + 1, done + len(part)))
        done += len(part)
        yield _told(batch, columns)


def sightings(store: Store, columns: Sequence[Column]) -> Iterator[Batch]:
    """Where the picked articles were listed, batch by batch."""
    for part in selection.seen(store):
        yield _told(dict(zip(selection.OF_SIGHTING, map(list, zip(*part, strict=True)), strict=True)), columns)


def _told(batch: Batch, columns: Sequence[Column]) -> Batch:
    for column in columns:
        cells = batch[column.name]
        if column.kind is Kind.MOMENT:
            batch[column.name] = _stamped(cells, batch.get(offset_of(column.name)))
        elif column.kind in (Kind.STRINGS, Kind.RECORDS, Kind.OBJECT) and (None in cells or "null" in cells):
            empty = "{}" if column.kind is Kind.OBJECT else "[]"
            batch[column.name] = [empty if cell in (None, "null") else cell for cell in cells]
    return batch


def _stamped(times: list[str | None], offsets: list[int | None] | None) -> list[str | None]:
    if offsets and any(offsets):
        return list(map(stamp, times, offsets))
    return [None if time is None else f"{time[:10]}T{time[11:19]}+00:00" for time in times]


def stamp(time: str | None, offset: int | None = None) -> str | None:
    """A time of the store (UTC) as ISO 8601 with the offset that it was given with, to the second."""
    if time is None:
        return None
    if not offset:
        return f"{time[:10]}T{time[11:19]}+00:00"
    ahead, suffix = _zone(offset)
    return f"{(datetime.fromisoformat(time[:19]) + ahead).isoformat()}{suffix}"


@lru_cache
def _zone(offset: int) -> tuple[timedelta, str]:
    sign, minutes = ("-", -offset) if offset < 0 else ("+", offset)
    return timedelta(minutes=offset), f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _list_sections(batch: Batch, listed: Iterable[tuple[str, str, str]]) -> None:
    found: dict[str, dict[str, dict[str, None]]] = {"menu": {}, "region": {}}
    for article, section, channel in listed:
        found[channel].setdefault(article, {})[section] = None
    menu = {article: _labels(tuple(sections)) for article, sections in found["menu"].items()}
    batch["sections"] = [menu.get(article, "[]") for article in batch["id"]]
    if found["region"] and "regions" in batch:
        regions = zip(batch["id"], batch["regions"], strict=True)
        batch["regions"] = [_joined(said, found["region"].get(article)) for article, said in regions]


@lru_cache(maxsize=4096)
def _labels(sections: tuple[str, ...]) -> str:
    return compact(sections)


def _joined(said: str, listed: Iterable[str] | None) -> str:
    return compact(list(dict.fromkeys([*json.loads(said), *listed]))) if listed else said


def compact(value: Any) -> str:
    """JSON as the store writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
