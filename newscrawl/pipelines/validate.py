"""Validate: an article has the types and values that items.py declares, or is mended and says so."""

from __future__ import annotations

from dataclasses import fields

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.items import Article

_REQUIRED = ("url", "id", "site", "canonical_url", "content_hash", "crawled_at")
_ENUMS = {f.name: f.metadata["json_schema_extra"]["enum"] for f in fields(Article) if "enum" in f.metadata["json_schema_extra"]}
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Validate:
    """Drops what lacks a required field; takes out text that no file could hold.

    A field of an enumeration with another value is an error of the program, not of the page.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Validate:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        missing = [name for name in _REQUIRED if not getattr(item, name)]
        if missing:
            raise DropItem(f"{item.url}: no {', '.join(missing)}")
        for name, allowed in _ENUMS.items():
            if getattr(item, name) not in allowed:
                raise ValueError(f"{item.url}: {name} is {getattr(item, name)!r}, none of {', '.join(allowed)}")
        for name in ("title", "summary", "body", "kicker", "source", "section"):
            value = getattr(item, name)
            if value and not value.isprintable():
                setattr(item, name, value.translate(_LONE_SURROGATES))
        for name in ("title", "body", "published_at", "authors", "section"):
            if not getattr(item, name):
                self.crawler.stats.inc_value(f"validate/missing/{name}")
        return item
