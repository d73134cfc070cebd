"""Container: the element that holds the text of the article.

Every run of text on the page counts for the element that it stands in and for all above it, by its length, less for links;
runs in what is beside the text count nothing, unless they are most of the page. From the top the way goes down as long as
one child holds nearly all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import Comment, Entity, ProcessingInstruction, XPath
from lxml.html import HtmlElement

from newscrawl.normalise.text import compact
from newscrawl.reading.boilerplate import CERTAIN, STANDFIRST, beside
from newscrawl.reading.layout import HEADINGS, INLINE
from newscrawl.reading.page import Page

_MARK = re.compile("[.!?…。！？؟।։\"”»」’':;,،、，]")
_BODIES = XPath("descendant::*[@itemprop[contains(., 'articleBody')] or @property[contains(., 'articleBody')]]")
PLACES = frozenset(["main", "article", "section", "div"])
RECORD = 4  # properties: so many siblings of microdata are a record
MARKED = 0.2  # of the page's text: less than that is a teaser, whatever its mark or heading
MOST = 0.55  # of the text in an article or main element: go down into it
TEXT = 0.35  # of the text in the one child that is named as the text: go down into it
_TEXT = re.compile(r"[\s_-]((article|story|entry|post|news)[\s_-]*(body|content|text|copy))[\s_-]", re.IGNORECASE)
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
SILENT = frozenset(["script", "style", "noscript", "template", "textarea", "option", "button", "title", "svg", "math"]) | {
    Comment,
    ProcessingInstruction,
    Entity,
}
LEAST = 20  # characters: shorter runs are not counted at all
PARAGRAPH = 80  # weight: what weighs less before the text is no paragraph of it
SHORT = 40  # characters: a shorter run is rarely a paragraph
NEARLY_ALL = 0.8  # of the text in one child: go down into it
BULK = 0.4  # of the page's text: more than what stands beside the text ever has


def weight(text: str) -> float:
    """How much a run of text counts as part of an article."""
    size = len(text)
    if not text.isascii():
        size += len(_WIDE.findall(text))  # a character there says as much as two or three letters
    if size < SHORT:
        return size * 0.1
    return float(size) if _MARK.search(text) else size * 0.3


class Weights:
    """The weight of the text in every element of a page: ``raw``, and ``sums`` without what is beside the text."""

    def __init__(self, root: HtmlElement, html: bytes = b""):
        self.blocks: dict[HtmlElement, float] = {}
        self._above: dict[
            HtmlElement, HtmlElement | None
        ] = {}  # of the blocks and all above them: what they stand in, the outer ones first
        self._beside: dict[HtmlElement, str | None] = {}  # why one of them is beside the text by itself
        for element, text in _runs(root):
            self._count(element, text)
        self.marked: list[HtmlElement] = _BODIES(root) if b"articleBody" in html else []  # as the text (schema.org articleBody)
        for body in self.marked:
            if body in self.blocks and _is_record(body.getparent()):
                del self.blocks[body]
        for block in self.blocks:
            self._climb(block)
        reasons = self._reasons()
        certain = {block: size for block, size in self.blocks.items() if reasons[block] not in CERTAIN}
        self.raw = self._sums(certain)
        small = self._small(sum(certain.values()) * BULK)
        seen = {block: size for block, size in certain.items() if not reasons[block] or block not in small}
        self.sums = self._sums(seen) if seen else self.raw

    def _count(self, element: HtmlElement | None, text: str) -> None:
        size = weight(text)
        while element is not None and (element.tag in INLINE or not isinstance(element.tag, str)):
            if element.tag == "a":
                size *= -0.3
            element = element.getparent()
        if element is not None and element.tag not in HEADINGS:
            self.blocks[element] = self.blocks.get(element, 0.0) + size

    def _climb(self, element: HtmlElement | None) -> None:
        """Note an element and those above it, with why each is beside the text by itself."""
        chain = []
        while element is not None and element not in self._above:
            chain.append(element)
            element = element.getparent()
        for entry in reversed(chain):
            self._above[entry] = element
            self._beside[entry] = "linked" if entry.tag == "a" else beside(entry, entry.tag)
            element = entry

    def _reasons(self) -> dict[HtmlElement, str | None]:
        """Why each element or one above it is beside the text; a certain reason wins over the others, then the nearest."""
        reasons: dict[HtmlElement, str | None] = {}
        for element, above in self._above.items():
            outer = reasons[above] if above is not None else None
            reasons[element] = outer if outer in CERTAIN else self._beside[element] or outer
        return reasons

    def _small(self, bulk: float) -> set[HtmlElement]:
        """The elements in something beside the text that holds too little to be the text all the same."""
        small: set[HtmlElement] = set()
        for element, above in self._above.items():
            if self.raw.get(element, 0.0) < bulk and (self._beside[element] or above in small):
                small.add(element)
        return small

    def _sums(self, blocks: dict[HtmlElement, float]) -> dict[HtmlElement, float]:
        """The weight of each element with all that is in it; links, which count against their block, do not count against those above."""
        sums = {block: size for block, size in blocks.items() if size > 0}
        for element, above in reversed(self._above.items()):
            if above is not None and (size := sums.get(element)):
                sums[above] = sums.get(above, 0.0) + size
        return sums

    def beside(self, element: HtmlElement, tag: str) -> str | None:
        """Why the element is not text by itself, as :func:`boilerplate.beside` says it."""
        return self._beside[element] if element in self._beside else beside(element, tag)

    def leave_out(self, element: HtmlElement) -> None:
        """Takes the text of an element out of the count."""
        size = self.sums[element]
        for part in element.iter():
            self.sums.pop(part, None)
        for above in element.iterancestors():
            self.sums[above] = self.sums.get(above, 0.0) - size

    def is_leaf(self, element: HtmlElement) -> bool:
        """Whether all its text stands in the element directly, not in paragraphs below it."""
        return element in self.blocks and self.sums.get(element) == self.blocks[element]


def _runs(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The runs of text that are long enough to be counted, each with the element that it stands in."""
    for element in root.iter():
        if element.tag not in SILENT and (text := element.text) and len(text) > LEAST and len(text := text.strip()) > LEAST:
            yield element, text
        if (tail := element.tail) and len(tail) > LEAST and len(tail := tail.strip()) > LEAST:
            yield element.getparent(), tail


def _is_record(element: HtmlElement) -> bool:
    """Whether an element is a record for machines: all in it are properties of microdata, its text a copy of the article's."""
    return len(element) >= RECORD and all(child.get("itemprop") for child in element)


def find(weights: Weights, page: Page, title: str | None = None) -> HtmlElement:
    """The element that holds the text; the root where the page has none. ``title`` tells one of several articles."""
    marked = _marked(weights, page.root)
    element = page.root if marked is None else marked
    heading = _heading(page, title)
    while (early := _before(weights, element, heading)) is not None:
        weights.leave_out(early)
    while (child := _next(weights, element, heading)) is not None:
        element = child
    return element


def _before(weights: Weights, element: HtmlElement, heading: set[HtmlElement]) -> HtmlElement | None:
    """The heaviest element beside the way to the headline that ends before it: no article ends before its headline."""
    early: list[HtmlElement] = []
    for step in heading:
        if element in heading and step is not element and (parent := step.getparent()) in heading:
            early += [child for child in parent[: parent.index(step)] if weights.sums.get(child, 0.0) > 0]
    return max(early, key=weights.sums.__getitem__, default=None)


def _marked(weights: Weights, root: HtmlElement) -> HtmlElement | None:
    """The first element that its page marks as the text, where a good part of the page is in it."""
    total = weights.sums.get(root, 0.0)
    return next((body for body in weights.marked if weights.sums.get(body, 0.0) > MARKED * total and not weights.is_leaf(body)), None)


def _heading(page: Page, title: str | None) -> set[HtmlElement]:
    """The heading that is the title, with all elements above it."""
    key = compact(title or "")
    for heading in (*page.tagged("h1"), *page.tagged("h2")) if key else ():
        if compact(heading.text_content()) == key:
            return {heading, *heading.iterancestors()}
    return set()


def _next(weights: Weights, element: HtmlElement, heading: set[HtmlElement]) -> HtmlElement | None:
    """The child to go down into; None where the element itself is the place."""
    sums = weights.sums
    here = sums.get(element, 0.0)
    children = sorted((child for child in element if sums.get(child)), key=sums.__getitem__, reverse=True)
    if not children:
        return None
    best = children[0]
    if sums[best] >= NEARLY_ALL * here:
        return None if weights.is_leaf(best) or _opened_before(weights, best) else best
    titled = next((child for child in children if child in heading and child.tag in PLACES), None)
    if titled is not None and sums[titled] >= MARKED * here:
        return titled
    if best.tag in ("main", "article") and sums[best] >= MOST * here:
        return best
    named = [child for child in children if _named_text(child)]
    return named[0] if len(named) == 1 and sums[named[0]] >= TEXT * here else None


def _opened_before(weights: Weights, element: HtmlElement) -> bool:
    """Whether paragraphs stand directly before the element: the text begins there, a paywall's wrapper holds the rest."""
    return any(
        before.tag == "p" and weights.sums.get(before, 0.0) > PARAGRAPH and not STANDFIRST.search(before.get("class") or "")
        for before in element.itersiblings(preceding=True)
    )


def _named_text(element: HtmlElement) -> bool:
    """Whether the class names or the id call the element the text of an article."""
    return _TEXT.search(f" {element.get('class') or ''} {element.get('id') or ''} ") is not None
