"""Link: a page to fetch, and what a run wants of the frontier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newscrawl.items import Article
from newscrawl.urls import link_key

LISTINGS = ("menu", "region")  # channels whose sightings are in listings
MISSING = "HTTP 404"  # reason of an article that was not found once: the second time it is gone
FORGOTTEN = "forgotten"  # reason of a link that scrapy forget keeps from being fetched
LOOK = 2**30  # rank of an article that is only looked at again: after all that is new
AGAIN = LOOK + 1  # rank of a known article that a run with refresh fetches again: it is asked for whole
AGAIN_FIRST = 1  # the same where the run may fetch a few only: before the listings
WHOLE = 4  # so many looks in a row without an edit, and the page is asked for whole: a server's 304 or a sitemap may err


@dataclass(slots=True)
class Link:
    """A page to fetch: a row of the frontier. ``rank``: lower is fetched earlier."""

    url: str
    kind: str = "article"
    rank: int = 0
    section: str | None = None
    page: int = 1
    depth: int = 0
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    listed_at: datetime | None = None
    lastmod: datetime | None = None
    channel: str = "menu"
    again: bool = False  # fetch it in this run even where it was done before
    id: int | None = None
    state: str = "open"
    tries: int = 0  # failures in a row
    missed: bool = False  # it was not found (404) the last time
    etag: str | None = None
    last_modified: str | None = None
    article_id: str | None = None  # of the article that it led to before
    done_at: datetime | None = None  # when it was fetched last
    look_at: datetime | None = None  # when that article is due to be looked at again
    unchanged: int = 0  # looks in a row that brought no edit
    unmodified: bool = False  # the server says so (304)
    reason: str | None = None
    final: bool = False  # a refusal that a second try does not change
    status: int | None = None
    published_at: datetime | None = None
    target: str | None = None  # the address that it redirects to
    article: Article | None = None

    @property
    def key(self) -> str:
        return link_key(self.url)

    @property
    def conditional(self) -> bool:
        """Whether it is asked for on condition that it changed (RFC 9110, 13)."""
        asked = self.rank == LOOK or "conditional" in self.data
        return asked and not self.missed and (self.unchanged + 1) % WHOLE != 0

    @property
    def listed_in(self) -> str | None:
        """The section of the menu that lists it; a sitemap or a feed is none."""
        return self.section if self.channel in LISTINGS else None


@dataclass(slots=True, frozen=True)
class Known:
    """What the frontier knows of an address."""

    seen_this_run: bool  # in this section's listing, in this run
    published_at: datetime | None


@dataclass(slots=True, frozen=True)
class Scope:
    """The part of the frontier that a run is about; ``sections`` and ``kinds`` None mean all."""

    sections: Sequence[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    kinds: Sequence[str] | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether an article of that time is wanted; one without a time is."""
        return moment is None or ((not self.since or moment >= self.since) and (not self.until or moment <= self.until))

    def hopes(self, published: datetime | None, changed: datetime | None) -> bool:
        """Whether an article may be wanted that is said to be of ``published``, and was last changed then: not before it was published."""
        return self.holds(published) and not (self.since and changed and changed < self.since)

    def may_hold(self, moment: datetime | None) -> bool:
        """As ``holds``, for the date of a listing, which is often no more than a day."""
        return moment is None or ((not self.since or moment >= self.first_day) and (not self.until or moment <= self.until))

    @property
    def first_day(self) -> datetime | None:
        """The beginning of the day of ``since``."""
        return self.since and self.since.replace(hour=0, minute=0, second=0, microsecond=0)
