"""What a "load more" endpoint answers: JSON with items, JSON with HTML inside, or a piece of HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from newscrawl.discovery.links import FoundLink, article_links, is_article
from newscrawl.discovery.paging import endpoint, next_page, page_number
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key, same_site

_ADDRESS = ("url", "link", "href", "permalink", "canonical_url", "canonicalurl", "web_url", "weburl", "path", "uri", "loc")
_TITLE = ("title", "headline", "name", "label", "text", "heading")
_DATE = ("published_at", "publishedat", "date_published", "datepublished", "published", "pubdate", "publication_date", "date", "datetime", "created_at")
_NEXT = ("next", "next_page", "nextpage", "next_url", "nexturl", "next_page_url", "next_link")


def fragment_links(body: bytes, content_type: str, url: str) -> tuple[list[FoundLink], str | None]:
    """The links in an answer and the address of the next one, None where it names none or brought no links.

    ``content_type`` is that of the answer; JSON is recognised without it too.
    """
    text = body.decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if "json" in content_type or text[:1] in "[{":
        try:
            return _of_json(json.loads(text), url)
        except ValueError:
            pass
    page = Page(body, url)
    links = article_links(page)
    number = page_number(url) or 1
    return links, next_page(page, number) or (_following(url) if links else None)


def _of_json(data: Any, url: str) -> tuple[list[FoundLink], str | None]:
    found: dict[str, FoundLink] = {}
    for link in _links(data, url):
        found.setdefault(link_key(link.url), link)
    declared = _declared_next(data, url)
    following = declared or (_following(url) if found and not _says_end(data) else None)
    return list(found.values()), following


def _links(data: Any, url: str) -> Iterator[FoundLink]:
    """The links at any depth, in order."""
    if isinstance(data, dict):
        if link := _item(data, url):
            yield link
            return
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _links(value, url)
    elif isinstance(data, str) and "<a" in data and "href" in data:
        yield from article_links(Page(data.encode(), url))


def _item(data: dict[str, Any], url: str) -> FoundLink | None:
    lower = {str(key).lower(): value for key, value in data.items()}
    title = next((lower[key] for key in _TITLE if isinstance(lower.get(key), str) and lower[key].strip()), None)
    if isinstance(lower.get("title"), dict):
        title = lower["title"].get("rendered")
    address = next((lower[key] for key in _ADDRESS if isinstance(lower.get(key), str) and lower[key].strip()), None)
    target = absolute(url, address) if address else None
    if not title or not target or not same_site(target, url):
        return None
    return FoundLink(target, title.strip(), round(max(is_article(target, title), 0.5 if len(title.split()) > 3 else 0.0), 4), _date(lower))


def _date(item: dict[str, Any]) -> datetime | None:
    for key in _DATE:
        if isinstance(value := item.get(key), str):
            try:
                return datetime.fromisoformat(value.strip())
            except ValueError:
                continue
    return None


def _declared_next(data: Any, url: str) -> str | None:
    for key, value in _pairs(data):
        if key in _NEXT and isinstance(value, str) and value and (target := absolute(url, value)) and link_key(target) != link_key(url):
            return target
        if key in _NEXT and isinstance(value, int) and not isinstance(value, bool):
            return endpoint(url, value - 1)
    return None


def _says_end(data: Any) -> bool:
    """Whether the answer says that nothing follows."""
    return any(
        key in ("has_more", "hasmore", "has_next", "hasnext", "more") and value is False or key in _NEXT and value in (None, "", False)
        for key, value in _pairs(data)
    )


def _pairs(data: Any, depth: int = 3) -> Iterator[tuple[str, Any]]:
    """Keys and values of the outer objects."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key).lower(), value
            if depth and isinstance(value, dict):
                yield from _pairs(value, depth - 1)


def _following(url: str) -> str | None:
    """The same endpoint, one page on."""
    number = page_number(url)
    return endpoint(url, number) if number is not None else None
