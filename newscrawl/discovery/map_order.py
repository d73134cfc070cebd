"""In which order sitemaps are read, and which are too old to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from newscrawl.discovery.listed_time import listed_end
from newscrawl.discovery.sitemaps import SitemapEntry

# Words in a sitemap's address: those of the newest articles come first, those of what is no article last.
_FIRST = frozenset("news newest latest recent breaking googlenews".split())
_LAST = frozenset(
    "tag tags topic topics category categories taxonomy taxonomies section sections author authors user users people page pages "
    "image images video videos product products location locations static".split()
)
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"\d+")
_NEVER = datetime.min.replace(tzinfo=UTC)


def newest_first(entries: Iterable[SitemapEntry]) -> list[SitemapEntry]:
    """Sitemaps in the order in which they are read.

    By the day, month or year in their address, else by lastmod, else by the numbers in their address, the highest first.
    """
    return sorted(entries, key=_age, reverse=True)


def _age(entry: SitemapEntry) -> tuple[int, datetime, list[int]]:
    moment = listed_end(entry.loc) or entry.lastmod or _NEVER
    return _standing(entry.loc), moment, [int(number) for number in _NUMBER.findall(urlsplit(entry.loc).path)]


def _standing(url: str) -> int:
    words = set(_WORD.findall(unquote(urlsplit(url).path).lower().rpartition("/")[2])) - {"xml", "gz", "sitemap"}
    return 1 if words & _FIRST else -1 if words & _LAST else 0


def over(entry: SitemapEntry, since: datetime | None) -> bool:
    """Whether all that a sitemap lists is older than ``since``, by the month in its address or by when it last changed."""
    if since is None:
        return False
    moments = [moment for moment in (listed_end(entry.loc, since.tzinfo or UTC), entry.lastmod) if moment]
    return bool(moments) and min(moments) < since
