"""Candidate: one value that one reader found for one field, before anything is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Choice = tuple[Any, str]  # a value and its provenance: the reader that gave it and, behind "+", those that say the same
READERS = ("site", "jsonld", "meta", "dom", "url")  # the order in which they are asked


@dataclass(slots=True, eq=False)
class Candidate:
    """``value`` is as the page has it: text, or a list of texts, a number, a truth value, an Image or a Video.

    ``detail`` says where in the page it stood: a key, the name of a tag, an element.
    """

    field: str
    value: Any
    reader: str
    detail: str = ""


class Found:
    """All candidates of a page by field, each list in the order of the readers."""

    def __init__(self, candidates: Iterable[Candidate]):
        self._by_field: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            self._by_field.setdefault(candidate.field, []).append(candidate)

    def __getitem__(self, field: str) -> list[Candidate]:
        return self._by_field.get(field, [])

    def by(self, field: str, reader: str, *details: str) -> list[Candidate]:
        """The candidates of one reader, of those places in the page if any are named, in the order in which they are named."""
        mine = [candidate for candidate in self[field] if candidate.reader == reader]
        return [c for detail in details for c in mine if c.detail == detail] if details else mine


def choose(
    candidates: Iterable[Candidate], value_of: Callable[[Candidate], Any], same: Callable[[Any], Any] = lambda value: value
) -> Choice:
    """The first value that stands the test, with its reader and those that say the same."""
    values = [(value, candidate.reader) for candidate in candidates if (value := value_of(candidate)) not in (None, "", [])]
    if not values:
        return None, ""
    value, reader = values[0]
    key = same(value)
    return value, "+".join(dict.fromkeys([reader, *(other for found, other in values[1:] if other != reader and same(found) == key)]))
