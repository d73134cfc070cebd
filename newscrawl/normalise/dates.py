"""Dates: what a page writes as a date, in any form and major language, as a moment.

Standard forms are read first: ISO 8601 in its many spellings, RFC 822 and JavaScript dates, seconds since 1970; then visible text:
day, month and year in words or numbers, and what is told from now on ("2 hours ago", "اليوم 06:42").
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from newscrawl.normalise.alternatives import by_letter
from newscrawl.normalise.date_words import AGO, DAYS_BACK, HALVES, MONTHS, MONTHS_OF, PAIRS, SOLAR_MONTHS, UNITS, fold
from newscrawl.normalise.zones import named_zone

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # no news page is older than the web
BUDDHIST, LATEST = 2500, 2050  # years: later than the one is of the Buddhist era; later than the other was two digits of such a year
SLACK = timedelta(minutes=10)  # between the outlet's clock and its server's


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as it was written: ``value`` is aware where the text has an offset, and at midnight where it has no time."""

    value: datetime
    timed: bool = True

    @property
    def aware(self) -> bool:
        return self.value.tzinfo is not None

    def at(self, zone: tzinfo) -> datetime:
        """The aware moment; ``zone`` is taken where the text has no offset."""
        return self.value if self.aware else self.value.replace(tzinfo=zone)


def plausible(moment: datetime, now: datetime | None) -> bool:
    """Whether an aware moment can be the date of a news page that was fetched at ``now`` (unknown: None)."""
    return moment >= EARLIEST and (now is None or moment <= now + SLACK)


_STANDARD = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(
    r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:(?:\s*[t,]\s*|\s+)(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2})(?:[.,:](\d+))?)?)?\s*"
    r"(z|(?:utc|gmt)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|[a-z]{2,4})?(?:\s*\[.*\]|\s*\(.*\))?"
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")


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
            _solar(text)
            or _iso(text)
            or _epoch(text)
            or _worded(text, now, language)
            or _numbered(text, now, day_first)
            or _relative(text, now)
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
    return Moment(value.replace(tzinfo=_zone(offset)), timed=hour is not None)


def _zone(offset: str | None) -> tzinfo | None:
    if not offset:
        return None
    if match := _OFFSET.fullmatch(offset.strip()):
        sign, hours, minutes = match.groups()
        delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-delta if sign == "-" else delta)
    return named_zone(offset)


def _epoch(text: str) -> Moment | None:
    match = _EPOCH.fullmatch(text)
    return Moment(datetime.fromtimestamp(int(match[1]), UTC) + timedelta(milliseconds=int(match[2] or 0))) if match else None


def _alternatives(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_MONTH = re.compile(rf"(?<![^\W\d_])(?:{by_letter(_alternatives(MONTHS))})(?![^\W\d_])\.?")
_FILL = r"(?:[\s.,/-]|de[l]?\b|of\b|os\b|st\b|nd\b|rd\b|th\b|er\b|º|°|ª|e\b|ο\b|พ\.?ศ\.?|nam\b)*"
_DAY_BEFORE = re.compile(rf"(?<!\d)(\d{{1,2}}){_FILL}$")
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[\s.,/-]|m\.|r\.|г\.)*$")
_DAY_AFTER = re.compile(r"[\s.,/-]*(\d{1,2})(?!\d|\s*[:h]\s*\d)(?:st|nd|rd|th|\.)?")
_YEAR_AFTER = re.compile(rf"{_FILL}((?:19|20)\d\d|25[4-9]\d|'?\d\d(?![\d:.h]))(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTHS_BEGIN = frozenset(_LETTERS.search(month)[0] for month in MONTHS)  # type: ignore[index] -- every month has letters
# A month of two languages' calendars, as the Levant writes it: "تشرين الأول/أكتوبر".
_TWIN = re.compile(rf"\s*/\s*(?:{_alternatives(MONTHS)})(?![^\W\d_])")


def _worded(text: str, now: datetime | None, language: str | None) -> Moment | None:
    if _MONTHS_BEGIN.isdisjoint(_LETTERS.findall(text)):
        return None
    for match in _MONTH.finditer(text):
        word = match.group().rstrip(".") if match.group() not in MONTHS else match.group()
        month = MONTHS_OF.get((language or "")[:2], {}).get(word) or MONTHS[word]
        twin = _TWIN.match(text, match.end())
        before, after = text[: match.start()], text[(twin or match).end() :]
        if found := _around(before, after):
            day, year, rest = found
            if year and "\u0e00" < word < "\u0e7f":
                year = _common(year)
            value = datetime(year, month, day) if year else _last(month, day, now)
            return _with_time(value, rest) if value else None
    return None


def _around(before: str, after: str) -> tuple[int, int | None, str] | None:
    """Day, year (None where there is none) and the rest of the text, from what stands before and behind a month."""
    if day := _DAY_BEFORE.search(before):
        year = _YEAR_AFTER.match(after)
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
        return _with_time(datetime(*map(int, match.groups())), text[match.end() :])
    match = _NUMBERS.search(text)
    if not match:
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    if match[1]:
        return _with_time(datetime(int(match[1]), int(match[3]), int(match[4])), rest)
    one, two, year = int(match[5]), int(match[7]), _year(match[8])
    orders = [(one, two), (two, one)] if day_first or match[6] == "." else [(two, one), (one, two)]
    days = [datetime(year, month, day) for day, month in orders if 1 <= month <= 12 and 1 <= day <= 31]
    past = [day for day in days if not now or day <= now.replace(tzinfo=None) + timedelta(days=1)]
    return _with_time((past or days)[0], rest) if days else None


_TIME = re.compile(
    rf"(?:(?<![^\W\d_])({_alternatives(HALVES)})\s*)?(?<![\d:.])(\d{{1,2}})(?:\s*[:.h時시点點]\s*(\d{{2}})(?:\s*[分분])?(?::(\d{{2}})(?:[.,]\d+)?)?|(?=\s*(?:{_alternatives(HALVES)}|uhr|h)\b))"
    rf"(?!\d)(?:\s*(?:uhr|h|hs|hrs)(?![^\W_]))?\s*({_alternatives(HALVES)})?(?![^\W\d_])\s*\(?((?:utc|gmt)?\s*[+-]\s*\d{{1,2}}(?::?\d{{2}})?|[a-z]{{1,4}}\b)?"
)


def _with_time(day: datetime, rest: str) -> Moment:
    """The day with the time that stands in the rest of its text."""
    match = _TIME.search(rest)
    if not match or int(match[2]) > 24 or int(match[3] or 0) > 59:
        return Moment(day, timed=False)
    hour, half = int(match[2]) % 24, HALVES.get(match[1] or match[5] or "")
    if half is not None and hour <= 12:
        hour = hour % 12 + 12 * half
    value = day.replace(hour=hour, minute=int(match[3] or 0), second=min(int(match[4] or 0), 59))
    return Moment(value.replace(tzinfo=_zone(match[6])))


# Years of the Solar Hijri calendar since 1991; the lunar calendar has been beyond them since 1999.
_SOLAR = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})\s*({_alternatives(SOLAR_MONTHS)})(?:\s*ماه)?\s*(?:سال\s*)?(1[34]\d\d)|(13[789]\d|14[01]\d)([/-])(\d{{1,2}})\5(\d{{1,2}}))(?!\d)"
)


def _solar(text: str) -> Moment | None:
    """The moment of a date in the Solar Hijri calendar (Iran, Afghanistan)."""
    match = _SOLAR.search(text) if "13" in text or "14" in text else None
    if not match:
        return None
    year, month, day = (match[3], SOLAR_MONTHS[match[2]], match[1]) if match[2] else (match[4], match[6], match[7])
    return _with_time(_gregorian(int(year), int(month), int(day)), text[: match.start()] + " " + text[match.end() :])


def _gregorian(year: int, month: int, day: int) -> datetime:
    """Midnight of a Solar Hijri day, by the cycle of 33 years (exact from 1178 to 1633); raises ValueError where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError(f"no day {day} in month {month}")
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    cycles, rest = divmod(year + 1595, 33)
    return datetime.fromordinal(365 * (year + 1595) + 8 * cycles + (rest + 3) // 4 + before + day - 356033)


_AGO = re.compile(rf"(?<!\d)(\d{{1,3}})\s*({_alternatives(UNITS)})(?=前|전|[\W\d_]|$)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def _relative(text: str, now: datetime | None) -> Moment | None:
    if not now:
        return None
    words = _WORD.findall(text)
    for word in words:
        if (back := DAYS_BACK.get(word)) is not None:
            day = (now - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
            return _with_time(day, text)
    if not any(word in AGO for word in words) and not text.endswith(("前", "전")):
        return None
    for word in words:
        if word in PAIRS:
            return Moment(now - timedelta(**{PAIRS[word]: 2}))
    if match := _AGO.search(text):
        return Moment(now - timedelta(**{UNITS[match[2]]: int(match[1])}))
    units = [UNITS[word] for word in words if word in UNITS]
    return Moment(now - timedelta(**{units[0]: 1})) if units else None
