"""Duplicates: the key of an article, once more, with what the store knows."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.items import Article
from newscrawl.store.articles import own_id
from newscrawl.store.database import StoreError


class Duplicates:
    """Gives an article its own id where its canonical link names one address on every page.

    Equal content under another address is no drop: the store marks it (``duplicate_of``).
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Duplicates:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        try:
            own = own_id(self.crawler.spider.store, item)
        except StoreError:
            raise DropItem(f"{item.url} could not be kept; the next run fetches it again") from None
        if own != item.id:
            item.id = own
            self.crawler.stats.inc_value("duplicates/canonical_not_believed")
        return item
