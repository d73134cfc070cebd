"""NewsSpider: a crawl of one site into the store: its run, its frontier, and what is read from a page."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from newscrawl.clock import Steps
from newscrawl.discovery import is_article, is_article_page
from newscrawl.discovery.links import LIKELY
from newscrawl.export.rights import reserved
from newscrawl.health.tally import Tally
from newscrawl.items import Article
from newscrawl.politeness.whole_site import Signals
from newscrawl.reading.article import read_page
from newscrawl.reading.page import Page
from newscrawl.rendering.policy import EMPTY
from newscrawl.rendering.shells import is_shell
from newscrawl.spiders.answers import Answers, validators
from newscrawl.spiders.arguments import profile_of
from newscrawl.spiders.listings import BEGINNING
from newscrawl.store import nothing, runs
from newscrawl.store.articles import has_articles, own_id
from newscrawl.store.database import Store, StoreError
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import FORGOTTEN, Link, Scope
from newscrawl.store.records import Record
from newscrawl.store.tombstones import forgotten
from newscrawl.urls import link_key, same_site

logger = logging.getLogger(__name__)

run_ended = object()  # signal: a run has ended, and its reason stands; sent after an unclean stop as well, when spider_closed is not


class NewsSpider(Answers):
    """Follows the links of a site and keeps its articles. Subclasses give a ``parse_<kind>`` for each kind of link."""

    checked = False
    front = ""  # what was found on the front page, for the self-check
    records: dict[str, Record]  # of the archive, by the address of the article that was read from each
    at_end: list[Callable[[str], None]]  # are told the reason that the run ends with, while the store is open

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.rights, spider.records = Signals(crawler), {}
        spider.tally, spider.cpu, spider.at_end = Tally(), Steps(), []
        spider.store = Store(crawler.settings["NEWSCRAWL_STORE"])
        spider.store.on_broken = spider._store_broke
        site, arguments = spider.site.name, spider.arguments
        spider.last_run = runs.latest(spider.store, site, spider.name)
        spider.run = runs.begin(spider.store, site, spider.name, arguments.given(), spider.clock.now())
        kinds = [name.removeprefix("parse_") for name in dir(spider) if name.startswith("parse_")]
        spider.frontier = Frontier(
            spider.store, site, spider.run, Scope(None, arguments.since, arguments.until, kinds), spider.site.revisit
        )
        return spider

    async def start(self) -> AsyncIterator[Any]:
        if profile := profile_of(self.site):
            logger.warning(
                "there is a profile of %s: -a site=%s; this run knows nothing of it, and keeps a site of its own", self.home, profile
            )
        yield self.request(Link(self.site.home, "front", rank=0, again=True))

    def request(self, link: Link) -> Request:
        """The request of a link, at the server that is asked."""
        meta: dict[str, Any] = {"link": link}
        if self.rendering.wants(link):
            meta |= {"render": self.rendering.more(link, self.arguments.max_pages), "known": partial(self.all_known, link.section)}
        headers = {} if "render" in meta else validators(link)
        callback = getattr(self, f"parse_{link.kind}")
        return Request(self.asked_url(link.url), callback, errback=self.failed, headers=headers, meta=meta, dont_filter=True)

    def all_known(self, section: str | None, urls: Iterable[str]) -> bool:
        """Whether these addresses bring no article that is not known of the section; never where its listing was not walked to its end."""
        mark = runs.mark(self.store, self.site.name, section) if section else None
        if not mark or mark.to > (self.arguments.since or BEGINNING):
            return False
        own = [url for url in map(self.own_url, urls) if same_site(url, self.site.home) and is_article(url) >= LIKELY]
        keys = {link_key(url) for url in own}
        return bool(keys) and keys <= self.frontier.known(list(keys), section).keys()

    def refresh(self) -> None:
        """Opens known articles again where the run is to fetch them; to be called when its sections are known."""
        limit = self.arguments.limit
        if not self.arguments.refresh or limit is not None and limit <= self.crawler.engine.scheduler.articles:
            return
        if count := self.frontier.refresh(None if limit is None else limit - self.crawler.engine.scheduler.articles):
            logger.info("%d known articles are fetched again", count)

    # What is read.

    def read(self, page: Page, response: Response) -> Article | None:
        """The article of a page, None where the page is none or lies outside of the run's time; its link says so."""
        link: Link = response.meta["link"]
        with self.cpu.step("reading"):
            article = read_page(page, self.site, self.answered_at(response))
        before, link.published_at = link.published_at, article.published_at
        if link_key(page.url) != link.key:
            link.target, link.reason = page.url, f"moved to {page.url}"
        if "rendered" not in response.meta and not article.body and self._hidden(link, page, article):
            return None
        is_one = is_article_page(page, article)
        self.rendering.shown(link, is_one)
        if not is_one:
            link.state, link.reason = "skipped", "not an article"
        elif not self.frontier.scope.holds(article.published_at):
            link.state, link.reason = "outside", "published outside of the time asked for"
        else:
            link.article = self._placed(article, link)
            self.tally.read(page.root, article, before)
            if record := response.meta.get("record"):
                self.records[article.url] = record
            if why := self._unwanted(article):
                link.article, link.state, link.reason, link.final = None, "refused", why, True
        return link.article

    def _placed(self, article: Article, link: Link) -> Article:
        """The article with the listings that it was seen in, and addresses as the site itself gives them."""
        article.site = self.site.name
        if link.article_id and link.article_id != article.id:
            article.id = own_id(self.store, article, link.article_id)
        article.rights = self.rights.at(self.asked_url(article.url)) | article.rights
        article.sections = self.frontier.listed_in(link, "menu")
        article.regions = list(dict.fromkeys([*article.regions, *self.frontier.listed_in(link, "region")]))
        for part in (*article.images, *article.videos, *article.links):
            part.url = self.own_url(part.url)
        if self.front and not self.last_run and not self.checked:
            self.checked = True
            has = {"title": article.title, "date": article.published_at, "body": article.body or article.status == "bodiless"}
            told = ", ".join(f"{name} {'yes' if value else 'NO'}" for name, value in has.items())
            logger.info("self-check: front page reached, %s; sample article read: %s (%s)", self.front, told, article.url)
        return article

    def _unwanted(self, article: Article) -> str | None:
        """Why an article that was read is not kept: it was forgotten, or the profile wants none that is reserved."""
        if forgotten(self.store, article):
            return FORGOTTEN
        why = reserved(article.rights) if self.site.rights.reserved == "skip" else None
        return f"not kept, as the profile asks: {why}" if why else None

    def _hidden(self, link: Link, page: Page, article: Article) -> bool:
        """Whether a page without text is a shell, which JavaScript may fill; such links are opened again, or left with their reason."""
        if not is_shell(page):
            return False
        if self.rendering.shell(link, page):
            return True
        if not article.published_at:
            link.state, link.reason = "skipped", f"not an article: {EMPTY}"
        return link.state == "skipped"

    @property
    def is_known(self) -> bool:
        """Whether the site was crawled before."""
        return bool(self.last_run) or has_articles(self.store, self.site.name)

    # How it ends.

    def _store_broke(self, error: StoreError) -> None:
        self.ending = "store"
        logger.error("%s", error)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason="store"))

    def closed(self, reason: str) -> None:
        reason = self.ending or reason
        if reason == "finished":
            reason = "limit" if self._limited() else self.concluded()
        self.crawler.stats.set_value("newscrawl/reason", reason)
        counts = {
            key: value for key, value in self.crawler.stats.get_stats().items() if key.startswith(("articles/", "links/", "refusals/"))
        }
        try:
            runs.finish(self.store, self.run, reason, counts, self.clock.now())
            self.store.commit()
            if self.site.bare and nothing.got(self.store, self.site.name, reason):
                self._erase()
            else:
                for told in self.at_end:
                    told(reason)
                self.store.close()
        except StoreError:
            logger.error("the run ends without its last batch; the next run fetches it again")
        self.crawler.signals.send_catch_log(run_ended)

    def _erase(self) -> None:
        """A mistyped address is no site: neither store nor folder keep it, and the log of the run has said what happened."""
        with suppress(OSError):
            nothing.erase(self.store, self.site.name, Path(self.crawler.settings["NEWSCRAWL_DATA"], f"{self.site.name}.jsonl"))
        logger.info("nothing was got of %s, so that it is not kept as a site", self.home)

    def _limited(self) -> bool:
        return bool(self.arguments.limit) and self.crawler.engine.scheduler.articles >= self.arguments.limit

    def concluded(self) -> str:
        """The reason of a run that came to its end: finished, or nothing where it is the site's first and found no article."""
        found = any(self.crawler.stats.get_value(f"links/article/{state}") for state in ("done", "outside"))
        if found or self.is_known:
            return "finished"
        logger.error("no article was found on %s: %s; scrapy probe ADDRESS shows how a page of it is read", self.home, self.tally.lost())
        return "nothing"
