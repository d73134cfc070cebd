"""Container: the element that holds the text of the article.

Every run of text on the page counts for the element that it stands in and for all above it, by its length, less for links;
runs in what is beside the text count nothing, unless they are most of the page. From the top the way goes down as long as
one child holds nearly all of it.
"""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newscrawl.normalise.text import compact
from newscrawl.reading.boilerplate import CERTAIN, STANDFIRST, beside
from newscrawl.reading.layout import HEADINGS, INLINE
from newscrawl.reading.page import Page
from newscrawl.reading.survey import Survey

_MARK = re.compile("[.!?…。！？؟।։\"”»」’':;,،、，]")
PLACES = frozenset(["main", "article", "section", "div"])
RECORD = 4  # properties: so many siblings of microdata are a record
MARKED = 0.2  # of the page's text: less than that is a teaser, whatever its mark or heading
MOST = 0.55  # of the text in an article or main element: go down into it
TEXT = 0.35  # of the text in the one child that is named as the text: go down into it
_TEXT = re.compile(r"[\s_-]((article|story|entry|post|news)[\s_-]*(body|content|text|copy))[\s_-]", re.IGNORECASE)
# U+2E80 to U+D7FF, U+F900 to U+FAFF, U+FF00 to U+FFEF; by what they are not, which tells most letters at one comparison.
_WIDE = re.compile("[^\0-\u2e7f\ud800-\uf8ff\ufb00-\ufeff\ufff0-\U0010ffff]")
BEGINNING = 80  # characters of a text that tell its script
PARAGRAPH = 80  # weight: what weighs less before the text is no paragraph of it
SHORT = 40  # characters: a shorter run is rarely a paragraph
NEARLY_ALL = 0.8  # of the text in one child: go down into it
BULK = 0.4  # of the page's text: more than what stands beside the text ever has


def weight(text: str) -> float:
    """How much a run of text counts as part of an article."""
    size = len(text)
    if not text.isascii() and _WIDE.search(text, 0, BEGINNING):
        size += len(_WIDE.findall(text))  # a character there says as much as two or three letters
    if size < SHORT:
        return size * 0.1
    return float(size) if "." in text or _MARK.search(text) else size * 0.3


class Weights:
    """The weight of the text in every element of a page: ``raw``, and ``sums`` without what is beside the text."""

    def __init__(self, survey: Survey):
        self.blocks: dict[Element, float] = {}
        self._above: dict[Element, Element | None] = {}  # of the blocks and all above them: what they stand in, the outer ones first
        self._beside: dict[Element, str | None] = {}  # why one of them is beside the text by itself
        self._reasons: dict[Element, str | None] = {}  # or for what is above it: a certain reason wins over the others, then the nearest
        for element, text in survey.runs:
            self._count(element, text)
        for block, size in self.blocks.items():
            if size > 0:
                self._climb(block)
        self.marked = [element for element in self._above if _is_body(element)]
        for body in self.marked:
            if body in self.blocks and _is_record(body.getparent()):
                del self.blocks[body]
        reasons = self._reasons
        held = {block: size for block, size in self.blocks.items() if size > 0 and reasons[block] not in CERTAIN}
        self.raw = self._sums(held)
        small = self._small(sum(held.values()) * BULK)
        seen = {block: size for block, size in held.items() if not reasons[block] or block not in small}
        self.sums = self._sums(seen) if 0 < len(seen) < len(held) else dict(self.raw)

    def _count(self, element: Element | None, text: str) -> None:
        size = weight(text)
        while element is not None and (element.tag in INLINE or not isinstance(element.tag, str)):
            if element.tag == "a":
                size *= -0.3
            element = element.getparent()
        if element is not None and element.tag not in HEADINGS:
            self.blocks[element] = self.blocks.get(element, 0.0) + size

    def _climb(self, element: Element | None) -> None:
        """Note an element and those above it, with why each is beside the text."""
        chain = []
        while element is not None and element not in self._above:
            chain.append(element)
            element = element.getparent()
        outer = self._reasons[element] if element is not None else None
        for entry in reversed(chain):
            self._above[entry] = element
            self._beside[entry] = reason = "linked" if (tag := entry.tag) == "a" else beside(entry, tag)
            self._reasons[entry] = outer = outer if outer in CERTAIN else reason or outer
            element = entry

    def _small(self, bulk: float) -> set[Element]:
        """The elements in something beside the text that holds too little to be the text all the same."""
        small: set[Element] = set()
        for element, above in self._above.items():
            if self.raw.get(element, 0.0) < bulk and (self._beside[element] or above in small):
                small.add(element)
        return small

    def _sums(self, blocks: dict[Element, float]) -> dict[Element, float]:
        """The weight of each element with all that is in it; links, which count against their block, do not count against those above."""
        sums = dict(blocks)
        for element, above in reversed(self._above.items()):
            if above is not None and (size := sums.get(element)):
                sums[above] = sums.get(above, 0.0) + size
        return sums

    def beside(self, element: Element, tag: str) -> str | None:
        """Why the element is not text by itself, as :func:`boilerplate.beside` says it."""
        return self._beside[element] if element in self._beside else beside(element, tag)

    def leave_out(self, element: Element) -> None:
        """Takes the text of an element out of the count."""
        size = self.sums[element]
        for part in element.iter():
            self.sums.pop(part, None)
        for above in element.iterancestors():
            self.sums[above] = self.sums.get(above, 0.0) - size

    def is_leaf(self, element: Element) -> bool:
        """Whether all its text stands in the element directly, not in paragraphs below it."""
        return element in self.blocks and self.sums.get(element) == self.blocks[element]


def _is_body(element: Element) -> bool:
    """Whether its page marks the element as the text (schema.org articleBody, as microdata or RDFa)."""
    return "articleBody" in (element.get("itemprop") or "") or "articleBody" in (element.get("property") or "")


def _is_record(element: Element) -> bool:
    """Whether an element is a record for machines: all in it are properties of microdata, its text a copy of the article's."""
    return len(element) >= RECORD and all(child.get("itemprop") for child in element)


def find(weights: Weights, page: Page, title: str | None = None) -> Element:
    """The element that holds the text; the root where the page has none. ``title`` tells one of several articles."""
    marked = _marked(weights, page.root)
    element = page.root if marked is None else marked
    heading = _heading(page, title)
    while (early := _before(weights, element, heading)) is not None:
        weights.leave_out(early)
    while (child := _next(weights, element, heading)) is not None:
        element = child
    return element


def _before(weights: Weights, element: Element, heading: set[Element]) -> Element | None:
    """The heaviest element beside the way to the headline that ends before it: no article ends before its headline."""
    early: list[Element] = []
    for step in heading:
        if element in heading and step is not element and (parent := step.getparent()) in heading:
            early += [child for child in parent[: parent.index(step)] if weights.sums.get(child, 0.0) > 0]
    return max(early, key=weights.sums.__getitem__, default=None)


def _marked(weights: Weights, root: Element) -> Element | None:
    """The first element that its page marks as the text, where a good part of the page is in it."""
    total = weights.sums.get(root, 0.0)
    return next((body for body in weights.marked if weights.sums.get(body, 0.0) > MARKED * total and not weights.is_leaf(body)), None)


def _heading(page: Page, title: str | None) -> set[Element]:
    """The heading that is the title, with all elements above it."""
    key = compact(title or "")
    for heading in (*page.tagged("h1"), *page.tagged("h2")) if key else ():
        if compact("".join(heading.itertext())) == key:
            return {heading, *heading.iterancestors()}
    return set()


def _next(weights: Weights, element: Element, heading: set[Element]) -> Element | None:
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
    if titled is not None and sums[titled] >= MARKED * here and (titled is best or not _goes_on(titled)):
        return titled
    if best.tag in ("main", "article") and sums[best] >= MOST * here:
        return best
    named = [child for child in children if _named_text(child)]
    return named[0] if len(named) == 1 and sums[named[0]] >= TEXT * here else None


def _opened_before(weights: Weights, element: Element) -> bool:
    """Whether paragraphs stand directly before the element: the text begins there, a paywall's wrapper holds the rest."""
    return any(
        before.tag == "p" and weights.sums.get(before, 0.0) > PARAGRAPH and not STANDFIRST.search(before.get("class") or "")
        for before in element.itersiblings(preceding=True)
    )


def _goes_on(titled: Element) -> bool:
    """Whether what follows the part with the headline bears its class names: the next part of the same text, as page builders write it."""
    tag, names = titled.tag, (titled.get("class") or "").split()[:1]
    return (
        bool(names)
        and tag != "article"
        and any(
            (after.get("class") or "").split()[:1] == names and next(after.iter("h1"), None) is None for after in titled.itersiblings(tag)
        )
    )


def _named_text(element: Element) -> bool:
    """Whether the class names or the id call the element the text of an article."""
    return _TEXT.search(f" {element.get('class') or ''} {element.get('id') or ''} ") is not None
