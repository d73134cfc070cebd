"""The sections of a site, from the menus of one of its pages."""

from __future__ import annotations

from lxml.html import HtmlElement

from newscrawl.discovery.anchors import Anchor, Zone, anchors_of
from newscrawl.discovery.features import text_weight
from newscrawl.discovery.links import is_article
from newscrawl.discovery.shapes import shape_of
from newscrawl.discovery.words import LISTING, PASTIME, SERVICE, fold, kind_of
from newscrawl.reading.page import Page
from newscrawl.site import Section
from newscrawl.urls import link_key, same_site

_LABEL_WORDS, _LABEL_LENGTH = 5, 40  # a section's name is no longer


def section_links(html: bytes, url: str) -> list[Section]:
    """The sections of a site from the HTML of its front page or of any other page that prints its menu.

    Addresses are absolute; ``parent`` is the label of the menu entry above a sub-section, ``kind`` what its listing lists.
    """
    return sections_of(Page(html, url))


def sections_of(page: Page) -> list[Section]:
    """The sections in the menus of a page, each once, in the order of the menu."""
    anchors = [anchor for anchor in anchors_of(page) if _may_be_section(anchor, page)]
    chosen = [anchor for anchor in anchors if anchor.zone in (Zone.MENU, Zone.HEADER)]
    if len(chosen) < 3:
        chosen = anchors if len(anchors) > len(chosen) else chosen
    found: dict[str, Section] = {}
    parents = {anchor.element: anchor for anchor in chosen}
    for anchor in chosen:
        slug = shape_of(anchor.url).slug
        section = Section(anchor.text, anchor.url, kind_of(anchor.text, slug), _parent(anchor, parents))
        found.setdefault(link_key(anchor.url), section)
    return list(found.values())


def _may_be_section(anchor: Anchor, page: Page) -> bool:
    """Whether the words and the address of a link allow that it is a section."""
    shape, label = shape_of(anchor.url), fold(anchor.text)
    if not label or len(anchor.text) > _LABEL_LENGTH or text_weight(anchor.text) > _LABEL_WORDS or shape.is_file:
        return False
    if not (shape.parts or shape.query) or not (same_site(anchor.url, page.url) or same_site(anchor.url, page.base)):
        return False
    if label in SERVICE or label in PASTIME or any(fold(part) in SERVICE or fold(part) in PASTIME for part in shape.parts):
        return False
    if any(fold(part) in LISTING for part in shape.parts):
        return False
    return is_article(anchor.url, anchor.text) < 0.5


def _parent(anchor: Anchor, known: dict[HtmlElement, Anchor]) -> str | None:
    """The label of the entry whose list item holds this one's list."""
    item = next(anchor.element.iterancestors("li"), None)
    above = next(item.iterancestors("li"), None) if item is not None else None
    if above is None:
        return None
    for element in above.iter("a", "span", "button"):
        if element in known and known[element].url != anchor.url:
            return known[element].text
    return None
