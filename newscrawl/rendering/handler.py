"""Download handler: the document as every page is fetched, then its scripts in the browser where the request asks for that."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response, TextResponse
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from newscrawl.politeness.refusals import refusal
from newscrawl.rendering.browser import NoBrowser
from newscrawl.rendering.visit import Visit


class RenderingHandler(ScrapyPlaywrightDownloadHandler):
    """Renders answers to requests with ``meta["render"]``: how often a listing may be scrolled or clicked for more, else None;
    ``meta["known"]`` tells whether what appears then is known.

    Status, headers, redirects, robots.txt and refusals are those of the plain document, which is what the browser is given; a
    challenge is never run. ``meta["rendered"]`` is how the listing was left (:class:`newscrawl.rendering.more.Outcome`).
    """

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._decoder = HttpCompressionMiddleware.from_crawler(crawler)
        self._files: dict[str, tuple[dict[str, str], bytes]] = {}
        self._pages: list[Page] = []  # empty ones, to be used again: a new one costs a process

    async def download_request(self, request: Request) -> Response:
        response = await super().download_request(request)
        if "render" not in request.meta or not _can_be_rendered(response):
            return response
        document = self._decoder.process_response(request, response)
        if refusal(document):
            return response
        try:
            request.meta["document"] = response  # for the archive: as it was answered
            return await self._rendered(request, document)
        except NoBrowser as error:
            self._crawler.spider.rendering.lost(str(error))
            return response
        except PlaywrightTimeout as error:
            raise DownloadTimeoutError(f"the browser: {_line(error)}") from error
        except PlaywrightError as error:
            raise DownloadFailedError(f"the browser: {_line(error)}") from error

    async def _rendered(self, request: Request, document: Response) -> Response:
        settings = self._crawler.settings
        visit = Visit(document, self._files, settings.getfloat("DOWNLOAD_DELAY"))
        meta: dict[str, Any] = {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_page_init_callback": visit.begin,
            "playwright_page_goto_kwargs": {"wait_until": "commit"},
            "playwright_context_kwargs": {"user_agent": settings["USER_AGENT"], "service_workers": "block", "accept_downloads": False},
        }
        if self._pages:
            meta["playwright_page"] = self._pages.pop()
        opened = Request(document.url, meta=meta)
        try:
            await super().download_request(opened)
            page: Page = opened.meta["playwright_page"]
            html = await visit.html(page, request.meta["render"], request.meta["known"])
            await visit.end(page)
            self._pages.append(page)
        except Exception:
            if "playwright_page" in opened.meta:
                await opened.meta["playwright_page"].close()
            raise
        self.stats.inc_value("rendering/pages")
        if visit.moved:
            return document.replace(status=302, headers={"Location": visit.moved}, body=b"")
        request.meta["rendered"] = visit.outcome
        headers = document.headers.copy()
        headers["Content-Type"] = "text/html; charset=utf-8"
        return document.replace(cls=TextResponse, url=visit.url, headers=headers, body=html.encode("utf-8", "replace"), encoding="utf-8")


def _can_be_rendered(response: Response) -> bool:
    return response.status == 200 and b"html" in (response.headers.get("Content-Type") or b"html").lower()


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
