"""Which links are articles: one link alone from its address and words, all links of a page together."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from newscrawl.discovery.anchors import Anchor, Zone, anchors_of
from newscrawl.discovery.dates_beside import date_beside
from newscrawl.discovery.features import RULED, signs, text_weight
from newscrawl.discovery.link_model import WEIGHTS
from newscrawl.discovery.shapes import shape_of
from newscrawl.reading.page import Page
from newscrawl.site import Site
from newscrawl.urls import link_key, same_site

LIKELY = 0.5
_WEIGHTS = WEIGHTS | RULED

# Added to the log-odds of a link for what surrounds it on its page.
_HEADLINE = 1.5  # stands in a heading, or a heading stands in it
_CARD = 1.0  # inside an article element
_ZONES = {Zone.HEADER: -1.5, Zone.MENU: -2.5, Zone.SIDE: -0.7, Zone.FOOTER: -3.0}
_TRUSTED, _DOUBTED = 1.5, -1.0  # its address has the form of most headlines of the page; or of none
_FORM = 3  # so many headlines make a form


@dataclass(slots=True)
class FoundLink:
    """A link of a listing, in page order."""

    url: str  # absolute
    text: str = ""  # its headline, else the words on it
    probability: float = 1.0  # that it is an article
    seen: datetime | None = None  # the date beside it, naive where the page gives no offset

    @property
    def is_article(self) -> bool:
        return self.probability >= LIKELY


@lru_cache(32768)
def is_article(url: str, text: str = "") -> float:
    """The probability that a link leads to one article, from its address and the words on it.

    A logistic model learned from hand-labelled links (link_model.py; palewire/storysniffer, MIT).
    """
    if not shape_of(url).parts and not shape_of(url).query:
        return 0.0
    return 1 / (1 + math.exp(-_log_odds(url, text)))


def _log_odds(url: str, text: str) -> float:
    return _WEIGHTS[""] + sum(_WEIGHTS.get(sign, 0.0) for sign in set(signs(url, text)))


def article_links(page: Page, site: Site | None = None) -> list[FoundLink]:
    """The links of a listing or front page, each once, in page order, with the probability that it is an article.

    Links are judged together: the form of address that repeats under the headlines of a page is that of its articles;
    menus, side boxes and footers count against a link. Patterns of the site decide where it gives some.
    """
    groups = _grouped(page, site.home if site else page.url)
    odds = {key: _placed_odds(group) for key, group in groups.items()}
    forms = _headline_forms(groups, odds)
    found = []
    for key, group in groups.items():
        decided = ruled(group[0].url, site)
        found.append(_found(page, group, _probability(group, odds[key], forms) if decided is None else decided))
    return found


def ruled(url: str, site: Site | None) -> float | None:
    """What the site's patterns say of an address: 1.0 an article, 0.0 none; None where it gives no patterns for articles."""
    if site is None:
        return None
    if _matches(site.links.ignore, url):
        return 0.0
    return float(_matches(site.links.article, url)) if site.links.article else None


def _grouped(page: Page, home: str) -> dict[str, list[Anchor]]:
    """The anchors of each address on this page's site or that of ``home``, but for the page itself."""
    groups: dict[str, list[Anchor]] = defaultdict(list)
    own = link_key(page.url)
    for anchor in anchors_of(page):
        if same_site(anchor.url, page.url) or same_site(anchor.url, home):
            if anchor.key != own:
                groups[anchor.key].append(anchor)
    return groups


def _matches(patterns: list[str], url: str) -> bool:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    return any(re.search(pattern, target) for pattern in patterns)


def headline_of(group: list[Anchor]) -> str:
    """The best words for an address: the heading around one of its links, else the longest text that is no teaser."""
    for anchor in group:
        if anchor.heading:
            return anchor.heading
    texts = [anchor.text for anchor in group if anchor.text]
    return max(texts, key=lambda text: min(text_weight(text), 25), default="")


def _placed_odds(group: list[Anchor]) -> float:
    text = headline_of(group)
    zones = [_ZONES.get(anchor.zone, 0.0) if anchor.zone else 0.0 for anchor in group]
    odds = _log_odds(group[0].url, text) + max(zones)
    if any(anchor.heading for anchor in group):
        odds += _HEADLINE if text_weight(text) > 2 else 0.3
    if any(anchor.in_article for anchor in group):
        odds += _CARD if text_weight(text) > 2 else 0.0
    return odds


def _headline_forms(groups: dict[str, list[Anchor]], odds: dict[str, float]) -> set[str]:
    """The forms of address that most headlines of the page have."""
    members: dict[str, list[float]] = defaultdict(list)
    for key, group in groups.items():
        members[shape_of(group[0].url).pattern].append(odds[key])
    return {form for form, values in members.items() if len(values) >= _FORM and sorted(values)[len(values) // 2] > 0}


def _probability(group: list[Anchor], odds: float, forms: set[str]) -> float:
    if not shape_of(group[0].url).parts and not shape_of(group[0].url).query:
        return 0.0
    if forms:
        odds += _TRUSTED if shape_of(group[0].url).pattern in forms else _DOUBTED
    return 1 / (1 + math.exp(-odds))


def _found(page: Page, group: list[Anchor], probability: float) -> FoundLink:
    seen = date_beside(page, group) if probability >= LIKELY else None
    return FoundLink(group[0].url, headline_of(group), round(probability, 4), seen)
