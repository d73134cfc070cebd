"""Jsonl: the crash-safe log data/<site>.jsonl, one line for each new version."""

from __future__ import annotations

from pathlib import Path

from scrapy.crawler import Crawler

from newscrawl.items import Article
from newscrawl.store.log import Log


class Jsonl:
    """Lets the log catch up after each commit of the store: a line is written only of what is kept.

    Scrapy's own feeds (-O, -o) work beside it.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.folder = Path(crawler.settings["NEWSCRAWL_DATA"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Jsonl:
        return cls(crawler)

    def open_spider(self) -> None:
        spider = self.crawler.spider
        self.log = Log(spider.store, spider.site.name, self.folder / f"{spider.site.name}.jsonl")
        spider.store.after_commit.append(self.log.catch_up)

    def process_item(self, item: Article) -> Article:
        return item
