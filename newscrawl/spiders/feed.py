"""The feed spider: profile, front page and section pages -> feeds -> articles."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.discovery.feeds import FeedEntry, feeds_of, read_feed
from newscrawl.discovery.links import is_article, ruled
from newscrawl.politeness.refusals import refusal
from newscrawl.spiders.listed import ListedSpider
from newscrawl.spiders.menu import menu_of
from newscrawl.store.link import Link
from newscrawl.urls import link_key, moved_to

logger = logging.getLogger(__name__)

USUAL = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "feed.atom", "index.xml", "feeds/all.atom.xml", "feed.json")
MOST = 200  # feeds of one run
PAGES = 60  # section pages that are read for the feeds that they declare
HOPELESS = 0.01  # probability that an address is an article, below which a feed's word for it is not taken
_NEVER = datetime.min.replace(tzinfo=UTC)


class FeedSpider(ListedSpider):
    """Fetches the articles that a site's feeds list."""

    name = "feed"
    advice = f"what the profile, the front page and the section pages name, or else {', '.join(USUAL)}"

    def parse_front(self, response: Response) -> Iterator[Request]:
        if not self.accepted(response):
            return
        self.settle_home(response)
        self.refresh()
        page = self.page(response)
        self.asked: set[str] = set()
        yield from self._ask([*map(self.site.own_url, self.site.feeds), *feeds_of(page)])
        sections = [] if self.site.feeds else [section.url for section in menu_of(page, self.site)][:PAGES]
        self.pages = len(sections)
        self.front = f"{len(self.asked)} feeds named, {self.pages} section pages are read for more"
        logger.info("front page of %s reached, %s", self.site.name, self.front)
        # They are read for their feeds alone: no part of the frontier, asked again where a run was killed.
        for url in sections:
            yield Request(moved_to(url, self.site.home, self.home), self.section_page, errback=self.no_section_page, dont_filter=True)
        if not sections:
            yield from self._usual()

    def section_page(self, response: Response) -> Iterator[Request]:
        if response.status == 200 and not refusal(response):
            yield from self._ask(feeds_of(self.page(response)))
        yield from self._page_read()

    def no_section_page(self, failure: Failure) -> Iterator[Request]:
        yield from self._page_read()

    def _page_read(self) -> Iterator[Request]:
        self.pages -= 1
        if not self.pages:
            yield from self._usual()

    def _usual(self) -> Iterator[Request]:
        """The usual addresses, where no feed was named anywhere."""
        if not self.asked:
            home = self.site.home
            yield from self._ask(urljoin(base, name) for base in (home, urljoin(home, "/")) for name in USUAL)

    def _ask(self, urls: Iterable[str], depth: int = 0) -> Iterator[Request]:
        for url in map(self.own_url, urls):
            if link_key(url) not in self.asked and len(self.asked) < MOST:
                self.asked.add(link_key(url))
                yield self.request(Link(url, "feed", 1, depth=depth, data=self.reach(), again=True))

    def parse_feed(self, response: Response) -> Iterator[Request]:
        link: Link = response.meta["link"]
        if not self.accepted(response):
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        entries = read_feed(response.body, response.url, kind, self.zone)
        if not entries:
            link.state, link.reason = "skipped", "no feed, or an empty one"
            if "html" in kind and not link.depth:
                yield from self._ask(feeds_of(self.page(response)), 1)
        link.data = {**link.data, "leaf": True}
        wanted = [entry for entry in entries if self._wanted(entry)]
        for place, entry in enumerate(sorted(wanted, key=lambda entry: entry.published or entry.updated or _NEVER, reverse=True)):
            yield self.article(entry.url or "", link, 2 + place, entry.published, entry.updated)

    def _wanted(self, entry: FeedEntry) -> bool:
        """Whether an entry may be an article of this site, and of the time asked for."""
        if not entry.url or not self.is_own(entry.url) or not self.frontier.scope.hopes(entry.published, entry.updated):
            return False
        decided = ruled(entry.url, self.site)
        return bool(decided) if decided is not None else is_article(entry.url, entry.title) > HOPELESS
