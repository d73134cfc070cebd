"""Sitemaps: XML (sitemaps.org, with Google's news and image extensions), plain text, and feeds that serve as one. Pure.

Scrapy's own reader flattens an entry to its direct children, where what news and image sitemaps add is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from itertools import islice

from lxml import etree

from newscrawl.discovery.documents import document, elements, local, root_of
from newscrawl.discovery.feeds import FEEDS, read_feed
from newscrawl.discovery.listed_time import listed_time
from newscrawl.normalise.text import plain
from newscrawl.urls import absolute

# A bare "&" in an address is the commonest fault of sitemaps; a parser that goes on after it loses the parameter behind it.
_BARE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_MOST = 100_000  # entries that are read of one file; sitemaps.org allows half as many
_LINES = 0.5  # share of a text's lines that are addresses where it is a sitemap


class Kind(StrEnum):
    """What a sitemap lists."""

    INDEX = "index"  # other sitemaps
    URLS = "urls"  # pages


@dataclass(slots=True)
class SitemapEntry:
    """One entry of a sitemap; times are aware, a day is meant to its end."""

    loc: str  # absolute
    lastmod: datetime | None = None
    published: datetime | None = None  # news:publication_date
    title: str = ""  # news:title
    language: str | None = None  # news:language
    images: list[str] = field(default_factory=list)  # absolute
    news: bool = False  # it stands there as a news article


@dataclass(slots=True)
class SitemapPage:
    """One sitemap file; ``kind`` is None where the answer is none."""

    kind: Kind | None
    entries: list[SitemapEntry] = field(default_factory=list)

    @property
    def stamped(self) -> bool:
        """Whether all entries carry one time: that of the file, which says nothing of a page."""
        times = {entry.lastmod for entry in self.entries}
        return len(self.entries) > 9 and len(times) == 1 and None not in times


def read_sitemap(body: bytes, url: str, zone: tzinfo = UTC) -> SitemapPage:
    """What a sitemap says; ``url`` is where it was fetched, ``zone`` is taken for times without an offset.

    Gzip is unpacked whatever the name says, broken XML read as far as it goes; a page of HTML gives nothing.
    """
    text = document(body)
    if not text.startswith(b"<"):
        return _of_text(text, url)
    escaped = _BARE.sub(b"&amp;", text)
    root = root_of(escaped)
    if root in FEEDS:
        return SitemapPage(Kind.URLS, [*_of_feed(text, url, zone)])
    if root not in ("urlset", "sitemapindex", "url", "sitemap"):
        return SitemapPage(None)
    found = list(islice(_of_xml(escaped, url, zone), _MOST))
    kind = Kind.INDEX if (found[0][0] if found else root).startswith("sitemap") else Kind.URLS
    return SitemapPage(kind, [entry for _, entry in found])


def _of_text(text: bytes, url: str) -> SitemapPage:
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    found = [
        target
        for line in lines[:_MOST]
        if line.lower().startswith(("http://", "https://")) and " " not in line and (target := absolute(url, line))
    ]
    if not found or len(found) < _LINES * min(len(lines), _MOST):
        return SitemapPage(None)
    return SitemapPage(Kind.URLS, [SitemapEntry(target) for target in found])


def _of_feed(text: bytes, url: str, zone: tzinfo) -> Iterator[SitemapEntry]:
    for entry in read_feed(text, url, None, zone):
        if entry.url:
            yield SitemapEntry(entry.url, entry.updated, entry.published, entry.title, news=True)


def _of_xml(text: bytes, url: str, zone: tzinfo) -> Iterator[tuple[str, SitemapEntry]]:
    """The entries with the name of their element: url or sitemap."""
    for element in elements(text):
        name = local(element)
        if name in ("url", "sitemap"):
            if entry := _entry(element, url, zone):
                yield name, entry
            _forget(element)


def _entry(element: etree._Element, url: str, zone: tzinfo) -> SitemapEntry | None:
    entry = SitemapEntry("")
    for child in element:
        match local(child):
            case "loc" if not entry.loc:
                entry.loc = _address(url, child) or ""
            case "lastmod":
                entry.lastmod = listed_time(child.text, zone)
            case "publication_date":
                entry.published = listed_time(child.text, zone)
            case "image":
                entry.images += [found for part in child if local(part) == "loc" and (found := _address(url, part))]
            case "news":
                _news(entry, child, zone)
    return entry if entry.loc else None


def _news(entry: SitemapEntry, element: etree._Element, zone: tzinfo) -> None:
    entry.news = True
    for part in element.iter():
        match local(part):
            case "publication_date":
                entry.published = listed_time(part.text, zone)
            case "title":
                entry.title = plain(part.text or "")
            case "language":
                entry.language = (part.text or "").strip() or None


def _address(url: str, element: etree._Element) -> str | None:
    """The absolute address in an element; escaped once too often is common."""
    text = "".join((element.text or "").split()).replace("&amp;", "&")
    return absolute(url, text) if text else None


def _forget(element: etree._Element) -> None:
    """Frees what was read: a sitemap of 50,000 pages never stands in memory as a tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
