"""What a "load more" endpoint answers: JSON with items, JSON with HTML inside, or a piece of HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from newscrawl.discovery.anchors import text_of
from newscrawl.discovery.features import text_weight
from newscrawl.discovery.links import FoundLink, article_links, is_article, ruled
from newscrawl.discovery.numbering import following, page_number, with_page
from newscrawl.discovery.paging import next_page
from newscrawl.normalise.dates import read_date
from newscrawl.reading.page import Page
from newscrawl.site import Site
from newscrawl.urls import absolute, link_key, same_site

_ADDRESS = (
    "url", "link", "href", "permalink", "canonical_url", "canonicalurl", "canonical", "web_url", "weburl", "article_url", "articleurl",
    "path", "uri", "loc",
)  # fmt: skip
_TITLE = ("title", "headline", "name", "heading", "label", "text", "title_text")
_DATE = (
    "published_at", "publishedat", "date_published", "datepublished", "published", "pubdate", "publication_date", "publicationdate",
    "publish_date", "publishdate", "first_published", "display_date", "date_gmt", "date", "datetime", "time", "timestamp", "created_at",
    "createdat",
)  # fmt: skip
_NEXT = (
    "next", "next_page", "nextpage", "next_url", "nexturl", "next_page_url", "nextpageurl", "next_link", "nextlink", "more", "more_url",
    "load_more",
)  # fmt: skip
_MORE = (
    "has_more", "hasmore", "has_next", "hasnext", "has_next_page", "hasnextpage", "more", "more_available",
)  # fmt: skip


def fragment_links(body: bytes, content_type: str, url: str, site: Site | None = None) -> tuple[list[FoundLink], str | None]:
    """The links in an answer and the address of the next one, None where nothing follows or nothing was brought.

    ``content_type`` is that of the answer; JSON is recognised without it too. ``url`` is the address that was asked.
    """
    text = body.decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if "json" in content_type.lower() or text[:1] in ("{", "["):
        try:
            return _of_json(json.loads(text), url, site)
        except (ValueError, RecursionError):
            pass
    page = Page(body, url, {"content-type": content_type})
    links = article_links(page, site)
    return links, (next_page(page, page_number(url) or 1) or following(url, len(links))) if links else None


def _of_json(data: Any, url: str, site: Site | None) -> tuple[list[FoundLink], str | None]:
    found: dict[str, FoundLink] = {}
    for link in _links(data, url, site):
        found.setdefault(link_key(link.url), link)
    links = list(found.values())
    return links, _next(data, url, len(links)) if links else None


def _links(data: Any, url: str, site: Site | None) -> Iterator[FoundLink]:
    """The links at any depth, in order."""
    if isinstance(data, dict):
        if link := _item(data, url, site):
            yield link
            return
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _links(value, url, site)
    elif isinstance(data, str) and "<a" in data and "href" in data:
        yield from article_links(Page(data.encode(), url), site)


def _item(data: dict[str, Any], url: str, site: Site | None) -> FoundLink | None:
    """An object with an address and a title."""
    lower = {str(key).lower(): value for key, value in data.items()}
    title = next((text for key in _TITLE if (text := _plain(lower.get(key)))), "")
    address = next((lower[key] for key in _ADDRESS if isinstance(lower.get(key), str) and lower[key].strip()), None)
    target = absolute(url, address) if address else None
    if not title or not target or not same_site(target, site.home if site else url):
        return None
    decided = ruled(target, site)
    likely = max(is_article(target, title), 0.9 if text_weight(title) > 3 else 0.0) if decided is None else decided
    return FoundLink(target, title, round(likely, 4), next((moment for key in _DATE if (moment := _moment(lower.get(key)))), None))


def _plain(value: Any) -> str:
    """The words of a title, which may be HTML or the object {"rendered": ...} of the WordPress REST API."""
    if isinstance(value, dict):
        value = value.get("rendered")
    if not isinstance(value, str) or not value.strip():
        return ""
    return text_of(Page(f"<p>{value}</p>".encode(), "").root) if "<" in value or "&" in value else " ".join(value.split())


def _moment(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    found = read_date(str(value))
    return found.value if found else None


def _next(data: Any, url: str, entries: int) -> str | None:
    """The address of the next answer: named, numbered, or the same endpoint one page on, unless the answer says that it was the last."""
    pairs = list(_pairs(data))
    for key, value in pairs:
        if (
            key in _NEXT
            and isinstance(value, str)
            and value.strip()
            and (target := absolute(url, value))
            and link_key(target) != link_key(url)
        ):
            return target
        if key in _NEXT and isinstance(value, int) and not isinstance(value, bool):
            return with_page(url, value, add=True)
    if any(key in _NEXT and not value or key in _MORE and value is False for key, value in pairs):
        return None
    return following(url, entries)


def _pairs(data: Any, depth: int = 3) -> Iterator[tuple[str, Any]]:
    """Keys and values of the outer objects."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key).lower(), value
            if depth and isinstance(value, dict):
                yield from _pairs(value, depth - 1)
