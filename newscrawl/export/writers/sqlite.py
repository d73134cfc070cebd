"""SQLite: one file that holds all tables, with indexes, made so that the same rows give the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Kind, Table
from newscrawl.export.writers.writer import Key, Writer

NAME = "articles.sqlite"
# An article is some 6 KB: pages of 32 KB hold whole ones with little room left over, and make the file a tenth smaller than pages of 16 KB.
PRAGMAS = ("page_size=32768", "encoding='UTF-8'", "journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-16384")
INDEXES = {
    "articles": (("id", "version"), ("site", "published_at"), ("cluster_id",)),
    "sightings": (("article_id",), ("site", "section")),
}


class Sqlite(Writer):
    TITLE = "SQLite"
    MIME_TYPE = "application/vnd.sqlite3"
    FILE_NAME = NAME

    def __init__(self, folder: Path, table: Table):
        super().__init__(folder, table)
        self.database = sqlite3.connect(self.path, isolation_level=None)
        for pragma in PRAGMAS:
            self.database.execute(f"PRAGMA {pragma}")
        columns = ", ".join(f'"{c.name}" {"INTEGER" if c.kind is Kind.INTEGER else "TEXT"}' for c in table.columns)
        self.database.execute("BEGIN")
        self.database.execute(f'CREATE TABLE "{table.name}" ({columns})')
        self.insert = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'

    def write(self, batch: Batch) -> None:
        self.database.executemany(self.insert, zip(*(batch[column.name] for column in self.table.columns), strict=True))

    def close(self) -> None:
        names = {column.name for column in self.table.columns}
        for index in INDEXES[self.table.name]:
            if names.issuperset(index):
                self.database.execute(f"CREATE INDEX {self.table.name}_{'_'.join(index)} ON {self.table.name} ({', '.join(index)})")
        self.database.execute("COMMIT")
        self.database.close()

    @classmethod
    def files(cls, folder: Path, table: str) -> Sequence[Path]:
        return super().files(folder, table)

    @classmethod
    def keys(cls, folder: Path) -> Iterator[Key]:
        for path in cls.files(folder, "articles"):
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
                yield from database.execute("SELECT id, content_hash FROM articles ORDER BY rowid")
