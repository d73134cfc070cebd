"""One page, fetched with the manners of a crawl and kept nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urldefrag, urljoin

from scrapy import Request
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.clock import Clock
from newscrawl.politeness.addresses import PrivateAddress, private_hosts
from newscrawl.politeness.refusals import refusal
from newscrawl.politeness.robots import RobotsForbidden
from newscrawl.reading.page import Page
from newscrawl.rendering.browser import mode as render_mode
from newscrawl.rendering.shells import is_shell
from newscrawl.spiders import arguments as spider_arguments
from newscrawl.spiders.site import SiteSpider


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was answered; ``rendered``: after its JavaScript ran; ``note``: why it is not, where it should have been."""

    page: Page
    answered_at: datetime
    rendered: bool
    note: str = ""


class NotFetched(Exception):
    """Why there is no page; ``reason`` is one of those that a run ends with (commands/crawl.py has their exit codes)."""

    def __init__(self, reason: str, line: str):
        super().__init__(line)
        self.reason = reason


class PageSpider(SiteSpider):
    """Fetches one page: ``page``, or the front page where none is named. It has no name before it runs: ``scrapy crawl`` does not offer it."""

    custom_settings: ClassVar[dict[str, Any]] = {
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "SPIDER_MIDDLEWARES": {},
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {"newscrawl.politeness.delay.CrawlDelay": 500},
    }

    def __init__(self, name: str = "page"):
        super().__init__(name)
        self.outcome: Fetched | NotFetched | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, page: str | None = None, **kwargs: Any) -> PageSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.asked = page or spider.home
        return spider

    def closed(self, reason: str) -> None:
        if self.outcome is None:
            stopped = reason == "shutdown"
            self.outcome = NotFetched(
                "shutdown" if stopped else "error", "stopped" if stopped else "an error of the program; -L INFO shows it"
            )

    async def start(self) -> AsyncIterator[Any]:
        yield self._asked(self.rendering.everything and self.rendering.possible)

    def _asked(self, render: bool) -> Request:
        meta: dict[str, Any] = {"render": None, "known": unknown} if render else {}
        return Request(self.asked, self.parse, errback=self.failed, meta=meta, dont_filter=True)

    def parse(self, response: Response) -> Iterator[Request]:
        if refused := _refused(response):
            self.outcome = refused
            return
        page = self.page(response)
        self.outcome = Fetched(page, self.answered_at(response), "rendered" in response.meta)
        if "render" in response.meta or not is_shell(page):
            return
        if self.rendering.possible:
            yield self._asked(render=True)
        elif self.rendering.missing:
            self.outcome = replace(self.outcome, note=f"this is the page before its JavaScript ran: {self.rendering.missing}")

    def failed(self, failure: Failure) -> None:
        why = failure.getErrorMessage() or failure.type.__name__
        if isinstance(self.outcome, Fetched):
            self.outcome = replace(self.outcome, note=f"this is the page before its JavaScript ran: {why}")
        else:
            refused = failure.check(RobotsForbidden, PrivateAddress)
            self.outcome = NotFetched("refused", why) if refused else NotFetched("down", f"{self.asked} does not answer: {why}")


def unknown(urls: Iterable[str]) -> bool:
    """No link is known of a page that is looked at for itself."""
    return False


def _refused(response: Response) -> NotFetched | None:
    """Why an answer is no page, None where it is one."""
    status, url = response.status, response.url
    if kind := refusal(response):
        return NotFetched("refused", f"{url} refuses: {kind} ({status}); nothing is worked round")
    if status in (404, 410):
        return NotFetched("usage", f"there is no page at {url}: HTTP {status}")
    if status != 200:
        return NotFetched("down", f"{url} does not answer with a page: HTTP {status}")
    kind_of = (response.headers.get("Content-Type") or b"html").decode("latin-1")
    return None if "html" in kind_of.lower() else NotFetched("usage", f"{url} is no page, but {kind_of}")


def fetch(process: CrawlerProcessBase, url: str, site: str | None) -> Fetched:
    """The page at an address, asked for as a crawl of that profile would. Runs the process, which can be run only once.

    Raises :class:`NotFetched` where there is none, ValueError for an address or a setting that can't be used.
    """
    outcome = run(process, PageSpider, {"site": site, "home": urljoin(url, "/")} if site else {"url": url}, urldefrag(url).url).outcome
    assert isinstance(outcome, Fetched)
    return outcome


def run(process: CrawlerProcessBase, kind: type[PageSpider], given: dict[str, str], page: str | None = None) -> PageSpider:
    """The spider after its run, which had these arguments, on ``page`` or the front page; raises as :func:`fetch` does."""
    spider_arguments.parse(given)
    Clock(process.settings["NEWSCRAWL_CLOCK"])
    render_mode(process.settings)
    private_hosts(process.settings)
    crawler = process.create_crawler(kind)
    process.crawl(crawler, page=page, **given)
    process.start()
    spider = crawler.spider
    outcome = spider.outcome if isinstance(spider, PageSpider) else NotFetched("error", "an error of the program; -L INFO shows it")
    if isinstance(outcome, NotFetched):
        raise outcome
    assert isinstance(spider, PageSpider)
    return spider
