"""Heads: the pictures between the main heading of an article and its text, outside of the element that holds the text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from newscrawl.reading.boilerplate import beside

WIDEST = frozenset(["article", "main"])
SHOWING = ("figure", "picture", "img", "amp-img", "video", "iframe")
# Reasons that do not speak against a picture: it stands in the page's head, in a gallery, among caption and byline.
FITTING = frozenset(["head", "caption", "navigation", "notice"])


def pictures(text: Element, headings: list[Element]) -> Iterator[Element]:
    """The outermost elements with a picture or player, in the article around the text and before it, in their order.

    ``headings`` are the main headings of the page.
    """
    scope = _scope(text, headings)
    if scope is None:
        return
    above = {text, *text.iterancestors()}
    last = None
    for element in scope.iter(*SHOWING, text.tag):
        if element is text:
            return
        if element in above or element.tag not in SHOWING or last is not None and last in element.iterancestors():
            continue
        if all(entry in above or entry.tag != "a" and (beside(entry, entry.tag) or "head") in FITTING for entry in _up_to(element, scope)):
            last = element
            yield element


def _scope(text: Element, headings: list[Element]) -> Element | None:
    """The nearest element around the text that holds a main heading; the article around it where none does."""
    article, headed = None, {element for heading in headings for element in heading.iterancestors()}
    for element in text.iterancestors():
        if element.tag == "body":
            break
        if element in headed:
            return element
        if element.tag in WIDEST and article is None:
            article = element
    return article


def _up_to(element: Element, scope: Element) -> Iterator[Element]:
    while element is not None and element is not scope:
        yield element
        element = element.getparent()
