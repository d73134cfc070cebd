"""SiteSpider: a spider of one site, with its addresses and its manners; it keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.clock import Clock
from newscrawl.politeness.refusals import refusal
from newscrawl.politeness.rules import RobotsRules
from newscrawl.reading.page import Page
from newscrawl.rendering.policy import Rendering
from newscrawl.spiders import arguments as spider_arguments
from newscrawl.spiders import manners
from newscrawl.spiders.arguments import Arguments
from newscrawl.urls import absolute, answering_scheme, link_key, moved_to, same_site


class SiteSpider(Spider):
    """Asks the pages of one site.

    Addresses of links and articles are the site's own; ``home`` only changes which server is asked.
    """

    arguments: Arguments
    unused: tuple[str, ...] = ("warc",)  # arguments that it takes no account of

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:
        spider = super().from_crawler(crawler)
        spider.arguments = spider_arguments.parse(kwargs, cls.unused)
        spider.site, spider.home = spider.arguments.site, spider.arguments.home
        spider.clock = Clock(crawler.settings["NEWSCRAWL_CLOCK"])
        spider.rendering = Rendering(crawler.settings)
        spider.declared = []
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        manners.settle(crawler.settings, spider.home, spider.site.politeness)
        return spider

    def robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        """Notes the sitemaps that the robots.txt of one of the site's hosts names (sitemaps.org, "Submitting your Sitemap")."""
        if same_site(request.url, self.home):
            base = urljoin(request.url, "/robots.txt")
            self.declared += [url for line in robotparser.rp.sitemaps if (url := absolute(base, line))]

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that robots.txt and the profile name, each once, as the site's own addresses."""
        named = [*map(self.own_url, self.declared), *map(self.site.own_url, self.site.sitemaps)]
        return list({link_key(url): url for url in reversed(named)}.values())[::-1]

    @property
    def zone(self) -> tzinfo:
        """The zone of times that have no offset."""
        return ZoneInfo(self.site.zones.page) if self.site.zones.page else UTC

    def settle_home(self, response: Response) -> None:
        """Takes the address that the front page was answered from as the front page, where no profile names another."""
        final = response.url
        if self.home == self.site.home and final != self.home and same_site(final, self.home):
            self.site = replace(self.site, home=final)
            self.home = final
        elif self.home != self.site.home:
            self.home = final

    def asked_url(self, url: str) -> str:
        """The address at the server that is asked of one of the site's own."""
        return moved_to(url, self.site.home, self.home) if self.home != self.site.home else url

    def own_url(self, url: str) -> str:
        """An address as the site itself would give it, whatever server was asked."""
        return answering_scheme(moved_to(url, self.home, self.site.home), self.site.home)

    def page(self, response: Response) -> Page:
        headers = {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}
        return Page(response.body, self.own_url(response.url), headers)

    def no_page(self, response: Response, anywhere: bool = False, any_kind: bool = False) -> tuple[str, str] | None:
        """State (of a link) and reason of an answer that is no page of the site, None where it is one.

        ``anywhere``: it may be another site's; ``any_kind``: it may be no HTML.
        """
        status, kind = response.status, (response.headers.get("Content-Type") or b"html").decode("latin-1")
        if refused := refusal(response):
            return "refused", f"{refused} ({status})"
        if status in (404, 410):
            return "gone", f"HTTP {status}"
        if status != 200:
            return "failed", f"HTTP {status}"
        if not anywhere and not same_site(response.url, self.home):
            return "skipped", f"moved to another site: {response.url}"
        return None if any_kind or "html" in kind.lower() else ("skipped", f"no page: {kind}")

    def answered_at(self, response: Response) -> datetime:
        """The response's Date (RFC 9110, 6.6.1); the program's clock where it has none."""
        try:
            return parsedate_to_datetime(response.headers.get("Date", b"").decode("latin-1"))
        except ValueError:
            return self.clock.now()
