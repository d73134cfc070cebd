"""The sitemap spider: robots.txt, profile or the usual addresses -> indexes, newest first -> articles."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from newscrawl.discovery.documents import SIZE
from newscrawl.discovery.map_links import article_entries
from newscrawl.discovery.map_order import newest_first, over
from newscrawl.discovery.sitemaps import Kind, SitemapEntry, SitemapPage, read_sitemap
from newscrawl.spiders.listed import ListedSpider
from newscrawl.store.link import Link
from newscrawl.urls import link_key, same_site

logger = logging.getLogger(__name__)

USUAL = (
    "sitemap.xml", "sitemap_index.xml", "sitemap-index.xml", "news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "wp-sitemap.xml",
    "sitemap.xml.gz", "sitemap.txt",
)  # fmt: skip
DEPTH = 3  # indexes inside of indexes
MOST = 10_000  # sitemaps of one run: one for each day of 27 years
RECENT = 3  # sitemaps of an index that are read even where their lastmod says that nothing is new: some never change it
# Ranks between two sitemaps of one index, by depth: what the first leads to comes before the second.
STEPS = (10_000_000, 10_000, 100, 2)
ROOTS = 200  # ranks are 32-bit numbers
MAPS = (".xml", ".xml.gz")  # an entry that ends so is a sitemap, wherever it stands


class SitemapSpider(ListedSpider):
    """Fetches the articles that a site's sitemaps list, the newest first."""

    name = "sitemap"
    advice = f"what robots.txt and the profile name, or else {', '.join(USUAL)}"
    asked = 0  # sitemaps, in this run

    def request(self, link: Link) -> Request:
        request = super().request(link)
        if link.kind == "sitemap":
            request.meta["download_maxsize"] = SIZE
        return request

    def parse_front(self, response: Response) -> Iterator[Request]:
        if not self.accepted(response):
            return
        self.settle_home(response)
        self.refresh()
        named = self.sitemaps
        self.front = f"{len(named)} sitemaps named" + ("" if named else ", the usual addresses are tried")
        logger.info("front page of %s reached, %s", self.site.name, self.front)
        yield from self._ask([SitemapEntry(url) for url in named or self._usual()], 1, 0)

    def _usual(self) -> list[str]:
        """The usual addresses at the root of the site, and below its front page where that is elsewhere."""
        home = self.site.home
        return list(dict.fromkeys(urljoin(base, name) for base in (urljoin(home, "/"), home) for name in USUAL))

    def _ask(self, entries: Sequence[SitemapEntry], rank: int, depth: int) -> Iterator[Request]:
        """The sitemaps that may hold what is asked for, the newest first."""
        for place, entry in enumerate(newest_first(entries)):
            if over(entry, self.arguments.since):
                continue
            if self.asked == MOST:
                logger.warning("more than %d sitemaps: the rest is left out", MOST)
                return
            self.asked += 1
            lastmod = entry.lastmod if place >= RECENT and not self.arguments.refresh else None
            step = min(place, ROOTS) * STEPS[depth]
            yield self.request(
                Link(self.own_url(entry.loc), "sitemap", rank + step, depth=depth, lastmod=lastmod, data=self.reach(), again=True)
            )

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        link: Link = response.meta["link"]
        if not self.accepted(response):
            return
        page = read_sitemap(response.body, response.url, self.zone)
        if page.kind is None:
            link.state, link.reason = "skipped", "no sitemap"
        elif page.kind is Kind.INDEX:
            yield from self._inside(page.entries, link)
        else:
            maps = [entry for entry in page.entries if urlsplit(entry.loc).path.lower().endswith(MAPS)]
            yield from self._inside(maps, link)
            yield from self._articles(page, link)
            if not maps:
                link.data = {**link.data, "leaf": True}  # an index may be as it was where the sitemaps in it are not

    def _inside(self, entries: Sequence[SitemapEntry], link: Link) -> Iterator[Request]:
        own = [entry for entry in entries if self.is_own(entry.loc) or same_site(self.own_url(entry.loc), link.url)]
        if link.depth < DEPTH:
            yield from self._ask([entry for entry in own if link_key(self.own_url(entry.loc)) != link.key], link.rank + 1, link.depth + 1)
        elif own:
            link.reason = f"{len(own)} sitemaps in an index of the {DEPTH + 1}th depth are left out"

    def _articles(self, page: SitemapPage, link: Link) -> Iterator[Request]:
        hopes, stamped = self.frontier.scope.hopes, page.stamped
        wanted = [entry for entry in page.entries if hopes(entry.published, entry.lastmod) and self.is_own(entry.loc)]
        for entry in article_entries(wanted, self.site):
            yield self.article(entry.loc, link, link.rank + 1, entry.published, None if stamped else entry.lastmod)
