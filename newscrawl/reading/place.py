"""Where an element stands: in the article, or in what pages put beside, above and below it; and what its class says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newscrawl.normalise.text import clean

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\s]+|-+")
# Classes of state and of use (``has-sidebar``, ``no-comments``) say how an element looks, not what it is.
_STATES = ("has-", "no-", "not-", "with-", "without-", "is-", "js-", "u-", "show-", "post-type", "category-", "type-")
_PERSON = r"(?:by-line|byline|authors?|author-?names?|autor(?:en|es|in)?|auteurs?|writers?|reporters?|contributors?)"
# Roles that a class gives to an element; its words are joined by single hyphens before they are matched.
ROLES = {
    "byline": re.compile(
        rf"(?:^|-|\s){_PERSON}(?:-(?:name|names|link|list|item|info|text|wrapper|container|by))*(?:$|-\d|\s|-[a-z0-9]*\d)"
    ),
    "tags": re.compile(
        r"(?:^|-|\s)(?:tags?|tag-?list|keywords?|topics?)(?:-(?:list|links?|items?|container|wrapper|cloud|button|btn|comp|like|entry|name|text|label))*(?:$|\s|-[a-z]*\d)"
    ),
    "crumbs": re.compile(r"breadcrumb"),
    "date": re.compile(
        r"(?:^|-|\s)(?:date(?:line|time)?|time(?:stamp)?|pub-?date|published?(?:-at|-on|-date|-time)?|publication(?:-date)?|posted(?:-on)?|datum|fecha|data-pubblicazione)(?:$|-|\s)"
    ),
    "summary": re.compile(
        r"(?:^|-|\s)(?:summary|stand-?first|lede|dek|deck|sub-?head(?:line|ing)?|sub-?title|vorspann|intro(?:duction|text)?|chapo|chapeau|entradilla|bajada|sumario|sommario|"
        r"occhiello|spot|perex|ingress|manchet|teaser-?text|article-lead|excerpt)(?:$|\s|-(?:text|content|paragraph)(?:$|\s))"
    ),
    "kicker": re.compile(
        r"(?:^|-|\s)(?:kicker|overline|eyebrow|roofline|dachzeile|topline|antetitulo|pretitle|supertitle|surtitre|occhiello|rubric)(?:$|-|\s)"
    ),
    # What stands beside the article, and what stands below it.
    "beside": re.compile(
        r"(?:^|-|\s)(?:related\w*|recommend\w*|recirc\w*|read-?(?:more|next|also)|(?:most|top)-?(?:read|popular|viewed|commented|stories)|popular|trending|teasers?(?!-?text)|"
        r"more-(?:on|from|stories|news|articles|like)|similar|up-?next|promo(?:tion|box)?s?|newsletters?|comments?|disqus|kommentare?|nav(?:bar|igation)?|menus?|sidebars?|side-bar|"
        r"pagination|cookies?|consent|outbrain|taboola|advert\w*|sponsor\w*|relacionad[oa]s?|verwandt\w*|correlat[io])(?:$|-|\s)"
    ),
    "foot": re.compile(r"footer"),
}
NO_ROLES: frozenset[str] = frozenset()
# What a word of a class with a role has in it: asked first and once for each word, since most classes have no role.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HINTS = re.compile("|".join(f"(?P<{role}>{words})" for role, words in {
    "byline": "^by$|byline|autho|autor|auteur|writer|reporter|contributor",
    "tags": "tag|keyword|topic",
    "crumbs": "crumb",
    "date": "date|time|^pub$|publi|posted|datum|fecha",
    "summary": "summary|^stand$|standfirst|lede|de[ck]k|^dek$|^sub$|subhead|subtitle|vorspann|intro|chap[oe]|entradilla|bajada|sumario|sommario|occhiello|spot|perex|ingress|manchet|^lead$|excerpt",
    "kicker": "kicker|overline|eyebrow|roofline|dachzeile|topline|antetit|pretitle|supertit|surtitre|rubric",
    "beside": "related|recommend|recirc|^read$|readmore|readnext|readalso|^most$|^top$|mostread|mostpop|mostview|topstor|popular|trending|teaser|^more$|similar|^up$|upnext|promo|newsletter|"
              "comment|disqus|kommentar|nav|menu|^side$|sidebar|pagination|cookie|consent|outbrain|taboola|advert|sponsor|relacionad|verwandt|correlat",
    "foot": "footer",
}.items()))  # fmt: skip


ASIDE = frozenset(("aside", "nav", "footer"))
_STANDING = frozenset(("beside", "foot"))
_HIDDEN = ("script", "style", "noscript", "template", "svg")  # whose text is not seen
_UNREAD = frozenset((*_HIDDEN, "head"))
_SEEN = XPath(f"descendant-or-self::*[not({' or '.join(f'self::{tag}' for tag in _HIDDEN)})]/text()", smart_strings=False)


def text_of(element: HtmlElement) -> str:
    """The element's text on one line, as a reader sees it: parts keep apart, unless one goes on in the middle of a word."""
    if not len(element):
        return clean(element.text or "")
    return _joined(_SEEN(element))


def short_text(element: HtmlElement, limit: int) -> str:
    """The element's text where it has no more than ``limit`` characters, else nothing: long ones are not read to their end."""
    if not len(element):
        text = clean(element.text or "")
        return text if len(text) <= limit else ""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > limit:
            return ""
    hides = next(element.iter(*_HIDDEN), None) is not None
    text = _joined(_SEEN(element) if hides else parts)
    return text if len(text) <= limit else ""


def _joined(parts: list[str]) -> str:
    line, end = "", ""
    for part in parts:
        line += " " + part if line and not (part[0].islower() and end.isalpha()) else part
        end = part[-1]
    return clean(line)


@lru_cache(16384)
def _hinted(word: str) -> frozenset[str]:
    return frozenset(role for found in _HINTS.finditer(word.lower()) if (role := found.lastgroup))


@lru_cache(32768)
def roles_of(names: str) -> frozenset[str]:
    """The roles that a class attribute gives to its element."""
    return NO_ROLES.union(*map(_roles, names.split()))


@lru_cache(32768)
def _roles(name: str) -> frozenset[str]:
    hinted = NO_ROLES.union(*map(_hinted, _WORD.findall(name)))
    if not hinted or name.startswith(_STATES):
        return NO_ROLES
    if "summary" in hinted or "beside" in hinted:  # a teaser's text is either
        hinted |= {"summary", "beside"}
    words = _CAMEL.sub("-", name).lower()
    return frozenset(role for role in hinted if ROLES[role].search(words))


def own_parts(root: HtmlElement) -> Iterator[tuple[HtmlElement, frozenset[str]]]:
    """The elements of the article's own parts with the roles of their classes, in the order of the page.

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
            roles = roles_of(names) if names else NO_ROLES
            inside = not (tag in ASIDE or roles and not _STANDING.isdisjoint(roles)) or not _is_beside(element, tag, roles)
            if inside or "crumbs" in roles:
                yield element, roles
            if inside and len(element):
                open_elements.append(iter(element))
                break
        else:
            open_elements.pop()


def _is_beside(element: HtmlElement, tag: str, roles: frozenset[str]) -> bool:
    if tag in ("main", "article", "body"):
        return False
    if (
        tag not in ("aside", "nav")
        and "beside" not in roles
        and any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    ):
        return False
    return next(element.iter("h1", "main"), None) is None
