"""Accidents: what happens to real sites in the course of a year, so that their alarm can be tried (docs/health.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What happens. The first two keep articles from ever being published; the others change what is answered while they last."""

    SILENT_SECTION = "silent-section"  # the largest section brings nothing new
    HALVED = "halved-volume"  # every other article is not published
    STANDING = "standing-dates"  # every page names the moment at which it began
    ZONE = "wrong-zone"  # dates are three hours late
    EMPTY = "empty-bodies"  # pages have no text
    REDESIGN = "redesign"  # other elements and classes around the same text
    FLOOD = "duplicate-flood"  # each new article stands under several addresses
    CHALLENGE = "challenge"  # a bot wall before all pages
    MOVED = "moved-domain"  # every page redirects to another host
    ROBOTS = "robots-change"  # robots.txt forbids most of the site


ZONE_LATE = timedelta(hours=3)
COPIES = 4  # addresses of each article in a flood
NEW_HOST = "localhost"  # to which the site moves; it is at 127.0.0.1
FORBIDDEN = ("/news/", "/articles/")
# What a redesign makes of an article's page.
NEW_LOOK = (
    ('<ul class="details">', '<ul class="story-meta">'),
    ('<p class="lg_para summary">', '<p class="story-lead">'),
    ('<div class="p-content">', '<div class="story-frame"><div class="story-text">'),
    ('<ul class="tags">', '</div><ul class="story-topics">'),
    ("<main>", '<div class="page-grid"><main>'),
    ("</main>", "</main></div>"),
    ('<article class="', '<div class="story" data-kind="'),
    ("</article>", "</div>"),
    ('id="tawsiyat-metadata" type="text/tawsiyat"', 'id="page-data" type="text/x-data"'),
)


@dataclass(slots=True, frozen=True)
class Accident:
    """Something that happens from one moment on; for good, where it has no end."""

    kind: Kind
    since: datetime
    until: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


def redesigned(page: str) -> str:
    """The page of an article in the new design."""
    for old, new in NEW_LOOK:
        page = page.replace(old, new)
    return page
