"""DOM: what the visible page says of its article: headline, byline, time elements, microdata, tag lists, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newscrawl.normalise.text import clean, plain
from newscrawl.reading import headline
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.page import Page

# One pass in C finds every element that may tell something; what it tells is decided below.
_SPOTS = XPath("//*[@class or @itemprop or self::h1 or self::time or @rel[contains(., 'author') or contains(., 'tag')]]")
# Roles that a class gives to an element.
_ROLES = {
    "byline": re.compile(
        r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:en|es|in)?|auteurs?|writers?|reporter)(?:[\s_-]+(?:name|names|link|list|info))?(?:$|[\s_-])", re.IGNORECASE
    ),
    "tags": re.compile(
        r"(?:^|[\s_-])(?:tags?|keywords?|topics?|tag-?list|article-?tags?|post-?tags?)(?:[\s_-]+(?:list|links?|items?|container|wrapper|cloud))*(?:$|[\s_-])", re.IGNORECASE
    ),
    "crumbs": re.compile(r"breadcrumb", re.IGNORECASE),
}
_ELSEWHERE = re.compile(r"comment|related|recommend|sidebar|teaser|newsletter|footer|promo|most-?(?:read|popular)|card", re.IGNORECASE)
_ITEMS = {
    "headline": "title", "author": "authors", "datepublished": "published_at", "datecreated": "published_at", "datemodified": "modified_at",
    "articlesection": "section", "keywords": "tags", "description": "summary",
}  # fmt: skip


@lru_cache(8192)
def roles_of(names: str) -> frozenset[str]:
    """The roles that a class attribute gives to its element."""
    return frozenset(role for role, pattern in _ROLES.items() if pattern.search(names))


def spots(page: Page) -> Iterator[tuple[HtmlElement, frozenset[str]]]:
    """The elements of the article's own parts that may tell something, with the roles of their classes."""
    for element in _SPOTS(page.root):
        roles = roles_of(element.get("class") or "")
        if (roles or element.tag in ("h1", "time") or element.get("itemprop") or element.get("rel")) and not _elsewhere(element):
            yield element, roles


def read(page: Page) -> Iterator[Candidate]:
    """The candidates of the visible page and its title."""
    told = list(spots(page))
    headings = [element for element, _ in told if element.tag == "h1" and text_of(element)]
    for heading in headings:
        yield Candidate("title", text_of(heading), "dom", "h1")
    for title in page.root.iter("title"):
        if text := plain(title.text or ""):
            yield Candidate("title", text, "dom", "title")
            break
    for element, roles in told:
        yield from _read(element, roles)
    if headings:
        yield from headline.read(headings[0])
    if language := page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang") or page.root.get("xml:lang"):
        yield Candidate("language", language, "dom", "lang")
    for href in page.rels.get("canonical", ())[:1]:
        yield Candidate("canonical_url", href, "dom", "canonical")


def text_of(element: HtmlElement) -> str:
    """The element's text on one line; parts that stand on lines of their own keep apart."""
    return clean(" ".join(element.itertext()))


@lru_cache(8192)
def _is_elsewhere(names: str) -> bool:
    return bool(_ELSEWHERE.search(names))


def _elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to something else than the article: a comment, a teaser, the foot of the page."""
    for depth, ancestor in enumerate((element, *element.iterancestors())):
        if depth > 8 or ancestor.tag in ("body", "main"):
            return False
        if ancestor.tag in ("aside", "footer", "nav") and "crumbs" not in roles_of(element.get("class") or ""):
            return True
        if _is_elsewhere(ancestor.get("class") or ""):
            return True
    return False


def _read(element: HtmlElement, roles: frozenset[str]) -> Iterator[Candidate]:
    if element.tag == "time":
        yield from _time(element)
    if item := element.get("itemprop"):
        yield from _item(element, item)
    rels = (element.get("rel") or "").lower().split()
    if "author" in rels and element.tag == "a":
        yield Candidate("authors", [text_of(element)], "dom", "rel=author")
    if "tag" in rels:
        yield Candidate("tags", [text_of(element)], "dom", "rel=tag")
    elif element.tag not in ("body", "html", "main", "article"):
        if "tags" in roles and (links := _short_links(element)):
            yield Candidate("tags", links, "dom", "tag list")
        if "byline" in roles and (text := text_of(element)) and len(text) <= 160:
            yield Candidate("authors", [_byline(element, text)], "dom", "byline")
        if "crumbs" in roles and (links := _short_links(element)):
            yield Candidate("section", links[-1], "dom", "breadcrumb")


def _time(element: HtmlElement) -> Iterator[Candidate]:
    label = " ".join([element.get("class") or "", text_of(element), (element.getprevious().tail if element.getprevious() is not None else element.getparent().text) or ""])
    field = "modified_at" if headline.UPDATED.search(label) or "updat" in label.lower() or "modif" in label.lower() else "published_at"
    if moment := element.get("datetime"):
        yield Candidate(field, moment, "dom", "time")
    elif text := text_of(element):
        yield Candidate(field, text, "dom", "time text")


def _item(element: HtmlElement, item: str) -> Iterator[Candidate]:
    for name in item.lower().split():
        field = _ITEMS.get(name)
        text = plain(element.get("content") or element.get("datetime") or text_of(element)) if field else ""
        if field and text:
            yield Candidate(field, [text] if field in ("authors", "tags") else text, "dom", "itemprop")


def _byline(element: HtmlElement, text: str) -> str:
    """The byline; where it links to its authors, the names in the links alone."""
    links = [text_of(link) for link in element.iter("a") if (link.get("href") or "").startswith(("/", "http"))]
    return ", ".join(links) if links and all(link in text for link in links) else text


def _short_links(element: HtmlElement) -> list[str]:
    links = [text_of(link) for link in element.iter("a")]
    return links if links and len(links) <= 40 and all(len(link) <= 60 for link in links) else []
