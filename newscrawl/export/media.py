"""Media types of the files of a dataset."""

from __future__ import annotations

from newscrawl.export.writers import WRITERS

_OTHERS = {".jsonl": "application/jsonl", ".svg": "image/svg+xml"}


def media_type(path: str) -> str:
    """By the ending of the name."""
    for writer in WRITERS.values():
        if path.endswith(writer.FILE_NAME.partition(".")[2]):
            return writer.MIME_TYPE
    return next((kind for ending, kind in _OTHERS.items() if path.endswith(ending)), "application/octet-stream")
