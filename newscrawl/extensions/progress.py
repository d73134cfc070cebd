"""Progress: one line every half a minute on long runs, and a line with the sum at the end."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newscrawl.extensions.counts import Counts
from newscrawl.spiders.base import run_ended
from newscrawl.store.database import StoreError

logger = logging.getLogger(__name__)

INTERVAL = 30.0  # seconds


class Progress:
    """Logs how far the run is: pages read, articles new, edited and seen again, refusals, what waits.

    Lines are plain and name site and run, for cron's mail as for a terminal.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        crawler.signals.connect(self._opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        return cls(crawler)

    def _opened(self) -> None:
        self.crawler.signals.connect(self._closed, run_ended)
        self.began = time.monotonic()
        spider = self.crawler.spider
        self.name = f"{spider.site.name}, run {spider.run}"
        logger.info("%s begins: %s", self.name, ", ".join(f"{name}={value}" for name, value in spider.arguments.given().items()))
        self.ticking = create_looping_call(self._tell)
        self.ticking.start(INTERVAL, now=False)

    def _closed(self) -> None:
        self.ticking.stop()
        reason = self.crawler.stats.get_value("newscrawl/reason")
        logger.info("%s: %s (%s)", self.name, Counts.of(self.crawler, self.began), reason)

    def _tell(self) -> None:
        spider = self.crawler.spider
        with suppress(StoreError):
            waiting = spider.frontier.waiting(spider.clock.now())
            logger.info("%s: %s, %d links wait", self.name, Counts.of(self.crawler, self.began), waiting)
