"""Sources: which WARC files a reading is about, the oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from glob import glob
from pathlib import Path
from typing import BinaryIO

from newscrawl.archive.captures import ArchiveError, Capture, read_at
from newscrawl.archive.files import OPEN, found
from newscrawl.clock import parse_moment
from newscrawl.store.records import Record

ENDINGS = (".warc", ".warc.gz", ".warc.gz" + OPEN)


@dataclass(frozen=True, slots=True)
class Source:
    """A WARC file. ``id`` is that of its first record, so that it is known wherever it lies; ``began`` is that record's date."""

    path: Path
    id: str
    began: datetime


def sources(named: Iterable[str]) -> list[Source]:
    """The files of names, patterns and folders (with the folders in them), by the time that they begin.

    Raises :class:`ArchiveError` for a name that nothing has, and for a file that is no WARC.
    """
    paths = {path.resolve(): None for name in named for path in _paths(name)}
    return sorted((_source(path) for path in paths), key=lambda source: (source.began, source.path.name))


def _paths(name: str) -> list[Path]:
    path = Path(name).expanduser()
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.name.endswith(ENDINGS))
        if not inside:
            raise ArchiveError(f"there is no WARC file in {path}")
        return inside
    files = [path] if path.is_file() else sorted(p for match in glob(str(path), recursive=True) if (p := Path(match)).is_file())
    if not files:
        raise ArchiveError(f"there is no file {name}")
    return files


def _source(path: Path) -> Source:
    from warcio.archiveiterator import ArchiveIterator  # the extra may be missing where nothing is archived
    from warcio.exceptions import ArchiveLoadFailed

    if path.name.endswith(".zst"):
        raise ArchiveError(
            f"{path}: WARC files by zstd can't be read; pack them anew: zstdcat {path.name} | warcio recompress - FILE.warc.gz"
        )
    try:
        with path.open("rb") as file:
            heads = next(iter(ArchiveIterator(file, no_record_parse=True))).rec_headers
            return Source(path, heads.get_header("WARC-Record-ID") or path.name, parse_moment(heads.get_header("WARC-Date") or ""))
    except OSError as error:
        raise ArchiveError(f"{path} can't be read: {error.strerror}") from None
    except (ArchiveLoadFailed, StopIteration, ValueError):
        raise ArchiveError(f"{path} is no WARC file") from None


class Shelf:
    """The archive's files, of which the last one that was read stays open."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.path: Path | None = None
        self.file: BinaryIO | None = None

    def read(self, record: Record) -> Capture:
        """The capture of a record; raises :class:`ArchiveError` where it can't be had."""
        path = found(self.folder, record.file)
        if self.file is None or path != self.path:
            self.close()
            try:
                self.path, self.file = path, path.open("rb")
            except OSError as error:
                raise ArchiveError(f"{self.folder / record.file}: {error.strerror}") from None
        return read_at(self.file, record)

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None
