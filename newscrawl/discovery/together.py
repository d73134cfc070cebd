"""Judging the links of a page together: where each stands, and what repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from statistics import median

from newscrawl.discovery.anchors import Anchor
from newscrawl.discovery.features import text_weight
from newscrawl.discovery.places import Zone
from newscrawl.discovery.shapes import shape_of
from newscrawl.discovery.versions import leads_to_network

# Added to the log-odds of a link for what surrounds it.
_HEADLINE = 2.5  # a heading of four words or more around it or in it
_HEADING = 0.3  # a shorter one
_CARD = 1.0  # inside an article element
_LISTED = 1.5  # one of several headlines that stand in the same sort of box
_ZONES = {Zone.HEADER: -1.5, Zone.MENU: -2.5, Zone.SIDE: -0.7, Zone.FOOTER: -3.0}
_SHARED = -8.0  # it hands an article on to a social network
_TRUSTED, _DOUBTED = 2.5, -1.0  # its address has the form of most headlines of the page; or of none

_WORDS = 4  # of a headline, at least
_FORM = 3  # so many headlines make a form of address
_LIST, _PLAIN_LIST = 3, 5  # so many headlines make a list; so many where they are no headings
_LEVELS = 4  # of boxes around a link that tell its sort


@dataclass(eq=False)
class Group:
    """The links of a page to one address, in page order."""

    anchors: list[Anchor] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.anchors[0].url

    @cached_property
    def headline(self) -> str:
        """The best words for the address: the heading around one of its links, else the longest text that is no teaser."""
        headings = (anchor.heading for anchor in self.anchors if anchor.heading)
        return next(headings, "") or max((anchor.text for anchor in self.anchors), key=lambda text: min(text_weight(text), 25), default="")


def judged_together(groups: dict[str, Group], alone: dict[str, float], known: Collection[str] = ()) -> tuple[dict[str, float], set[str]]:
    """The log-odds of each address with its page in view, from those of each alone; and the forms that the page's headlines have.

    ``known`` are forms of address that the headlines of other pages of the site have.
    """
    listed = _listed(groups)
    odds = {key: alone[key] + _placed(group) + _LISTED * (key in listed) for key, group in groups.items()}
    forms = _forms(groups, odds)
    return {key: value + _formed(groups[key], forms, known) for key, value in odds.items()}, forms


def _placed(group: Group) -> float:
    words = text_weight(group.headline)
    odds = max(_ZONES.get(anchor.zone, 0.0) if anchor.zone else 0.0 for anchor in group.anchors)
    if any(anchor.heading for anchor in group.anchors):
        odds += _HEADLINE if words >= _WORDS else _HEADING
    if words > 2 and any(anchor.in_article for anchor in group.anchors):
        odds += _CARD
    return odds + _SHARED * leads_to_network(shape_of(group.url))


def _listed(groups: dict[str, Group]) -> set[str]:
    """The addresses whose headlines stand in boxes of one sort, several on the page."""
    sorts: dict[tuple[str, ...], dict[str, Anchor]] = defaultdict(dict)
    for key, group in groups.items():
        for anchor in group.anchors:
            if anchor.zone in (None, Zone.MAIN) and anchor.text:
                sorts[tuple(_boxes(anchor))][key] = anchor
    listed: set[str] = set()
    for members in sorts.values():
        least = _LIST if all(anchor.heading for anchor in members.values()) else _PLAIN_LIST
        if len(members) >= least and median(text_weight(anchor.text) for anchor in members.values()) >= _WORDS:
            listed |= members.keys()
    return listed


def _boxes(anchor: Anchor) -> Iterator[str]:
    """Tag and first class of the elements around a link."""
    for element in islice(anchor.element.iterancestors(), _LEVELS):
        yield f"{element.tag}.{next(iter((element.get('class') or '').split()), '')}"


def _forms(groups: dict[str, Group], odds: dict[str, float]) -> set[str]:
    """The forms of address that most headlines of the page have."""
    members: dict[str, list[float]] = defaultdict(list)
    for key, group in groups.items():
        members[shape_of(group.url).pattern].append(odds[key])
    return {form for form, values in members.items() if len(values) >= _FORM and median(values) > 0}


def _formed(group: Group, forms: Collection[str], known: Collection[str]) -> float:
    if not forms and not known:
        return 0.0
    form = shape_of(group.url).pattern
    return _TRUSTED if form in forms or form in known else _DOUBTED
