"""What changed between two versions of a dataset: ids of articles that were added, edited or deleted (changes.jsonl)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import numpy as np

from newscrawl.export.writers.writer import Key

FILE_NAME = "changes.jsonl"
_KEY = np.dtype([("id", "S16"), ("hash", "<u8")])  # 24 bytes for each article: a million are 24 MB


class Ledger:
    """The articles of one version of a dataset, each with a digest of all its content in it."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, keys: Iterable[Key]) -> None:
        for article, content in keys:
            self._bytes += article.encode()[:16].ljust(16, b"\0") + blake2b(content.encode(), digest_size=8).digest()

    def sums(self) -> tuple[np.ndarray, np.ndarray]:
        """Ids in order, and for each one number for its content: where it has several versions, of all of them."""
        rows = np.frombuffer(self._bytes, _KEY)
        ids, where = np.unique(rows["id"], return_inverse=True)
        sums = np.zeros(len(ids), np.uint64)
        np.add.at(sums, where, rows["hash"])
        return ids, sums


def changes(before: Ledger, after: Ledger) -> Iterator[tuple[str, str]]:
    """Kind of change and id, kind by kind and in the order of the ids."""
    (old, old_sums), (new, new_sums) = before.sums(), after.sums()
    yield from (("added", one.decode()) for one in np.setdiff1d(new, old, assume_unique=True))
    both, in_old, in_new = np.intersect1d(old, new, assume_unique=True, return_indices=True)
    yield from (("edited", one.decode()) for one in both[old_sums[in_old] != new_sums[in_new]])
    yield from (("deleted", one.decode()) for one in np.setdiff1d(old, new, assume_unique=True))


def write(path: Path, before: Ledger, after: Ledger) -> Counter[str]:
    """Writes the list, and gives how many there are of each kind."""
    counts: Counter[str] = Counter()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for kind, article in changes(before, after):
            counts[kind] += 1
            file.write(json.dumps({"change": kind, "id": article}) + "\n")
    return counts
