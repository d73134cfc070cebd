"""The revisit spider: known articles that are due -> the same articles, edited, gone or unchanged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from newscrawl.spiders.base import NewsSpider
from newscrawl.store.articles import has_articles

logger = logging.getLogger(__name__)


class RevisitSpider(NewsSpider):
    """Looks at known articles again, those that are due (``[revisit]`` of the profile); it finds no new ones."""

    name = "revisit"
    unused = ("sections", "max_pages", "warc")

    def parse_front(self, response: Response) -> Iterator[Request]:
        if not self.accepted(response):
            return
        self.settle_home(response)
        self.refresh()
        due = self.frontier.look(self.arguments.limit or self.site.revisit.budget, self.clock.now())
        self.front = f"{due} articles are due"
        logger.info("front page of %s reached, %s", self.site.name, self.front)
        yield from ()

    def parse_article(self, response: Response) -> Iterator[Any]:
        if self.accepted(response) and (article := self.read(self.page(response), response)):
            yield article

    def concluded(self) -> str:
        if has_articles(self.store, self.site.name):
            return "finished"
        logger.error("the store has no article of %s yet: scrapy crawl sections finds them", self.site.name)
        return "nothing"
