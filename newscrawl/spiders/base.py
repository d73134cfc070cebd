"""NewsSpider: what every spider of this project shares: arguments, the store's run, politeness, reading an article."""

from __future__ import annotations

import logging
from dataclasses import replace
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from newscrawl.clock import Clock
from newscrawl.discovery import is_article, is_article_page
from newscrawl.discovery.links import LIKELY
from newscrawl.items import Article
from newscrawl.politeness.delay import AskedToWait
from newscrawl.politeness.refusals import refusal
from newscrawl.politeness.addresses import PrivateAddress, private_hosts
from newscrawl.politeness.robots import RobotsForbidden, RobotsUnreachable
from newscrawl.politeness.rules import RobotsRules
from newscrawl.reading.article import read_page
from newscrawl.reading.page import Page
from newscrawl.rendering.policy import EMPTY, Rendering
from newscrawl.rendering.shells import is_shell
from newscrawl.site import Politeness, Section
from newscrawl.spiders import arguments as spider_arguments
from newscrawl.spiders.arguments import Arguments
from newscrawl.spiders.listings import BEGINNING
from newscrawl.store import runs
from newscrawl.store.database import Store, StoreError
from newscrawl.store.frontier import Frontier, Link, Scope
from newscrawl.urls import absolute, answering_scheme, link_key, moved_to, same_site

logger = logging.getLogger(__name__)

PROBED = ("sitemap", "feed")  # a site may refuse one of these, or name one that is not there; the others go on
PATIENCE = 5  # refusals, or failures, in a row before the run ends
OWN_DELAY = 0.05  # seconds; a host of NEWSCRAWL_PRIVATE_HOSTS is one's own


class NewsSpider(Spider):
    """A crawl of one site into the store.

    Addresses in links and articles are the site's own; ``home`` only changes which server is asked.
    """

    arguments: Arguments
    unused: Sequence[str] = ()  # arguments that it takes no account of

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        spider = super().from_crawler(crawler)
        spider.arguments = spider_arguments.parse(kwargs, cls.unused)
        spider.site = spider.arguments.site
        spider.home = spider.arguments.home
        spider.clock = Clock(crawler.settings["NEWSCRAWL_CLOCK"])
        spider.rendering = Rendering(crawler.settings)
        spider.ending = ""
        spider.declared: list[str] = []
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        spider.checked = False
        spider.streaks = {"refused": 0, "down": 0}
        spider._slow_down(spider.site.politeness)
        spider._introduce()
        spider._open_store(crawler.settings["NEWSCRAWL_STORE"])
        return spider

    @property
    def own_host(self) -> bool:
        """Whether the server that is asked is one of NEWSCRAWL_PRIVATE_HOSTS: one's own."""
        parts = urlsplit(self.home)
        return (parts.hostname, parts.port) in private_hosts(self.settings)

    def _slow_down(self, politeness: Politeness) -> None:
        delay = OWN_DELAY if self.own_host else politeness.delay
        for name, value in {
            "DOWNLOAD_DELAY": delay,
            "AUTOTHROTTLE_START_DELAY": delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": politeness.concurrency,
        }.items():
            self.settings.set(name, value, priority="spider")

    def _introduce(self) -> None:
        """Puts who answers for the crawl into the user agent."""
        if contact := self.settings["NEWSCRAWL_CONTACT"]:
            self.settings.set("USER_AGENT", f"{self.settings['USER_AGENT']} (+{contact})", priority="spider")
        elif not self.own_host:
            logger.warning("NEWSCRAWL_CONTACT is not set: name a page or mail address of yours, so that a site can reach who crawls it")

    def _open_store(self, url: str) -> None:
        self.store = Store(url)
        self.store.on_broken = self._store_broke
        now = self.clock.now()
        self.last_run = runs.latest(self.store, self.site.name, self.name)
        self.run = runs.begin(self.store, self.site.name, self.name, self.arguments.given(), now)
        kinds = [name.removeprefix("parse_") for name in dir(self) if name.startswith("parse_")]
        scope = Scope(None, self.arguments.since, self.arguments.until, kinds)
        self.frontier = Frontier(self.store, self.site.name, self.run, scope)

    def _store_broke(self, error: StoreError) -> None:
        self.ending = "store"
        logger.error("%s", error)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason="store"))

    def closed(self, reason: str) -> None:
        reason = self.ending or ("limit" if self._limited() else reason)
        if reason == "finished":
            reason = self.concluded()
        self.crawler.stats.set_value("newscrawl/reason", reason)
        try:
            counts = {key: value for key, value in self.crawler.stats.get_stats().items() if key.split("/")[0] in ("articles", "links")}
            runs.finish(self.store, self.run, reason, counts, self.clock.now())
            self.store.commit()
            self.store.close()
        except StoreError:
            logger.error("the run ends without its last batch; the next run fetches it again")

    def concluded(self) -> str:
        """The reason of a run that came to its end: finished, or nothing where it is the site's first and found no article."""
        if self.last_run or any(self.crawler.stats.get_value(f"links/article/{state}") for state in ("done", "outside")):
            return "finished"
        logger.error("no article was found on %s: look at the front page, and at the table links of the store", self.home)
        return "nothing"

    def _limited(self) -> bool:
        return bool(self.arguments.limit) and self.crawler.engine.scheduler.articles >= self.arguments.limit

    # Requests and the addresses of answers.

    async def start(self) -> AsyncIterator[Any]:
        yield self.request(Link(self.site.home, "front", rank=0, again=True))

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

    def request(self, link: Link) -> Request:
        """The request of a link, at the server that is asked."""
        url = moved_to(link.url, self.site.home, self.home) if self.home != self.site.home else link.url
        meta: dict[str, Any] = {"link": link}
        if self.rendering.wants(link):
            meta |= {"render": self.rendering.more(link, self.arguments.max_pages), "known": partial(self.all_known, link.section)}
        return Request(url, getattr(self, f"parse_{link.kind}"), errback=self.failed, meta=meta, dont_filter=True)

    def all_known(self, section: str | None, urls: Iterable[str]) -> bool:
        """Whether these addresses bring no article that is not known of the section; never where its listing was not walked to its end."""
        mark = runs.mark(self.store, self.site.name, section) if section else None
        if not mark or mark.to > (self.arguments.since or BEGINNING):
            return False
        own = [url for url in map(self.own_url, urls) if same_site(url, self.site.home) and is_article(url) >= LIKELY]
        keys = {link_key(url) for url in own}
        return bool(keys) and keys <= self.frontier.known(list(keys), section).keys()

    def own_url(self, url: str) -> str:
        """An address as the site itself would give it, whatever server was asked."""
        return answering_scheme(moved_to(url, self.home, self.site.home), self.site.home)

    def page(self, response: Response) -> Page:
        headers = {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}
        return Page(response.body, self.own_url(response.url), headers)

    def answered_at(self, response: Response) -> datetime:
        """The response's Date (RFC 9110, 6.6.1); the program's clock where it has none."""
        try:
            return parsedate_to_datetime(response.headers.get("Date", b"").decode("latin-1"))
        except ValueError:
            return self.clock.now()

    # What went wrong.

    def accepted(self, response: Response) -> bool:
        """Whether the answer is a page; otherwise its link says why not, and a site that refuses or is down ends the run."""
        link: Link = response.meta["link"]
        link.status = response.status
        kind = refusal(response)
        if kind:
            link.state, link.reason = "refused", f"{kind} ({response.status})"
            self.crawler.stats.inc_value(f"refusals/{kind}")
            self._count("refused", link)
        elif response.status in (404, 410):
            link.state, link.reason = "gone", f"HTTP {response.status}"
        elif response.status >= 500:
            link.state, link.reason = "failed", f"HTTP {response.status}"
            self._count("down", link)
        elif response.status != 200:
            link.state, link.reason = "failed", f"HTTP {response.status}"
        elif link.kind not in PROBED and not same_site(response.url, self.home):
            link.state, link.reason = "skipped", f"moved to another site: {response.url}"
        elif link.kind in ("front", "article") and "html" not in (response.headers.get("Content-Type") or b"html").decode("latin-1").lower():
            link.state, link.reason = "skipped", f"no page: {response.headers['Content-Type'].decode('latin-1')}"
        else:
            self.streaks = dict.fromkeys(self.streaks, 0)
            return True
        return False

    def failed(self, failure: Failure) -> None:
        """Settles a link that got no answer, or that robots.txt or a guard keeps from being asked."""
        link: Link | None = failure.request.meta.get("link")  # type: ignore[attr-defined]
        if link is None:
            return
        link.final = bool(failure.check(RobotsForbidden, PrivateAddress))
        link.state, link.reason = "refused" if link.final else "failed", _said(failure)
        self.crawler.stats.inc_value(f"refusals/{failure.type.__name__}")
        self.crawler.engine.scheduler.settle(link)
        if link.final and link.kind == "front":
            self._end("refused", f"the front page may not be fetched: {link.reason}")
        if failure.check(RobotsUnreachable, AskedToWait) or not failure.check(IgnoreRequest):
            self._count("down", link)

    def _count(self, why: str, link: Link) -> None:
        if link.kind in PROBED:
            return
        self.streaks[why] += 1
        if link.kind == "front" or self.streaks[why] >= PATIENCE:
            advice = {
                "refused": "nothing is worked round; ask the site, or try again later",
                "down": "what was found waits in the store for the next run",
            }[why]
            asked = moved_to(link.url, self.site.home, self.home)
            self._end(why, f"{self.site.name} {'refuses' if why == 'refused' else 'does not answer'}: {link.reason} at {asked}; {advice}")

    def _end(self, reason: str, line: str) -> None:
        if not self.ending:
            self.ending = reason
            logger.error("%s", line)
        raise CloseSpider(reason)

    # Articles.

    def settle_home(self, response: Response) -> None:
        """Takes the address that the front page was answered from as the front page, where no profile names another."""
        final = response.url
        if self.home == self.site.home and final != self.home and same_site(final, self.home):
            self.home = final
            self.site = replace(self.site, home=final)
        elif self.home != self.site.home:
            self.home = final

    def read(self, page: Page, response: Response) -> Article | None:
        """The article of a page, None where the page is none or lies outside of the run's time; its link says so."""
        link: Link = response.meta["link"]
        article = read_page(page, self.site, self.answered_at(response))
        article.site = self.site.name
        article.sections = self.frontier.listed_in(link, "menu")
        article.regions = list(dict.fromkeys([*article.regions, *self.frontier.listed_in(link, "region")]))
        for part in (*article.images, *article.videos, *article.links):
            part.url = self.own_url(part.url)
        link.published_at = article.published_at
        if link_key(page.url) != link.key:
            link.target, link.reason = page.url, f"moved to {page.url}"
        if "rendered" not in response.meta and not article.body and self._hidden(link, page, article):
            return None
        self.rendering.shown(link, is_article_page(page, article))
        if not is_article_page(page, article):
            link.state, link.reason = "skipped", "not an article"
        elif not self.frontier.scope.holds(article.published_at):
            link.state, link.reason = "outside", "published outside of the time asked for"
        else:
            link.article = article
            self._check(article)
            return article
        return None

    def _hidden(self, link: Link, page: Page, article: Article) -> bool:
        """Whether a page without text is a shell, which JavaScript may fill; such links are opened again, or left with their reason."""
        if not is_shell(page):
            return False
        if self.rendering.shell(link, page):
            return True
        if not article.published_at:
            link.state, link.reason = "skipped", f"not an article: {EMPTY}"
        return link.state == "skipped"

    def _check(self, article: Article) -> None:
        """The first article of the first run of a site is told in the log, so that a changed site is seen in seconds."""
        if self.last_run or self.checked:
            return
        self.checked = True
        has = {"title": article.title, "date": article.published_at, "body": article.body}
        answers = ", ".join(f"{name} {'yes' if value else 'NO'}" for name, value in has.items())
        logger.info("self-check: sample article read: %s (%s)", answers, moved_to(article.url, self.site.home, self.home))

    def named(self, menu: list[Section]) -> list[Section]:
        """The sections that were asked for, all where none was named."""
        wanted = self.arguments.sections
        return spider_arguments.chosen(wanted, menu) if wanted else menu


def _said(failure: Failure) -> str:
    """The reason of a failure, without the address: the link has it."""
    if failure.check(RobotsForbidden):
        return "robots.txt forbids it"
    return failure.getErrorMessage() or failure.type.__name__
