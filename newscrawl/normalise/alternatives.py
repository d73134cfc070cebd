"""Alternatives: patterns of very many words, written so that the engine passes over most of them at one letter.

Python's engine tries the alternatives of a pattern one after the other; those that begin with another letter than the text cost
one comparison each, those that begin with a group far more. The tables of words stay as people read them; what is compiled has
them by their first letter. Which texts match is the same; which of several alternatives matches may not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|.", re.DOTALL)
_GROUP = ("(?:", "(")
_QUANTIFIERS = ("?", "*", "+", "{")


def by_letter(pattern: str) -> str:
    """The pattern with its outermost alternatives by their first letter; for patterns in which no group is asked for."""
    groups: dict[str, list[str]] = {}
    for alternative in _spelt_out(_TOKEN.findall(pattern)):
        letter = alternative[0] if alternative and alternative[0].isalnum() and alternative[1:2] not in _QUANTIFIERS else ""
        groups.setdefault(letter, []).append(alternative.removeprefix(letter))
    return "|".join(f"{letter}(?:{'|'.join(rests)})" if letter else "|".join(rests) for letter, rests in groups.items())


def _spelt_out(tokens: list[str]) -> Iterator[str]:
    """The outermost alternatives; one that begins with a group of alternatives as several."""
    for alternative in _parted(tokens):
        if alternative[:1] not in (["(?:"], ["("]) or alternative[1:2] == ["?"]:
            yield "".join(alternative)
            continue
        end = _end(alternative)
        behind = alternative[end + 1 :]
        if behind[:1] in (["*"], ["+"], ["{"]):
            yield "".join(alternative)
            continue
        if behind[:1] == ["?"]:
            behind = behind[1:]
            yield from _spelt_out(behind)
        for beginning in _parted(alternative[1:end]):
            yield from _spelt_out(beginning + behind)


def _parted(tokens: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token in _GROUP) - (token == ")")
        if token == "|" and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _end(tokens: list[str]) -> int:
    """Where the group that the tokens begin with ends."""
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token in _GROUP) - (token == ")")
        if not depth:
            return at
    raise ValueError(f"a group without an end: {''.join(tokens)}")
