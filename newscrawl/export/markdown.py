"""Markdown and YAML of texts from the web: none of them can end a table, a line or a quotation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from newscrawl.normalise.text import printable

_MARKS = re.compile(r"([\\`*_\[\]<>|#~$!&])")


def plain(text: str) -> str:
    """The text on one line, without a meaning for Markdown or HTML."""
    return _MARKS.sub(r"\\\1", printable(text)).replace(r"\<", "&lt;").replace(r"\>", "&gt;").replace(r"\&", "&amp;")


def quoted(text: str) -> str:
    """The text as a YAML scalar: a JSON string is one (YAML 1.2, section 1.3)."""
    return json.dumps(printable(text), ensure_ascii=False)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table; cells that are texts must be plain already, numbers stand at the right."""
    body = [[_cell(cell) for cell in row] for row in rows]
    right = (
        [bool(body) and all(isinstance(row[number], int | float) for row in rows) for number in range(len(head))]
        if isinstance(rows, list)
        else []
    )
    marks = ["---:" if right and right[number] else "---" for number in range(len(head))]
    return [f"| {' | '.join(head)} |", f"| {' | '.join(marks)} |", *(f"| {' | '.join(row)} |" for row in body), ""]


def _cell(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
