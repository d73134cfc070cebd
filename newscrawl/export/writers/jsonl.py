"""JSON Lines, compressed with Zstandard (RFC 8878)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Column, Kind, Table
from newscrawl.export.writers.writer import Key, Writer

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 3
# Some readers take these for ends of lines (str.splitlines); inside of JSON texts they can be escaped.
BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Jsonl(Writer):
    TITLE = "JSON Lines, Zstandard"
    MIME_TYPE = "application/jsonl"
    FILE_NAME = "{}.jsonl.zst"

    def __init__(self, folder: Path, table: Table):
        super().__init__(folder, table)
        options = {zstd.CompressionParameter.compression_level: LEVEL, zstd.CompressionParameter.checksum_flag: 1}
        self.file = zstd.open(self.path, "wb", options=options)
        self.line = "{" + ",".join(f'"{column.name}":%s' for column in table.columns) + "}\n"

    def write(self, batch: Batch) -> None:
        cells = [_encoded(column, batch[column.name]) for column in self.table.columns]
        text = "".join(map(self.line.__mod__, zip(*cells, strict=True)))
        for mark, escape in BREAKS.items():
            if mark in text:
                text = text.replace(mark, escape)
        self.file.write(text.encode())

    def close(self) -> None:
        self.file.close()

    @classmethod
    def keys(cls, folder: Path) -> Iterator[Key]:
        for path in cls.files(folder, "articles"):
            with zstd.open(path, "rt", encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    row = json.loads(line)
                    yield row["id"], row["content_hash"]


def _encoded(column: Column, cells: list[Any]) -> list[Any]:
    if column.kind is Kind.INTEGER:
        return ["null" if cell is None else cell for cell in cells]
    if column.kind in (Kind.TEXT, Kind.MOMENT):
        return ["null" if cell is None else encode_basestring(cell) for cell in cells]
    return cells
