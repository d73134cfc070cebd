"""Page: one fetched page, parsed once; everything that reads it shares this parse."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from lxml.etree import ElementDefaultClassLookup, HTMLParser, XMLSyntaxError, fromstring
from lxml.etree import _Element as Element

from newscrawl.reading.encoding import read_as
from newscrawl.reading.labels import decode
from newscrawl.reading.survey import Survey
from newscrawl.urls import absolute

ASKED = ("script", "base", "meta", "link", "title", "h1", "h2")  # tags that more than one reader asks the whole page for
NAMING = frozenset(("name", "property", "itemprop", "http-equiv"))  # attributes by which a meta tag says what it tells
# Takes one page after the other, from whatever thread. Comments are no content, and cut the words of a page in pieces (React). A table of
# ids, which nobody asks for, would take a twentieth of the parse.
_PARSER = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
# Plain elements: the class that lxml.html has for its own costs calls into Python for each that is touched.
_PARSER.set_element_class_lookup(ElementDefaultClassLookup())


class Page:
    """A page as bytes, its parse and what its head says.

    ``headers`` are the response's, names in any case. Nothing here touches network, clock or store.
    """

    def __init__(self, html: bytes, url: str, headers: Mapping[str, str] | None = None):
        self.html = html
        self.url = url
        self.headers = {name.lower(): value for name, value in (headers or {}).items()}

    @cached_property
    def encoding(self) -> str:
        """The encoding that the bytes are read in."""
        return read_as(self.html, self.headers.get("content-type"))

    @cached_property
    def root(self) -> Element:
        """The root element, always ``html``; an empty document where there is nothing to parse."""
        html = self.html if self.encoding == "utf-8" else decode(self.html, self.encoding).encode("utf-8", "replace")
        try:
            root = fromstring(html.replace(b"\0", b""), parser=_PARSER)
        except XMLSyntaxError:
            root = None
        return root if root is not None else fromstring(b"<html><body></body></html>", parser=_PARSER)

    @cached_property
    def survey(self) -> Survey:
        """What one walk of the whole page finds."""
        return Survey(self.root)

    @cached_property
    def _by_tag(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {tag: [] for tag in ASKED}
        for element in self.root.iter(*ASKED):
            found[element.tag].append(element)
        return found

    def tagged(self, tag: str) -> list[Element]:
        """The elements with a tag of those that are ``ASKED`` for, in the order of the page, which is walked once for all of them."""
        return self._by_tag[tag]

    @cached_property
    def links(self) -> list[Element]:
        """The links, in the order of the page; most pages can be read without them all."""
        return list(self.root.iter("a"))

    @property
    def scripts(self) -> list[Element]:
        """The script elements, in the order of the page."""
        return self.tagged("script")

    @cached_property
    def base(self) -> str:
        """The address that relative links are resolved against (HTML, the base element)."""
        for element in self.tagged("base"):
            if href := element.get("href"):
                return absolute(self.url, href) or self.url
        return self.url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of the meta tags by lower-case name, property, itemprop or http-equiv, in the order of the page."""
        found: dict[str, list[str]] = {}
        for element in self.tagged("meta"):
            if not (content := (element.get("content") or "").strip()):
                continue
            for attribute, name in element.items():
                if attribute in NAMING and name:
                    found.setdefault(name.strip().lower(), []).append(content)
        return found

    @cached_property
    def rels(self) -> dict[str, list[str]]:
        """Absolute addresses of the head's link elements by lower-case rel token."""
        found: dict[str, list[str]] = {}
        for element in self.tagged("link"):
            if href := absolute(self.base, element.get("href") or ""):
                for token in (element.get("rel") or "").lower().split():
                    found.setdefault(token, []).append(href)
        return found
