"""Asker: pages and files of a site one after the other, with the manners of a crawl; what is not there is a note and no end."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.refusals import Refusal, refusal
from newscrawl.politeness.robots import RobotsForbidden
from newscrawl.reading.page import Page
from newscrawl.spiders.page import NotFetched, PageSpider, unknown

progress = logging.getLogger("newscrawl.newsite")  # a line for each thing that is fetched

PATIENCE = 3  # addresses in a row that do not answer before the site is taken to be down
STOPS = {Refusal.CHALLENGE, Refusal.RATE_LIMITED}  # refusals that are meant for the crawl and not for the page


class AskingSpider(PageSpider):
    """Fetches the front page, as PageSpider does; its callback can then ask for more."""

    def __init__(self, name: str):
        super().__init__(name)
        self.troubles: list[str] = []  # what could not be fetched, and why
        self.answers = 0
        self.silent = 0

    async def ask_page(self, url: str, render: bool) -> Page | None:
        """The page, None where there is none; raises as :meth:`ask`."""
        response = await self.ask(url, render=render)
        return self.page(response) if response is not None else None

    async def ask(self, url: str, quietly: bool = False, size: int = 0, render: bool = False) -> Response | None:
        """The answer, None where there is none, which is a trouble unless it is asked for ``quietly``.

        Raises :class:`NotFetched` where the site refuses the whole crawl, or does not answer any more.
        """
        meta: dict[str, Any] = {"render": None, "known": unknown} if render else {}
        meta |= {"download_maxsize": size} if size else {}
        try:
            response = await self.crawler.engine.download_async(Request(self.own_url(url), NO_CALLBACK, meta=meta, dont_filter=True))
        except Exception as error:  # noqa: BLE001 -- whatever it was, there is no page
            silent = not isinstance(error, RobotsForbidden | PrivateAddress)
            return self._trouble(f"{url}: {str(error) or type(error).__name__}", silent, quietly)
        kind = refusal(response)
        if kind in STOPS:
            raise NotFetched("refused", f"{url} refuses: {kind} ({response.status}); nothing is worked round")
        if kind or response.status != 200:
            return self._trouble(f"{url}: HTTP {response.status}{f', {kind}' if kind else ''}", response.status >= 500, quietly)
        self.silent = 0
        self.answers += 1
        return response

    def _trouble(self, line: str, silent: bool, quietly: bool) -> None:
        """Notes what is not there; ``silent``: because the site does not answer."""
        self.silent = self.silent + 1 if silent else 0
        if self.silent >= PATIENCE:
            raise NotFetched("down", f"{self.home} does not answer any more: {line}")
        if not quietly:
            progress.info("%s", line)
            self.troubles.append(line)
