"""Progress: one line every half a minute on long runs, and a line with the sum at the end."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from newscrawl.store.database import StoreError

logger = logging.getLogger(__name__)

INTERVAL = 30.0  # seconds


class Progress:
    """Logs how far the run is: pages read, articles new, edited and seen again, refusals, what waits.

    Lines are plain, for cron's mail as for a terminal.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        return cls(crawler)

    def _opened(self) -> None:
        self.began = time.monotonic()
        self.ticking = create_looping_call(self._tell)
        self.ticking.start(INTERVAL, now=False)

    def _closed(self) -> None:
        self.ticking.stop()
        reason = self.crawler.stats.get_value("newscrawl/reason", "finished")
        logger.info("%s: %s (%s)", self.crawler.spider.site.name, self._counts(), reason)

    def _tell(self) -> None:
        spider = self.crawler.spider
        with suppress(StoreError):
            waiting = spider.frontier.waiting(spider.clock.now())
            logger.info("%s: %s, %d links wait", spider.site.name, self._counts(), waiting)

    def _counts(self) -> str:
        stats = self.crawler.stats.get_stats()
        refused = sum(value for key, value in stats.items() if key.startswith("links/") and key.endswith(("/refused", "/failed", "/gone")))
        seconds = time.monotonic() - self.began
        again = sum(stats.get(f"articles/{name}", 0) for name in ("same", "kept", "unmodified"))
        return (
            f"{stats.get('response_received_count', 0)} pages in {seconds:.0f} s, articles: {stats.get('articles/new', 0)} new, "
            f"{stats.get('articles/version', 0)} edited, {again} seen again; {refused} links refused"
        )
