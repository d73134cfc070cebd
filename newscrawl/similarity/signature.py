"""Signature: what the store keeps of a text to find texts like it, and the keys that it is found by."""

from __future__ import annotations

import heapq
import sys
from array import array
from dataclasses import dataclass
from hashlib import blake2b

from newscrawl.similarity.units import HASH, units

FORMAT = 1  # first byte of a stored signature; another way to make units is another format
MINIMUM = 40  # units: a shorter text is a line or two, as like to others by chance as to its copies
BANDS = 32  # keys of a text
WINDOW = 3  # units that must be equal in a row


@dataclass(slots=True, frozen=True)
class Signature:
    """The units of a text, in order. As ``bytes``: 2 for each word, or for each character of a script without spaces."""

    units: array[int]

    def __bytes__(self) -> bytes:
        stored = array("H", self.units)
        if sys.byteorder == "big":
            stored.byteswap()
        return bytes([FORMAT]) + stored.tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Signature:
        """The signature that ``bytes`` made. Raises ValueError where the bytes are of another format."""
        if not stored or stored[0] != FORMAT or len(stored) % 2 == 0:
            raise ValueError(
                f"no signature of format {FORMAT}: {stored[:4].hex()}..., {len(stored)} bytes; make the signatures of this store again"
            )
        made = array("H")
        made.frombytes(stored[1:])
        if sys.byteorder == "big":
            made.byteswap()
        return cls(made)


def signature(text: str) -> Signature | None:
    """The signature of a text in any script, or None where it has fewer than ``MINIMUM`` units. Equal on every machine."""
    made = units(text)
    return Signature(made) if len(made) >= MINIMUM else None


def bands(signature: Signature) -> list[int]:
    """At most ``BANDS`` keys, 64-bit and signed, to look a text up by: the least hashes of its windows of units.

    A bottom-k sketch (Broder 1997). Two texts share about ``BANDS`` times the part of the longer that stands in both, so that a
    copy cut to half and edited by 30 % still has five keys of its original, and texts of different articles have none.
    """
    plain = array("H", [unit & HASH for unit in signature.units])
    if sys.byteorder == "big":
        plain.byteswap()
    row = plain.tobytes()
    size = 2 * WINDOW
    hashes = {blake2b(row[at : at + size], digest_size=8).digest() for at in range(0, len(row) - size + 2, 2)}
    return [int.from_bytes(key, "big", signed=True) for key in heapq.nsmallest(BANDS, hashes)]
