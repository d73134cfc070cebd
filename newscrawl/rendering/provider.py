"""Provider: the browser starts with the first page that needs it, behind the guarded proxy."""

from __future__ import annotations

import logging
from typing import Any

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError
from scrapy_playwright.provider import PlaywrightBrowserProvider

from newscrawl.rendering.browser import BROWSER, NoBrowser, launch_options
from newscrawl.rendering.proxy import GuardedProxy

logger = logging.getLogger(__name__)


class LateBrowser(PlaywrightBrowserProvider):
    """Starts nothing, not even Playwright's own process, before a page is to be rendered."""

    def __init__(self, config: Any):
        super().__init__(config)
        self.proxy: GuardedProxy | None = None

    async def start(self) -> None:
        """Nothing yet."""

    async def launch_browser(self) -> Browser:
        """The browser; raises :class:`NoBrowser` where it does not start."""
        try:
            if not self.proxy:
                await super().start()
                self.proxy = GuardedProxy()
                self.address = await self.proxy.start()
            assert self.browser_type
            return await self.browser_type.launch(proxy={"server": self.address}, **launch_options())
        except (PlaywrightError, OSError) as error:
            raise NoBrowser(f"the browser does not start ({str(error).strip().splitlines()[0]}); {BROWSER}") from error

    async def close(self) -> None:
        await super().close()
        if self.proxy:
            await self.proxy.close()
