"""Counts: how far a run is, from Scrapy's statistics; what the lines and the live view both tell."""

from __future__ import annotations

import time
from dataclasses import dataclass

from scrapy.crawler import Crawler

LOST = ("/refused", "/failed", "/gone")


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one run, up to now. ``again``: articles that were asked for again and brought no edit."""

    seconds: float
    pages: int
    new: int
    edited: int
    again: int
    lost: int  # links that were refused, failed or are gone
    errors: int  # lines of the log

    @classmethod
    def of(cls, crawler: Crawler, began: float) -> Counts:
        stats = crawler.stats.get_stats()
        return cls(
            time.monotonic() - began,
            stats.get("response_received_count", 0),
            stats.get("articles/new", 0),
            stats.get("articles/version", 0),
            sum(stats.get(f"articles/{name}", 0) for name in ("same", "kept", "unmodified")),
            sum(value for key, value in stats.items() if key.startswith("links/") and key.endswith(LOST)),
            stats.get("log_count/ERROR", 0),
        )

    @property
    def speed(self) -> float:
        """Pages in a second."""
        return self.pages / self.seconds if self.seconds else 0.0

    def __str__(self) -> str:
        return (
            f"{self.pages} pages in {self.seconds:.0f} s, articles: {self.new} new, {self.edited} edited, {self.again} seen again; "
            f"{self.lost} links refused"
        )
