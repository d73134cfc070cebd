"""Where an element stands: in the article, or in what pages put beside, above and below it; and what its class says that it is."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from lxml.etree import _Element as Element

from newscrawl.normalise.alternatives import by_letter
from newscrawl.normalise.text import clean

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Classes of state and of use (``has-sidebar``, ``no-comments``) say how an element looks, not what it is.
_STATES = ("has-", "no-", "not-", "with-", "without-", "is-", "js-", "u-", "show-", "post-type", "category-", "type-")
_PERSON = r"by-line|byline|authors?|author-?names?|autor(?:en|es|in)?|auteurs?|writers?|reporters?|contributors?"
# Roles that a class gives to an element: the words that it begins with at a hyphen, and what may stand behind them. The words of a
# class are joined by single hyphens before they are matched, with one more at both ends.
_ROLES = {
    "byline": (
        _PERSON,
        r"(?:-(?:box|card|bio|block|details|meta)(?=-name))?(?:-(?:name|names|link|list|item|info|text|wrapper|container|by))*-(?:$|[a-z0-9]*\d)",
    ),
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
ROLES = {role: re.compile(f"-(?:{by_letter(words)}){behind}") for role, (words, behind) in _ROLES.items()}
_ANY_ROLE = re.compile(f"-(?:{by_letter('|'.join(words for words, _ in _ROLES.values()))})")  # most classes have none, as one search says
PARTS = {"crumb": "crumbs", "footer": "foot"}  # roles that a class gives wherever the word stands in it
_OWN_FOOT = re.compile(r"-(?:article|story|entry|post)-foot")  # the foot of the article, which is a part of it
NO_ROLES: frozenset[str] = frozenset()

ASIDE = frozenset(("aside", "nav", "footer"))
_STANDING = frozenset(("beside", "foot"))
UNREAD = frozenset(("script", "style", "noscript", "template", "svg"))  # whose text is not seen
DEEPEST = 100  # levels below an element; what lies deeper is no line of text


def text_of(element: Element) -> str:
    """The element's text on one line, as a reader sees it: parts keep apart, unless one goes on in the middle of a word."""
    if not len(element):
        return clean(element.text or "")
    parts: list[str] = []
    _gather(element, parts, sys.maxsize, 0)
    return _joined(parts)


def short_text(element: Element, limit: int) -> str:
    """The element's text where it has no more than ``limit`` characters, else nothing: long ones are not read to their end."""
    if len(element):
        parts: list[str] = []
        text = _joined(parts) if _gather(element, parts, limit, 0) >= 0 else ""
    else:
        text = clean(element.text or "")
    return text if len(text) <= limit else ""


def _gather(element: Element, parts: list[str], room: int, depth: int) -> int:
    """Add the texts in an element that are seen to ``parts``, as long as there is room for them, in characters; the room that is left."""
    if text := element.text:
        parts.append(text)
        room -= len(text.strip())
    if depth > DEEPEST:
        return room
    for child in element:
        if room < 0:
            break
        if child.tag not in UNREAD:
            room = _gather(child, parts, room, depth + 1)
        if text := child.tail:
            parts.append(text)
            room -= len(text.strip())
    return room


def _joined(parts: list[str]) -> str:
    line, end = "", ""
    for part in parts:
        line += " " + part if line and not (part[0].islower() and end.isalpha()) else part
        end = part[-1]
    return clean(line)


@lru_cache(32768)
def roles_of(names: str) -> frozenset[str]:
    """The roles that a class attribute gives to its element."""
    roles = NO_ROLES
    for name in names.split():
        if found := _roles(name):
            roles |= found
    return roles


@lru_cache(32768)
def _roles(name: str) -> frozenset[str]:
    words = f"-{name if name.islower() else _CAMEL.sub('-', name).lower()}-".replace("_", "-")
    while "--" in words:
        words = words.replace("--", "-")
    has_role = _ANY_ROLE.search(words) is not None
    if not (has_role or "foot" in words or "crumb" in words) or name.startswith(_STATES):
        return NO_ROLES
    parts = {role for part, role in PARTS.items() if part in words and not (role == "foot" and _OWN_FOOT.search(words))}
    if has_role:
        parts.update(role for role, pattern in ROLES.items() if pattern.search(words))
    return frozenset(parts) or NO_ROLES


def may_be_beside(tag: str, roles: frozenset[str]) -> bool:
    """Whether the tag or the roles of an element's classes say that it stands beside the article, before it is looked at."""
    return tag in ASIDE or roles is not NO_ROLES and not _STANDING.isdisjoint(roles)


def is_beside(element: Element, tag: str, roles: frozenset[str]) -> bool:
    """Whether it does: the article around it and a main heading in it speak against that."""
    if tag in ("main", "article", "body", "html"):
        return False
    if tag not in ("aside", "nav") and "beside" not in roles and next(element.iterancestors("article", "main"), None) is not None:
        return False
    return next(element.iter("h1", "main"), None) is None
