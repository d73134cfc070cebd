"""Places: the part of a page in which an element stands, as landmarks and the names of boxes around it say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lxml.etree import XPath
from lxml.etree import _Element as Element


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
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_mains = XPath("//main | //*[@role='main']")


@dataclass(slots=True, frozen=True)
class Place:
    """Where an element stands, itself counted."""

    zone: Zone | None = None
    heading: Element | None = None  # that it stands in
    in_article: bool = False  # inside an article element


class Places:
    """The places of a page's elements, worked out from the top down where one is asked for."""

    def __init__(self, root: Element):
        self._known: dict[Element, Place] = {}
        self._around_main = _around(_mains(root))
        self._around_title = _around(root.iter("h1"))

    def of(self, element: Element) -> Place:
        place, above = Place(), []
        current: Element | None = element
        while current is not None:
            if known := self._known.get(current):
                place = known
                break
            above.append(current)
            current = current.getparent()
        for inner in reversed(above):
            place = self._known[inner] = self._inside(place, inner)
        return place

    def _inside(self, around: Place, element: Element) -> Place:
        zone = _entered(around.zone, self._zone(element), around.in_article)
        heading = element if element.tag in HEADINGS else around.heading
        in_article = around.in_article or element.tag == "article"
        changed = zone is not around.zone or heading is not around.heading or in_article is not around.in_article
        return Place(zone, heading, in_article) if changed else around

    def _zone(self, element: Element) -> Zone | None:
        """The part of the page that an element opens, None where it opens none."""
        if (role := element.get("role")) and (role := role.lower()) in _ROLES:
            return _ROLES[role]
        if element.tag in _TAGS:
            return Zone.SIDE if _PASSING.search(_names_of(element)) else _TAGS[element.tag]
        if element.tag in _UNNAMED:
            return None
        names = _names_of(element)
        zone = _named_zone(names) if len(names) > 1 else None
        if zone and (element in self._around_main or zone is not Zone.HEADER and element in self._around_title):
            return None
        return zone


def _around(elements: Iterable[Element]) -> set[Element]:
    """All that holds one of these elements."""
    found: set[Element] = set()
    for element in elements:
        for box in element.iterancestors():
            if box in found:
                break
            found.add(box)
    return found


def _names_of(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


@lru_cache(4096)
def _named_zone(names: str) -> Zone | None:
    told = " ".join(name for name in names.split() if not _STATE.match(name))
    zone = next((zone for pattern, zone in _NAMES if pattern.search(told)), None)
    return None if zone in (Zone.HEADER, Zone.FOOTER) and _INNER.search(names) else zone


def _entered(around: Zone | None, entered: Zone | None, in_article: bool) -> Zone | None:
    """The zone inside: what stands in a footer stays there, the header of an article is no header of the page."""
    if entered is None or around is Zone.FOOTER or (around is Zone.MENU and entered not in (Zone.FOOTER, Zone.SIDE)):
        return around
    if (in_article or around is Zone.MAIN) and entered in (Zone.HEADER, Zone.FOOTER):
        return around
    return entered
