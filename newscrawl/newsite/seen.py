"""What a look round a site has seen: the facts that a profile is written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from newscrawl.discovery.links import LIKELY, FoundLink
from newscrawl.items import Article
from newscrawl.politeness.rules import RobotsRules
from newscrawl.reading.page import Page
from newscrawl.site import Section
from newscrawl.urls import canonical_form, link_key


@dataclass(slots=True)
class Linked:
    """The addresses of one page or list, in canonical form: those that are articles there, and those that are none."""

    articles: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, links: list[FoundLink]) -> Linked:
        sides = cls()
        for link in links:
            (sides.articles if link.probability >= LIKELY else sides.others).append(canonical_form(link.url))
        return sides


@dataclass(slots=True)
class Listing:
    """A page that was read for its links: the front page, or a section's."""

    label: str
    page: Page
    links: Linked
    feeds: list[str] = field(default_factory=list)  # that it names


@dataclass(slots=True)
class Road:
    """A sitemap or feed: another road to the articles."""

    url: str
    said: str  # what it is, in a few words
    links: Linked = field(default_factory=Linked)
    published: list[datetime] = field(default_factory=list)  # of its articles
    changed: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Sample:
    """A page that should be an article, read; ``article`` is what was read from it, ``taken`` whether a crawl would keep it."""

    page: Page
    answered_at: datetime
    article: Article
    taken: bool
    links: Linked


@dataclass(slots=True)
class Survey:
    """All that one look round a site has seen."""

    name: str
    home: str
    front: Listing
    answered_at: datetime
    rendered: bool
    menu: list[Section] = field(default_factory=list)  # without the front page itself
    rules: RobotsRules | None = None
    gap: float = 0.0  # seconds between requests that robots.txt asks for
    reserved: object = None  # what /.well-known/tdmrep.json says, where it is there
    listings: list[Listing] = field(default_factory=list)  # of sections
    sitemaps: list[Road] = field(default_factory=list)
    named_sitemaps: int = 0
    feeds: list[Road] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)  # what could not be fetched, and why
    fetched: int = 0  # answers

    @property
    def read(self) -> list[Sample]:
        """The samples that are articles."""
        return [sample for sample in self.samples if sample.taken]

    @property
    def further_feeds(self) -> list[str]:
        """The feeds that section pages name and the front page does not."""
        own = {link_key(url) for url in self.front.feeds}
        return list({key: url for listing in self.listings for url in listing.feeds if (key := link_key(url)) not in own}.values())

    def sources(self) -> Iterator[Linked]:
        """Where addresses stand, page by page."""
        yield self.front.links
        yield from (listing.links for listing in self.listings)
        yield from (road.links for road in (*self.feeds, *self.sitemaps))
        yield from (sample.links for sample in self.samples)

    def relative(self, url: str) -> str:
        """An address as a profile gives it: from the root of the site where it is at the front page's own host."""
        parts, home = urlsplit(url), urlsplit(self.home)
        if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
            return url
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
