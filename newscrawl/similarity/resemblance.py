"""Resemblance: how far one text is a copy of another, and not a second report or the same form filled in anew."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator

from newscrawl.similarity.alignment import stretches
from newscrawl.similarity.signature import WINDOW, Signature
from newscrawl.similarity.units import HASH, HASH_BITS, Sort

# Two reports of one event that share all facts and two quotations come to 0.41 at most, two tellings in the same few phrases to
# 0.47; of the copies that are cut to half, edited by 30 % and have another head and tail, nine in ten have more than 0.5
# (benchmarks/near_duplicates.py --tuning).
NEAR = 0.46
_QUOTED = 0.3  # what a quoted unit weighs: reporters quote the same speaker in the same words
# A slot that the other text fills with another name or another figure weighs so much more than one filled alike: of a report
# from a template most slots differ, of a copy hardly any. Two slots are granted, for texts that have few.
_CONFLICT = 2.4
_GRANTED = 2


def resembles(one: Signature, other: Signature) -> float:
    """How far the shorter text is a copy of the longer, 0 to 1; from ``NEAR`` on they are near-duplicates.

    The least of three shares: of the shorter text's units that lie in stretches of the longer; of its names, and of its
    figures, in those stretches that are the same there. Symmetric.
    """
    if one.units == other.units:
        return 1.0
    short, long = sorted((one.units, other.units), key=lambda units: (len(units), units))
    alike: dict[int, bool | None] = {}  # of the shorter text's units in stretches: the same, another of its sort, changed
    for stretch in stretches([unit & HASH for unit in short], [unit & HASH for unit in long]):
        here, there = stretch.here[0], stretch.there[0]
        for start, place in zip(stretch.here, stretch.there):
            if start > here:
                for at, same in _gap(short, range(here, start), list(long[there : max(place, there)])):
                    alike.setdefault(at, same)
            alike.update(dict.fromkeys(range(start, start + WINDOW), True))
            here, there = start + WINDOW, place + WINDOW
    verdicts = Counter((short[at] >> HASH_BITS, same) for at, same in alike.items())
    return min(_covered(short, alike), _agreeing(verdicts, Sort.NAME), _agreeing(verdicts, Sort.NUMBER))


def _gap(short: array[int], gap: range, theirs: list[int]) -> Iterator[tuple[int, bool | None]]:
    """Of each unit between two windows: whether ``theirs`` has it, has another of its sort (False), or neither (None)."""
    changed = []
    for at in gap:
        same = next((unit for unit in theirs if unit & HASH == short[at] & HASH), None)
        if same is None:
            changed.append(at)
        else:
            theirs.remove(same)
            yield at, True
    sorts = Counter(unit >> HASH_BITS for unit in theirs)
    for at in changed:
        sort = short[at] >> HASH_BITS
        yield at, False if sorts[sort] > 0 else None
        sorts[sort] -= 1


def _covered(units: array[int], places: Collection[int]) -> float:
    weights = [_QUOTED if unit >> HASH_BITS == Sort.QUOTED else 1 for unit in units]
    return sum(weights[place] for place in places) / sum(weights)


def _agreeing(verdicts: Counter[tuple[int, bool | None]], sort: Sort) -> float:
    same = verdicts[sort, True] + _GRANTED
    return same / (same + _CONFLICT * verdicts[sort, False])
