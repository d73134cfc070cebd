"""Container: the element that holds the text of the article.

Every run of text on the page counts for the element that it stands in and for all above it, by its length, less for links;
runs in what is beside the text count nothing, unless they are most of the page. From the top the way goes down as long as
one child holds nearly all of it.
"""

from __future__ import annotations

from lxml.etree import XPath
from lxml.html import HtmlElement

from newscrawl.reading.boilerplate import beside
from newscrawl.reading.layout import INLINE

_RUNS = XPath(
    "//body//text()[string-length(.) > 20][not(parent::script or parent::style or parent::noscript or parent::template or parent::textarea "
    "or parent::option or parent::button)]"
)
_MARKS = ".!?…。！？؟।։\"”»」'’:;"
SHORT = 40  # characters: a shorter run is rarely a paragraph
NEARLY_ALL = 0.8  # of the text in one child: go down into it
BULK = 0.4  # of the page's text: more than what stands beside the text ever has


def weight(text: str) -> float:
    """How much a run of text counts as part of an article."""
    size = len(text)
    if not text.isascii():
        size += sum(1 for c in text if c > "\u2e80")  # a character there says as much as two or three letters
    if size < SHORT:
        return size * 0.1
    return float(size) if any(mark in text for mark in _MARKS + ",،、，") else size * 0.3


class Weights:
    """The weight of the text in every element of a page."""

    def __init__(self, root: HtmlElement):
        self.blocks: dict[HtmlElement, float] = {}
        self._chains: dict[HtmlElement, list[HtmlElement]] = {}
        for run in _RUNS(root):
            text = run.strip()
            if len(text) > 20:
                self._count(run, text)
        total = sum(self.blocks.values())
        self.raw = self._sums(self.blocks)
        self._verdicts: dict[HtmlElement, bool] = {}
        seen = {block: size for block, size in self.blocks.items() if not self._beside(block, total * BULK)}
        self.sums = self._sums(seen) if seen else self.raw
        self.total = sum(seen.values()) if seen else total

    def _count(self, run, text: str) -> None:
        element = run.getparent()
        if run.is_tail:
            element = element.getparent()
        size = weight(text)
        while element is not None and (element.tag in INLINE or not isinstance(element.tag, str)):
            if element.tag == "a":
                size *= -0.3
            element = element.getparent()
        if element is not None:
            self.blocks[element] = self.blocks.get(element, 0.0) + size

    def _sums(self, blocks: dict[HtmlElement, float]) -> dict[HtmlElement, float]:
        sums: dict[HtmlElement, float] = {}
        for block, size in blocks.items():
            if size > 0:
                while block is not None:
                    sums[block] = sums.get(block, 0.0) + size
                    block = block.getparent()
        return sums

    def _beside(self, element: HtmlElement, bulk: float) -> bool:
        """Whether the element or one above it is beside the text; what holds the bulk of the page never is."""
        chain = []
        verdict = False
        while element is not None:
            if element in self._verdicts:
                verdict = self._verdicts[element]
                break
            chain.append(element)
            element = element.getparent()
        for entry in reversed(chain):
            if not verdict and self.raw.get(entry, 0.0) < bulk:
                verdict = entry.tag == "a" or beside(entry, entry.tag) is not None
            self._verdicts[entry] = verdict
        return verdict


def find(weights: Weights, root: HtmlElement) -> HtmlElement:
    """The element that holds the text; the root where the page has none."""
    element = root
    while True:
        best, most = None, 0.0
        for child in element:
            if (size := weights.sums.get(child, 0.0)) > most:
                best, most = child, size
        if best is None or most < NEARLY_ALL * weights.sums.get(element, 0.0) or best in weights.blocks and most == weights.blocks[best]:
            return element
        element = best
