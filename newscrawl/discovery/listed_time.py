"""Times as machines list them, in sitemaps, feeds and the addresses of sitemaps."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, tzinfo

from newscrawl.normalise.dates import read_date

# W3C date and time: a year or a month alone may stand where a day does.
_COARSE = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_PERIODS = (
    re.compile(_YEAR + r"[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d)"),  # 2026-01-05, 20260105
    re.compile(_YEAR + r"[-_/.](0?[1-9]|1[0-2])[-_/.](0?[1-9]|[12]\d|3[01])(?!\d)"),  # 2026/1/5
    re.compile(r"y{1,4}(?:ear)?=((?:19|20)\d\d)&m{1,2}(?:onth)?=(0?[1-9]|1[0-2])(?:&d{1,2}(?:ay)?=(0?[1-9]|[12]\d|3[01]))?(?!\d)", re.I),
    re.compile(_YEAR + r"[-_/.]?(0[1-9]|1[0-2])(?!\d)()"),  # 2026-01, 202601
    re.compile(_YEAR + r"[-_/.](0?[1-9]|1[0-2])(?!\d)()"),  # 2026-1
    re.compile(_YEAR + r"(?!\d)()()"),
)


def listed_time(text: str | None, zone: tzinfo = UTC) -> datetime | None:
    """The aware moment of a lastmod, pubDate and the like; None where it names none.

    A day, a month or a year is meant to its end. ``zone`` is taken where the text has no offset.
    """
    if not text or not (text := text.strip()):
        return None
    if match := _COARSE.fullmatch(text):
        return _end_of(int(match[1]), int(match[2] or 0), 0, zone)
    moment = read_date(text)
    if moment is None:
        return None
    value = moment.value if moment.timed else moment.value.replace(hour=23, minute=59, second=59)
    return value if value.tzinfo else value.replace(tzinfo=zone)


def listed_end(url: str, zone: tzinfo = UTC) -> datetime | None:
    """The end of the day, month or year that a sitemap's address names; None where it names none."""
    path = url.partition("://")[2].partition("/")[2]
    for pattern in _PERIODS:
        if matches := list(pattern.finditer(path)):
            year, month, day = matches[-1].groups()
            return _end_of(int(year), int(month or 0), int(day or 0), zone)
    return None


def _end_of(year: int, month: int, day: int, zone: tzinfo) -> datetime | None:
    """The last second of a day; of the month where the day is 0, of the year where the month is."""
    month = month or 12
    try:
        return datetime(year, month, day or monthrange(year, month)[1], 23, 59, 59, tzinfo=zone)
    except ValueError:
        return None
