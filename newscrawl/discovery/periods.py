"""Listings by date: ``/politics/2026-03/`` holds what March brought, ``/archive/2026/`` a year; each links to the one before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from newscrawl.discovery.words import table
from newscrawl.urls import link_key

_ARCHIVE = table("""
archive, archives, archiv, archivo, archivos, arquivo, arquivos, archivio, archief, arkiv, arkisto, arhiv, arhiva, archiwum, archivum, arsip,
arsiv, hemeroteca, by date, date, datum, fecha, data, month, monthly, архив, архів, αρχειο, ارشيف, أرشيف, آرشیو
""")
_PERIOD = re.compile(
    r"^(?P<head>.*?)/(?P<year>(?:19|20)\d\d)"
    r"(?:[-/](?:[wW](?P<week>[0-5]\d)|(?P<month>0?[1-9]|1[0-2])(?:[-/](?P<day>0?[1-9]|[12]\d|3[01]))?))?/?$"
)


@dataclass(slots=True, frozen=True)
class Period:
    """A stretch of time whose articles an address lists; ``listing`` is the key of the listing that is parted so."""

    listing: str
    first: date
    last: date  # at least: months are taken to have 28 days


def period_of(url: str) -> Period | None:
    """The period that an address ends with, None where it ends with none."""
    parts = urlsplit(url)
    match = _PERIOD.match(parts.path)
    if not match or parts.query:
        return None
    year, week, month, day = (int(match[name]) if match[name] else None for name in ("year", "week", "month", "day"))
    try:
        first = date.fromisocalendar(year, week, 1) if week else date(year, month or 1, day or 1)
        last = date.fromisocalendar(year, week, 7) if week else date(year, month or 12, day or 28)
    except ValueError:
        return None
    return Period(_listing(url, match["head"]), first, last)


def older_period(url: str, links: Iterable[str]) -> str | None:
    """Of the links of a listing's page the one to the latest period before its own; to the latest of all where it shows none."""
    own = period_of(url)
    listing = own.listing if own else _listing(url, urlsplit(url).path.rstrip("/"))
    periods = ((period, link) for link in links if (period := period_of(link)) and period.listing == listing)
    earlier = {period.first: link for period, link in periods if not own or period.last < own.first}
    return earlier[max(earlier)] if earlier else None


def is_period(url: str, page: str) -> bool:
    """Whether an address lists a period of the listing whose page, or one of whose periods, stands at ``page``."""
    period = period_of(url)
    return bool(period) and period.listing in {_listing(page, urlsplit(page).path.rstrip("/")), getattr(period_of(page), "listing", None)}


def _listing(url: str, path: str) -> str:
    """The key of an address at that path, without the part that says archive."""
    head, _, last = path.rpartition("/")
    return link_key(urlsplit(url)._replace(path=(head if last.lower() in _ARCHIVE else path) or "/", query="", fragment="").geturl())
