"""Keep: new articles and new versions go to the store."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.items import Article
from newscrawl.store import near, records, rereading
from newscrawl.store.articles import Outcome, save
from newscrawl.store.database import StoreError


class Keep:
    """Writes each article in the run's transaction and counts what became of it.

    A store that can't be written ends the crawl: nothing is read that could not be kept.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Keep:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        spider = self.crawler.spider
        try:
            with spider.cpu.step("storing"), spider.store.together():  # an article that is known already is not filed once more
                record = spider.records.pop(item.url, None)
                if record and rereading.again(spider.store, record.id, item, spider.clock.now()):
                    self.crawler.stats.inc_value("articles/reread")
                outcome = save(spider.store, item, spider.run, spider.clock.now())
                if outcome in (Outcome.NEW, Outcome.VERSION):
                    near.file(spider.store, item)
                if record and outcome is not Outcome.KEPT:
                    records.keep(spider.store, record, item.id)
        except StoreError:
            raise DropItem(f"{item.url} could not be kept; the next run fetches it again") from None
        spider.tally.kept(item, outcome, spider.clock.now())
        self.crawler.stats.inc_value(f"articles/{outcome}")
        self.crawler.stats.inc_value(f"articles/status/{item.status}")
        return item
