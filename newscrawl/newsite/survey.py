"""Survey: a look round a site with the manners of a crawl: one page at a time, some twenty in all, kept nowhere."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from itertools import chain, zip_longest
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import CrawlerProcessBase
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.discovery import article_links, is_article_page
from newscrawl.discovery.documents import SIZE
from newscrawl.discovery.feeds import feeds_of, read_feed
from newscrawl.discovery.links import LIKELY, is_article
from newscrawl.discovery.map_links import article_entries
from newscrawl.discovery.map_order import newest_first
from newscrawl.discovery.sitemaps import Kind, SitemapEntry, SitemapPage, read_sitemap
from newscrawl.newsite.asker import AskingSpider, progress
from newscrawl.newsite.seen import Linked, Listing, Road, Sample, Survey
from newscrawl.politeness.rules import RobotsRules, product_token
from newscrawl.reading.article import read_page
from newscrawl.site import Section
from newscrawl.spiders.menu import menu_of
from newscrawl.spiders.page import Fetched, NotFetched, run
from newscrawl.urls import canonical_form, link_key, same_site

LISTINGS, SITEMAPS, FEEDS = 3, 3, 3  # that are read
SAMPLES, TRIES = 5, 8  # articles that are wanted, pages that are read for them
USUAL = ("/sitemap.xml", "/sitemap_index.xml")  # where robots.txt names none
ENTRIES = 500  # of one sitemap that are looked at


class SurveySpider(AskingSpider):
    """Looks at front page, robots.txt, sitemaps, feeds, listings and articles of a site, in this order."""

    survey: Survey
    rules: RobotsRules | None = None

    def __init__(self, name: str = "newsite"):
        super().__init__(name)

    def robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        super().robots_parsed(robotparser, request)
        if self.rules is None:
            self.rules = robotparser

    async def parse(self, response: Response) -> AsyncIterator[Request]:
        if not same_site(response.url, self.home):
            self.outcome = NotFetched("usage", f"{self.home} moved to another site: scrapy newsite {response.url}")
            return
        self.settle_home(response)
        shell = False
        for request in super().parse(response):
            shell = True
            yield request
        if isinstance(self.outcome, Fetched) and not shell:
            front, self.outcome = self.outcome, None  # until the whole site was looked at
            try:
                await self._look_round(front)
            except NotFetched as error:
                self.outcome = error
            else:
                self.outcome = front

    def failed(self, failure: Failure) -> None:
        super().failed(failure)
        if isinstance(self.outcome, Fetched):
            self.outcome = NotFetched("down", f"{self.home} shows nothing without a browser: {self.outcome.note}")

    async def _look_round(self, front: Fetched) -> None:
        links = article_links(front.page)
        menu = [section for section in menu_of(front.page, self.site) if link_key(section.url) != link_key(self.home)]
        own = Listing("front page", front.page, Linked.of(links), feeds_of(front.page))
        self.survey = Survey(self.site.name, self.home, own, front.answered_at, front.rendered, menu, self.rules, troubles=self.troubles)
        self.troubles += [front.note] if front.note else []
        progress.info("front page: %d sections, %d article links, %d feeds", len(menu), len(own.links.articles), len(own.feeds))
        if self.rules:
            self.survey.gap = self.rules.gap(product_token(self.settings))
        await self._rights()
        await self._sitemaps()
        for url in own.feeds[:FEEDS]:
            await self._feed(url)
        for section in _spread([section for section in menu if section.kind == "article"] or menu):
            await self._listing(section)
        await self._samples()
        self.survey.fetched = 1 + self.answers

    async def _rights(self) -> None:
        response = await self.ask(urljoin(self.home, "/.well-known/tdmrep.json"), quietly=True)
        if response is not None:
            try:
                self.survey.reserved = json.loads(response.body)
            except (ValueError, RecursionError):
                self.troubles.append("/.well-known/tdmrep.json is no JSON")

    async def _sitemaps(self) -> None:
        declared = newest_first(map(SitemapEntry, self.sitemaps))
        self.survey.named_sitemaps = len(declared)
        for entry in declared[:SITEMAPS] or [SitemapEntry(urljoin(self.home, path)) for path in USUAL]:
            if (road := await self._sitemap(entry.loc, quietly=not declared)) is not None:
                self.survey.sitemaps.append(road)

    async def _sitemap(self, url: str, quietly: bool) -> Road | None:
        page = await self._map(url, quietly)
        if page is None:
            return None
        said = f"lists {len(page.entries)} pages"
        if page.kind is Kind.INDEX:
            said = f"an index of {len(page.entries)}"
            first = next((entry.loc for entry in newest_first(page.entries) if same_site(entry.loc, self.home)), None)
            page = await self._map(first, quietly=False) if first else None
            said += f"; the first lists {len(page.entries)} pages" if page else ""
        road = Road(url, said)
        if page:
            self._listed(road, page)
            road.said += f", {len(road.links.articles)} of them surely articles"
        progress.info("sitemap %s: %s", url, road.said)
        return road

    async def _map(self, url: str, quietly: bool) -> SitemapPage | None:
        response = await self.ask(url, quietly, size=SIZE)
        page = read_sitemap(response.body, response.url, self.zone) if response is not None else None
        if page and page.kind is None and not quietly:
            self.troubles.append(f"{url} is no sitemap")
        return page if page and page.kind else None

    def _listed(self, road: Road, page: SitemapPage) -> None:
        own = [entry for entry in page.entries[:ENTRIES] if same_site(entry.loc, self.home)]
        chosen = article_entries(own, self.site)
        likely = {entry.loc for entry in chosen}
        road.links.articles = [canonical_form(entry.loc) for entry in chosen if entry.news or is_article(entry.loc, entry.title) >= LIKELY]
        road.links.others = [canonical_form(entry.loc) for entry in own if entry.loc not in likely]
        road.published = [entry.published for entry in chosen if entry.published]
        road.changed = [entry.lastmod for entry in chosen if entry.lastmod]

    async def _feed(self, url: str) -> None:
        response = await self.ask(url)
        if response is None:
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        own = [entry for entry in read_feed(response.body, response.url, kind, self.zone) if entry.url and same_site(entry.url, self.home)]
        if not own:
            self.troubles.append(f"{url} is no feed, or an empty one")
            return
        road = Road(url, f"{len(own)} entries", published=[entry.published for entry in own if entry.published])
        road.links.articles = [canonical_form(entry.url or "") for entry in own]
        road.changed = [entry.updated for entry in own if entry.updated]
        self.survey.feeds.append(road)
        progress.info("feed %s: %s", url, road.said)

    async def _listing(self, section: Section) -> None:
        page = await self.ask_page(section.url, self.survey.rendered)
        if page is None:
            return
        listing = Listing(section.label, page, Linked.of(article_links(page)), feeds_of(page))
        self.survey.listings.append(listing)
        progress.info("section %s: %d article links", section.label, len(listing.links.articles))

    async def _samples(self) -> None:
        tried = 0
        for url in self._hopes():
            if len(self.survey.read) == SAMPLES or tried == TRIES:
                return
            tried += 1
            if (response := await self.ask(url, render=self.survey.rendered)) is None:
                continue
            page = self.page(response)
            moment = self.answered_at(response)
            article = read_page(page, self.site, moment)
            taken = is_article_page(page, article)
            self.survey.samples.append(Sample(page, moment, article, taken, Linked.of(article_links(page))))
            progress.info("article %d of %d: %s", len(self.survey.read), SAMPLES, article.title if taken else f"{url} is none")

    def _hopes(self) -> Iterator[str]:
        """Articles to try: the first of each listing, of the feeds and of the sitemaps, then the second of each."""
        seen = self.survey
        lists = [listing.links.articles for listing in seen.listings] + [road.links.articles for road in seen.feeds]
        if not any(lists):
            lists = [road.links.articles for road in seen.sitemaps]
        met: set[str] = {link_key(section.url) for section in seen.menu}
        for url in chain(chain.from_iterable(zip_longest(*lists)), seen.front.links.articles):
            if url and link_key(url) not in met:
                met.add(link_key(url))
                yield url


def _spread(sections: list[Section]) -> list[Section]:
    """A few sections from the whole length of the menu: neighbours are alike."""
    count = min(LISTINGS, len(sections))
    return [sections[place * len(sections) // count] for place in range(count)]


def look_round(process: CrawlerProcessBase, url: str) -> Survey:
    """What a look round the site at an address sees. Runs the process, which can be run only once.

    Raises NotFetched where the front page can't be had, ValueError for an address or a setting that can't be used.
    """
    spider = run(process, SurveySpider, {"url": url})
    assert isinstance(spider, SurveySpider)
    return spider.survey
