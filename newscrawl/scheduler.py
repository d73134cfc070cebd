"""Scheduler and link states: the frontier in the store as Scrapy's scheduler.

A request whose ``meta["link"]`` is a Link becomes a row; rows become requests when their turn comes. Retries and
redirects of a leased link, and requests without a link, wait in memory: a kill costs nothing, the row is open again.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from scrapy import Request, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call
from twisted.python.failure import Failure

from newscrawl.store.database import DELAY, StoreError
from newscrawl.store.link import Link

logger = logging.getLogger(__name__)

AHEAD = 8  # links leased at a time: so many may be out of order when better ones turn up
GATHERED = 1000  # links in memory; a sitemap may give 50,000


class FrontierScheduler(BaseScheduler):
    """Feeds the engine from the frontier; ends the run when the spider's limit is used up.

    A store that breaks ends the run as well: the spider is told by the store itself, and nothing is handed out any more.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.memory: deque[Request] = deque()
        self.found: list[Link] = []
        self.ready: deque[Link] = deque()
        self.articles = 0  # handed out and not given back
        self.under_way = 0  # links that are handed out and not settled
        self.begun = False  # the front page has said which sections the run is about

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FrontierScheduler:
        return cls(crawler)

    def open(self, spider: Any) -> None:
        self.spider, self.frontier, self.clock = spider, spider.frontier, spider.clock
        waiting = self.frontier.reopen(self.clock.now())
        if waiting:
            logger.info("%d links wait from earlier runs", waiting)
        self.ticking = create_looping_call(self._tick)
        self.ticking.start(DELAY, now=False)

    def close(self, reason: str) -> None:
        self.ticking.stop()
        with suppress(StoreError):
            self._write()
            self.frontier.give_back(self.ready)

    def _tick(self) -> None:
        with suppress(StoreError):
            self.frontier.store.tick()

    def has_pending_requests(self) -> bool:
        return bool(self.memory or self._fill())

    def enqueue_request(self, request: Request) -> bool:
        link = request.meta.get("link")
        if link is None or link.id is not None:
            self.memory.append(request)
        else:
            self.found.append(link)
            if len(self.found) == GATHERED:
                with suppress(StoreError):
                    self._write()
        return True

    def next_request(self) -> Request | None:
        if self.memory:
            return self.memory.popleft()
        if not self._fill():
            return None
        link = self.ready.popleft()
        self.under_way += 1
        self.articles += link.kind == "article"
        return self.spider.request(link)  # type: ignore[no-any-return]

    def settle(self, link: Link) -> None:
        """Writes how a link ended, after all that its page gave."""
        self.spider.tally.settled(link)
        self.under_way -= 1
        self.begun = self.begun or (link.kind == "front" and link.state != "open")
        if link.kind == "article" and (link.article is None or link.state != "done") and not link.unmodified:
            self.articles -= 1
        with suppress(StoreError):
            self._write()
            self.frontier.close(link, self.clock.now())
            self.crawler.stats.inc_value(f"links/{link.kind}/{link.state}")

    def _write(self) -> None:
        found, self.found = self.found, []
        if found:
            self.frontier.add(found, self.clock.now())

    def _fill(self) -> bool:
        limit = self.spider.arguments.limit
        left = AHEAD if limit is None else min(AHEAD, limit - self.articles)
        with suppress(StoreError):
            self._write()
            if not self.ready and left > 0:
                self.ready.extend(self.frontier.take(left, self.clock.now(), front=not self.begun))
                if not self.ready and not self.under_way and self.frontier.due:
                    self.frontier.open_due()
                    self.ready.extend(self.frontier.take(left, self.clock.now()))
        return bool(self.ready) and not self.frontier.store.broken


class LinkStates:
    """Spider middleware that settles a link when its callback is exhausted and its items have left the pipelines.

    Requests go to the scheduler at once: the engine handles what a callback gave in tasks of its own, many of them after
    the callback has ended, and a page may not be done before what it leads to is kept.
    What never reaches a callback (errors, refusals by robots.txt) is settled by the spider's errback.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.items: Counter[int] = Counter()  # in the pipelines, by link
        self.exhausted: dict[int, Link] = {}
        for signal in (signals.item_scraped, signals.item_dropped):
            crawler.signals.connect(self._item_left, signal)
        crawler.signals.connect(self._item_failed, signals.item_error)
        crawler.signals.connect(self._callback_failed, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LinkStates:
        return cls(crawler)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        link: Link | None = response.meta.get("link")
        async for output in result:
            if isinstance(output, Request):
                self.crawler.engine.scheduler.enqueue_request(output)
                continue
            if link:
                self.items[link.id] += 1
            yield output
        if link:
            self.exhausted[link.id] = link
            self._settle(link)

    def process_spider_exception(self, response: Response, exception: Exception) -> tuple[()] | None:
        """A store that broke has said so already; what the callback was about to give waits for the next run."""
        return () if isinstance(exception, StoreError) else None

    def _settle(self, link: Link) -> None:
        if not self.items[link.id] and self.exhausted.pop(link.id, None):
            del self.items[link.id]
            self.crawler.engine.scheduler.settle(link)

    def _item_left(self, response: Response | None) -> None:
        if response is not None and (link := response.meta.get("link")):
            self.items[link.id] -= 1
            self._settle(link)

    def _item_failed(self, response: Response | None, failure: Failure) -> None:
        if response is not None and (link := response.meta.get("link")) and not failure.check(DropItem):
            link.state, link.reason = "failed", f"item: {failure.getErrorMessage()}"
            self._item_left(response)

    def _callback_failed(self, response: Response | Failure | None, failure: Failure) -> None:
        link = response.request.meta.get("link") if response is not None else None
        if link:
            link.state, link.reason, link.article = "failed", f"{failure.type.__name__}: {failure.getErrorMessage()}", None
            self.items.pop(link.id, None)
            self.crawler.engine.scheduler.settle(link)
