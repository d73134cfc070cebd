"""The archive spider: WARC files -> the articles in them, read as a crawl would have read them. Nothing is asked of the network."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl import __version__
from newscrawl.archive.captures import ArchiveError, Capture, captures
from newscrawl.archive.folder import missing, place
from newscrawl.archive.sources import Shelf, Source, sources
from newscrawl.discovery.map_links import may_be_article
from newscrawl.items import Article
from newscrawl.politeness.rights import WELL_KNOWN
from newscrawl.politeness.rules import RobotsRules
from newscrawl.politeness.whole_site import SiteRights, read_robots, read_tdmrep
from newscrawl.spiders.base import NewsSpider
from newscrawl.store import found, readings, records
from newscrawl.store.articles import has_articles
from newscrawl.store.database import StoreError
from newscrawl.store.link import Link
from newscrawl.store.log import Log
from newscrawl.urls import same_site

logger = logging.getLogger(__name__)

BREATH = 50  # captures between two looks at whether the run is to stop


@dataclass(slots=True)
class UnderWay:
    """An article that is in the pipelines: which file it is of, how far that is read with it, its link where no crawl has fetched that."""

    source: str
    offset: int
    link: Link | None
    at: datetime


class ArchiveSpider(NewsSpider):
    """Reads the site's articles out of WARC files (``warc``; the site's own archive where none are named)."""

    name = "archive"
    unused = ("sections", "max_pages")
    count = 0  # articles of this run

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ArchiveSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        scope = (spider.arguments.since, spider.arguments.until, __version__)
        spider.scope = json.dumps(scope, default=str)
        spider.shelf = Shelf(place(crawler.settings))
        spider.under_way = deque()
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider._left, signal)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        if lacking := missing():
            self.end("usage", f"WARC files need the extra archive: {lacking}")
        try:
            for source in sources(self.arguments.warc or (str(self.shelf.folder / f"{self.site.name}-*.warc*"),)):
                if self._stops():
                    return
                async for article in self._articles(source):
                    yield article
                    self.count += 1
                    if self.arguments.limit and self.count >= self.arguments.limit:
                        return
        except ArchiveError as error:
            self.end("usage", str(error))
        except StoreError:
            return  # it was told

    def _store_broke(self, error: StoreError) -> None:
        """Reading ends by itself then; Scrapy could not be told to from within a pipeline, when an article comes of no response."""
        self.ending = "store"
        logger.error("%s", error)

    async def _articles(self, source: Source) -> AsyncIterator[Article]:
        site, begin = self.site.name, None
        if self.arguments.refresh:
            readings.forget(self.store, site, source.id)
        begin = readings.position(self.store, site, source.id, self.scope)
        logger.info("%s%s", source.path, f", from byte {begin} on: what is before was read (refresh=1 reads it again)" if begin else "")
        with source.path.open("rb") as file:
            file.seek(begin or 0)
            for number, capture in enumerate(self._whole(file, source)):
                self.crawler.stats.inc_value("archive/captures")
                if capture.record.offset != begin and (article := self._article(capture, source)):
                    yield article
                if number % BREATH == 0:
                    await asyncio.sleep(0)
                if self._stops():
                    return
            self._end_of(source, file.tell())

    def _stops(self) -> bool:
        """Whether the run was told to stop, or can't go on."""
        return bool(self.store.broken) or not self.crawler.crawling

    def _whole(self, file: BinaryIO, source: Source) -> Iterator[Capture]:
        """The site's captures of a file; what is broken ends it, and the others go on."""
        try:
            yield from captures(file, self._called(source), self._wanted)
        except ArchiveError as error:
            logger.error("%s", error)

    def _called(self, source: Source) -> str:
        """How the store names the file: by its name alone in the archive's folder."""
        inside = source.path.parent == self.shelf.folder.resolve()
        return source.path.name.removesuffix(".open") if inside else str(source.path)

    def _wanted(self, url: str) -> bool:
        return same_site(self.own_url(url), self.site.home)

    def _article(self, capture: Capture, source: Source) -> Article | None:
        url, path = self.own_url(capture.record.url), urlsplit(capture.record.url).path
        if path in ("/robots.txt", WELL_KNOWN):
            self._learn(capture, path)
        if not may_be_article(url, self.site) or (capture.revisit and not (capture := self._origin(capture))):
            return None
        row = found.rows(self.store, self.site.name, [(link := Link(url, state="done")).key]).get(link.key)
        if row:
            link.id, link.article_id, link.done_at = row["id"], row["article_id"], row["done_at"]
        meta = {"link": link, "record": capture.record, "rendered": None, "capture": capture}
        headers = {name: value for name, value in capture.headers.items() if name.lower() != "content-encoding"}
        asked = Request(capture.record.url, meta=meta)
        response = Response(capture.record.url, capture.status, headers, capture.body, request=asked)
        verdict = self._verdict(response, link)
        article = None if verdict else self.read(self.page(response), response)
        self.crawler.stats.inc_value(f"archive/{'article' if article else (verdict or (link.state,))[0]}")
        if article:
            self._note(link, capture, source)
        return article

    def _note(self, link: Link, capture: Capture, source: Source) -> None:
        """The article is under way; its link is settled with it, where no crawl has fetched it."""
        if link.id is None:
            self.frontier.add([link], capture.answered_at)
            link.id = found.rows(self.store, self.site.name, [link.key])[link.key]["id"]
        self.under_way.append(UnderWay(source.id, capture.record.offset, None if link.done_at else link, capture.answered_at))

    def _origin(self, capture: Capture) -> Capture | None:
        """The page that a revisit says was answered once more, where an article was read from it."""
        record = records.by_digest(self.store, capture.record.digest) if capture.status == 200 else None
        try:
            page = self.shelf.read(record) if record else None
        except ArchiveError as error:
            logger.warning("%s", error)
            return None
        return replace(page, headers=capture.headers, record=replace(page.record, at=capture.record.at)) if page else None

    def _learn(self, capture: Capture, path: str) -> None:
        """What the whole site says of the use of its pages."""
        origin = urlsplit(capture.record.url).netloc.lower()
        if capture.status == 200 and path == WELL_KNOWN:
            self.rights.known.setdefault(origin, SiteRights()).entries = read_tdmrep(capture.body)
        elif capture.status == 200 and not capture.revisit:
            before = self.rights.known.get(origin, SiteRights()).entries
            self.rights.known[origin] = read_robots(RobotsRules(capture.body, None), self.rights.token)
            self.rights.known[origin].entries = before

    def answered_at(self, response: Response) -> datetime:
        return response.meta["capture"].answered_at  # type: ignore[no-any-return]

    def _left(self) -> None:
        """The first article under way has left the pipelines: what it is of counts as read, in the transaction that has it."""
        way: UnderWay = self.under_way.popleft()
        with suppress(StoreError):
            if way.link:
                self.frontier.close(way.link, way.at)
            readings.reached(self.store, self.site.name, way.source, self.scope, way.offset)

    def _end_of(self, source: Source, size: int) -> None:
        if self.under_way:
            self.under_way[-1].offset = size
        else:
            readings.reached(self.store, self.site.name, source.id, self.scope, size)

    def _limited(self) -> bool:
        return bool(self.arguments.limit) and self.count >= self.arguments.limit

    def closed(self, reason: str) -> None:
        self.shelf.close()
        with suppress(StoreError):
            self.store.commit()
            Log(self.store, self.site.name, Path(self.crawler.settings["NEWSCRAWL_DATA"]) / f"{self.site.name}.jsonl")
        super().closed(reason)

    def concluded(self) -> str:
        if has_articles(self.store, self.site.name):
            return "finished"
        logger.error("no article of %s is in these archives; home= names the address that they were made from", self.site.home)
        return "nothing"
