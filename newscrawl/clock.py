"""The program's one clock. ``NEWSCRAWL_CLOCK`` sets it, so that a year can be simulated."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time, from now or from another moment on.

    ``start`` is an ISO 8601 text with an offset (UTC is assumed where it has none); empty means the real time.
    """

    def __init__(self, start: str = ""):
        real = datetime.now(UTC)
        self.origin = parse_moment(start) if start else real
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self.origin + timedelta(seconds=time.monotonic() - self._began)


def parse_moment(text: str) -> datetime:
    """An ISO 8601 date or time as an aware datetime, UTC where it has no offset."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
