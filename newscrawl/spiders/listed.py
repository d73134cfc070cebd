"""ListedSpider: what the sitemap and the feed spider share. A file lists addresses with times; articles are fetched straight from it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from newscrawl.spiders.base import NewsSpider
from newscrawl.store.link import Link
from newscrawl.urls import canonical_form, same_site

logger = logging.getLogger(__name__)


class ListedSpider(NewsSpider):
    """A crawl of what a site lists for machines. ``name`` is the kind of its links and the channel of its sightings, too."""

    unused = ("sections", "max_pages", "warc")
    advice: str  # where files were looked for, for a run that found none

    def article(self, url: str, found_in: Link, rank: int, published: datetime | None, changed: datetime | None) -> Request:
        """The request of an article with what its list says of it.

        A time of change that is still to come, as a day's end, calls nothing changed yet.
        """
        happened = changed if changed and changed <= self.clock.now() else None
        address = canonical_form(self.own_url(url))
        return self.request(Link(address, "article", rank, _named(found_in), listed_at=published, lastmod=happened, channel=self.name))

    def reach(self) -> dict[str, Any]:
        """How far back this run reads a sitemap or feed, as data of its link; nothing where it leaves out what is new, too, or reads all again."""
        since = self.arguments.since
        bounded = self.arguments.until or self.arguments.refresh
        return {} if bounded else {"reach": since.astimezone(UTC).isoformat() if since else ""}

    def is_own(self, url: str) -> bool:
        """Whether an address is of this site, or of the mirror that is asked."""
        return same_site(self.own_url(url), self.site.home)

    def parse_article(self, response: Response) -> Iterator[Any]:
        if self.accepted(response) and (article := self.read(self.page(response), response)):
            yield article

    def concluded(self) -> str:
        ended = {state: self.crawler.stats.get_value(f"links/{self.name}/{state}", 0) for state in ("done", "refused")}
        if ended["done"]:
            return super().concluded()
        asked = "each was refused" if ended["refused"] else f"none of these is there: {self.advice}"
        logger.error("no %s of %s can be read: %s", self.name, self.home, asked)
        return "refused" if ended["refused"] else "nothing"


def _named(link: Link) -> str:
    """How a sitemap or feed is called in sightings: by its address on the site."""
    parts = urlsplit(link.url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
