"""How addresses number the pages of a listing: ``?page=2``, ``/page/2/``, ``/index2.html``, ``?offset=20``."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newscrawl.urls import link_key

PAGE_KEYS = frozenset((
    "page", "p", "pg", "paged", "pagina", "pageno", "page_no", "pagenum", "pagenumber", "page_number", "currentpage", "current_page",
    "seite", "sida", "side", "strona", "stranica", "oldal", "sayfa", "halaman", "trang", "pageindex",
))  # fmt: skip
OFFSET_KEYS = frozenset((
    "offset", "start", "from", "skip", "startindex", "start_index", "begin",
))  # fmt: skip
_STEP_KEYS = ("limit", "count", "size", "per_page", "perpage", "pagesize", "page_size", "rows", "num", "length")
_LATEST = 10_000  # higher numbers are records, not pages

# The listing, what marks the number, the number, the rest of the path.
_PATHS = (
    re.compile(
        r"^(?P<head>.*?)/(?:page|pagina|seite|sida|side|strona|stranica|sayfa|trang|pag|p)[/-]?"
        r"(?P<number>\d{1,4})(?P<tail>/|\.\w{3,5}|/index\.\w+)?$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<head>.*?)[-_](?:page|p|pagina|seite)[-_]?(?P<number>\d{1,4})(?P<tail>/|\.\w{3,5})?$", re.IGNORECASE),
    re.compile(r"^(?P<head>.*?)/(?:index|default)[-_]?(?P<number>\d{1,4})(?P<tail>\.\w{3,5})$", re.IGNORECASE),
    re.compile(r"^(?P<head>.*?[^\d/])[-_]?(?P<number>\d{1,3})(?P<tail>\.\w{3,5})$"),
    re.compile(r"^(?P<head>.*?(?<!/\d{4})(?<!/\d{4}/\d)(?<!/\d{4}/\d\d))/(?P<number>\d{1,3})(?P<tail>/)?$"),  # the day of a date is none
)


def page_number(url: str) -> int | None:
    """The number of the page that an address carries, None where it carries none."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        if key.lower() in PAGE_KEYS and value.isdecimal() and int(value) < _LATEST:
            return int(value)
    match = _numbered(parts.path)
    return int(match["number"]) if match else None


def _numbered(path: str) -> re.Match[str] | None:
    return next((match for pattern in _PATHS if (match := pattern.match(path))), None)


def listing_of(url: str) -> str:
    """What the pages of one listing have in common: the key of the address without what numbers it."""
    parts = urlsplit(url)
    match = _numbered(parts.path)
    path = match["head"] if match else parts.path
    path = re.sub(r"(/(index|default))?\.\w{3,5}$|/(index|default)$|/$", "", path)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() not in PAGE_KEYS | OFFSET_KEYS]
    return link_key(urlunsplit((parts.scheme, parts.netloc, path or "/", urlencode(query), "")))


def with_page(url: str, number: int, add: bool = False) -> str | None:
    """The address with that page number where it has one; ``add`` puts one in where it has none, else None."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(key.lower() in PAGE_KEYS and (value.isdecimal() or not value) for key, value in pairs):
        pairs = [(key, str(number) if key.lower() in PAGE_KEYS else value) for key, value in pairs]
    elif match := _numbered(parts.path):
        start, end = match.span("number")
        return urlunsplit(parts._replace(path=f"{parts.path[:start]}{number}{parts.path[end:]}"))
    elif add:
        pairs.append(("page", str(number)))
    else:
        return None
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def following(url: str, entries: int) -> str | None:
    """The address one page on, from one that brought so many entries; None where it counts neither pages nor entries."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for key, value in pairs:
        if key.lower() in OFFSET_KEYS and value.isdecimal():
            step = next((int(v) for k, v in pairs if k.lower() in _STEP_KEYS and v.isdecimal() and int(v)), entries)
            moved = [(k, str(int(v) + step) if k == key else v) for k, v in pairs]
            return urlunsplit(parts._replace(query=urlencode(moved)))
    number = page_number(url)
    return with_page(url, number + 1) if number is not None else None
