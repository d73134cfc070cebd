"""What is searched for: how words are spelt in the full-text index, and a reader's query in SQLite's syntax. Pure."""

from __future__ import annotations

import re

COLUMNS = ("title", "summary", "authors", "tags", "body")
SYNTAX = (
    'words (all of them), "a phrase", begin*, AND, OR, NOT, ( ), NEAR(one two, 5), and title: summary: authors: tags: body: before a word'
)

# Spelling that readers of Arabic, Persian and Hebrew don't hold apart when they search: vowel marks, the stretching
# tatweel, the forms of alef, final yeh and teh marbuta (as in Apache Lucene's ArabicNormalizer); digits of any form.
_MARKS = [*range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x0640, *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)]
_FOLDED = dict.fromkeys(_MARKS, "") | str.maketrans("أإآٱىیکة", "اااايي\u0643ه")
_FOLDED |= {first + digit: str(digit) for first in (0x0660, 0x06F0) for digit in range(10)}
_FOLDED |= {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_FOLDABLE = re.compile("[" + re.escape("".join(map(chr, _FOLDED))) + "]")

# Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer have no spaces between words, or none where a reader looks for
# them. Each of their characters is a word of the index; characters that follow each other are searched as a phrase.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_STEERING = re.compile("[\x00-\x08\x0b-\x1f]")

_TOKEN = re.compile(
    r'"(?P<phrase>[^"]*)"(?P<starred>\*?)'
    rf"|(?P<column>(?:{'|'.join(COLUMNS)})\s*:)(?!/)"
    r"|(?P<operator>\b(?:AND|OR|NOT)\b(?!\S)|[()])"
    r"|(?P<near>\bNEAR\s*\()|(?P<distance>,\s*\d+\s*(?=\)))"
    r'|(?P<word>[^\s"()]+?)(?P<begins>\*?)(?=[\s"()]|,\s*\d+\s*\)|$)'
    r'|(?P<open>")|\s+'
)
_CURLY = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


class QueryError(ValueError):
    """A query that can't be understood; the text says where and what can be asked."""


def spelt(text: str) -> str:
    """The text as the full-text index takes it; each character's form depends on nothing beside it.

    Accents and case are left to SQLite (unicode61). An index is only right for what this function gives: whoever changes
    it makes a migration that builds the index again.
    """
    if _STEERING.search(text):
        text = _STEERING.sub(" ", text)
    if text.isascii():
        return text
    if _FOLDABLE.search(text):
        text = text.translate(_FOLDED)
    return _SPACELESS.sub(r" \g<0> ", text)


def expression(query: str) -> str:
    """The query as an expression of FTS5 (sqlite.org/fts5.html, section 3), in which no punctuation of a word steers.

    Raises :class:`QueryError` where nothing is left to search for, or a quotation mark is not closed.
    """
    parts: list[str] = []
    for token in _TOKEN.finditer(query.translate(_CURLY)):
        if token["open"]:
            raise QueryError(f"{query!r}: a quotation mark is not closed; there are: {SYNTAX}")
        part = _part(token)
        if part and parts and _needs_and(parts[-1], part):
            parts.append("AND")
        if part:
            parts.append(part)
    if not any(part.startswith('"') for part in parts):
        raise QueryError(f"{query!r} has no word to search for; there are: {SYNTAX}")
    return " ".join(parts)


def _part(token: re.Match[str]) -> str:
    if bare := token["column"] or token["operator"] or token["near"] or token["distance"]:
        return bare
    words = spelt(token["phrase"] or token["word"] or "").replace('"', " ")
    star = " *" if token["starred"] or token["begins"] else ""
    return f'"{words.strip()}"{star}' if any(map(str.isalnum, words)) else ""


def _needs_and(before: str, part: str) -> bool:
    """Two phrases side by side are both asked for; beside a bracket FTS5 wants that said."""
    begins = part.startswith(('"', "(", "NEAR")) or part.endswith(":")
    return (before == ")" and begins) or (part == "(" and before.startswith('"'))
