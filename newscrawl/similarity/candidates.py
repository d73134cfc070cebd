"""Candidates: which stored texts are worth comparing, and which keys are worth storing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")

COMMON = 20  # texts that have a key: then it's a set phrase, no longer written and no longer followed
COMPARED = 8  # candidates, at most


def likely(found: Iterable[tuple[int, T]]) -> list[T]:
    """The texts to compare with, the likeliest first, from the stored rows (key, text) of a new text's keys.

    A key counts for the less the more texts have it.
    """
    holders: dict[int, list[T]] = defaultdict(list)
    for key, text in found:
        holders[key].append(text)
    weights: dict[T, float] = defaultdict(float)
    for texts in holders.values():
        if len(texts) < COMMON:
            for text in texts:
                weights[text] += 1 / len(texts)
    return sorted(weights, key=lambda text: -weights[text])[:COMPARED]


def original(near: Mapping[int, tuple[float, int]]) -> int | None:
    """Of which text a new one is a near-duplicate: the earliest of those that it resembles, in the cluster of the one that it resembles most.

    ``near`` gives for each text that it resembles, by an id that grows with time, the score and its cluster.
    """
    if not near:
        return None
    _, cluster = max(near.values(), key=lambda found: found[0])
    return min(text for text, (_, other) in near.items() if other == cluster)


def fresh(keys: Collection[int], found: Iterable[tuple[int, T]], near: bool) -> list[int]:
    """The keys to store for a new text: of a near-duplicate those that nobody has, else those that are not common yet.

    So no key has more than ``COMMON`` rows, and a report that a hundred outlets print is stored under its keys once.
    """
    counts = dict.fromkeys(keys, 0)
    for key, _ in found:
        counts[key] += 1
    return [key for key in keys if counts[key] < (1 if near else COMMON)]
