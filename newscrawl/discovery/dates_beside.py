"""The date that stands beside a headline in a listing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from lxml.etree import _Element as Element

from newscrawl.discovery.anchors import Anchor
from newscrawl.normalise.dates import read_date
from newscrawl.reading.page import Page

_CLIMB = 6  # levels from a link to the box of its card
_TRIED, _LOOK = 4, 300  # links to one address, and elements of a card, that are looked at
_LONG = 60  # no date takes more characters


def date_beside(page: Page, group: list[Anchor]) -> datetime | None:
    """The date in the card that holds a link and no other headline; naive where it has no offset, at midnight where it has no time.

    What is marked up as a date (HTML time element, abbr of hCalendar) goes before what reads as one.
    """
    boxes = [box for anchor in group[:_TRIED] for box in _boxes(anchor)]
    marked = next((moment for box in boxes for text in _marked(box) if (moment := _read(page, text))), None)
    return marked or next((moment for box in boxes for text in _spoken(box) if (moment := _read(page, text))), None)


def reference_of(page: Page) -> datetime | None:
    """When the page was answered, as its Date header says (RFC 9110)."""
    try:
        return parsedate_to_datetime(page.headers["date"])
    except (KeyError, ValueError, TypeError):
        return None


def _boxes(anchor: Anchor) -> list[Element]:
    """The elements around a link that hold no other headline, from the inside out."""
    boxes: list[Element] = []
    element = anchor.element.getparent()
    while (
        element is not None
        and len(boxes) < _CLIMB
        and element.tag not in ("body", "main")
        and not _crowded(element, anchor.element.get("href"))
    ):
        boxes.append(element)
        element = element.getparent()
    return boxes


def _crowded(box: Element, href: str | None) -> bool:
    """Whether a link to something else, as long as a headline, is in the box."""
    return any(link.get("href") != href and len("".join(link.itertext()).split()) > 3 for link in islice(box.iter("a"), _LOOK))


def _marked(box: Element) -> Iterator[str]:
    for element in islice(box.iter("time", "abbr"), _TRIED):
        yield element.get("datetime") or element.get("title") or "".join(element.itertext())


def _spoken(box: Element) -> Iterator[str]:
    """Short texts with a number in them, those of links left out."""
    for element in islice(box.iter(), _LOOK):
        if not isinstance(element.tag, str) or element.tag in ("a", "script", "style", "h1", "h2", "h3", "h4"):
            texts = (element.tail,)
        else:
            texts = (element.text, element.tail)
        for text in texts:
            if text and 4 < len(text.strip()) < _LONG and any(c.isdigit() for c in text):
                yield text.strip()


def _read(page: Page, text: str) -> datetime | None:
    if not 4 < len(text.strip()) < _LONG:
        return None
    language = next(iter(page.root.xpath("/html/@lang")), None)
    found = read_date(text, reference_of(page), language=language)
    return found.value if found else None
