"""Which datasets hold an article: what was exported is in the hands of others, and is not changed here."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

ORDER = ("sqlite", "parquet", "jsonl", "csv")  # the quickest first


def holding(exports: Path, ids: Collection[str]) -> dict[Path, int | None]:
    """Folders of datasets (``EXPORTS/NAME/VERSION``) to how many of these articles they hold; None where that can't be read."""
    wanted, found = set(ids), {}
    for folder in sorted(path for path in exports.glob("*/*") if path.is_dir() and path.name.isdecimal()):
        if (count := _held(folder, wanted)) != 0:
            found[folder] = count
    return found


def _held(folder: Path, wanted: set[str]) -> int | None:
    try:
        from newscrawl.export.writers import WRITERS  # needs the extra "export"

        for writer in (WRITERS[name] for name in ORDER):
            if writer.files(folder, "articles"):
                return len({article for article, _ in writer.keys(folder)} & wanted)
    except Exception:  # noqa: BLE001 -- a dataset that is damaged, or can't be read here, may hold them
        return None
    return 0
