"""What is done to rows on their way out: texts whose publisher reserves them are left out, names of authors are replaced."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from newscrawl.export.batch import Batch, compact
from newscrawl.export.pseudonyms import pseudonyms
from newscrawl.export.rights import reserved

TEXT = {"summary": None, "body": "", "blocks": "[]"}  # what is left out, and what stands in its place


class Transform(Protocol):
    """A step that changes a batch in place."""

    def __call__(self, batch: Batch) -> None: ...


@dataclass
class LeaveOutReserved:
    """Empties the text of articles whose publisher reserves it; ``reasons`` counts why. Their other fields stay."""

    reasons: Counter[str] = field(default_factory=Counter)

    def __call__(self, batch: Batch) -> None:
        for row, rights in enumerate(batch["rights"]):
            why = reserved(json.loads(rights)) if rights != "{}" else None
            if why:
                self.reasons[why] += 1
                for name, nothing in TEXT.items():
                    batch[name][row] = nothing


@dataclass
class Pseudonymise:
    """Puts a keyed hash in the place of each author's name (export/pseudonyms.py)."""

    key: bytes

    def __call__(self, batch: Batch) -> None:
        batch["authors"] = [cell if cell == "[]" else compact(pseudonyms(json.loads(cell), self.key)) for cell in batch["authors"]]
