"""Where an element stands: in the article, or in what pages put beside, above and below it; and what its class says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from newscrawl.normalise.text import clean
from newscrawl.reading.boilerplate import named

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\s]+|-+")
_PERSON = r"(?:by-line|byline|authors?|author-?names?|autor(?:en|es|in)?|auteurs?|writers?|reporters?|contributors?)"
# Roles that a class gives to an element; words are joined by single hyphens before they are matched.
ROLES = {
    "byline": re.compile(rf"(?:^|-|\s){_PERSON}(?:-(?:name|names|link|list|item|info|text|wrapper|container|by))*(?:$|-\d|\s|-[a-z0-9]*\d)"),
    "tags": re.compile(r"(?:^|-|\s)(?:tags?|tag-?list|keywords?|topics?)(?:-(?:list|links?|items?|container|wrapper|cloud|button|btn|comp|like|entry|name|text|label))*(?:$|\s|-[a-z0-9]{4,8}(?:$|\s))"),
    "crumbs": re.compile(r"breadcrumb"),
    "date": re.compile(r"(?:^|-|\s)(?:date(?:line|time)?|time(?:stamp)?|pub-?date|published?(?:-at|-on|-date|-time)?|publication(?:-date)?|posted(?:-on)?|datum|fecha|data-pubblicazione)(?:$|-|\s)"),
    "summary": re.compile(
        r"(?:^|-|\s)(?:summary|stand-?first|lede|dek|deck|sub-?head(?:line|ing)?|sub-?title|vorspann|intro(?:duction|text)?|chapo|chapeau|entradilla|bajada|sumario|sommario|"
        r"occhiello|spot|perex|ingress|manchet|teaser-?text|article-lead|excerpt)(?:$|\s|-(?:text|content|paragraph)(?:$|\s))"
    ),
    "kicker": re.compile(r"(?:^|-|\s)(?:kicker|overline|eyebrow|roofline|dachzeile|topline|antetitulo|pretitle|supertitle|surtitre|occhiello|rubric)(?:$|-|\s)"),
}
NO_ROLES: frozenset[str] = frozenset()
# What every class with a role has in it somewhere: asked first, since most classes have none.
_HINTS = re.compile("by-?line|aut[eho]|writer|reporter|contribut|tag|keyword|topic|breadcrumb|dat|time|publi|posted|fecha|kicker|line|eyebrow|summary|stand-?first|lede|dek|deck|sub-?head|vorspann|intro|chap|entradilla|bajada|sumario|sommario|spot|perex|ingress|manchet|teaser|lead|excerpt|dachzeile|title|surtitre|occhiello|rubric|antetit")
# What a class says that an element is (newscrawl.reading.boilerplate) where that is not the article's.
BESIDE = frozenset(("related", "promo", "comments", "navigation", "consent"))


_UNREAD = ("script", "style", "noscript", "template", "svg", "head")


def text_of(element: HtmlElement) -> str:
    """The element's text on one line, as a reader sees it; parts that stand on lines of their own keep apart."""
    if next(element.iter(*_UNREAD), None) is None:
        return clean(" ".join(element.itertext()))
    return clean(" ".join(_read_texts(element)))


def short_text(element: HtmlElement, limit: int) -> str:
    """The element's text where it has no more than ``limit`` characters, else nothing: long ones are not read to their end."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > limit and next(element.iter(*_UNREAD), None) is None:
            return ""
    text = text_of(element)
    return text if len(text) <= limit else ""


def _read_texts(element: HtmlElement) -> Iterator[str]:
    if element.text and element.tag not in _UNREAD:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _read_texts(child)
        if child.tail:
            yield child.tail


def joined(names: str) -> str:
    """The words of a class attribute in lower case, joined by hyphens; classes are parted by spaces."""
    return " ".join(_CAMEL.sub("-", name).lower() for name in names.split())


@lru_cache(16384)
def roles_of(names: str) -> frozenset[str]:
    """The roles that a class attribute gives to its element."""
    if not _HINTS.search(names.lower()):
        return NO_ROLES
    words = joined(names)
    return frozenset(role for role, pattern in ROLES.items() if pattern.search(words))


def own_parts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str | None]]:
    """The elements of the article's own parts with their classes, in the order of the page.

    Left out, with all that is in it, is what pages put beside, above and below an article: menus, comments, teasers, the foot of the
    page (the foot of the article is part of it). Nothing is left out that holds the main heading.
    """
    open_elements = [iter(root)]
    while open_elements:
        for element in open_elements[-1]:
            tag = element.tag
            if tag in _UNREAD or not isinstance(tag, str):
                continue
            names = element.get("class")
            inside = not _is_beside(element, tag, names)
            if inside or names and "crumbs" in roles_of(names):
                yield element, names
            if inside and len(element):
                open_elements.append(iter(element))
                break
        else:
            open_elements.pop()


def _is_beside(element: HtmlElement, tag: str, names: str | None) -> bool:
    if tag in ("main", "article", "body"):
        return False
    reason = named(names) if names else None
    foot = tag == "footer" or reason == "footer"
    if not foot and tag not in ("aside", "nav") and reason not in BESIDE:
        return False
    if foot and any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors()):
        return False
    return next(element.iter("h1", "main"), None) is None
