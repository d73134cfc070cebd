"""How far a section's listing is walked, and what is known of it afterwards: the mark "complete back to". Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from newscrawl.store.link import Known
from newscrawl.store.runs import Mark

MARGIN = 1  # pages read on after one with known articles only: an edit may have moved one down
STALE = 3  # pages in a row that bring nothing that the walk has not seen: a listing without an end
BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)  # before the first news site


class End(StrEnum):
    """Why a walk ends."""

    LAST = "last"  # there is no further page
    STALE = "stale"
    KNOWN = "known"
    SINCE = "since"
    MAX_PAGES = "max_pages"


@dataclass(slots=True, frozen=True)
class Walk:
    """One walk through a listing, so far; it is handed on from page to page."""

    begun: datetime
    channel: str = "menu"  # or region: how its sightings are noted
    render: str | bool = "auto"  # how its pages are fetched: site.Section.render
    page: int = 1
    known: int = 0  # pages in a row with known articles only
    stale: int = 0
    keys: tuple[str, ...] = ()  # of the page before, where its articles had no dates

    def after(self, found: Sequence[str], known: dict[str, Known], dated: bool) -> Walk:
        """The walk with one more page read: ``found`` are its articles' keys, ``known`` what was known of them before."""
        entries = [known.get(key) for key in found]
        nothing_new = bool(found) and all(entries)
        seen = self.page > 1 and all(entry and entry.seen_this_run for entry in entries)
        return Walk(
            self.begun,
            self.channel,
            self.render,
            self.page + 1,
            self.known + 1 if nothing_new else 0,
            self.stale + 1 if seen else 0,
            () if dated else tuple(found),
        )


def end_of(
    walk: Walk, moments: Sequence[datetime | None], more: bool, mark: Mark | None, since: datetime | None, max_pages: int | None
) -> End | None:
    """Why the walk ends after the page it has just read, None where it goes on.

    ``moments`` are the times of the page's articles, None where neither the listing nor the store knows it; ``more``
    whether there is a next page. A listing stops at known articles only above its mark: what lies below was never seen.
    """
    if not more:
        return End.LAST
    if walk.stale >= STALE:
        return End.STALE
    if walk.known > MARGIN and mark and mark.to <= (since or BEGINNING):
        return End.KNOWN
    if since and moments and all(moment and moment < since for moment in moments):
        return End.SINCE
    if max_pages and walk.page > max_pages:
        return End.MAX_PAGES
    return None


def mark_after(end: End, walk: Walk, moments: Sequence[datetime | None], mark: Mark | None, since: datetime | None) -> Mark | None:
    """Where the section is complete back to, now that the walk has ended."""
    if end in (End.LAST, End.STALE):
        return Mark(BEGINNING, walk.begun)
    if end is End.KNOWN and mark:
        return Mark(mark.to, walk.begun)
    reached = since if end is End.SINCE else min((moment for moment in moments if moment), default=None)
    if reached is None:
        return None
    if mark and mark.to <= reached <= mark.at:
        return Mark(mark.to, walk.begun)
    return Mark(reached, walk.begun)
