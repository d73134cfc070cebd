"""The formats of an export, by the name that people type. Each is a file of its own here, and stands alone."""

from __future__ import annotations

from newscrawl.export.writers.csv import Csv
from newscrawl.export.writers.jsonl import Jsonl
from newscrawl.export.writers.parquet import Parquet
from newscrawl.export.writers.sqlite import Sqlite
from newscrawl.export.writers.writer import Writer

WRITERS: dict[str, type[Writer]] = {"jsonl": Jsonl, "csv": Csv, "parquet": Parquet, "sqlite": Sqlite}
