"""DOM: what the visible page says of its article: headline, byline, time elements, microdata, tag lists, breadcrumbs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import XPath
from lxml.html import HtmlElement

from newscrawl.normalise.text import compact, plain
from newscrawl.reading import headline, taglists
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.page import Page
from newscrawl.reading.place import beside_article, roles_of, text_of
from newscrawl.urls import absolute

# Found in C; what they tell is decided below. Most classes tell nothing: those are looked up, not looked at.
_SPOTS = XPath("//*[@class or @itemprop or self::h1 or self::time or @rel='author']")
_ITEMS = {
    "headline": "title", "author": "authors", "datepublished": "published_at", "datecreated": "published_at", "datemodified": "modified_at",
    "articlesection": "section", "keywords": "tags", "description": "summary",
}  # fmt: skip
WHOLE = frozenset(("body", "html", "main", "article", "input", "form"))  # whose classes speak of the whole page, or of controls
TAGS = frozenset(("tags",))
LONGEST_BYLINE = 160  # characters


def read(page: Page) -> Iterator[Candidate]:
    """The candidates of the visible page and its title."""
    named, marked = _spots(page.root)
    heading = _heading(page, [element for element in marked if element.tag == "h1"])
    if heading is not None:
        yield Candidate("title", text_of(heading), "dom", "h1")
    yield from _page_title(page)
    for element in marked:
        yield from _read(element)
    for element, roles in named:
        if roles != TAGS:
            yield from _by_class(element, roles)
    yield from taglists.read(page.root, [element for element, roles in named if "tags" in roles])
    if heading is not None:
        yield from headline.read(heading)
    if language := page.root.get("lang") or page.root.get("xml:lang"):
        yield Candidate("language", language, "dom", "lang")
    yield from _canonical(page)


def _spots(root: HtmlElement) -> tuple[list[tuple[HtmlElement, frozenset[str]]], list[HtmlElement]]:
    """The elements whose classes have roles, and those that tell by their tag or attributes."""
    named, marked = [], []
    for element in _SPOTS(root):
        names, tag = element.get("class"), element.tag
        if names and (roles := roles_of(names)) and tag not in WHOLE:
            named.append((element, roles))
        if (tag == "h1" or tag == "time" or element.get("itemprop") or element.get("rel") == "author") and not beside_article(element):
            marked.append(element)
    return named, marked


def _canonical(page: Page) -> Iterator[Candidate]:
    """The address that the page declares for itself (RFC 6596)."""
    for link in page.root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (href := absolute(page.base, link.get("href") or "")):
            yield Candidate("canonical_url", href, "dom", "canonical")
            return


def _heading(page: Page, headings: list[HtmlElement]) -> HtmlElement | None:
    """The article's headline in the page: the h1 that says what the head of the page says, else the first; a lower heading where there is none."""
    if len(headings) == 1 and text_of(headings[0]):
        return headings[0]
    headings = [element for element in headings if text_of(element)]
    said = [compact(text) for name in ("og:title", "twitter:title", "title") for text in page.metas.get(name, ())[:1]]
    for element in headings or page.root.iter("h2", "h3"):
        key = compact(text_of(element))
        if len(key) > 10 and any(key in text or text in key for text in said if text):
            return element
    return headings[0] if headings else None


def _page_title(page: Page) -> Iterator[Candidate]:
    for element in page.root.iter("title"):
        if text := plain(element.text or ""):
            yield Candidate("title", text, "dom", "title")
            return


def _read(element: HtmlElement) -> Iterator[Candidate]:
    if element.tag == "time":
        yield from _time(element)
    if item := element.get("itemprop"):
        yield from _item(element, item)
    if element.get("rel") == "author":
        yield Candidate("authors", [text_of(element)], "dom", "rel=author")


def _by_class(element: HtmlElement, roles: frozenset[str]) -> Iterator[Candidate]:
    text = text_of(element)
    if not text or len(text) > LONGEST_BYLINE or ("crumbs" not in roles and beside_article(element)):
        return
    if "byline" in roles:
        yield from headline.read_line(text, element, "byline") if headline.has_label(text) else [Candidate("authors", [_byline(element, text)], "dom", "byline")]
    if "date" in roles and element.tag != "time":
        yield Candidate("modified_at" if headline.UPDATED.search(text) else "published_at", text, "dom", "date")
    if "kicker" in roles:
        yield Candidate("kicker", text, "dom", "kicker")
    if "crumbs" in roles and (links := [text for link in element.iter("a") if (text := text_of(link))]):
        yield Candidate("section", links[-1], "dom", "breadcrumb")


def _time(element: HtmlElement) -> Iterator[Candidate]:
    before = element.getprevious()
    label = (before.tail or text_of(before) if before is not None else (element.getparent().text if element.getparent() is not None else "")) or ""
    updated = headline.UPDATED.search(f"{label} {text_of(element)}") or "modif" in (element.get("class") or "").lower() or "update" in (element.get("class") or "").lower()
    if moment := element.get("datetime") or text_of(element):
        yield Candidate("modified_at" if updated else "published_at", moment, "dom", "time")


def _item(element: HtmlElement, item: str) -> Iterator[Candidate]:
    for name in item.lower().split():
        field = _ITEMS.get(name)
        text = plain(element.get("content") or element.get("datetime") or text_of(element)) if field else ""
        if field and text:
            yield Candidate(field, [text] if field in ("authors", "tags") else text, "dom", "itemprop")


def _byline(element: HtmlElement, text: str) -> str:
    """The byline; where it links to its authors, the names in the links alone."""
    links = [text_of(link) for link in element.iter("a") if (link.get("href") or "").startswith(("/", "http"))]
    return ", ".join(links) if any(links) and all(link in text for link in links) else text
