"""Anchors: every link of a page with the words on it and the part of the page in which it stands, from one walk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lxml import etree
from lxml.etree import XPath
from lxml.html import HtmlElement

from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key


class Zone(StrEnum):
    """Part of a page, as its landmarks say (HTML, sections; WAI-ARIA, landmark roles) or the names of its boxes."""

    HEADER = "header"
    MENU = "menu"
    MAIN = "main"
    SIDE = "side"
    FOOTER = "footer"


_ROLES = {
    "navigation": Zone.MENU, "menu": Zone.MENU, "menubar": Zone.MENU, "banner": Zone.HEADER, "main": Zone.MAIN,
    "complementary": Zone.SIDE, "contentinfo": Zone.FOOTER,
}  # fmt: skip
_TAGS = {"nav": Zone.MENU, "header": Zone.HEADER, "main": Zone.MAIN, "aside": Zone.SIDE, "footer": Zone.FOOTER}
# What goes by with the day, wherever it stands.
_PASSING = re.compile(
    r"(^|[-_ ])(trending|trends|hot-?topics?|topics?-?(bar|list|nav)|tags?-?(bar|list|cloud|nav)|ticker|breaking|most-?(read|popular|viewed)|popular)([-_ ]|$)",
    re.IGNORECASE,
)
_NAMES = (
    (_PASSING, Zone.SIDE),
    (re.compile(r"(^|[-_ ])(foot|footer|colophon)([-_ ]|$)|footer", re.IGNORECASE), Zone.FOOTER),
    (
        re.compile(
            r"(^|[-_ ])(nav|navbar|navi|menu|menubar|submenu|megamenu|offcanvas|burger|drawer)s?([-_ ]|$)|navigation|main-?menu",
            re.IGNORECASE,
        ),
        Zone.MENU,
    ),
    (re.compile(r"(^|[-_ ])(sidebar|side-?bar|widget-area|related)([-_ ]|$)", re.IGNORECASE), Zone.SIDE),
    (re.compile(r"(^|[-_ ])(header|masthead|banner|topbar)([-_ ]|$)|site-?header", re.IGNORECASE), Zone.HEADER),
)
_INNER = re.compile(
    r"article|post|entry|card|story|teaser|item|modal|comment|widget", re.IGNORECASE
)  # their heads and feet are not those of the page
_STATE = re.compile(
    r"(?:has|no|not|with|without|is|js|hide|show|open|close)[-_]", re.IGNORECASE
)  # "has-sidebar" is said of what is beside one
# Boxes of these tags are named for what they hold, not for where they stand.
_UNNAMED = {"html", "body", "a", "article", "section", "main", "h1", "h2", "h3", "h4", "span", "img", "svg", "button"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT = ("script", "style", "noscript", "template", "svg")
_holds_main = XPath("boolean(descendant::main or descendant::*[@role='main'])")
_holds_title = XPath("boolean(descendant::h1)")
_audible = XPath(f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in _SILENT)})]")


@dataclass(slots=True)
class Anchor:
    """A link of the page, in page order."""

    element: HtmlElement
    url: str  # absolute
    key: str  # what tells it from other addresses
    text: str  # words on it, else its label or that of its picture
    zone: Zone | None
    heading: str = ""  # text of the heading that it stands in or that stands in it
    in_article: bool = False  # inside an article element

    @property
    def wordless(self) -> bool:
        return not self.text


def text_of(element: HtmlElement) -> str:
    """The text below an element that can be seen, white space collapsed."""
    silent = next(element.iter(*_SILENT), None) is not None
    return " ".join(" ".join(_audible(element) if silent else element.itertext()).split())


def label_of(element: HtmlElement) -> str:
    """The words on a link: its text, else its accessible name (WAI-ARIA aria-label, title, alt of its picture)."""
    if text := text_of(element):
        return text
    for name in ("aria-label", "title"):
        if text := " ".join((element.get(name) or "").split()):
            return text
    return next((" ".join(image.get("alt").split()) for image in element.iter("img") if image.get("alt")), "")


def zone_of(element: HtmlElement) -> Zone | None:
    """The part of the page that an element opens, None where it opens none."""
    if (role := (element.get("role") or "").lower()) in _ROLES:
        return _ROLES[role]
    if element.tag in _TAGS:
        return Zone.SIDE if _PASSING.search(f"{element.get('id') or ''} {element.get('class') or ''}") else _TAGS[element.tag]
    if element.tag in _UNNAMED:
        return None
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    zone = _named_zone(names) if len(names) > 1 else None
    return None if zone and (_holds_main(element) or zone is not Zone.HEADER and _holds_title(element)) else zone


@lru_cache(4096)
def _named_zone(names: str) -> Zone | None:
    told = " ".join(name for name in names.split() if not _STATE.match(name))
    zone = next((zone for pattern, zone in _NAMES if pattern.search(told)), None)
    return None if zone in (Zone.HEADER, Zone.FOOTER) and _INNER.search(names) else zone


@lru_cache(4)
def anchors_of(page: Page) -> list[Anchor]:
    """All links of the page that lead somewhere over http(s). What asks for the same page again shares the walk."""
    found: list[Anchor] = []
    zones: list[Zone | None] = [None]
    articles, heading = 0, None
    for event, element in etree.iterwalk(page.root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            zones.pop()
            articles -= element.tag == "article"
            heading = None if element is heading else heading
            continue
        zones.append(_entered(zones[-1], zone_of(element), articles))
        articles += element.tag == "article"
        heading = element if element.tag in HEADINGS else heading
        if element.tag == "a" and (anchor := _anchor(page, element, zones[-1])):
            anchor.heading = text_of(heading) if heading is not None else _inner_heading(element)
            anchor.in_article = articles > 0
            found.append(anchor)
    return found


def _entered(around: Zone | None, entered: Zone | None, articles: int) -> Zone | None:
    """The zone inside: what stands in a footer stays there, the header of an article is no header of the page."""
    if entered is None or around is Zone.FOOTER or (around is Zone.MENU and entered not in (Zone.FOOTER, Zone.SIDE)):
        return around
    if articles and entered in (Zone.HEADER, Zone.FOOTER):
        return around
    if around is Zone.MAIN and entered in (Zone.HEADER, Zone.FOOTER):
        return around
    return entered


def _anchor(page: Page, element: HtmlElement, zone: Zone | None) -> Anchor | None:
    href = (element.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    url = absolute(page.base, href)
    return Anchor(element, url, _key(url), label_of(element), zone) if url else None


# Menus print the same addresses on every page.
_key = lru_cache(32768)(link_key)


def _inner_heading(element: HtmlElement) -> str:
    return next((text_of(child) for child in element.iter(*HEADINGS)), "")
