"""Pattern: regular expressions that tell a site's articles from its other pages by their addresses, learned from links.

A pattern in a profile is the last word on what is an article, so one is given only where it is clean: it matches all article links
that were seen and none of the others, and what is learned without one of the pages holds for that page, too.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from newscrawl.newsite.forms import FIXED, Address, candidates, target
from newscrawl.newsite.seen import Linked

LEAST = 10  # article links, below which nothing is learned
MOST = 4  # patterns of a site that has a form at all
IGNORED = 3  # folders without articles that are left out by name, at most
HOLDS = 0.95  # share of a page's article links that what is learned from the others must match


@dataclass(slots=True, frozen=True)
class Learned:
    """The patterns, or why there are none; ``ignore`` are those of folders that look alike and hold no article."""

    patterns: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    articles: int = 0  # links that they match
    others: int = 0  # links that they do not
    why_not: str = ""

    def matches(self, url: str) -> bool:
        text = target(url)
        return any(re.search(pattern, text) for pattern in self.patterns) and not any(re.search(pattern, text) for pattern in self.ignore)


def learn(sources: Sequence[Linked], sections: Iterable[str] = (), sure: Iterable[str] = ()) -> Learned:
    """The patterns of article links.

    ``sources`` are pages with their links, ``sections`` the addresses of listings, ``sure`` those of pages that were read
    and are articles.
    """
    sections = list(sections)
    none = set(sections) | {url for source in sources for url in source.others}
    every = {url for source in sources for url in source.articles} - set(sections) | set(sure)
    none -= every
    if len(every) < LEAST:
        return Learned(why_not=f"only {len(every)} article links were seen")
    learned = _of(every, none, sections)
    for source in sources if learned.patterns else ():
        if lost := _lost(source, sources, none, sections, sure):
            return Learned(why_not=f"what the other pages say does not hold for {lost}")
    return learned


def _lost(left_out: Linked, sources: Sequence[Linked], none: set[str], sections: list[str], sure: Iterable[str]) -> str | None:
    """An article link of a page that what is learned from all other pages misses, where it misses more than a few."""
    listed = set(sections) | none
    own = set(left_out.articles) - listed
    rest = ({url for source in sources if source is not left_out for url in source.articles} | set(sure)) - listed
    if not own or len(rest) < LEAST:
        return None
    learned = _of(rest, none, sections)
    missed = sorted(url for url in own if not learned.matches(url))
    return missed[0] if len(missed) > (1 - HOLDS) * len(own) else None


def _of(articles: Collection[str], others: Collection[str], sections: Iterable[str]) -> Learned:
    """A pattern for each form of address."""
    groups: dict[object, list[Address]] = defaultdict(list)
    for address in map(Address.of, articles):
        groups[address.form].append(address)
    if len(groups) > MOST:
        return Learned(why_not=f"articles have {len(groups)} forms of address")
    folders = {part for url in sections for part in Address.of(url).parts}
    empty = {_folder(url) for url in others} - {_folder(url) for url in articles} - folders - {""}
    targets = {url: target(url) for url in others}
    patterns, ignored = [], set()
    for group in sorted(groups.values(), key=len, reverse=True):
        clashes = {pattern: [url for url, text in targets.items() if re.search(pattern, text)] for pattern in candidates(group, folders)}
        pattern = min(clashes, key=lambda pattern: _cost(clashes[pattern], empty))
        if _cost(clashes[pattern], empty) > IGNORED:
            clash = next(url for url in clashes[pattern] if _folder(url) not in empty)
            return Learned(why_not=f"{clash} looks like an article's address and is none")
        patterns.append(pattern)
        ignored |= {_folder(url) for url in clashes[pattern]}
    ignore = [f"^/{re.escape(folder)}/" for folder in sorted(ignored)]
    return Learned(tuple(dict.fromkeys(patterns)), tuple(ignore), len(articles), len(others))


def _cost(clashes: Collection[str], empty: set[str]) -> float:
    """How many folders must be ignored so that a pattern is clean; infinite where that would lose articles or sections."""
    folders = {_folder(url) for url in clashes}
    return len(folders) if folders <= empty else math.inf


def _folder(url: str) -> str:
    """The first folder of an address that can stand in a pattern, empty where it is at the root."""
    parts = Address.of(url).parts
    return parts[0] if len(parts) > 1 and FIXED.fullmatch(parts[0]) else ""
