"""Shells: pages that are empty until JavaScript ran. Pure."""

from __future__ import annotations

from zlib import crc32

from lxml.etree import _Element as Element

from newscrawl.reading.page import Page

TEXT = 200  # characters that a shell shows at most: a name, "loading"
LINKS = 3  # that it has at most
_UNSEEN = frozenset(("script", "style", "noscript", "template"))


def is_shell(page: Page) -> bool:
    """Whether a page has scripts, and next to no text and links of its own."""
    if not page.scripts:
        return False
    shown = list(_shown(page))
    text = sum(len(" ".join(part.split())) for element in shown for part in _texts(element))
    return text <= TEXT and sum(bool(element.get("href")) for element in shown if element.tag == "a") <= LINKS


def skeleton(page: Page) -> int:
    """A number that pages have in common whose bodies have the same elements and the same scripts."""
    scripts = [(script.get("src") or "").partition("?")[0] for script in page.scripts]
    elements = [(element.tag, element.get("id"), element.get("class")) for element in _shown(page)]
    return crc32(repr((elements, scripts)).encode())


def _shown(page: Page) -> list[Element]:
    """The elements of the body that a reader may see, from the top."""
    body = page.root.find("body")
    waiting, found = ([] if body is None else [body]), []
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and element.tag not in _UNSEEN:
            found.append(element)
            waiting.extend(reversed(element))
    return found


def _texts(element: Element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]
