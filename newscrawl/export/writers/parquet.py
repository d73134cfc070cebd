"""Parquet: one file, or a folder for each site with files of bounded size where there is much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Kind, Table
from newscrawl.export.names import folder_of
from newscrawl.export.writers.arrow import record_batch, schema
from newscrawl.export.writers.writer import Key, Writer

PARTITIONED_FROM = 500_000  # rows of a table
PART_ROWS = 200_000  # of a file, where it is partitioned
GROUP_ROWS, GROUP_BYTES = 10_000, 32 * 1024 * 1024  # of a row group; both bound what is in memory


class Parquet(Writer):
    TITLE = "Apache Parquet"
    MIME_TYPE = "application/vnd.apache.parquet"
    FILE_NAME = "{}.parquet"

    def __init__(self, folder: Path, table: Table):
        super().__init__(folder, table)
        self.schema = schema(table.columns)
        self.partitioned = table.rows >= PARTITIONED_FROM
        self.waiting: list[pa.RecordBatch] = []
        self.site, self.part, self.rows = "", 0, 0
        self.file = None if self.partitioned else self._open(self.path)

    def _open(self, path: Path) -> parquet.ParquetWriter:
        repeated = [c.name for c in self.table.columns if c.choices or c.name in ("site", "section", "language", "channel")]
        sorted_by = [c.name for c in self.table.columns if c.kind in (Kind.MOMENT, Kind.INTEGER) or c.name in ("id", "site", "language")]
        path.parent.mkdir(parents=True, exist_ok=True)
        return parquet.ParquetWriter(
            path, self.schema, compression="zstd", compression_level=3, use_dictionary=repeated, write_statistics=sorted_by
        )

    def write(self, batch: Batch) -> None:
        made = record_batch(batch, self.table.columns, self.schema)
        for start, stop in self._runs(batch) if self.partitioned else ((0, len(made)),):
            if self.partitioned and (batch["site"][start] != self.site or self.rows >= PART_ROWS):
                self._next_file(batch["site"][start])
            self.waiting.append(made.slice(start, stop - start))
            self.rows += stop - start
            if sum(map(len, self.waiting)) >= GROUP_ROWS or sum(piece.nbytes for piece in self.waiting) >= GROUP_BYTES:
                self._flush()

    @staticmethod
    def _runs(batch: Batch) -> Iterator[tuple[int, int]]:
        """Where the rows of one site begin and end; rows come by site."""
        sites = batch["site"]
        starts = [row for row in range(len(sites)) if row == 0 or sites[row] != sites[row - 1]]
        return zip(starts, [*starts[1:], len(sites)], strict=True)

    def _next_file(self, site: str) -> None:
        self.close()
        self.part = self.part + 1 if site == self.site else 1
        self.site, self.rows = site, 0
        self.file = self._open(self.folder / self.table.name / folder_of(site) / f"part-{self.part:05}.parquet")

    def _flush(self) -> None:
        if self.waiting and self.file:
            self.file.write_table(pa.Table.from_batches(self.waiting, self.schema))
        self.waiting = []

    def close(self) -> None:
        self._flush()
        if self.file:
            self.file.close()
        self.file = None

    @classmethod
    def files(cls, folder: Path, table: str) -> Sequence[Path]:
        return super().files(folder, table) or sorted((folder / table).glob("*/*.parquet"))

    @classmethod
    def keys(cls, folder: Path) -> Iterator[Key]:
        for path in cls.files(folder, "articles"):
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(columns=["id", "content_hash"]):
                    yield from zip(batch["id"].to_pylist(), batch["content_hash"].to_pylist(), strict=True)
