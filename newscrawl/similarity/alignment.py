"""Alignment: which stretches of one text stand in another, word for word or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.similarity.signature import WINDOW

REACH = 8  # units between two common windows that an editor may have changed
DRIFT = 4  # by which one text may be longer there
SHORTEST = 12  # units of a stretch that is no chance
SET_PHRASE = 8  # places of a window in the other text: more say nothing


@dataclass(slots=True)
class Stretch:
    """Windows that two texts have in the same order, close to each other: where each begins, in either text."""

    here: list[int]
    there: list[int]

    def length(self) -> int:
        return self.here[-1] + WINDOW - self.here[0]

    def goes_on(self, here: int, there: int) -> bool:
        """Whether the next common window may belong to it."""
        step, other = here - self.here[-1], there - self.there[-1]
        return step > 0 and other > 0 and abs(step - other) <= DRIFT


def stretches(one: Sequence[int], other: Sequence[int]) -> list[Stretch]:
    """The stretches of ``one`` that ``other`` has too; they may overlap where a phrase comes twice."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for there, window in enumerate(_windows(other)):
        places[window].append(there)
    ended: list[Stretch] = []
    growing: list[Stretch] = []
    for here, window in enumerate(_windows(one)):
        found = places.get(window, ())
        if not 0 < len(found) <= SET_PHRASE:
            continue
        ended += [stretch for stretch in growing if here - stretch.here[-1] > REACH + WINDOW]
        growing = [stretch for stretch in growing if here - stretch.here[-1] <= REACH + WINDOW]
        for there in found:
            stretch = next((stretch for stretch in growing if stretch.goes_on(here, there)), None)
            if stretch is None:
                growing.append(Stretch([here], [there]))
            else:
                stretch.here.append(here)
                stretch.there.append(there)
    return [stretch for stretch in ended + growing if stretch.length() >= SHORTEST]


def _windows(units: Sequence[int]) -> zip[tuple[int, ...]]:
    return zip(*(units[start:] for start in range(WINDOW)))
