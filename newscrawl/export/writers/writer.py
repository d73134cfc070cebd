"""What every format has: a title, a media type, files in the dataset's folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Table

Key = tuple[str, str]  # id of an article, and the hash of its content


class Writer(ABC):
    """Writes one table of a dataset; the same batches give the same bytes."""

    TITLE: ClassVar[str]
    MIME_TYPE: ClassVar[str]
    FILE_NAME: ClassVar[str]  # of the table

    def __init__(self, folder: Path, table: Table):
        self.folder, self.table = folder, table
        self.path = folder / self.FILE_NAME.format(table.name)

    @abstractmethod
    def write(self, batch: Batch) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    @classmethod
    @abstractmethod
    def keys(cls, folder: Path) -> Iterator[Key]:
        """Ids and hashes of the articles that a dataset of this format holds, in its order."""

    @classmethod
    def files(cls, folder: Path, table: str) -> Sequence[Path]:
        """The files that hold a table, in its order; empty where the dataset has none of this format."""
        path = folder / cls.FILE_NAME.format(table)
        return [path] if path.is_file() else []
