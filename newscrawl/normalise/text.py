"""Text as it is compared and stored: one form of every character, no invisible marks, no markup."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from urllib.parse import urlsplit

# Marks that show nothing: soft hyphen, zero-width space, bidi marks and isolates, word joiner, byte order mark.
# The zero-width joiner and non-joiner stay: Persian, Indic scripts and emoji are spelt with them.
INVISIBLE = dict.fromkeys([0xAD, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, 0x2061, *range(0x2066, 0x206A), 0xFEFF])
LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # halves of a character, as JSON may hold them: no file can
_MENDED = INVISIBLE | LONE_SURROGATES
JOINERS = "\u200c\u200d"
QUOTES = str.maketrans({**dict.fromkeys('‘’‚‛“”„‟«»"`´′″「」『』', "'"), **dict.fromkeys("‐‑‒–—―−", "-")})

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,10});")
# What stands between a headline and the name of the site behind it; the full-width forms have no spaces around them.
_JOINT = re.compile(r"\s+[|•·*»›:/–—-]+\s+|\s*[|｜：]\s*|\s+[–—]\s*")
_MARK = re.compile("[|•·*»›:/–—｜：-]")  # that each of them has
_WORD = re.compile(r"[^\W_]+")
_NO_LETTERS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
# Thai (U+0E00 to U+0E7F), Japanese (U+3040 to U+30FF), Chinese (U+3400 to U+9FFF); by what they are not, which tells most letters at
# one comparison.
_SPACELESS = re.compile("[^\0-\u0dff\u0e80-\u303f\u3100-\u33ff\ua000-\U0010ffff]")


def clean(text: str) -> str:
    """The text on one line: Unicode NFC, white space (no-break spaces too) folded, invisible marks removed."""
    if text.isascii():
        return " ".join(text.split())
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line if line.isprintable() else " ".join(unicodedata.normalize("NFC", text.translate(_MENDED)).split())


@lru_cache(1024)
def plain(text: str) -> str:
    """The clean text of a value that may hold HTML although it should not: tags and character references.

    Values of JSON-LD and of meta tags are often escaped once too often.
    """
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
        if _ENTITY.search(text):
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return clean(text)


@lru_cache(4096)
def folded(text: str) -> str:
    """A form in which two spellings of one text are equal: no case, quotes and dashes alike, no accents of width."""
    if text.isascii():
        return " ".join(text.replace('"', "'").replace("`", "'").split()).lower()
    return clean(unicodedata.normalize("NFKC", text).translate(QUOTES)).casefold()


def lowered(text: str) -> str:
    """The text in lower case, the Turkish capital dotted i as a plain i, so that patterns in lower case match it."""
    return text.lower() if text.isascii() else text.lower().replace("i\u0307", "i")


@lru_cache(4096)
def compact(text: str) -> str:
    """The folded letters and digits alone."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS)
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def printable(text: str) -> str:
    """The text on one line without what steers a terminal; joiners stay, some scripts are spelt with them."""
    return "".join(character if character.isprintable() or character in JOINERS else " " for character in text)


def unique(values: list[str]) -> list[str]:
    """The values in their order, without empty ones and without those that an earlier one equals when folded."""
    kept: dict[str, str] = {}
    for value in values:
        if value:
            kept.setdefault(folded(value), value)
    return list(kept.values())


def count_words(text: str) -> int:
    """How many words the text has; a script without spaces (Chinese, Japanese, Thai) is counted by character."""
    characters = 0 if text.isascii() else len(_SPACELESS.findall(text))
    if characters:
        text = _SPACELESS.sub(" ", text)
    tokens = text.split()
    marked = [token for token in filterfalse(str.isalnum, tokens) if not token[0].isalnum() and not token[-1].isalnum()]
    return characters + len(tokens) - sum(not any(map(str.isalnum, token)) for token in marked)


def site_names(url: str, *names: str) -> set[str]:
    """What a site may call itself at the end of a headline, in compact form: its names, its host and the parts of it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    found = {compact(name) for name in names if name} | {compact(host)} | {compact(".".join(labels[i:])) for i in range(1, len(labels) - 1)}
    return (found | {compact(label) for label in labels[:-1] if len(label) > 2}) - {""}


def without_site_name(title: str, names: set[str]) -> str:
    """The headline without what names the site at its end (or its beginning), and what stands between or behind.

    ``names`` are compact, as :func:`site_names` gives them.
    """
    joints = list(_JOINT.finditer(title)) if _MARK.search(title) else []
    for joint in joints:
        if _names_site(title[joint.end() :].partition(" | ")[0], names) and joint.start() > 0:
            return _without_rubric(title[: joint.start()])
    if joints and _names_site(title[: joints[0].start()], names):
        return title[joints[0].end() :]
    return title


def _names_site(part: str, names: set[str]) -> bool:
    key = compact(_JOINT.split(part)[0])
    return key in names or any(key == "the" + name or "the" + key == name for name in names)


def _without_rubric(title: str) -> str:
    """Without one short part at the end that stood between headline and site name: a section, "News", a date."""
    head, bar, tail = title.rpartition(" | ")
    return head if bar and len(tail) < 30 and len(head) > 2 * len(tail) else title
