"""The date that stands beside a headline in a listing."""

from __future__ import annotations

from datetime import datetime

from lxml.html import HtmlElement

from newscrawl.discovery.anchors import Anchor
from newscrawl.urls import link_key

_CLIMB = 6  # levels from a link to the box of its card


def date_beside(group: list[Anchor]) -> datetime | None:
    """The machine-readable date (HTML time element, hCalendar abbr) in the card that holds a link and no other headline."""
    return next((date for anchor in group for box in _boxes(anchor) if (date := _dated(box))), None)


def _boxes(anchor: Anchor) -> list[HtmlElement]:
    """The elements around a link that hold no heading of another one, from the inside out."""
    own, boxes, element = link_key(anchor.url), [], anchor.element
    for _ in range(_CLIMB):
        if element is None or not _only(element, own, anchor):
            break
        boxes.append(element)
        element = element.getparent()
    return boxes


def _only(box: HtmlElement, own: str, anchor: Anchor) -> bool:
    """Whether no other link of a headline's length is in the box."""
    hrefs = {a.get("href") for a in box.iter("a") if len(a.text_content().split()) > 3}
    return hrefs <= {anchor.element.get("href")}


def _dated(box: HtmlElement) -> datetime | None:
    for element in box.iter("time", "abbr"):
        value = element.get("datetime") if element.tag == "time" else element.get("title")
        try:
            return datetime.fromisoformat((value or "").strip())
        except ValueError:
            continue
    return None
