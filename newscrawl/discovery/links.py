"""Which links are articles: one link alone from its address and words, all links of a page together."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from newscrawl.discovery.anchors import Anchor, address, anchors_of, hrefs_of
from newscrawl.discovery.dates_beside import date_beside
from newscrawl.discovery.features import RULED, signs
from newscrawl.discovery.link_model import WEIGHTS
from newscrawl.discovery.met import Met
from newscrawl.discovery.periods import is_period
from newscrawl.discovery.places import Places, Zone
from newscrawl.discovery.shapes import shape_of
from newscrawl.discovery.together import Group, judged_together
from newscrawl.reading.page import Page
from newscrawl.site import Site
from newscrawl.urls import link_key, same_site

LIKELY = 0.5
_WEIGHTS = WEIGHTS | RULED
_HOPELESS = -100.0
_BOX = 3  # articles of a box that is beside the listing
_ASIDE = (Zone.SIDE, Zone.FOOTER, Zone.MENU, Zone.HEADER)


@dataclass(slots=True)
class FoundLink:
    """A link of a listing, in page order."""

    url: str  # absolute
    text: str = ""  # its headline, else the words on it
    probability: float = 1.0  # that it is an article
    seen: datetime | None = None  # the date beside it, naive where the page gives no offset
    aside: bool = False  # it stands in a side box, a menu or a footer alone: "most read" is on the page of every section

    @property
    def is_article(self) -> bool:
        return self.probability >= LIKELY


def is_article(url: str, text: str = "") -> float:
    """The probability that a link leads to one article, from its address and the words on it.

    A logistic model learned from hand-labelled links (link_model.py; palewire/storysniffer, MIT).
    """
    return _probability(log_odds(url, text))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@lru_cache(32768)
def log_odds(url: str, text: str) -> float:
    """The logarithm of the odds of :func:`is_article`; those of a front page are hopeless."""
    shape = shape_of(url)
    if not shape.parts and not shape.query:
        return _HOPELESS
    return _WEIGHTS[""] + sum(_WEIGHTS.get(sign, 0.0) for sign in dict.fromkeys(signs(url, text)))


def article_links(page: Page, site: Site | None = None, met: Met | None = None) -> list[FoundLink]:
    """The links of a listing or front page, each once, in page order, with the probability that it is an article.

    Links are judged together: the form of address that repeats under the headlines of a page is that of its articles;
    menus, side boxes and footers count against a link. Patterns of the site decide where it gives some. ``met`` learns
    what is found.
    """
    found, forms = _judged(page, site, anchors_of(page), met)
    _settle_aside([link for link in found if link.is_article])
    if met:
        met.forms |= forms
    return found


def _settle_aside(articles: list[FoundLink]) -> None:
    """A few in a side box are the listing's own (its first is often set apart), and so are all where none stands elsewhere."""
    if not _BOX <= sum(link.aside for link in articles) < len(articles):
        for link in articles:
            link.aside = False


def new_links(page: Page, site: Site | None, met: Met) -> list[FoundLink]:
    """As :func:`article_links`, the links that are new to the run: those of an article, of which it shares most with other pages."""
    places = Places(page.root)
    unsettled = ((element, address(page, href)) for element, href in hrefs_of(page) if not met.settled(page, href))
    return _judged(page, site, (Anchor(element, url, places) for element, url in unsettled if url), met, met.forms)[0]


def _judged(
    page: Page, site: Site | None, anchors: Iterable[Anchor], met: Met | None, known: Collection[str] = ()
) -> tuple[list[FoundLink], set[str]]:
    groups = _grouped(page, site.home if site else page.url, anchors)
    alone = {key: log_odds(group.url, group.headline) for key, group in groups.items()}
    odds, forms = judged_together(groups, alone, known)
    found = []
    for key, group in groups.items():
        decided = 0.0 if is_period(group.url, page.url) else ruled(group.url, site)
        found.append(_found(page, group, _probability(odds[key]) if decided is None else decided))
        for href in {anchor.href for anchor in group.anchors} if met else ():
            met.note(page, href, found[-1].is_article)
    return found, forms


def ruled(url: str, site: Site | None) -> float | None:
    """What the site's patterns say of an address: 1.0 an article, 0.0 none; None where it gives no patterns for articles."""
    if site is None:
        return None
    if _matches(site.links.ignore, url):
        return 0.0
    return float(_matches(site.links.article, url)) if site.links.article else None


def _grouped(page: Page, home: str, anchors: Iterable[Anchor]) -> dict[str, Group]:
    """The anchors of each address on this page's site or that of ``home``, but for the page itself."""
    groups: dict[str, Group] = defaultdict(Group)
    own = link_key(page.url)
    for anchor in anchors:
        if (same_site(anchor.url, page.url) or same_site(anchor.url, home)) and anchor.key != own:
            groups[anchor.key].anchors.append(anchor)
    return groups


def _matches(patterns: list[str], url: str) -> bool:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    return any(re.search(pattern, target) for pattern in patterns)


def _found(page: Page, group: Group, probability: float) -> FoundLink:
    seen = date_beside(page, group.anchors) if probability >= LIKELY else None
    return FoundLink(group.url, group.headline, round(probability, 4), seen, all(anchor.zone in _ASIDE for anchor in group.anchors))
