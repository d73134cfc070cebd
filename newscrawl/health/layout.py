"""The shape of an article's page in one line, so that a redesign is noticed.

It is the way from the page down to what holds most of its paragraphs, by tag and first class: ``main>article.post>div.text``.
Of an article without text it is the way to the main heading.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from lxml.etree import _Element

DEEPEST = 8  # elements of the way that are told, the innermost ones
PARAGRAPHS = 60  # that are looked at
# A class that a person gave; those that a build tool makes (css-1x8kd, sc-bZnhIo) change with every release.
_NAMED = re.compile(r"[a-z]+([_-]{1,2}[a-z]+)*\Z")


def fingerprint(root: _Element, text: bool = True) -> str:
    """The shape of a page; ``text``: whether the article has one. Empty where there is neither paragraph nor heading."""
    weights: Counter[_Element] = Counter()
    for paragraph in islice(root.iter("p"), PARAGRAPHS if text else 0):
        parent = paragraph.getparent()
        if parent is not None:
            weights[parent] += len(paragraph.text or "") + sum(len(child.tail or "") for child in paragraph)
    innermost = max(weights, key=weights.__getitem__) if weights else next(root.iter("h1"), None)
    return "" if innermost is None else _way(innermost)


def _way(element: _Element) -> str:
    way = []
    while element is not None and element.tag not in ("body", "html") and len(way) < DEEPEST:
        way.append(_name(element))
        element = element.getparent()
    return ">".join(reversed(way))


def _name(element: _Element) -> str:
    classes = (element.get("class") or "").split()
    named = next((name for name in classes if _NAMED.match(name)), "")
    return f"{element.tag}.{named}" if named else str(element.tag)
