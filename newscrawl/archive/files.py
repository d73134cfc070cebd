"""WARC files: one gzip member for each record, a new file by size, and what a killed run left behind is mended.

A file that is being written ends in ``.open`` (as Heritrix and warcprox have it) and loses that when it is closed. Each record
goes to the system in one write, so that a killed process loses none that the store knows of.
"""

from __future__ import annotations

import logging
import os
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

logger = logging.getLogger(__name__)

OPEN = ".open"
LEVEL = 6  # of gzip; 9 takes twice the time and saves a hundredth
_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 1 << 20


class WarcFiles:
    """The files ``<site>-<time>-<serial>.warc.gz`` of one run; ``header`` gives the first record of each, from its name.

    Nothing is made before the first record. Raises OSError where a file can't be written.
    """

    def __init__(self, folder: Path, site: str, began: datetime, size: int, header: Callable[[str], bytes]):
        self.folder, self.site, self.size, self.header = folder, site, size, header
        self.began = f"{began.astimezone(UTC):%Y%m%d%H%M%S}"
        self.file: BinaryIO | None = None
        self.serial, self.length, self.name = 0, 0, ""
        self.total = 0  # bytes, of all files

    def append(self, *records: bytes) -> list[int]:
        """Writes records that belong together into one file; the offset of each. ``name`` is the file's, once it is closed."""
        if self.file is None or self.length >= self.size:
            self._next()
        members = [zlib.compress(record, LEVEL, _GZIP) for record in records]
        offsets, place = [], self.length
        for member in members:
            offsets.append(place)
            place += len(member)
        self._write(b"".join(members))
        return offsets

    def _next(self) -> None:
        self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            self.serial += 1
            self.name = f"{self.site}-{self.began}-{self.serial:05}.warc.gz"
            if not (self.folder / self.name).exists() and not (self.folder / (self.name + OPEN)).exists():
                break
        self.file, self.length = (self.folder / (self.name + OPEN)).open("xb", buffering=0), 0
        self._write(zlib.compress(self.header(self.name), LEVEL, _GZIP))

    def _write(self, data: bytes) -> None:
        """All of it, or nothing: a full disk leaves no half of a record."""
        assert self.file
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self.file.write(rest) :]
        except OSError:
            self.file.truncate(self.length)
            self.file.seek(self.length)
            raise
        self.length += len(data)
        self.total += len(data)

    def close(self) -> None:
        """Closes the file under its own name."""
        if self.file is not None:
            os.fsync(self.file.fileno())
            self.file.close()
            self.file = None
            _settle(self.folder / (self.name + OPEN))


def mend(folder: Path, site: str) -> list[Path]:
    """Closes the files of a site that a killed run left open, cut back to their last whole record; which these were.

    Raises OSError where that can't be done. No other run of the site may be writing.
    """
    pattern = re.compile(re.escape(site) + r"-\d{14}-\d{5,}\.warc\.gz" + re.escape(OPEN))
    left = sorted(path for path in folder.glob(f"*{OPEN}") if pattern.fullmatch(path.name))
    for path in left:
        whole, size = _whole(path), path.stat().st_size
        if whole < size:
            logger.warning("%s: its last record is torn, %d bytes are cut off", path, size - whole)
            os.truncate(path, whole)
        if whole:
            _settle(path)
        else:
            path.unlink()
    return left


def _settle(path: Path) -> None:
    path.rename(path.with_name(path.name.removesuffix(OPEN)))


def _whole(path: Path) -> int:
    """The bytes of a file up to the end of its last whole gzip member."""
    whole, member, fed = 0, zlib.decompressobj(_GZIP), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            while chunk:
                try:
                    member.decompress(chunk)
                except zlib.error:
                    return whole
                if not member.eof:
                    fed += len(chunk)
                    break
                whole += fed + len(chunk) - len(member.unused_data)
                chunk, member, fed = member.unused_data, zlib.decompressobj(_GZIP), 0
    return whole


def found(folder: Path, name: str) -> Path:
    """The path of a file by the name that the store has: in the folder, or elsewhere; one that a run has open may still be so called."""
    path = folder / name
    return path if path.exists() else path.with_name(path.name + OPEN)
