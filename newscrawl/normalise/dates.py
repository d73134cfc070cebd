"""Dates: what a page writes as a date, in any form and major language, as a moment.

Standard forms are read first: ISO 8601 in its many spellings, RFC 822 and JavaScript dates, seconds since 1970; then visible text:
day, month and year in words or numbers, and what is told from now on ("2 hours ago", "اليوم 06:42").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from newscrawl.normalise.date_words import MONTHS, MONTHS_OF, fold
from newscrawl.normalise.moments import Moment, any_of, with_time, zone_of
from newscrawl.normalise.relative import relative
from newscrawl.normalise.solar import solar

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # no news page is older than the web
BUDDHIST, LATEST = 2500, 2050  # years: later than the one is of the Buddhist era; later than the other was two digits of such a year
SLACK = timedelta(minutes=10)  # between the outlet's clock and its server's


def plausible(moment: datetime, now: datetime | None) -> bool:
    """Whether an aware moment can be the date of a news page that was fetched at ``now`` (unknown: None)."""
    return moment >= EARLIEST and (now is None or moment <= now + SLACK)


_STANDARD = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(
    r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:(?:\s*[t,]\s*|\s+)(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2})(?:[.,:](\d+))?)?)?\s*"
    r"(z|(?:utc|gmt)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|[a-z]{2,4})?(?:\s*\[.*\]|\s*\(.*\))?"
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?")


@lru_cache(1024)
def read_date(text: str, now: datetime | None = None, day_first: bool = True, language: str | None = None) -> Moment | None:
    """The moment that a text names, None where it names none.

    ``now`` is what "yesterday" and a date without a year are read against; without it they name nothing. ``day_first`` decides what
    03/04/2025 is, unless one of the two numbers, or ``now``, does.
    """
    text = text.strip()[:200]
    if moment := _standard(text):
        return moment
    text = fold(text)
    if not text:
        return None
    try:
        return (
            solar(text)
            or _iso(text)
            or _epoch(text)
            or _worded(text, now, language)
            or _numbered(text, now, day_first)
            or relative(text, now)
        )
    except (ValueError, OverflowError):  # no such day, or no year that a datetime holds
        return None


def _standard(text: str) -> Moment | None:
    """The moment of a text in the form that machines write, which takes a tenth of the time of the others."""
    with suppress(ValueError):
        return Moment(datetime.fromisoformat(text)) if _STANDARD.fullmatch(text) else None
    return None


def _iso(text: str) -> Moment | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, mark, month, day, hour, minute, second, fraction, offset = match.groups()
    if not mark and (len(month) < 2 or len(day) < 2):
        return None
    micro = int((fraction or "0")[:6].ljust(6, "0"))  # .NET writes seven digits
    value = datetime(int(year), int(month), int(day), int(hour or 0) % 24, int(minute or 0), min(int(second or 0), 59), micro)
    return Moment(value.replace(tzinfo=zone_of(offset)), timed=hour is not None)


def _epoch(text: str) -> Moment | None:
    match = _EPOCH.fullmatch(text)
    return Moment(datetime.fromtimestamp(int(match[1]), UTC) + timedelta(milliseconds=int(match[2] or 0))) if match else None


_FILL = r"(?:[\s.,/-]|de[l]?\b|d['’]|of\b|os\b|st\b|nd\b|rd\b|th\b|er\b|º|°|ª|e\b|ο\b|พ\.?ศ\.?|nam\b)*"
_DAY_BEFORE = re.compile(rf"(?<!\d)(\d{{1,2}}){_FILL}$")
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[\s.,/-]|m\.|r\.|г\.|թ\.|gada\b|жылғы\b|ko\b)*$")
_DAY_AFTER = re.compile(r"[\s.,/-]*(\d{1,2})(?!\d|\s*[:h]\s*\d)(?:st|nd|rd|th|\.)?")
_YEAR_AFTER = re.compile(rf"{_FILL}((?:19|20)\d\d|25[4-9]\d|'?\d\d(?![\d:.h]))(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
# The months by the letters that they begin with, the longest first.
_MONTHS: dict[str, tuple[str, ...]] = {}
for _name in sorted({*MONTHS, *itertools.chain.from_iterable(MONTHS_OF.values())}, key=len, reverse=True):
    _letters = _LETTERS.search(_name)[0]  # type: ignore[index] -- every month has letters
    _MONTHS[_letters] = (*_MONTHS.get(_letters, ()), _name)
# A month of two languages' calendars, as the Levant writes it: "تشرين الأول/أكتوبر".
_TWIN = re.compile(rf"\s*/\s*(?:{any_of(MONTHS)})(?![^\W\d_])")


def _worded(text: str, now: datetime | None, language: str | None) -> Moment | None:
    own = MONTHS_OF.get((language or "").partition("-")[0].lower(), {})
    for name, start, end in _months(text):
        month = own.get(name) or MONTHS.get(name)
        twin = _TWIN.match(text, end)
        before, after = text[:start], text[twin.end() if twin else end :]
        if month and (found := _around(before, after)):
            day, year, rest = found
            if year and "\u0e00" < name < "\u0e7f":
                year = _common(year)
            value = datetime(year, month, day) if year else _last(month, day, now)
            return with_time(value, rest) if value else None
    return None


def _months(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a folded text that may be months: each with its beginning and its end."""
    for run in _LETTERS.finditer(text):
        for name in _MONTHS.get(run[0], ()):
            start, end = run.start(), run.start() + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalpha():
                yield name, start, end + (text[end : end + 1] == ".")
                break


def _around(before: str, after: str) -> tuple[int, int | None, str] | None:
    """Day, year (None where there is none) and the rest of the text, from what stands before and behind a month."""
    if day := _DAY_BEFORE.search(before):
        year = _YEAR_AFTER.match(after)
        if not year and (first := _YEAR_BEFORE.search(before[: day.start()])):
            return int(day[1]), int(first[1]), after
        return int(day[1]), _year(year[1]) if year else None, before[: day.start()] + " " + (after[year.end() :] if year else after)
    if day := _DAY_AFTER.match(after):
        rest = after[day.end() :]
        if year := _YEAR_BEFORE.search(before):
            return int(day[1]), int(year[1]), rest
        year = _YEAR_AFTER.match(rest)
        return int(day[1]), _year(year[1]) if year else None, before + " " + (rest[year.end() :] if year else rest)
    return None


def _year(text: str) -> int:
    year = int(text.lstrip("'"))
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _common(year: int) -> int:
    """The common year of a Thai one: Thailand counts from 543 BC, and may leave out the century."""
    return year - 543 if year > BUDDHIST else year - 43 if year > LATEST else year


def _last(month: int, day: int, now: datetime | None) -> datetime | None:
    """The last such day up to ``now``."""
    if not now:
        return None
    value = datetime(now.year, month, day)
    return value if value <= now.replace(tzinfo=None) + timedelta(days=1) else value.replace(year=now.year - 1)


_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_NUMBERS = re.compile(
    r"(?<![\d.])(?:((?:19|20)\d\d)([-/.])\s?(\d{1,2})\2\s?(\d{1,2})|(\d{1,2})([-/.])\s?(\d{1,2})\6\s?((?:19|20)\d\d|\d\d(?!\d)))(?![\d])"
)


def _numbered(text: str, now: datetime | None, day_first: bool) -> Moment | None:
    if match := _CJK.search(text):
        return with_time(datetime(*map(int, match.groups())), text[match.end() :])
    match = _NUMBERS.search(text)
    if not match:
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    if match[1]:
        return with_time(datetime(int(match[1]), int(match[3]), int(match[4])), rest)
    one, two, year = int(match[5]), int(match[7]), _year(match[8])
    orders = [(one, two), (two, one)] if day_first or match[6] == "." else [(two, one), (one, two)]
    days = [datetime(year, month, day) for day, month in orders if 1 <= month <= 12 and 1 <= day <= 31]
    past = [day for day in days if not now or day <= now.replace(tzinfo=None) + timedelta(days=1)]
    return with_time((past or days)[0], rest) if days else None
