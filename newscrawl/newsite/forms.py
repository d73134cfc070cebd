"""Forms of addresses: what the articles of a site share in their path, as regular expressions from the most general on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

YEAR = re.compile(r"(19|20)\d\d")
EXTENSION = re.compile(r"(?<=.)\.[a-z]{2,5}$")
WORDS = 3  # joints between the words of a slug that are asked for at most
# What stands in a slug for its record: (how it is told, how it is written as a pattern).
RECORDS = (
    (re.compile(r".+[-_.,]\d{5,}"), r"[^/]+[-_.,]\d{5,}"),
    (re.compile(r"\d{5,}[-_.,].+"), r"\d{5,}[-_.,][^/]+"),
    (re.compile(r".+[-_.,][a-z]{0,3}(?=[a-z]*\d)[a-z\d]{6,}"), r"[^/]+[-_.,][a-z\d]{6,}"),
)
FIXED = re.compile(r"[A-Za-z][\w.~-]*")  # a part that can stand in a pattern as it is


def target(url: str) -> str:
    """What the patterns of a profile are searched in: path and query."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass(slots=True, frozen=True)
class Address:
    """An address taken apart for its form."""

    parts: tuple[str, ...]  # of the path, the last without its extension
    extension: str
    keys: tuple[tuple[str, bool], ...]  # of the query, with whether the value is a number

    @classmethod
    def of(cls, url: str) -> Address:
        split = urlsplit(url)
        parts = [part for part in split.path.split("/") if part]
        ending = EXTENSION.search(parts[-1]) if parts else None
        if ending:
            parts[-1] = parts[-1][: ending.start()]
        pairs = parse_qsl(split.query, keep_blank_values=True)
        return cls(tuple(parts), ending[0] if ending else "", tuple((key, value.isdecimal()) for key, value in pairs))

    @property
    def form(self) -> tuple[object, ...]:
        """Addresses of one form get one pattern."""
        return tuple(map(_class, self.parts)), self.extension, self.keys


def _class(part: str) -> str:
    return r"\d{4}" if YEAR.fullmatch(part) else r"\d+" if part.isdecimal() else "[^/]+"


def candidates(group: list[Address], sections: set[str]) -> Iterator[str]:
    """Patterns that match all addresses of one form, the most general first.

    ``sections`` are the folders that sections have: a pattern that names one would lose the other sections' articles.
    """
    general = [_class(part) for part in group[0].parts]
    fixed = [_shared(group, place, sections) or piece for place, piece in enumerate(general[:-1])]
    wordy = general and general[-1] == "[^/]+"
    records, worded = (list(_records(group)), list(_worded(group))) if wordy else ([], [])
    yield _written(general, group[0])
    yield from (_written([*general[:-1], last], group[0]) for last in records)
    yield _written([*fixed, *general[-1:]], group[0])
    yield from (_written([*folders, last], group[0]) for last in (*records, *worded) for folders in (general[:-1], fixed))


def _shared(group: list[Address], place: int, sections: set[str]) -> str | None:
    """The part that all addresses have in one place, where it says nothing of a section."""
    values = {address.parts[place] for address in group}
    value = next(iter(values))
    return re.escape(value) if len(values) == 1 and len(group) > 1 and FIXED.fullmatch(value) and value not in sections else None


def _records(group: list[Address]) -> Iterator[str]:
    for told, written in RECORDS:
        if all(told.fullmatch(address.parts[-1]) for address in group if address.parts):
            yield written


def _worded(group: list[Address]) -> Iterator[str]:
    """Slugs of several words: with as many joints as the shortest has, and with fewer."""
    for joint in "-_":
        least = min(
            (len(re.findall(f"[^{joint}]{joint}+(?=[^{joint}])", address.parts[-1])) for address in group if address.parts), default=0
        )
        for times in range(1, min(least, WORDS) + 1):
            yield rf"[^/{joint}]+(?:{joint}+[^/{joint}]+){{{times},}}{joint}*"


def _written(pieces: list[str], address: Address) -> str:
    path = "".join(f"/{piece}" for piece in pieces)
    end = re.escape(address.extension) if address.extension else "/?" if pieces else "/"
    query = "&".join(re.escape(key) + (r"=\d+" if number else "=[^&]*") for key, number in address.keys)
    return rf"^{path}{end}\?{query}$" if query else f"^{path}{end}$"
