"""robots.txt as RFC 9309 has it: where the rules of a host cannot be known, nothing of it is fetched."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from protego import Protego
from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, decode_robotstxt
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.python import to_unicode
from w3lib.url import safe_url_string

from newscrawl.politeness.guards import PrivateAddress

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

KEPT = 24 * 3600.0  # seconds that rules are good for (2.4)
TRIED_AGAIN = 600.0  # seconds until an unreachable robots.txt is asked for again
TIMEOUT = 30.0  # seconds for one answer
REDIRECTS = 5  # that are followed (2.3.1.2)
SIZE = 512 * 1024  # bytes that are read; the RFC wants 500 KiB at least (2.5)
MOVED = {301, 302, 303, 307, 308}
TOO_MANY = 429  # says that the host is busy, not that it has no rules

TOKEN = re.compile(r"[A-Za-z_-]+")  # product token (2.2.1)
AGENT = re.compile(r"user[- ]?agent\s*:?\s*(?P<every>\*(\s|$))?\**(?P<token>[\w-]*)", re.IGNORECASE)  # theirs have digits as well
# What Protego reads, in the spellings that it takes.
KNOWN = re.compile(
    r"(allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw|crawl[- ]delay|request[- ]rate|visit[- ]time|site-?maps?|host)\s*[:\s]",
    re.IGNORECASE,
)


class RobotsForbidden(IgnoreRequest):
    """The rules of robots.txt disallow this address."""


class RobotsUnreachable(IgnoreRequest):
    """Whether the address may be fetched cannot be known now, so it is not."""


def product_token(settings: BaseSettings) -> str:
    """The product token (RFC 9309, 2.2.1) of ROBOTSTXT_USER_AGENT or USER_AGENT; raises :class:`ValueError` without one."""
    agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"] or ""
    found = TOKEN.match(agent)
    if not found:
        raise ValueError(f"USER_AGENT: {agent!r} must begin with a product token of letters, - and _ (RFC 9309, 2.2.1)")
    return found[0]


def whole_lines(body: bytes) -> bytes:
    """The first 512 KiB without a line that was cut: half a path would be another rule."""
    if len(body) <= SIZE:
        return body
    end = max(body.rfind(b"\n", 0, SIZE), body.rfind(b"\r", 0, SIZE))
    return body[: end if end > 0 else SIZE]


def strict_form(text: str) -> str:
    """The records so that Protego reads groups as the RFC does.

    Records that it doesn't know must not end a group (2.2.4), so they go. A token matches as a whole (2.2.1), where
    Protego takes ``news`` for a prefix of ``newscrawl``; with a slash behind both no prefix matches.
    """
    records = []
    for line in text.splitlines():
        record = line.partition("#")[0].strip()
        if agent := AGENT.match(record):
            records.append("User-agent: *" if agent["every"] else f"User-agent: {agent['token']}/")
        elif KNOWN.match(record):
            records.append(record)
    return "\n".join(records)


class RobotsRules(ProtegoRobotParser):
    """The rules of a robots.txt, asked by product token; ``text`` is the file as it was read."""

    def __init__(self, robotstxt_body: bytes, spider: Spider | None):
        self.spider = spider
        self.text = decode_robotstxt(whole_lines(robotstxt_body), spider)
        self.rp = Protego.parse(strict_form(self.text))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return super().allowed(url, _whole(user_agent))

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        return super().crawl_delay(_whole(user_agent))

    def gap(self, user_agent: str | bytes) -> float:
        """Seconds between two requests that Crawl-delay or Request-rate ask for; 0 where neither does."""
        rate = self.rp.request_rate(_whole(user_agent))
        return max(self.crawl_delay(user_agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def _whole(token: str | bytes) -> str:
    return f"{to_unicode(token)}/"


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
