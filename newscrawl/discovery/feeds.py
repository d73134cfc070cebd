"""Feeds: RSS, Atom, RDF, CDF (feedparser) and JSON Feed as entries; where a page says that feeds are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from newscrawl.discovery.documents import document, root_of
from newscrawl.discovery.listed_time import listed_time
from newscrawl.normalise.text import plain
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key

# Root elements. Pages answered in a feed's place are common: feedparser would take seconds to find nothing in them.
FEEDS = frozenset(["rss", "feed", "rdf", "channel", "item"])
_SIZE = 10 * 1024 * 1024  # bytes that are read
_BROKEN = (
    256 * 1024
)  # bytes of a document that is not well-formed that are read: the newest entries stand first, and feedparser is slow there
_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_LOOSE_TYPES = ("application/json", "application/xml", "text/xml")  # of feeds, and of much else
_NAME = re.compile(r"([a-z]{1,12}[._-])?(rss|feeds?|atom|rdf)\d?([._-][a-z]{1,12}){0,2}|[\w.-]+\.(rss|atom|rdf)", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(^|[/_-])comments?([/_-]|$)", re.IGNORECASE
)  # blogging systems declare a feed of readers' comments beside that of posts


@dataclass(slots=True)
class FeedEntry:
    """One entry of a feed; texts are plain."""

    url: str | None  # absolute; None where it links to no page
    title: str = ""
    published: datetime | None = None  # aware
    updated: datetime | None = None
    summary: str = ""
    authors: list[str] = field(default_factory=list)
    id: str = ""


def read_feed(body: bytes, url: str, content_type: str | None = None, zone: tzinfo = UTC) -> list[FeedEntry]:
    """The entries of a feed in its order, none where the answer is no feed.

    ``url`` is where it was fetched, ``content_type`` the header; ``zone`` is taken for times without an offset. What is
    broken is read as far as it goes.
    """
    text = document(body, content_type, _SIZE)
    if text[:1] == b"{":
        return list(_of_json(text, url, zone))
    if root_of(text) not in FEEDS:
        return []
    if len(text) > _BROKEN and not _well_formed(text):
        text = text[:_BROKEN]
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    whole = text.decode("utf-8", "ignore").encode()
    # A stream, since feedparser takes bytes for a file's name first. Its clean-up of HTML is not needed: all texts become plain.
    try:
        parsed = feedparser.parse(BytesIO(whole), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except KeyError:  # places (gml) that are broken break feedparser 6
        return []
    return [_of_xml(entry, url, zone) for entry in parsed.entries]


def _well_formed(text: bytes) -> bool:
    try:
        etree.fromstring(text, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, encoding="utf-8"))
    except etree.XMLSyntaxError:
        return False
    return True


def _of_xml(entry: Any, url: str, zone: tzinfo) -> FeedEntry:
    return FeedEntry(
        url=next((found for link in _links(entry) if (found := absolute(url, link))), None),
        title=plain(entry.get("title", "")),
        published=listed_time(entry.get("published") or entry.get("created"), zone),
        updated=listed_time(entry["updated"] if "updated" in entry else None, zone),  # get() would give the other date in its stead
        summary=plain(entry.get("summary", "")),
        authors=[plain(name) for name in _authors(entry)],
        id=entry.get("id", ""),
    )


def _links(entry: Any) -> Iterator[str]:
    """What may be the entry's page, the likeliest first: the address behind a counting service, its link, its id."""
    for link in (
        entry.get("feedburner_origlink"),
        entry.get("link"),
        *(link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate"),
    ):
        if link:
            yield link
    if entry.get("id", "").startswith(("http://", "https://")):
        yield entry["id"]


def _authors(entry: Any) -> list[str]:
    names = [author["name"] for author in entry.get("authors", ()) if author.get("name")]
    return names or [name for name in (entry.get("author"),) if name]


def _of_json(text: bytes, url: str, zone: tzinfo) -> Iterator[FeedEntry]:
    """The items of a JSON Feed (jsonfeed.org, version 1 and 1.1)."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = data.get("items") if "jsonfeed" in str(data.get("version", "")) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            values = {key: value for key, value in item.items() if isinstance(value, str)}
            link = values.get("url") or (values["id"] if values.get("id", "").startswith("http") else values.get("external_url"))
            people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
            yield FeedEntry(
                url=absolute(url, link) if link else None,
                title=plain(values.get("title", "")),
                published=listed_time(values.get("date_published"), zone),
                updated=listed_time(values.get("date_modified"), zone),
                summary=plain(values.get("summary") or values.get("content_text", "")),
                authors=[plain(one["name"]) for one in people if isinstance(one, dict) and isinstance(one.get("name"), str)],
                id=str(item.get("id", "")),
            )


def feeds_of(page: Page) -> list[str]:
    """The absolute addresses of the feeds that a page declares (HTML, rel=alternate), then of those that it links to.

    Feeds of comments are none.
    """
    found: dict[str, str] = {}
    for href in (*_declared(page), *_linked(page)):
        target = absolute(page.base, href)
        if target and not _COMMENTS.search(urlsplit(target).path):
            found.setdefault(link_key(target), target)
    return list(found.values())


def _declared(page: Page) -> Iterator[str]:
    for element in page.root.iter("link"):
        rels, kind = (element.get("rel") or "").lower().split(), (element.get("type") or "").partition(";")[0].strip().lower()
        href = element.get("href") or ""
        if ("alternate" in rels and (kind in _TYPES or kind in _LOOSE_TYPES and _names_feed(href))) or "feed" in rels:
            yield href


def _linked(page: Page) -> Iterator[str]:
    for element in page.root.iter("a"):
        href = element.get("href") or ""
        kind = (element.get("type") or "").lower()
        if kind in _TYPES or _names_feed(href):
            yield href


def _names_feed(href: str) -> bool:
    """Whether an address is that of a feed by its last part, or the one before: /rss, /politics/feed/, /feeds/news.xml, /rss/politics."""
    try:
        parts = urlsplit(href).path.rstrip("/").split("/")
    except ValueError:
        return False
    return bool(_NAME.fullmatch(parts[-1])) or (len(parts) > 1 and len(parts[-1]) < 24 and bool(_NAME.fullmatch(parts[-2])))
