"""Live: on a terminal a view of the run that renews itself, with what people need of the log above it."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from contextlib import suppress

from rich.console import Console, Group
from rich.live import Live as Screen
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import create_looping_call

from newscrawl.extensions.counts import Counts
from newscrawl.extensions.plain import asked
from newscrawl.items import Article
from newscrawl.normalise.text import printable
from newscrawl.spiders.base import run_ended
from newscrawl.store.database import StoreError

INTERVAL = 1.0  # seconds
SECTIONS = 8  # that are shown, the fullest
ABOVE = ("newscrawl.spiders", "newscrawl.extensions")  # whose lines are shown above the view, besides warnings


class Live:
    """Shows pages, articles by section, speed, errors and the time that is left for what waits.

    Not where the standard error is no terminal (cron, a pipe), nor where a log level was asked for: then the log is as Scrapy's.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        if not possible(crawler.settings):
            raise NotConfigured
        self.console = Console(stderr=True, highlight=False)
        self.sections: Counter[str] = Counter()
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._kept, signals.item_scraped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Live:
        return cls(crawler)

    def _opened(self) -> None:
        self.began, self.waiting = time.monotonic(), 0
        self.screen = Screen(console=self.console, auto_refresh=False, transient=True, redirect_stdout=False)
        self.screen.start()
        handlers = [handler for handler in logging.root.handlers if type(handler) is logging.StreamHandler]
        self.streams = [(handler, handler.setStream(sys.stderr)) for handler in handlers]  # above the view, not into it
        for handler in handlers:
            handler.setLevel(logging.INFO)
            handler.addFilter(_above)
        self.crawler.signals.connect(self._closed, run_ended)
        self.ticking = create_looping_call(self._show)
        self.ticking.start(INTERVAL)

    def _kept(self, item: Article) -> None:
        self.sections.update(item.sections or [item.section or "no section"])

    def _show(self) -> None:
        spider = self.crawler.spider
        with suppress(StoreError):
            self.waiting = spider.frontier.waiting(spider.clock.now())
        self.screen.update(self._view(Counts.of(self.crawler, self.began)), refresh=True)

    def _view(self, counts: Counts) -> Group:
        spider = self.crawler.spider
        left = f", about {_span(self.waiting / counts.speed)} for them" if counts.speed and self.waiting else ""
        told = Table.grid(padding=(0, 2))
        told.add_row("pages", f"{counts.pages}, {counts.speed:.1f} a second, {_span(counts.seconds)} so far")
        told.add_row("articles", f"{counts.new} new, {counts.edited} edited, {counts.again} seen again")
        told.add_row("waiting", f"{self.waiting} links{left}")
        told.add_row("lost", f"{counts.lost} links refused, failed or gone; {counts.errors} errors")
        for section, number in self.sections.most_common(SECTIONS):
            told.add_row(Text(f"  {number:>5}", style="dim"), Text(printable(section)))
        return Group(Text(f"{spider.site.name}, run {spider.run} (Ctrl-C stops it; the next run takes up what waits)", style="bold"), told)

    def _closed(self) -> None:
        self.ticking.stop()
        self.screen.stop()
        for handler, stream in self.streams:
            handler.setStream(stream)


def possible(settings: BaseSettings) -> bool:
    """Whether the standard error is a terminal, and no log level was asked for."""
    console = Console(stderr=True)
    return console.is_terminal and not console.is_dumb_terminal and not asked(settings)


def _above(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.startswith(ABOVE)


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
