"""Names: a byline in any major language as people, agencies and desks."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.normalise.alternatives import by_letter
from newscrawl.normalise.name_words import (
    AGENCIES,
    BEFORE_DONE,
    BEHIND_DONE,
    BY,
    DESKS,
    DONE,
    LABELS,
    OTHERS,
    QUALIFIERS,
    ROLES,
    SOURCES,
    TITLES,
)
from newscrawl.normalise.text import clean, compact, lowered, unique

LONGEST = 1000  # characters of a byline that are read; some patterns take the square of its length
SHORT = 12  # characters of a name and what stands behind it

_AGENCIES = frozenset(compact(name) for name in AGENCIES.replace("\n", "").split("|") if name)
# Accounts that systems come with, which sign for whoever publishes.
_ACCOUNTS = frozenset(
    "admin administrator administrador administrateur webmaster webadmin siteadmin superadmin superuser wpadmin root".split()
)
_AND = "and|und|y|e|et|en|og|och|ve|i|a|и|та|و|und mit|with|mit|con|com|avec"
# These two are asked of a text in lower case (lowered).
_LEAD = re.compile(
    rf"(?:(?:(?:{by_letter(BEFORE_DONE)})\s+){{0,2}}(?:{by_letter(DONE)})\s+(?:{BEHIND_DONE})\s*[:：]?\s+|(?:{by_letter(BY)})\s*[:：]?\s+|(?:{by_letter(LABELS)})\s*[:：／]\s*|(?P<title>(?:{by_letter(TITLES)})\s+)|(?:記者|记者)(?=[^\W\d_a-z]))+"
)
_SOURCE = re.compile(rf"(?:{by_letter(SOURCES)})\s*[:：]\s*")
_SPLIT = re.compile(rf"\s*[,;|•·、，；\n]\s*|\s+/\s+|\s*&\s*|\s+(?:{_AND})\s+|،\s*")
# "And" in Arabic is part of the word behind it; some names begin with the same letter.
_ARABIC_AND = re.compile(
    r"([ء-ي]+\s+[ء-ي]+)\s+و(?!ليد|سام|ائل|فاء|جيه|ديع|سيم|حيد|صفي|هبة|داد|ئام|ضاح|جدي|هيب|اصف)(?=[ء-ي]{2,}\s+[ء-ي]{2,})"
)
_COLON = re.compile("[:：]")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])")
_EMPLOYER = re.compile(r"\s+(?:the\s+)?(?:associated press|ap|reuters|afp|dpa|bloomberg news)$", re.IGNORECASE)
_NOISE = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|[(\[][^()\[\]]*[)\]]|^@\S+$")
_TAIL = re.compile(r"\s+(?:for|For|FOR|für|para|pour|in|aus|à|en|from)\s+(?:the\s+)?[^\W\d_a-zà-ÿ].*$")
_TITLED = re.compile(
    rf"^(\S+\s+(?!(?:{QUALIFIERS})\b)\S+(?:\s+\S+)*?)(?:\s+(?:{QUALIFIERS}))(?:\s+(?:{QUALIFIERS}|and|&))*\s+(?:{ROLES})$", re.IGNORECASE
)
# These two are asked of a text in lower case, too.
_ROLE = re.compile(rf"(?:^|\s)(?:{by_letter(ROLES)})(?:\s|$)")
_DESK = re.compile(rf"(?:^|[\s-])(?:{by_letter(DESKS)})(?:[\s-]|$)")
# Who took the pictures, in a byline that names the writer, too: "Text: Jane Doe / Fotos: Joe Roe".
_PICTURES = re.compile(
    r"(?:^|[\s,;/|(–-]+)(?:fotos?|photos?|photographs|photography|bilder|kuvat?|zdjęcia|фото|снимки|видео|video|illustrations?)\s*(?:[:：]|\bby\b|\bvon\b)[^,;/|]*?(?=[,;/|]|\s+text\w*\s*:|$)",
    re.IGNORECASE,
)
_OTHERS = re.compile(rf"(?<=\w)[\s,;/|(–-]+(?:{OTHERS})\s*(?:[:：]|\b(?:by|von|de|da|di|par|por|door|av|af)\b)[^,;/|]*", re.IGNORECASE)
# Where it was filed, behind the name: "記者王小明／台北報導".
_FILED = re.compile(r"\s*[／/]\s*\S{2,8}(?:報導|报道|報道|特稿|專訪|综合报道)$")
# What newsrooms of East Asia write behind each name.
_BEHIND = re.compile(r"(?<=[^\W\d_]{2})(?<!本[報报社紙刊])\s*(?:記者|记者|기자|특파원)$")
_DATED = re.compile(r"\d{1,2}[:.]\d\d|\d{4}|\d+\s*(?:min|%)")
_COMPANY = re.compile(
    r"\s(?:S\.?A\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|GmbH|mbH|AG|SE|KG|Ltd\.?|Limited|LLC|LLP|Inc\.?|Corp\.?|PLC|plc|AS|ASA|A/S|AB|Oyj?|NV|N\.V\.|B\.?V\.?|s\.r\.o\.|a\.s\.|"
    r"Zrt\.?|Kft\.?|Nyrt\.?|d\.o\.o\.|d\.d\.|Sp\. z o\.o\.|Pvt\.?|Media Group|Media|Group|Publishing|Newspapers)$"
)
_GEORGIAN = re.compile(r"[\u10d0-\u10ff\s-]+")  # lower case to Unicode, though it has no other
_CAPITALS = re.compile(r"[A-Z]{2,5}")
_SLUG = re.compile(r"[a-z]{2,}(?:[-_][a-z0-9]{2,})+|[a-z]{2,4}")  # of an address; initials
# Words in lower case that stand inside names.
_PARTICLES = frozenset(
    "de da do dos das del della di du des la le el al bin ibn ben van von der den ter ten und y e zu zur af av st".split()
)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency, or says "agencies" in some language."""
    return compact(name) in _AGENCIES


def source_in(line: str) -> str | None:
    """What a line like ``Source: Agencies`` names, None where it is no such line."""
    if ":" not in line and "：" not in line:
        return None
    line = clean(line)
    match = _SOURCE.match(lowered(line))
    return line[match.end() :] or None if match else None


def is_role(name: str) -> bool:
    """Whether a name is that of a role: "Political editor"."""
    return _ROLE.search(lowered(name)) is not None


def is_desk(name: str) -> bool:
    """Whether a name is that of a newsroom: "News desk"."""
    return _DESK.search(lowered(name)) is not None


def is_company(name: str) -> bool:
    """Whether a name ends as those of companies do."""
    return _COMPANY.search(name) is not None


def is_account(name: str) -> bool:
    """Whether a name is that of an account that systems come with."""
    return compact(name) in _ACCOUNTS


def is_byline(line: str) -> bool:
    """Whether a line of visible text, on one line already, says by its first words that it names an author."""
    return _lead(line) is not None or (len(line) <= SHORT and _BEHIND.search(line) is not None)


def looks_like_name(text: str) -> bool:
    """Whether a piece of visible text is spelt as a name is: two to five words with capitals, or one or more in a script without."""
    words = text.split()
    if (
        not 3 <= len(text) <= 50
        or len(words) > 5
        or any(c.isdigit() for c in text)
        or any(c in text for c in '.!?:;,/«»"“”()')
        and "." not in text
    ):
        return False
    if not any(c.isupper() for c in text):
        return not any(c.islower() for c in text) or _GEORGIAN.fullmatch(text) is not None
    return (
        len(words) > 1
        and words[-1][0].isupper()
        and all(word[0].isupper() or word.lower() in _PARTICLES or not word[0].isalpha() for word in words)
    )


def names_in(byline: str) -> list[str]:
    """The names in a byline, without "By", roles, places, addresses and doubles, in their order.

    A role alone ("Staff reporter") is a name only where there is no other.
    """
    return list(_names(byline))


@lru_cache(2048)
def _names(byline: str) -> tuple[str, ...]:
    text = _without_lead(clean(byline[:LONGEST]))
    if is_agency(text):
        return (text.strip(" ,;"),)
    said = text
    if text.count(" ") > 2 or ":" in text or "：" in text:  # more than a name
        said = _OTHERS.sub("", _PICTURES.sub("", text))
    if not text.isascii():
        said = _FILED.sub("", said)
    parts = [name for part in _SPLIT.split(_apart(_STOP.sub(", ", _NOISE.sub(" ", said)))) if (name := _name(part))]
    people = [part for part in parts if not is_role(part)]
    outlets = [part for part in people if _CAPITALS.fullmatch(part) and not is_agency(part)]
    if outlets and any(" " in part and not part.isupper() for part in people):  # "Jane Doe, CNN"
        people = [part for part in people if part not in outlets]
    return tuple(unique(people or parts[:1]))


def _apart(text: str) -> str:
    """The names of an Arabic byline with commas between them."""
    return _ARABIC_AND.sub(r"\1, ", text) if " و" in text else text


def _without_lead(text: str) -> str:
    """Without "By"; a single word behind it is the rest of a surname (Di Battista), except behind a colon."""
    if text.startswith("de ") and looks_like_name(text[3:]) and text[3].isupper():  # "by" in Romanian; a surname has a capital there
        return text[3:]
    if not (match := _lead(text)):
        return text
    rest = text[match.end() :]
    is_word = " " not in rest.strip() and any(c.isupper() or c.islower() for c in rest)
    if is_word and not is_agency(rest) and not _COLON.search(match.group()) and match.group().strip() != "by":
        return text
    return rest


def _lead(text: str) -> re.Match[str] | None:
    """What stands before the names of a byline; a title without a colon is followed by a name."""
    match = _LEAD.match(lowered(text))
    return None if match and match["title"] and text[match.end() : match.end() + 1].islower() else match


def _name(part: str) -> str:
    """The name in one part of a byline, empty where it is none."""
    name = _BEHIND.sub("", _EMPLOYER.sub("", _TAIL.sub("", _untitled(_without_lead(clean(part)))))).strip(" .,:;-–—|/／*•\"'“”")
    if not 1 < len(name) <= 60 or len(name.split()) > 7 or _DATED.search(name) or _SLUG.fullmatch(name):
        return ""
    if " " not in name and _LEAD.fullmatch(f"{lowered(name)} "):  # "By" alone
        return ""
    return name if any(c.isalpha() for c in name) else ""


def _untitled(name: str) -> str:
    """Without a role behind it."""
    return _TITLED.sub(r"\1", name) if 2 < name.count(" ") < 12 else name


def in_order(name: str) -> str:
    """A library's "Last, First" as "First Last"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def without_agencies(names: list[str]) -> tuple[list[str], str | None]:
    """People and desks on one side, the agencies on the other; where there are only agencies, they are the authors."""
    agencies = [name for name in names if is_agency(name)]
    others = [
        name for name in names if not is_agency(name) and not (agencies and name.istitle() and " " not in name)
    ]  # "Reuters, Washington"
    if not others:
        return agencies or names, None
    return others, ", ".join(agencies) or None
