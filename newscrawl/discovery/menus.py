"""The sections of a site, from the menus of one of its pages.

Every short link is an entry; what speaks for and against it is evidence with a weight. Most of it is structure: where the
entry stands, the form of its address, what its neighbours are.
"""

from __future__ import annotations

from newscrawl.discovery.entries import Entry, entries_of
from newscrawl.discovery.evidence import ENOUGH, judge, weight_of
from newscrawl.discovery.words import fold, kind_of
from newscrawl.reading.page import Page
from newscrawl.site import Section

_LAST_RESORT = 1.4  # evidence that does where nothing has enough: a menu without a landmark, in a language unknown here


def section_links(html: bytes, url: str) -> list[Section]:
    """The sections of a site from the HTML of its front page or of any other page that prints its menu.

    Addresses are absolute; ``parent`` is the label of the menu entry above a sub-section, ``kind`` what its listing lists.
    """
    return sections_of(Page(html, url))


def sections_of(page: Page) -> list[Section]:
    """The sections in the menus of a page, each once, in the order of the menu."""
    entries = entries_of(page)
    judge(entries, page)
    weighed = [(entry, weight_of(entry)) for entry in entries.values()]
    least = ENOUGH if any(weight >= ENOUGH for _, weight in weighed) else _LAST_RESORT
    chosen = [entry for entry, weight in weighed if weight >= least]
    by_path = {(entry.shape.host, entry.shape.parts): entry for entry in chosen if entry.shape.parts}
    return [_section(entry, chosen, by_path) for entry in chosen]


def _section(entry: Entry, chosen: list[Entry], by_path: dict[tuple[str, tuple[str, ...]], Entry]) -> Section:
    parent = entry.head if not entry.above or entry.above in chosen else None
    if not parent and (above := by_path.get((entry.shape.host, entry.shape.parts[:-1]))):
        parent = above.anchor.text
    if parent and fold(parent) == entry.label:
        parent = None
    kind = kind_of(entry.anchor.text, entry.shape.slug)
    if parent and kind == "article":
        kind = kind_of(parent)
    return Section(entry.anchor.text, entry.anchor.url, kind, parent)
