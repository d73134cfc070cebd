"""The files of the reports: ``<folder>/<site>/<time>-<run>.json``, one for each run. None is ever deleted or written twice."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

TIME = "%Y%m%dT%H%M%SZ"  # of the names, UTC
SCHEMA = 1  # of a report; readers leave out what they don't know
DAYS = 60  # before a site's last report: what is older is not read


def folder_of(data: str) -> Path:
    """Where the reports are; ``data`` is the setting NEWSCRAWL_DATA."""
    return Path(data) / "runs"


def path_of(folder: Path, report: dict[str, Any]) -> Path:
    began = datetime.fromisoformat(report["started_at"])
    return folder / report["site"] / f"{began.astimezone(UTC):{TIME}}-{report['run']}.json"


def save(folder: Path, report: dict[str, Any]) -> Path:
    """Writes a report whole or not at all, and returns its path; raises OSError."""
    path = path_of(folder, report)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return path


def write(path: Path, text: str) -> None:
    """Puts a text into a file so that a reader sees the old one or the new one, never a half; raises OSError."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with new.open("w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def sites(folder: Path) -> list[str]:
    """The sites that have reports."""
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and any(entry.glob("*.json"))) if folder.is_dir() else []


def _recent(paths: list[Path]) -> list[Path]:
    """Those of the last days, by their names; all where these are no times."""
    try:
        last = datetime.strptime(paths[-1].name.partition("-")[0], TIME)
    except (IndexError, ValueError):
        return paths
    return [path for path in paths if path.name >= f"{last - timedelta(days=DAYS):{TIME}}"]


def load(folder: Path, site: str) -> Iterator[dict[str, Any]]:
    """The reports of a site's last two months, oldest first; what is no report, or of a later schema, is passed over."""
    for path in _recent(sorted((folder / site).glob("*.json"))):
        try:
            report = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(report, dict) and report.get("schema") == SCHEMA and report.get("site") == site:
            yield report
