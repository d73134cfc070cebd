"""Where an element stands: in the article, or in what pages put beside, above and below it; and what its class says that it is."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\s]+|-+")
_PERSON = r"(?:by-line|byline|authors?|author-?names?|autor(?:en|es|in)?|auteurs?|writers?|reporters?|contributors?)"
# Roles that a class gives to an element; words are joined by single hyphens before they are matched.
ROLES = {
    "byline": re.compile(rf"(?:^|-|\s){_PERSON}(?:-(?:name|names|link|list|item|info|text|wrapper|container|by))*(?:$|-\d|\s|-[a-z0-9]*\d)"),
    "tags": re.compile(r"(?:^|-|\s)(?:tags?|tag-?list|keywords?|topics?)(?:-(?:list|links?|items?|container|wrapper|cloud|button|btn|comp|like|entry|name|text|label))*(?:$|\s|-[a-z0-9]{4,8}(?:$|\s))"),
    "crumbs": re.compile(r"breadcrumb"),
    "date": re.compile(r"(?:^|-|\s)(?:date(?:line|time)?|time(?:stamp)?|pub-?date|published?(?:-at|-on|-date|-time)?|publication(?:-date)?|posted(?:-on)?|datum|fecha|data-pubblicazione)(?:$|-|\s)"),
    "kicker": re.compile(r"(?:^|-|\s)(?:kicker|overline|eyebrow|roofline|dachzeile|topline|antetitulo|pretitle|supertitle|surtitre|occhiello|rubric)(?:$|-|\s)"),
}
BESIDE = re.compile(r"comment|related|recommend|sidebar|teaser|newsletter|promo|most-(?:read|popular)|read-next|trending|(?:^|-|\s)nav|menu")
FOOT = re.compile(r"footer")


def joined(names: str) -> str:
    """The words of a class attribute in lower case, joined by hyphens; classes are parted by spaces."""
    return " ".join(_CAMEL.sub("-", name).lower() for name in names.split())


@lru_cache(16384)
def roles_of(names: str) -> frozenset[str]:
    """The roles that a class attribute gives to its element."""
    if not names:
        return frozenset()
    words = joined(names)
    return frozenset(role for role, pattern in ROLES.items() if pattern.search(words))


@lru_cache(16384)
def _standing(names: str) -> str:
    words = joined(names)
    return "beside" if BESIDE.search(words) else "foot" if FOOT.search(words) else ""


def beside_article(element: HtmlElement) -> bool:
    """Whether an element belongs to something else than the article: a menu, a comment, a teaser, the foot of the page.

    The foot of the article itself is part of it.
    """
    foot = False
    for ancestor in (element, *element.iterancestors()):
        tag = ancestor.tag
        if tag == "main":
            return False
        if tag == "body":
            return foot
        standing = _standing(ancestor.get("class") or "")
        if tag in ("aside", "nav") or standing == "beside":
            return True
        if tag == "article" and ancestor is not element:
            return False
        foot = foot or standing == "foot" or tag == "footer"
    return foot
