"""The shape of an address: its path in parts, what the last part looks like, and whether it carries a date or an id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from newscrawl.discovery.words import fold, table

_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:[-/_.]?(?:0?[1-9]|1[0-2]|[a-z]{3})(?:[-/_.]?(?:0?[1-9]|[12]\d|3[01]))?)(?![\da-z])", re.IGNORECASE
)
_ID = re.compile(r"(?<!\d)\d{5,}(?!\d)|(?<![0-9a-f])(?=[a-f]*\d)[0-9a-f]{8,}(?![0-9a-f])|(?<![a-z])[a-z]{1,4}-?\d{5,}(?!\d)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(s?html?|php\d?|aspx?|jsp|cms|ece|amp|story|dhtml|xhtml|do)$", re.IGNORECASE)
_FILE = re.compile(r"\.(pdf|jpe?g|png|gif|webp|svg|mp[34]|m4a|zip|xml|rss|atom|json|js|css|ico|docx?|xlsx?|apk|ics)$", re.IGNORECASE)
_INDEX = re.compile(r"(index|default|main|home)\d*", re.IGNORECASE)
_BARE = re.compile(
    r"[a-z]{0,3}[-_]?\d{4,}|(?:\d+-)?[0-9a-f]{8}(?:-[0-9a-f]{4,12}){2,}|(?=[a-f]*\d)[0-9a-f]{12,}", re.IGNORECASE
)  # a record's number and nothing else
_SAYS_ARTICLE = table("article, artikel, articulo, artigo, articolo, story, amp, print, full")


@dataclass(frozen=True)
class Shape:
    """An address taken apart; the parts of the path are decoded."""

    host: str
    parts: tuple[str, ...]  # without index files
    slug: str  # the last part, without its extension; the words before it where it is a bare number or says "article"
    extension: str
    query: str

    @cached_property
    def words(self) -> list[str]:
        """The words of the slug, folded, without bare numbers."""
        return [word for word in fold(self.slug).split() if not word.isdecimal()]

    @property
    def is_file(self) -> bool:
        return bool(self.parts) and bool(_FILE.search(self.parts[-1]))

    @cached_property
    def dated(self) -> bool:
        return bool(_DATE.search("/".join(self.parts)))

    @cached_property
    def numbered(self) -> bool:
        """Whether the path carries what looks like a record's id."""
        return any(_ID.search(part) for part in self.parts)

    @cached_property
    def record(self) -> bool:
        """Whether the last part is a record's bare number and no day."""
        last = self.parts[-1].removesuffix(self.extension) if self.parts else ""
        return len(last) > 4 and bool(_BARE.fullmatch(last)) and not _DATE.fullmatch(last)

    @cached_property
    def pattern(self) -> str:
        """What addresses of one kind have in common: fixed words stay, slugs, dates and numbers become signs."""
        signs = [_sign(part) for part in self.parts[:-1]] + ([_last_sign(self.slug)] if self.parts else [])
        keys = sorted(key for key, value in parse_qsl(self.query, keep_blank_values=True) if value.isdecimal())
        return "/".join(signs) + self.extension + ("?" + "&".join(keys) if keys and not self.slug else "")


def _sign(part: str) -> str:
    if part.isdecimal():
        return "#" * min(len(part), 5)
    if len(fold(part).split()) > 3:
        return "~"
    return re.sub(r"\d+", "#", part.lower())


def _last_sign(slug: str) -> str:
    if slug.isdecimal():
        return "#"
    words = len(fold(slug).split())
    return ("~" if words >= 3 else "word") + ("#" if _ID.search(slug) else "")


@lru_cache(32768)
def shape_of(url: str) -> Shape:
    """The shape of an absolute address; of nothing where it cannot be parsed."""
    try:
        parsed = urlsplit(url)
        host = (parsed.hostname or "").removeprefix("www.")
    except ValueError:
        parsed, host = SplitResult("", "", "", "", ""), ""
    parts = [unquote(part) for part in parsed.path.split("/") if part and part != ";"]
    extension = found.group().lower() if parts and (found := _EXTENSION.search(parts[-1])) else ""
    slug = parts[-1][: len(parts[-1]) - len(extension)] if parts else ""
    if _INDEX.fullmatch(slug):
        parts.pop()
        slug = parts[-1] if parts else ""
    if len(parts) > 1 and (_BARE.fullmatch(slug) or slug.lower() in _SAYS_ARTICLE) and len(fold(parts[-2]).split()) > 2:
        slug = parts[-2]
    return Shape(host, tuple(parts), slug, extension, parsed.query)
