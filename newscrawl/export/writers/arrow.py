"""Batches as Arrow: types of the columns, and records read by Arrow itself from the store's JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pyarrow as pa
from pyarrow import json as arrow_json

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Column, Kind

_PLAIN = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
_KINDS = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.MOMENT: pa.timestamp("ms", "UTC"),
    Kind.STRINGS: pa.list_(pa.string()),
    Kind.OBJECT: pa.string(),
}
_NESTED = (Kind.STRINGS, Kind.RECORDS)


def schema(columns: Sequence[Column]) -> pa.Schema:
    return pa.schema([pa.field(column.name, _type(column)) for column in columns])


def _type(column: Column) -> pa.DataType:
    if column.kind is not Kind.RECORDS:
        return _KINDS[column.kind]
    hints = get_type_hints(column.record)
    parts = [(part.name, next(_PLAIN[kind] for kind in (hints[part.name], *get_args(hints[part.name])) if kind in _PLAIN))
             for part in fields(column.record)]  # fmt: skip
    return pa.list_(pa.struct(parts))


def record_batch(batch: Batch, columns: Sequence[Column], types: pa.Schema) -> pa.RecordBatch:
    """The batch as Arrow has it."""
    nested = _read([column.name for column in columns if column.kind in _NESTED], batch, types)
    arrays = [nested[c.name] if c.name in nested else _array(c, batch[c.name], types.field(c.name).type) for c in columns]
    return pa.record_batch(arrays, schema=types)


def _array(column: Column, cells: list[Any], kind: pa.DataType) -> pa.Array:
    return pa.array(cells, pa.string()).cast(kind) if column.kind is Kind.MOMENT else pa.array(cells, kind)


def _read(names: list[str], batch: Batch, types: pa.Schema) -> dict[str, pa.Array]:
    """Lists and records, which the store has as JSON; the rows are put together as lines, and parsed by Arrow in one go."""
    if not names:
        return {}
    line = "{" + ",".join(f'"{name}":%s' for name in names) + "}\n"
    text = "".join(map(line.__mod__, zip(*(batch[name] for name in names), strict=True))).encode()
    options = arrow_json.ReadOptions(use_threads=False, block_size=len(text) + 1)  # one block: no row is cut
    wanted = arrow_json.ParseOptions(explicit_schema=pa.schema([types.field(name) for name in names]), unexpected_field_behavior="ignore")
    table = arrow_json.read_json(pa.BufferReader(text), options, wanted)
    return {name: table[name].combine_chunks() for name in names}
