"""The program's one clock. ``NEWSCRAWL_CLOCK`` sets it, so that a year can be simulated."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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


class Steps:
    """CPU seconds that this process spends in each step; what an inner step takes counts for none of the outer ones."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._running: list[str] = []
        self._began = self._since = time.process_time()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._turn()
        self._running.append(name)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    @property
    def total(self) -> float:
        """All seconds since the beginning, those outside of every step included."""
        return time.process_time() - self._began

    def _turn(self) -> None:
        """Books the time since the last turn to the innermost step."""
        now = time.process_time()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now
