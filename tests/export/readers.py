"""A dataset's articles as each format's own reader gives them, in one form: texts, numbers, lists, records."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from pyarrow import parquet

from newscrawl.export.columns import ARTICLES, Kind
from newscrawl.export.writers.csv import unguarded
from newscrawl.export.writers.jsonl import zstd

JSON = {column.name for column in ARTICLES if column.kind in (Kind.STRINGS, Kind.RECORDS, Kind.OBJECT)}
TEXTS = {column.name for column in ARTICLES if column.kind is Kind.TEXT}
Rows = list[dict[str, Any]]


def jsonl(folder: Path) -> Rows:
    with zstd.open(folder / "articles.jsonl.zst", "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def from_csv(folder: Path) -> Rows:
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        return [{name: _cell(name, cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def _cell(name: str, cell: str) -> Any:
    return json.loads(cell) if name in JSON else unguarded(cell) if name in TEXTS else cell


def from_sqlite(folder: Path) -> Rows:
    with closing(sqlite3.connect(folder / "articles.sqlite")) as base:
        base.row_factory = sqlite3.Row
        rows = [dict(row) for row in base.execute("SELECT * FROM articles ORDER BY rowid")]
    return [{name: json.loads(cell) if name in JSON else cell for name, cell in row.items()} for row in rows]


def from_parquet(folder: Path) -> Rows:
    rows = parquet.read_table(folder / "articles.parquet").to_pylist()
    return [row | {"provenance": json.loads(row["provenance"]), "rights": json.loads(row["rights"])} for row in rows]


csv.field_size_limit(sys.maxsize)
READERS = {"jsonl": jsonl, "csv": from_csv, "sqlite": from_sqlite, "parquet": from_parquet}
