"""Anchors: the links of a page with the words on them and the part of the page in which they stand.

A page has a hundred links, most of which are dropped on one look: what is told of a link is worked out when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from urllib.parse import urljoin

from lxml.etree import XPath
from lxml.etree import _Element as Element

from newscrawl.discovery.places import HEADINGS, Place, Places, Zone
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key

_SILENT = ("script", "style", "noscript", "template", "svg")
_audible = XPath(f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in _SILENT)})]")


class Anchor:
    """A link of the page."""

    def __init__(self, element: Element, url: str, places: Places):
        self.element = element
        self.url = url  # absolute
        self._places = places

    @property
    def href(self) -> str:
        """The address as it is printed."""
        return _href(self.element)

    @cached_property
    def key(self) -> str:
        """What tells it from other addresses."""
        return _key(self.url)

    @cached_property
    def text(self) -> str:
        """The words on it, else its label or that of its picture."""
        return label_of(self.element)

    @cached_property
    def place(self) -> Place:
        return self._places.of(self.element)

    @property
    def zone(self) -> Zone | None:
        return self.place.zone

    @property
    def in_article(self) -> bool:
        return self.place.in_article

    @cached_property
    def heading(self) -> str:
        """The text of the heading that it stands in or that stands in it."""
        if self.place.heading is not None:
            return text_of(self.place.heading)
        return next((text_of(child) for child in self.element.iter(*HEADINGS)), "")


def text_of(element: Element) -> str:
    """The text below an element that can be seen, white space collapsed."""
    silent = next(element.iter(*_SILENT), None) is not None
    return " ".join(" ".join(_audible(element) if silent else element.itertext()).split())


def label_of(element: Element) -> str:
    """The words on a link: its text, else its accessible name (WAI-ARIA aria-label, title, alt of its picture)."""
    if text := text_of(element):
        return text
    for name in ("aria-label", "title"):
        if text := " ".join((element.get(name) or "").split()):
            return text
    return next((" ".join(image.get("alt").split()) for image in element.iter("img") if image.get("alt")), "")


@lru_cache(4)
def anchors_of(page: Page) -> list[Anchor]:
    """All links of the page that lead somewhere over http(s), in page order. What asks for the same page again shares them."""
    places = Places(page.root)
    return [Anchor(element, url, places) for element, href in hrefs_of(page) if (url := address(page, href))]


def anchors_in_headings(page: Page) -> Iterator[Anchor]:
    """Those of the links that stand in a heading or hold one."""
    places = Places(page.root)
    for heading in page.root.iter(*HEADINGS):
        for element in (*heading.iter("a"), *heading.iterancestors("a")):
            if (href := _href(element)) and (url := address(page, href)):
                yield Anchor(element, url, places)


def hrefs_of(page: Page) -> Iterator[tuple[Element, str]]:
    """The links of the page as they are printed, those to other places of the page left out."""
    for element in page.root.iter("a"):
        if href := _href(element):
            yield element, href


def _href(element: Element) -> str:
    href = (element.get("href") or "").strip()
    return "" if href.startswith("#") else href


def address(page: Page, href: str) -> str | None:
    """The absolute address of a link, None where it leads nowhere over http(s)."""
    return _absolute(origin_of(page.base), href) if href.startswith(("/", "http://", "https://")) else absolute(page.base, href)


@lru_cache(1024)
def origin_of(base: str) -> str:
    """What all addresses on one server begin with."""
    return urljoin(base, "/")


# Menus print the same addresses on every page.
_absolute = lru_cache(32768)(absolute)
_key = lru_cache(32768)(link_key)
