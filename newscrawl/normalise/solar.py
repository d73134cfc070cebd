"""The Solar Hijri calendar, by which Iran and Afghanistan date."""

from __future__ import annotations

import re
from datetime import datetime

from newscrawl.normalise.date_words import SOLAR_MONTHS
from newscrawl.normalise.moments import Moment, any_of, with_time

# Years of the Solar Hijri calendar since 1991; the lunar calendar has been beyond them since 1999.
_SOLAR = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})\s*({any_of(SOLAR_MONTHS)})(?:\s*ماه)?\s*(?:سال\s*)?(1[34]\d\d)|(13[789]\d|14[01]\d)([/-])(\d{{1,2}})\5(\d{{1,2}}))(?!\d)"
)


def solar(text: str) -> Moment | None:
    """The moment of a date in the Solar Hijri calendar (Iran, Afghanistan)."""
    match = _SOLAR.search(text) if "13" in text or "14" in text else None
    if not match:
        return None
    year, month, day = (match[3], SOLAR_MONTHS[match[2]], match[1]) if match[2] else (match[4], match[6], match[7])
    return with_time(_gregorian(int(year), int(month), int(day)), text[: match.start()] + " " + text[match.end() :])


def _gregorian(year: int, month: int, day: int) -> datetime:
    """Midnight of a Solar Hijri day, by the cycle of 33 years (exact from 1178 to 1633); raises ValueError where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError(f"no day {day} in month {month}")
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    cycles, rest = divmod(year + 1595, 33)
    return datetime.fromordinal(365 * (year + 1595) + 8 * cycles + (rest + 3) // 4 + before + day - 356033)
