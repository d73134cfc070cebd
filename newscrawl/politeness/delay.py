"""The pace that a host asks for: Crawl-delay and Request-rate of its robots.txt, Retry-After of its answers."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured
from twisted.python.failure import Failure

from newscrawl.politeness.rules import product_token

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newscrawl.politeness.rules import RobotsRules

logger = logging.getLogger(__name__)

BUSY = {429, 503}


class AskedToWait(IgnoreRequest):
    """The host asked for a longer pause than this run waits; the address is for a later run."""

    told = "it asked to wait"


class CrawlDelay:
    """Keeps the gap between two requests to a host at or above what its robots.txt asks for, as the host sees it.

    It counts from the answer to a request: the moment of sending is not known to the millisecond, and may be late.
    NEWSCRAWL_CRAWL_DELAY_MAX (seconds, 60) is the longest gap that is kept. Order: after AutoThrottle, which lowers delays.
    """

    def __init__(self, crawler: Crawler):
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._token = product_token(crawler.settings)
        self._longest = crawler.settings.getfloat("NEWSCRAWL_CRAWL_DELAY_MAX", 60.0)
        self._gaps: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(extension.keep_gap, signal=signals.request_reached_downloader)
        crawler.signals.connect(extension.begin_gap, signal=signals.response_downloaded)
        return extension

    def robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        """Notes what the host asks for; http and https of a host share a slot, so the longer gap of both holds."""
        host = self.crawler.engine.downloader.get_slot_key(request)
        asked = robotparser.gap(self._token)
        if asked > self._longest:
            logger.warning("robots.txt of %s asks for %g s between requests; %g s are kept", host, asked, self._longest)
        gap = min(asked, self._longest)
        if gap > self._gaps.get(host, 0.0):
            self._gaps[host] = gap
            self.begin_gap(request)

    def keep_gap(self, request: Request) -> Slot | None:
        """Lifts the slot's delay to the gap, and returns the slot, where the host asks for one."""
        downloader = self.crawler.engine.downloader
        host = downloader.get_slot_key(request)
        slot, gap = downloader.slots.get(host), self._gaps.get(host)
        if not slot or not gap:
            return None
        slot.delay = max(slot.delay, gap)
        slot.jitter = min(slot.jitter, 1 - gap / slot.delay)
        return slot

    def begin_gap(self, request: Request) -> None:
        if slot := self.keep_gap(request):
            slot.lastseen = max(slot.lastseen, monotonic())


def seconds_to_wait(response: Response) -> float | None:
    """The seconds that Retry-After asks for (RFC 9110, 10.2.3), or None where it doesn't.

    A date counts from the answer's own Date, so that a clock that is wrong on either side does no harm.
    """
    asked = response.headers.get("Retry-After", b"").decode("latin-1").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    moment = _moment(asked)
    if moment is None:
        return None
    now = _moment(response.headers.get("Date", b"").decode("latin-1")) or datetime.now(UTC)
    return max(0.0, (moment - now).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class RetryAfterMiddleware:
    """After 429 or 503 with Retry-After, sends nothing to that host until the time has passed.

    Up to NEWSCRAWL_RETRY_AFTER_MAX (seconds, 300) the host's requests wait; for a longer pause they end with AskedToWait.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self._longest = crawler.settings.getfloat("NEWSCRAWL_RETRY_AFTER_MAX", 300.0)
        self._closed: dict[str, float] = {}  # monotonic seconds until which a host wants to be left alone

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        # This signal comes before the slot sends its next request; a middleware's turn comes after.
        crawler.signals.connect(middleware.response_downloaded, signal=signals.response_downloaded)
        return middleware

    def process_request(self, request: Request) -> None:
        host = self.crawler.engine.downloader.get_slot_key(request)
        if self._closed.get(host, 0.0) > monotonic():
            raise self._asked_to_wait(host)

    def response_downloaded(self, response: Response, request: Request) -> None:
        wait = seconds_to_wait(response) if response.status in BUSY else None
        host = request.meta["download_slot"]
        slot = self.crawler.engine.downloader.slots.get(host)
        if not wait or not slot:
            return
        self.crawler.stats.inc_value("delay/retry_after")
        logger.info("%s asks for a pause of %g s", host, wait)
        if wait <= self._longest:
            slot.lastseen = max(slot.lastseen, monotonic() + wait)
            return
        self._closed[host] = max(self._closed.get(host, 0.0), monotonic() + wait)
        while slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(self._asked_to_wait(host)))

    def _asked_to_wait(self, host: str) -> AskedToWait:
        self.crawler.stats.inc_value("delay/asked_to_wait")
        return AskedToWait(f"{host} asks for a pause of {self._closed[host] - monotonic():.0f} s more; a later run may fetch it")
