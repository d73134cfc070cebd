"""ArchiveWriter: the extension that writes every answer of a run to the archive."""

from __future__ import annotations

import logging
from collections import OrderedDict
from datetime import datetime
from functools import partial
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl import __version__
from newscrawl.archive import build
from newscrawl.archive.files import WarcFiles, found, mend
from newscrawl.archive.folder import wanted
from newscrawl.store import records
from newscrawl.store.database import StoreError
from newscrawl.store.records import Record

logger = logging.getLogger(__name__)

REMEMBERED = 20_000  # payloads that are known again within a run; those of articles the store knows for ever
FLAGS = {"dataloss": "disconnect", "partial": "length"}  # of Scrapy's answers to the words of WARC-Truncated


class ArchiveWriter:
    """Writes answers as they leave the downloader, before anything unpacks or changes them; ``meta["record"]`` is then the record.

    A payload that the archive has is written as a revisit, so is 304. What can't be written ends the run, as a store that can't be.
    Stats: ``archive/<type of record>``, ``archive/bytes``.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.seen: OrderedDict[str, Record] = OrderedDict()
        self.files: WarcFiles | None = None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._downloaded, signals.response_downloaded)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchiveWriter:
        return cls(crawler)

    def _opened(self, spider: Any) -> None:
        folder = wanted(self.crawler.settings)
        if folder is None or not hasattr(spider, "store"):
            return
        self.spider = spider
        header = partial(_warcinfo, spider=spider, settings=self.crawler.settings)
        size = self.crawler.settings.getint("NEWSCRAWL_ARCHIVE_SIZE")
        self.files = WarcFiles(folder, spider.site.name, spider.clock.now(), size, header)
        try:
            mend(folder, spider.site.name)
        except OSError as error:
            self._broke(error)

    def _closed(self) -> None:
        if self.files is None:
            return
        try:
            self.files.close()
        except OSError as error:
            logger.error("the archive's last file is left open, the next run closes it: %s", error.strerror)

    def _downloaded(self, response: Response, request: Request) -> None:
        plain: Response = request.meta.pop("document", response)
        if self.files is None or self.spider.store.broken:
            return
        try:
            request.meta["record"] = self._write(plain, response if "rendered" in request.meta and plain is not response else None, request)
        except OSError as error:
            self._broke(error)
        except StoreError:
            pass  # the spider was told

    def _broke(self, error: OSError) -> None:
        assert self.files
        self.spider.store.fail(
            StoreError(f"the archive {self.files.folder} can't be written: {error.strerror}; free or repair it, or unset NEWSCRAWL_ARCHIVE")
        )

    def _write(self, plain: Response, rendered: Response | None, request: Request) -> Record:
        """Writes an answer with all that belongs to it; the record that has its page."""
        assert self.files
        url, now, own = build.clean_url(plain.url), self.spider.clock.now(), build.new_id()
        digest = build.digest(plain.body)
        known = None if rendered else self._known(plain, url, digest)
        headers = _headers(plain, own, now, known.digest if known else digest)
        kind = "revisit" if known else "response"
        if known:
            parts = [build.revisit(plain, url, headers | {"WARC-Refers-To": known.id}, known.url, known.at)]
        else:
            parts = [build.response(plain, url, headers)]
        if rendered is not None:
            after = {"WARC-Record-ID": build.new_id(), "WARC-Date": build.stamp(now), "WARC-Refers-To": own}
            parts.append(build.conversion(rendered.body, url, after))
        parts += [build.request(request, url, _beside(own, now)), build.metadata(_told(request, plain), url, _beside(own, now))]
        offset = self.files.append(*parts)[0]
        self.crawler.stats.inc_value(f"archive/{kind}")
        self.crawler.stats.set_value("archive/bytes", self.files.total)
        return known or self._remember(Record(own, self.files.name, offset, url, now, digest))

    def _known(self, answer: Response, url: str, digest: str) -> Record | None:
        """The record that has this payload already; of 304 the one that the page was last read from."""
        store = self.spider.store
        if answer.status == 304:
            record = records.latest(store, url)
        elif answer.body:
            record = self.seen.get(digest) or records.by_digest(store, digest)
        else:
            return None
        return record if record and self.files and found(self.files.folder, record.file).exists() else None

    def _remember(self, record: Record) -> Record:
        self.seen[record.digest] = record
        if len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        return record


def _warcinfo(name: str, spider: Any, settings: Any) -> bytes:
    fields = {
        "software": f"newscrawl/{__version__} Scrapy warcio",
        "format": "WARC file version 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": f"{spider.site.name}, run {spider.run}",
        "description": f"scrapy crawl {spider.name}: {spider.home}",
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings["USER_AGENT"],
        "operator": settings["NEWSCRAWL_CONTACT"],
    }
    return build.warcinfo(name, fields, spider.clock.now())


def _headers(answer: Response, own: str, now: datetime, digest: str) -> dict[str, str]:
    headers = {"WARC-Record-ID": own, "WARC-Date": build.stamp(now), "WARC-Payload-Digest": digest}
    if answer.ip_address:
        headers["WARC-IP-Address"] = str(answer.ip_address)
    if cut := next((word for flag, word in FLAGS.items() if flag in answer.flags), ""):
        headers["WARC-Truncated"] = cut
    return headers


def _beside(own: str, now: datetime) -> dict[str, str]:
    """What the request and the metadata of an answer say of it."""
    return {"WARC-Record-ID": build.new_id(), "WARC-Date": build.stamp(now), "WARC-Concurrent-To": own}


def _told(request: Request, answer: Response) -> dict[str, str]:
    """Why the page was asked for, what came, and how long it took."""
    link = request.meta.get("link")
    fields = {"fetchTimeMs": str(round(1000 * request.meta.get("download_latency", 0))), "httpStatus": str(answer.status)}
    if link is not None:
        fields |= {"kind": link.kind, "section": link.section or "", "hopsFromSeed": str(link.depth)}
    return {name: value for name, value in fields.items() if value}
