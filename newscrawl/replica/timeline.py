"""Timeline: when each article of the world was published, as a function of its number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import blake2b

# The moment at which the world has the number of articles that was asked for.
ANCHOR = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
DAYS = 548  # eighteen months
BEGINNING = ANCHOR - timedelta(days=DAYS)


def chance(*parts: object) -> float:
    """A number of [0, 1) that depends on nothing but its arguments."""
    digest = blake2b(repr(parts).encode(), digest_size=7).digest()
    return int.from_bytes(digest) / (1 << 56)


class Timeline:
    """Number to moment: few articles at the beginning, ``daily`` of them at the anchor, and as many every day after it."""

    def __init__(self, articles: int, daily: float, seed: str):
        self.articles, self.seed = articles, seed
        self.daily = max(daily, 1.5 * articles / DAYS)
        self._steady = articles / self.daily

    def published(self, number: int) -> datetime:
        """When that article was published, to the minute; later numbers are never earlier."""
        share = (self.articles - 1 - number) / self.articles
        age = self._steady * share + (DAYS - 1 - self._steady) * max(share, 0.0) ** 3
        age += (0.5 + 0.4 * chance(self.seed, number, "time")) / self.daily
        return ANCHOR - timedelta(minutes=int(age * 1440))

    def count(self, clock: datetime) -> int:
        """How many articles are published at that moment."""
        low, high = 0, self.articles + max(0, int((clock - ANCHOR).total_seconds() / 86400 * self.daily) + 2)
        while low < high:
            middle = (low + high) // 2
            if self.published(middle) <= clock:
                low = middle + 1
            else:
                high = middle
        return low
