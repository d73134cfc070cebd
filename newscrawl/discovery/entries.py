"""Entries: the short links of a page, each with the list that it stands in and what stands above that list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element as Element

from newscrawl.discovery.anchors import Anchor, anchors_of, text_of
from newscrawl.discovery.features import text_weight
from newscrawl.discovery.links import is_article
from newscrawl.discovery.paging import turns_pages
from newscrawl.discovery.places import Zone
from newscrawl.discovery.shapes import Shape, shape_of
from newscrawl.discovery.words import SERVICE, fold
from newscrawl.reading.page import Page
from newscrawl.urls import same_site

_LABEL_WORDS, _LABEL_LENGTH = 5, 40  # a section's name is no longer
_HEADLINES = 3  # so many of them begin the list of articles
_LIST = 3  # so many links make a list
ASIDE = 0.4  # share of services from which on a list is none of sections
_CLIMB, _LOOK = 12, 200  # levels up from a link and links looked at to find its list
_HEADS = ("a", "span", "button", "strong", "b", "p", "label", "h2", "h3", "h4", "h5")  # what names a list of sub-sections
_RANKS = {Zone.MENU: 3, Zone.HEADER: 2, None: 1}  # which of two links to one address stands for it


@dataclass(slots=True, eq=False)
class Entry:
    """A short link that may be a section."""

    anchor: Anchor
    shape: Shape
    label: str  # folded
    block: Element | None  # the list that it stands in
    above: Entry | None = None
    head: str | None = None  # the words above its list
    among_articles: bool = False  # the page's headlines begin above it
    times: int = 1
    evidence: set[str] = field(default_factory=set)


def entries_of(page: Page) -> dict[str, Entry]:
    """The short links of the page to its own site by address.

    Of those printed twice it is the one that stands in a menu, and of those in two menus the one whose list is not one of services.
    """
    found: dict[str, Entry] = {}
    by_element: dict[Element, Entry] = {}
    every = anchors_of(page)
    anchors = [anchor for anchor in every if _is_short(anchor, page)]
    below = _below_headlines(every)
    linked = {anchor.element: anchor.url for anchor in anchors}
    blocks = {anchor.element: _block(anchor.element, linked) for anchor in anchors}
    aside = _aside(anchors, blocks)
    for anchor in anchors:
        block = blocks[anchor.element]
        entry = Entry(anchor, shape_of(anchor.url), fold(anchor.text), block, among_articles=anchor.element in below)
        by_element[anchor.element] = entry
        if known := found.get(anchor.key):
            known.times += 1
            entry.times = known.times
            if (_RANKS.get(anchor.zone, 0), block not in aside) <= (_RANKS.get(known.anchor.zone, 0), known.block not in aside):
                continue
        found[anchor.key] = entry
    for entry in found.values():
        entry.above, entry.head = _above(entry, by_element)
    return found


def _aside(anchors: list[Anchor], blocks: dict[Element, Element | None]) -> set[Element | None]:
    """The lists of which much is about the outlet or the reader's account."""
    every = Counter(blocks[anchor.element] for anchor in anchors)
    services = Counter(blocks[anchor.element] for anchor in anchors if fold(anchor.text) in SERVICE)
    return {block for block, count in services.items() if count > ASIDE * every[block]}


def _below_headlines(anchors: list[Anchor]) -> set[Element]:
    """The links after the first headlines of the page, in its order."""
    seen, below = 0, set()
    for anchor in anchors:
        if anchor.zone in (None, Zone.MAIN) and text_weight(anchor.text) > 3 and is_article(anchor.url, anchor.text) > 0.8:
            seen += 1
        if seen >= _HEADLINES:
            below.add(anchor.element)
    return below


def _is_short(anchor: Anchor, page: Page) -> bool:
    """Whether a link to this site has a label no longer than a section's name."""
    shape = shape_of(anchor.url)
    if not anchor.text or len(anchor.text) > _LABEL_LENGTH or text_weight(anchor.text) > _LABEL_WORDS or not fold(anchor.text):
        return False
    if shape.is_file or _is_home(shape, shape_of(page.base).host) or "@" in anchor.url or turns_pages(page, anchor):
        return False
    return same_site(anchor.url, page.url) or same_site(anchor.url, page.base)


def _is_home(shape: Shape, host: str) -> bool:
    """Whether it is the front page, whatever its query; ``/?cat=7`` is a page of its own."""
    return shape.host == host and not shape.parts and not re.search(r"=\d+", shape.query)


def _block(element: Element, linked: dict[Element, str]) -> Element | None:
    """The nearest element around a link that holds three or more addresses."""
    for box in islice(element.iterancestors(), _CLIMB):
        inside: set[str] = set()
        for link in islice(box.iter("a"), _LOOK):
            inside |= {linked[link]} if link in linked else set()
            if len(inside) >= _LIST:
                return box
    return None


def _above(entry: Entry, known: dict[Element, Entry]) -> tuple[Entry | None, str | None]:
    """The entry whose list item holds this one's list, and the words on it, which need not be a link."""
    item = next(islice(entry.anchor.element.iterancestors("li"), 1, 2), None)
    if item is None:
        return None, None
    for element in _heads(item):
        above = known.get(element)
        if above and above.shape == entry.shape:
            break
        if label := text_of(element):
            return above, label if len(label) <= _LABEL_LENGTH else None
    return None, None


def _heads(item: Element) -> Iterator[Element]:
    """What stands in a list item before its list: the link or words that name it."""
    for element in item.iter("ul", "ol", *_HEADS):
        if element.tag in ("ul", "ol"):
            return
        yield element
