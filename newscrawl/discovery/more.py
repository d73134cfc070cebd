"""Addresses of "load more": in the data attributes of a button, in a page's scripts, or declared in its embedded data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import XPath
from lxml.etree import _Element as Element

from newscrawl.discovery.numbering import OFFSET_KEYS, PAGE_KEYS, page_number, with_page
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, same_site

_with_data = XPath("//body//*[@*[starts-with(name(), 'data-')]]")
_TAGS = ("button", "a", "div", "span", "section", "ul", "ol", "li", "form", "input", "nav", "p", "main")
_MORE = re.compile(
    r"load|more|next|pag(?:e|ing|inat)|ajax|infinite|scroll|older|mehr|weitere|plus|suivant|voir|m[aá]s|mais|altr|carica|meer|"
    r"fler|flere|lis[aä]|dal[sš]|wi[eę]cej|jo[sš]|ещ|показать|більше|المزيد|تحميل|بیشتر|עוד|daha|더|もっと|更多|加载|載入|muat|lainnya|"
    r"xem|और|আরও|थप|เพิ่ม|περισσότερα",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+|/\S+|\?\S+|[\w-]+(?:\.\w{2,5})?[/?]\S+")
# What buttons load besides articles.
_OTHER = re.compile(
    r"\.(?:jpe?g|png|webp|gif|svg|avif|css|js|mp4|m3u8|woff2?)(?:[?#]|$)|#|comment|kommentar|most-?read|newsletter|login", re.IGNORECASE
)
_NAMES_NEXT = {"data-next", "data-next-url", "data-next-page", "data-next-page-url", "data-load-more", "data-more-url"}
_NAMES_ADDRESS = re.compile(r"url|href|endpoint|src|ajax|next|load|path|api|link|action|target|source", re.IGNORECASE)
_NAMES_PAGE = re.compile(r"page|offset|start|paged", re.IGNORECASE)
_PLACE = re.compile(r"\{\{?\s*\$?\w*(?:page|num|n|offset)\w*\s*\}?\}|%7Bpage%7D|__page__|:page|\$\{\w+\}|%d", re.IGNORECASE)
_KEYS = "|".join(sorted(PAGE_KEYS | OFFSET_KEYS))
# An address in a script whose query or path ends in what numbers pages: "/api/list?section=7&page=" or "/latest/page/".
_SCRIPTED = re.compile(
    rf"""["'`](?P<url>(?:https?:|\\?/)[^"'`\s<>]{{1,300}}?(?:[?&](?:{_KEYS})=|\\?/page\\?/)[^"'`\s<>]{{0,200}})["'`]""", re.IGNORECASE
)
_DECLARED = re.compile(
    r'"(?:next|next_?page|next_?url|next_?page_?url|load_?more_?url|more_?url)"\s*:\s*"(?P<url>(?:https?:|\\?/)[^"\s<>]{1,400})"',
    re.IGNORECASE,
)


def more_addresses(page: Page, number: int) -> Iterator[str]:
    """Addresses that answer with the entries after page ``number``, the likeliest first."""
    found = (*_buttons(page, number), *_scripts(page, number))
    yield from (url for url in found if url and same_site(url, page.url) and not _OTHER.search(url))


def _buttons(page: Page, number: int) -> Iterator[str | None]:
    for element in _with_data(page.root):
        if element.tag in _TAGS and (address := _address_of(element)) and _MORE.search(_words_of(element)):
            stated, url = _stated(element), absolute(page.base, address) or ""
            if stated is not None or _counts(address, url) or element.tag in ("button", "a") or _NAMES_NEXT & set(element.attrib):
                yield endpoint(page, address, number, stated)


def _counts(address: str, url: str) -> bool:
    """Whether an address counts pages or entries, or has a place for their number."""
    keys = {key.lower() for key, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    return page_number(url) is not None or bool(keys & (PAGE_KEYS | OFFSET_KEYS)) or bool(_PLACE.search(address))


def _address_of(element: Element) -> str | None:
    """The address in an element's data attributes."""
    for name, value in element.items():
        value = value.strip()
        if name.startswith("data-") and _NAMES_ADDRESS.search(name) and _ADDRESS.fullmatch(value) and not _OTHER.search(value):
            return value
    return None


def _words_of(element: Element) -> str:
    words = [element.get("class") or "", element.get("id") or "", *(name for name in element.attrib if name.startswith("data-"))]
    if element.tag in ("button", "a", "span", "div") and len(element) < 4:
        words.append("".join(element.itertext())[:60])
    return " ".join(words)


def _stated(element: Element) -> int | None:
    """The page number that an element states."""
    values = [value.strip() for name, value in element.items() if name.startswith("data-") and _NAMES_PAGE.search(name)]
    return next((int(value) for value in values if value.isdecimal()), None)


def endpoint(page: Page, address: str, number: int, stated: int | None = None) -> str | None:
    """An address for the entries after page ``number``: a place holder filled, a number raised, or one added that is stated apart."""
    wanted = max(stated or 0, number + 1)
    url = absolute(page.base, _PLACE.sub(str(wanted), address))
    if not url or url == page.url:
        return None
    if _PLACE.search(address):
        return url
    found = page_number(url)
    if found is not None and found > number:
        return url
    return with_page(url, wanted, add=stated is not None) or url


def _scripts(page: Page, number: int) -> Iterator[str | None]:
    for script in page.root.iter("script"):
        text = script.text or ""
        if script.get("src") or len(text) > 2_000_000:
            continue
        for match in _DECLARED.finditer(text):
            yield absolute(page.base, match["url"].replace("\\/", "/").replace("\\u0026", "&"))
        if "json" not in (script.get("type") or "") and _MORE.search(text):
            for match in _SCRIPTED.finditer(text):
                address = match["url"].replace("\\/", "/").replace("\\u0026", "&")
                yield endpoint(page, address + str(number + 1) if address.endswith(("=", "/")) else address, number)
