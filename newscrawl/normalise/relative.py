"""Dates that are told from now on: "2 hours ago", "yesterday 18:40"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newscrawl.normalise.date_words import AGO, DAYS_BACK, PAIRS, UNITS, fold
from newscrawl.normalise.moments import Moment, any_of, with_time

_AGO = re.compile(rf"(?<!\d)(\d{{1,3}})\s*({any_of(UNITS)})(?=前|전|{fold('ที่')}|{fold('ก่อน')}|[\W\d_]|$)")
# What says so at the end of a word, or with three.
_PAST = re.compile(rf"(?:前|전|{fold('แล้ว')}|{fold('ก่อน')})$|\b(?:oraja|perce|napja)$|\bil y a\b")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0971-\u109f]|'(?=[^\W\d_]))*")  # South Asian vowels are no letters to Python


def relative(text: str, now: datetime | None) -> Moment | None:
    """The moment of a folded text that tells it from ``now`` on."""
    if not now:
        return None
    words = _WORD.findall(text)
    for word in words:
        if (back := DAYS_BACK.get(word)) is not None:
            day = (now - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
            return with_time(day, text)
    if not any(word in AGO for word in words) and not _PAST.search(text):
        return None
    for word in words:
        if word in PAIRS:
            return Moment(now - timedelta(**{PAIRS[word]: 2}))
    if match := _AGO.search(text):
        return Moment(now - timedelta(**{UNITS[match[2]]: int(match[1])}))
    units = [UNITS[word] for word in words if word in UNITS]
    return Moment(now - timedelta(**{units[0]: 1})) if units else None
