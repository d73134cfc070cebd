"""What an edit changed: words that went and came, and whether it was more than spelling. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscrawl.items import Article

TEXTS = ("title", "summary", "body")
CLOSE = 0.7  # so much of two spellings of one word is alike, at least
_WORD = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[\W_]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``kind`` is same, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of two versions. ``pieces`` are in reading order; ``trivial``: spelling or punctuation alone."""

    field: str
    pieces: list[Piece]
    trivial: bool


def changes(before: Article, after: Article) -> list[Change]:
    """The content fields that differ between two versions."""
    found = []
    for field in (*TEXTS, "authors", "images"):
        one, two = _text(before, field), _text(after, field)
        if one != two:
            pieces = list(word_diff(one, two))
            found.append(Change(field, pieces, field in TEXTS and is_trivial(pieces)))
    return found


def _text(article: Article, field: str) -> str:
    if field == "images":
        return "\n".join(f"{image.url} {image.caption or ''}".strip() for image in article.images)
    value = getattr(article, field)
    return ", ".join(value) if isinstance(value, list) else value or ""


def word_diff(before: str, after: str) -> Iterator[Piece]:
    """The words of two texts as runs that stayed, went and came."""
    one, two = _WORD.findall(before), _WORD.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(one[a:b]))
            continue
        if a < b:
            yield Piece("removed", "".join(one[a:b]))
        if c < d:
            yield Piece("added", "".join(two[c:d]))


def is_trivial(pieces: list[Piece]) -> bool:
    """Whether only punctuation, case or the spelling of single words changed; numbers and new words are more than that."""
    removed, added = ([word for piece in pieces if piece.kind == kind for word in _words(piece.text)] for kind in ("removed", "added"))
    return len(removed) == len(added) and all(_respelt(one, two) for one, two in zip(removed, added, strict=True))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text) if word[0].isalnum()]


def _respelt(one: str, two: str) -> bool:
    if one == two:
        return True
    if any(map(str.isdigit, one + two)) or min(len(one), len(two)) < 4:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= CLOSE
