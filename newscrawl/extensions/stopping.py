"""Stopping: a run that is told to stop (SIGTERM, SIGINT) does not wait for a slow site."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

logger = logging.getLogger(__name__)

GRACE = 4.0  # seconds for the answers that are under way


class Stopping:
    """Gives up what is still under way some seconds after the run was told to stop, as a second signal does at once.

    Scrapy itself waits for every answer, and for requests that wait for their turn. Links that were under way are open
    again in the next run.
    """

    def __init__(self, crawler: Crawler):
        self.crawler, self.told = crawler, 0.0
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Stopping:
        return cls(crawler)

    def _opened(self) -> None:
        self.looking = create_looping_call(self._look)
        self.looking.start(0.5, now=False)

    def _closed(self) -> None:
        self.looking.stop()

    def _look(self) -> None:
        if self.crawler.crawling:
            return
        self.told = self.told or time.monotonic()
        if time.monotonic() - self.told >= GRACE:
            logger.info("answers are still under way after %.0f seconds; they are left to the next run", GRACE)
            self.looking.stop()
            from twisted.internet import reactor  # only now is there one

            with suppress(RuntimeError):  # it is being stopped
                reactor.stop()
