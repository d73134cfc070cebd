"""Units: a text as a row of small numbers, one for each word, or for each character where a script has no spaces.

A unit has 16 bits: 14 of the CRC-32 of the word (RFC 1952), two that say what sort of word it is. CRC-32 is the same on every
machine and in every version.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from enum import IntEnum
from functools import lru_cache
from zlib import crc32


class Sort(IntEnum):
    """What sort of unit it is."""

    WORD = 0
    NAME = 1  # in capitals in the middle of a sentence
    NUMBER = 2  # begins with a digit
    QUOTED = 3  # between quotation marks: two reports of one event have the same


HASH_BITS = 14
HASH = (1 << HASH_BITS) - 1
LONGEST = 4000  # units of a text that are looked at

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Thai, Lao, Burmese, Khmer, kana, Han
_INDIC = "\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff"  # their vowel signs are no letters to Python
_LETTER = rf"(?:[^\W_{_SPACELESS}]|[{_INDIC}])"
_UNIT = re.compile(rf"\d+(?:[.,٫٬]\d+)*{_LETTER}*|{_LETTER}+|[{_SPACELESS}]|[.!?:;…\n\"“”„«»「」(؟。]")
_MARKS = frozenset('.!?:;…\n"“”„«»「」(؟。')  # a capital behind them says nothing
_QUOTES = frozenset('"“”„«»「」')  # each opens or closes, as every language has it; a paragraph's end closes
_POINTS = re.compile(r"[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")  # Hebrew points, tashkeel, tatweel
_ALIKE = str.maketrans("أإآٱىیئةکؤ", "ااااييي\u0647كو")  # what Arabic desks spell either way: alef, ya, ta marbuta, kaf, hamza
_SEPARATORS = str.maketrans("", "", ".,٫٬")
_CAPITALS = 0.4  # of the words: above that the text is all headlines, and capitals name nothing


def units(text: str) -> array[int]:
    """The units of the text, in order: at most ``LONGEST``, without regard to case, punctuation, tashkeel and the like."""
    if not text.isascii():
        text = _POINTS.sub("", unicodedata.normalize("NFKC", text)).translate(_ALIKE)
    made = array("H")
    starts, quoted, names = True, False, 0
    for token in _UNIT.findall(text):
        if token in _MARKS:
            starts = True
            quoted = token != "\n" and quoted is not (token in _QUOTES)
            continue
        unit = _unit(token)
        if quoted:
            unit |= Sort.QUOTED << HASH_BITS
        elif unit >> HASH_BITS == Sort.NAME:
            if starts:
                unit &= HASH
            else:
                names += 1
        made.append(unit)
        starts = False
        if len(made) == LONGEST:
            break
    if names > _CAPITALS * len(made):
        return array("H", [unit if unit >> HASH_BITS != Sort.NAME else unit & HASH for unit in made])
    return made


@lru_cache(65536)
def _unit(token: str) -> int:
    if token[0].isdigit():
        digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in token.translate(_SEPARATORS))
        return Sort.NUMBER << HASH_BITS | crc32(digits.encode()) & HASH
    sort = Sort.NAME if token[0].isupper() else Sort.WORD
    return sort << HASH_BITS | crc32(token.casefold().encode()) & HASH
