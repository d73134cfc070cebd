"""What an export is asked for, and how it is told in the files that describe it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.export.columns import Column
from newscrawl.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Order:
    """One export, checked. ``asked`` are its arguments as people would type them, for the card; ``key`` is of pseudonyms."""

    name: str
    out: Path
    selection: Selection
    columns: tuple[Column, ...]
    formats: tuple[str, ...]
    asked: dict[str, Any] = field(default_factory=dict)
    append: bool = False
    sightings: bool = False
    respect: bool = True  # texts whose rights are reserved are left out
    hydrate: bool = False  # no text at all
    key: bytes | None = None
    formulas: str = "guarded"
    creator: str = ""
    contact: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A dataset that was written."""

    folder: Path
    rows: int
    version: int
    left_out: int  # texts
    changes: dict[str, int]
    moment: datetime | None
