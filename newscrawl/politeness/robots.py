"""robots.txt as RFC 9309 has it: where the rules of a host cannot be known, nothing of it is fetched."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from w3lib.url import safe_url_string

from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.rules import RobotsRules, product_token

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

KEPT = 24 * 3600.0  # seconds that rules are good for (2.4)
TRIED_AGAIN = 600.0  # seconds until an unreachable robots.txt is asked for again
TIMEOUT = 30.0  # seconds for one answer
REDIRECTS = 5  # that are followed (2.3.1.2)
MOVED = {301, 302, 303, 307, 308}
TOO_MANY = 429  # says that the host is busy, not that it has no rules


class RobotsForbidden(IgnoreRequest):
    """The rules of robots.txt disallow this address."""

    told = "robots.txt forbids it"


class RobotsUnreachable(IgnoreRequest):
    """Whether the address may be fetched cannot be known now, so it is not."""

    told = "robots.txt could not be got"


@dataclass(slots=True)
class _Known:
    """What is known of one origin's robots.txt, and until when (monotonic seconds)."""

    answer: RobotsRules | IgnoreRequest | None = None
    until: float = 0.0
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Fetches what robots.txt allows, by scheme, host and port (2.3), and nothing where it is unreachable (2.3.1.4).

    Stats: ``robots/forbidden``, ``robots/unreachable``, and Scrapy's of the same middleware.
    """

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._token = product_token(crawler.settings)
        self._timeout = min(TIMEOUT, crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))
        self._known: dict[str, _Known] = {}

    def process_request_2(self, rp: RobotsRules, request: Request) -> None:
        if not rp.allowed(request.url, self._token):
            self._stats.inc_value("robots/forbidden")
            raise RobotsForbidden(f"robots.txt forbids {request.url}")

    async def robot_parser(self, request: Request) -> RobotsRules:
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc.rpartition('@')[2].lower()}"
        known = self._known.setdefault(origin, _Known())
        async with known.asking:
            if known.until <= monotonic():
                known.answer = await self._ask(origin, request)
                known.until = monotonic() + (KEPT if isinstance(known.answer, RobotsRules) else TRIED_AGAIN)
        if isinstance(known.answer, RobotsRules):
            return known.answer
        if isinstance(known.answer, RobotsUnreachable):
            self._stats.inc_value("robots/unreachable")
        raise type(known.answer)(*known.answer.args)

    async def _ask(self, origin: str, request: Request) -> RobotsRules | IgnoreRequest:
        """The rules, or the reason why they cannot be known."""
        self._stats.inc_value("robotstxt/request_count")
        try:
            rules = self._read(await self._download(f"{origin}/robots.txt"))
        except PrivateAddress as error:
            return error
        except Exception as error:  # noqa: BLE001 -- whatever it was, the rules are not known
            reason = RobotsUnreachable(f"{origin}/robots.txt cannot be read, so nothing of it is fetched: {error or type(error).__name__}")
            logger.warning("%s", reason)
            return reason
        await self.crawler.signals.send_catch_log_async(signal=signals.robots_parsed, robotparser=rules, request=request)
        return rules

    async def _download(self, url: str) -> Response:
        """The answer at the end of at most five redirects, to other hosts as well."""
        meta = {
            "robots_txt": True,
            "dont_obey_robotstxt": True,
            "dont_redirect": True,
            "allow_offsite": True,
            "dont_merge_cookies": True,
            "dont_cache": True,
            "download_timeout": self._timeout,
            "max_retry_times": 1,
        }
        for _ in range(REDIRECTS + 1):
            robots = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=dict(meta), callback=NO_CALLBACK)
            response = await self.crawler.engine.download_async(robots)
            location = response.headers.get("Location")
            if response.status not in MOVED or not location:
                return response
            url = urljoin(url, safe_url_string(location))
        raise RobotsUnreachable(f"more than {REDIRECTS} redirects")

    def _read(self, response: Response) -> RobotsRules:
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if 200 <= response.status < 300:
            return RobotsRules.from_crawler(self.crawler, response.body)
        if 400 <= response.status < 500 and response.status != TOO_MANY:
            return RobotsRules.from_crawler(self.crawler, b"")
        raise RobotsUnreachable(f"status {response.status}")
