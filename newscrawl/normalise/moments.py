"""Moments: what a date names, and the time and the offset that stand beside its day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

from newscrawl.normalise.date_words import HALVES
from newscrawl.normalise.zones import named_zone


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


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")


def zone_of(offset: str | None) -> tzinfo | None:
    """The zone that an offset, or a name of a zone, says; None where it says none."""
    if not offset:
        return None
    if match := _OFFSET.fullmatch(offset.strip()):
        sign, hours, minutes = match.groups()
        delta = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-delta if sign == "-" else delta)
    return named_zone(offset)


_TIME = re.compile(
    rf"(?:(?<![^\W\d_])({any_of(HALVES)})\s*)?(?<![\d:.])(\d{{1,2}})(?:\s*[:.h時시点點]\s*(\d{{2}})(?:\s*[分분])?(?::(\d{{2}})(?:[.,]\d+)?)?|(?=\s*(?:{any_of(HALVES)}|uhr|h)\b))"
    rf"(?!\d)(?:\s*(?:uhr|h|hs|hrs)(?![^\W_]))?\s*({any_of(HALVES)})?(?![^\W\d_])\s*\(?((?:utc|gmt)?\s*[+-]\s*\d{{1,2}}(?::?\d{{2}})?|[a-z]{{1,4}}\b)?"
)


def with_time(day: datetime, rest: str) -> Moment:
    """The day with the time that stands in the rest of its text."""
    match = _TIME.search(rest)
    if not match or int(match[2]) > 24 or int(match[3] or 0) > 59:
        return Moment(day, timed=False)
    hour, half = int(match[2]) % 24, HALVES.get(match[1] or match[5] or "")
    if half is not None and hour <= 12:
        hour = hour % 12 + 12 * half
    value = day.replace(hour=hour, minute=int(match[3] or 0), second=min(int(match[4] or 0), 59))
    return Moment(value.replace(tzinfo=zone_of(match[6])))
