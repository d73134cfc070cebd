"""SHA256SUMS, as sha256sum -c reads it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Sum:
    """A file of the dataset: its path in the folder, its bytes, its SHA-256."""

    path: str
    size: int
    sha256: str


def sums(folder: Path) -> list[Sum]:
    """Every file in the folder, in the order of the paths."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != FILE_NAME)
    return [_sum(folder, path) for path in found]


def _sum(folder: Path, path: str) -> Sum:
    with (folder / path).open("rb") as file:
        return Sum(path, (folder / path).stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write(folder: Path, known: list[Sum]) -> None:
    """Writes the sums of all files; ``known`` are those that have not changed since they were summed."""
    done = {one.path: one for one in known}
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != FILE_NAME)
    lines = [f"{(done.get(path) or _sum(folder, path)).sha256}  {path}\n" for path in found]
    (folder / FILE_NAME).write_text("".join(lines), "utf-8", newline="\n")
