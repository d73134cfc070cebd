"""Pseudonyms: names of authors as a keyed hash (HMAC-SHA256, RFC 2104), the same in every export with the same key.

Who has the key can test a name that he guesses, so the key stays out of the dataset. Names in the text itself stay.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from pathlib import Path

from newscrawl.normalise.text import folded

SHORTEST = 32  # bytes of a key: as long as the hash (RFC 2104, section 3)
DIGITS = 24  # hex digits that are kept: 96 bits, so that a million names have no two alike
MAKE = "head -c 32 /dev/urandom | base64 > {}"


class WeakKey(ValueError):
    """A key that can't be used; the text says how to make one."""


def read_key(path: Path) -> bytes:
    """The key in a file, without white space around it; raises :class:`WeakKey` where there is none, or one that can be guessed."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise WeakKey(f"the key {path} can't be read: {error.strerror}; make one with: {MAKE.format(path)}") from None
    if len(key) < SHORTEST or len(set(key)) < 8:
        raise WeakKey(
            f"the key in {path} is too easily guessed ({len(key)} bytes, at least {SHORTEST} are needed); make one with: {MAKE.format(path)}"
        )
    return key


def pseudonym(name: str, key: bytes) -> str:
    """What stands for a name; spellings that differ in case or width alone have the same."""
    return "author-" + hmac.digest(key, folded(name).encode(), "sha256").hex()[:DIGITS]


def pseudonyms(names: Iterable[str], key: bytes) -> list[str]:
    """What stands for each of these names (``Article.authors``), in their order."""
    return [pseudonym(name, key) for name in names]
