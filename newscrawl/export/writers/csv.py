"""CSV (RFC 4180) in UTF-8, whose cells a spreadsheet does not take for formulas."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Kind, Table
from newscrawl.export.writers.writer import Key, Writer

FORMULAS = ("guarded", "raw")
# What a spreadsheet may begin to calculate at (OWASP: CSV injection), full-width forms too; white space before it is skipped by some.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)*\s*")
_FIRST = frozenset("=+-@＝＋－＠' \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000")


class Csv(Writer):
    TITLE = "CSV"
    MIME_TYPE = "text/csv"
    FILE_NAME = "{}.csv"
    formulas = "guarded"

    def __init__(self, folder: Path, table: Table):
        super().__init__(folder, table)
        self.file = self.path.open("w", encoding="utf-8", newline="")
        self.rows = csv.writer(self.file)
        self.rows.writerow(column.name for column in table.columns)
        self.texts = {column.name for column in table.columns if column.kind is Kind.TEXT and not column.choices}

    def write(self, batch: Batch) -> None:
        names = [column.name for column in self.table.columns]
        guarded = self.texts if self.formulas == "guarded" else ()
        self.rows.writerows(zip(*([guard(c) for c in batch[name]] if name in guarded else batch[name] for name in names), strict=True))

    def close(self) -> None:
        self.file.close()

    @classmethod
    def keys(cls, folder: Path) -> Iterator[Key]:
        csv.field_size_limit(sys.maxsize)
        for path in cls.files(folder, "articles"):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    yield row["id"], row["content_hash"]


class RawCsv(Csv):
    formulas = "raw"


def guard(cell: Any) -> Any:
    """The cell with an apostrophe before it where a spreadsheet might calculate it; numbers stay. :func:`unguarded` takes it off."""
    if cell and cell[0] in _FIRST and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def unguarded(cell: str) -> str:
    """The text that was guarded."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
