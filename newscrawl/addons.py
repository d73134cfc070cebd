"""Add-ons: what a crawl can do besides, each switching itself off where it is not asked for or can't be had."""

from __future__ import annotations

import logging

from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from newscrawl.archive.folder import wanted as archive_folder
from newscrawl.rendering.browser import missing, mode

HANDLER = "newscrawl.rendering.handler.RenderingHandler"
ARCHIVE = "newscrawl.archive.writer.ArchiveWriter"


class Rendering:
    """Pages that need JavaScript go through a browser, where the extra ``render`` and a browser are there and NEWSCRAWL_RENDER lets it."""

    def update_settings(self, settings: BaseSettings) -> None:
        if mode(settings) == "never" or missing():
            raise NotConfigured
        for scheme in ("http", "https"):
            settings["DOWNLOAD_HANDLERS"].set(scheme, HANDLER, "project")
        settings.set("PLAYWRIGHT_BROWSER_PROVIDER", "newscrawl.rendering.provider.LateBrowser", "addon")
        settings.set("PLAYWRIGHT_PROCESS_REQUEST_HEADERS", None, "addon")
        settings.set("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", settings.getfloat("DOWNLOAD_TIMEOUT") * 1000, "addon")
        logging.getLogger("scrapy-playwright").setLevel(logging.WARNING)


class Archive:
    """Every answer is kept as WARC, where NEWSCRAWL_ARCHIVE asks for it."""

    def update_settings(self, settings: BaseSettings) -> None:
        if archive_folder(settings) is None:
            raise NotConfigured
        settings["EXTENSIONS"].set(ARCHIVE, 50, "addon")
        # Without zstd, which replay tools can't unpack: so each payload is kept as it came.
        settings["DEFAULT_REQUEST_HEADERS"].set("Accept-Encoding", "gzip, deflate, br", "addon")
