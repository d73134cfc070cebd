"""Validate: an article has the types and values that items.py declares, or is mended and says so."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.items import Article
from newscrawl.normalise.text import LONE_SURROGATES

_REQUIRED = ("url", "id", "site", "canonical_url", "content_hash", "crawled_at")
_NAMES = tuple(f.name for f in fields(Article))
_ENUMS = {f.name: f.metadata["json_schema_extra"]["enum"] for f in fields(Article) if "enum" in f.metadata["json_schema_extra"]}


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
        for name in _NAMES:
            setattr(item, name, _mended(getattr(item, name)))
        for name in ("title", "body", "published_at", "authors", "section"):
            if not getattr(item, name):
                self.crawler.stats.inc_value(f"validate/missing/{name}")
        return item


def _mended(value: Any) -> Any:
    """The value without halves of characters, in its texts, lists, tables and parts."""
    if isinstance(value, str):
        return value if value.isascii() or value.isprintable() else value.translate(LONE_SURROGATES)
    if isinstance(value, list):
        return [_mended(entry) for entry in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(entry) for key, entry in value.items()}
    if is_dataclass(value):
        for part in fields(value):
            setattr(value, part.name, _mended(getattr(value, part.name)))
    return value
