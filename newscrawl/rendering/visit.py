"""Visit: one page in the browser, from its document to the HTML that its scripts made of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from time import monotonic
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as Asked
from scrapy import Request
from scrapy.http import Response

from newscrawl.rendering.more import Outcome, expand

BLOCKED = {"image", "imageset", "media", "font", "texttrack", "manifest", "ping", "cspviolationreport"}
FILES = {"script", "stylesheet"}  # fetched once a run: routed pages do without the browser's own cache
FILES_KEPT = 400
OF_THE_WAY = {b"content-encoding", b"content-length", b"transfer-encoding", b"connection"}
ENDLESS = {"websocket", "eventsource"}  # open as long as their page

QUIET = (0.1, 0.5)  # seconds without any request, after which a page has what it asked for: three times its slowest answer, within these
SETTLE = 10.0  # seconds that a page gets for that
EMPTY = 3.0  # seconds more for a page that shows nothing yet
SHOWN = 200  # characters of text that are more than "loading"

_shows = """async least => {
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  return !!document.body && document.body.innerText.length > least;
}"""


class Visit:
    """One page's stay in the browser. ``pause``: seconds between two clicks, each of which is a request to the site."""

    def __init__(self, document: Response, files: dict[str, tuple[dict[str, str], bytes]], pause: float):
        self.document, self.files, self.pause = document, files, pause
        self.url = document.url
        self.moved: str | None = None  # where the page's scripts wanted to go
        self.outcome = Outcome.WHOLE
        self._given = False
        self._listeners = {"request": self._asked, "requestfinished": self._answered, "requestfailed": self._answered, "popup": _close}
        self._flying: dict[Asked, float] = {}
        self._slowest = 0.0
        self._last = monotonic()

    async def begin(self, page: Page, _: Request) -> None:
        """Takes the page's requests in hand; before its document is asked for."""
        for event, listener in self._listeners.items():
            page.on(event, listener)
        self._main = page.main_frame
        await page.route("**/*", self._route)

    async def end(self, page: Page) -> None:
        """Leaves an empty page to the next visit, and no cookies: the crawl keeps none elsewhere either."""
        for event, listener in self._listeners.items():
            page.remove_listener(event, listener)
        await page.unroute_all(behavior="ignoreErrors")
        await page.goto("about:blank")
        await page.context.clear_cookies()

    async def html(self, page: Page, more: int | None, known: Callable[[Iterable[str]], bool]) -> str:
        """The page's HTML when it has come to rest; a listing's when it was scrolled or clicked up to ``more`` times."""
        await self._settle(page)
        if urlsplit(page.url).netloc == urlsplit(self.url).netloc:
            self.url = page.url.partition("#")[0]
        if more is not None and not self.moved:
            self.outcome = await expand(page, more, self.pause, self._quiet, known)
        return await page.content()

    async def _settle(self, page: Page) -> None:
        """Waits until the page is at rest and shows something, or has had its time."""
        await self._quiet()
        end = monotonic() + EMPTY
        while not self.moved and monotonic() < end and (not await page.evaluate(_shows, SHOWN) or self._flying):
            await self._quiet()

    async def _quiet(self) -> None:
        """Waits until the page has asked for nothing for a moment, and all that it asked for was answered."""
        self._last = monotonic()
        end = self._last + SETTLE
        while (self._flying or monotonic() - self._last < min(max(QUIET[0], 3 * self._slowest), QUIET[1])) and monotonic() < end:
            await asyncio.sleep(0.02)

    def _asked(self, asked: Asked) -> None:
        self._last = monotonic()
        if asked.resource_type not in ENDLESS | BLOCKED:
            self._flying[asked] = self._last

    def _answered(self, asked: Asked) -> None:
        self._last = monotonic()
        self._slowest = max(self._slowest, self._last - self._flying.pop(asked, self._last))

    async def _route(self, route: Route, asked: Asked) -> None:
        try:
            if asked.resource_type in BLOCKED:
                await route.abort()
            elif asked.is_navigation_request():
                await self._navigate(route, asked)
            elif asked.resource_type in FILES and asked.method == "GET":
                await self._file(route, asked)
            else:
                await route.continue_()
        except PlaywrightError:
            pass  # the page was closed, or the host did not answer: the page does without

    async def _navigate(self, route: Route, asked: Asked) -> None:
        """Gives the document once. Where else the page wants to go is for the crawl to decide; frames are others' pages."""
        if asked.frame != self._main:
            await route.abort()
        elif self._given:
            self.moved = asked.url if asked.url != self.url else None
            await route.abort()
        else:
            self._given = True
            await route.fulfill(status=self.document.status, headers=_headers(self.document), body=self.document.body)

    async def _file(self, route: Route, asked: Asked) -> None:
        if asked.url not in self.files:
            try:
                answer = await route.fetch()
            except PlaywrightError:
                return await route.abort()
            if not answer.ok or len(self.files) >= FILES_KEPT:
                return await route.fulfill(response=answer)
            self.files[asked.url] = (answer.headers, await answer.body())
        headers, body = self.files[asked.url]
        await route.fulfill(headers=headers, body=body)


async def _close(popup: Page) -> None:
    await popup.close()


def _headers(response: Response) -> dict[str, str]:
    """The document's headers, but for those of its way here."""
    kept = {name: values for name, values in response.headers.items() if name.lower() not in OF_THE_WAY}
    return {name.decode("latin-1"): b"\n".join(values).decode("latin-1") for name, values in kept.items()}
