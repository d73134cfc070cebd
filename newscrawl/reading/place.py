"""Where an element stands: in the article, or in what pages put beside, above and below it; and what its class says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import XPath, iterwalk
from lxml.html import HtmlElement

from newscrawl.normalise.text import clean

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[_-]{2,}|_")
# Classes of state and of use (``has-sidebar``, ``no-comments``) say how an element looks, not what it is.
_STATES = ("has-", "no-", "not-", "with-", "without-", "is-", "js-", "u-", "show-", "post-type", "category-", "type-")
_PERSON = r"by-line|byline|authors?|author-?names?|autor(?:en|es|in)?|auteurs?|writers?|reporters?|contributors?"
# Roles that a class gives to an element: the words that it begins with at a hyphen, and what may stand behind them. The words of a
# class are joined by single hyphens before they are matched, with one more at both ends.
_ROLES = {
    "byline": (_PERSON, r"(?:-(?:name|names|link|list|item|info|text|wrapper|container|by))*-(?:$|[a-z0-9]*\d)"),
    "tags": (
        r"tags?|tag-?list|keywords?|topics?",
        r"(?:-(?:list|links?|items?|container|wrapper|cloud|button|btn|comp|like|entry|name|text|label))*-(?:$|[a-z]*\d)",
    ),
    "date": (
        r"date(?:line|time)?|time(?:stamp)?|pub-?date|published?(?:-at|-on|-date|-time)?|publication(?:-date)?|posted(?:-on)?|datum|fecha|data-pubblicazione",
        "-",
    ),
    "summary": (
        r"summary|stand-?first|lede|dek|deck|sub-?head(?:line|ing)?|sub-?title|vorspann|intro(?:duction|text)?|chapo|chapeau|entradilla|bajada|sumario|sommario|"
        r"occhiello|spot|perex|ingress|manchet|teaser-?text|article-lead|excerpt",
        r"-(?:(?:text|content|paragraph)-)?$",
    ),
    "kicker": (r"kicker|overline|eyebrow|roofline|dachzeile|topline|antetitulo|pretitle|supertitle|surtitre|occhiello|rubric", "-"),
    # What stands beside the article.
    "beside": (
        r"related\w*|recommend\w*|recirc\w*|read-?(?:more|next|also)|(?:most|top)-?(?:read|popular|viewed|commented|stories)|popular|trending|teasers?(?!-?text)|"
        r"more-(?:on|from|stories|news|articles|like)|similar|up-?next|promo(?:tion|box)?s?|newsletters?|comments?|disqus|kommentare?|nav(?:bar|igation)?|menus?|sidebars?|side-bar|"
        r"pagination|cookies?|consent|outbrain|taboola|advert\w*|sponsor\w*|relacionad[oa]s?|verwandt\w*|correlat[io]",
        "-",
    ),
}
ROLES = {role: re.compile(f"-(?:{words}){behind}") for role, (words, behind) in _ROLES.items()}
_ANY_ROLE = re.compile(f"-(?:{'|'.join(words for words, _ in _ROLES.values())})")  # most classes have none, as one search says
PARTS = {"breadcrumb": "crumbs", "footer": "foot"}  # roles that a class gives wherever the word stands in it
NO_ROLES: frozenset[str] = frozenset()

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


@lru_cache(32768)
def roles_of(names: str) -> frozenset[str]:
    """The roles that a class attribute gives to its element."""
    return NO_ROLES.union(*map(_roles, names.split()))


@lru_cache(32768)
def _roles(name: str) -> frozenset[str]:
    if name.startswith(_STATES):
        return NO_ROLES
    spelt = name if name.islower() else _CAMEL.sub("-", name).lower()
    words = f"-{_JOINTS.sub('-', spelt)}-"
    parts = {role for part, role in PARTS.items() if part in words}
    if _ANY_ROLE.search(words):
        parts.update(role for role, pattern in ROLES.items() if pattern.search(words))
    return frozenset(parts) if parts else NO_ROLES


def own_parts(root: HtmlElement) -> Iterator[tuple[HtmlElement, frozenset[str]]]:
    """The elements of the article's own parts with the roles of their classes, in the order of the page.

    Left out, with all that is in it, is what pages put beside, above and below an article: menus, comments, teasers, the foot of the
    page (the foot of the article is part of it). Nothing is left out that holds the main heading.
    """
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        tag = element.tag
        if tag in _UNREAD:
            walk.skip_subtree()
            continue
        names = element.get("class")
        roles = roles_of(names) if names else NO_ROLES
        if (tag in ASIDE or roles and not _STANDING.isdisjoint(roles)) and _is_beside(element, tag, roles):
            walk.skip_subtree()
            if "crumbs" not in roles:
                continue
        yield element, roles


def _is_beside(element: HtmlElement, tag: str, roles: frozenset[str]) -> bool:
    if tag in ("main", "article", "body", "html"):
        return False
    if (
        tag not in ("aside", "nav")
        and "beside" not in roles
        and any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    ):
        return False
    return next(element.iter("h1", "main"), None) is None
