"""Days, weeks or months that articles are counted by, so that there are never too many to see."""

from __future__ import annotations

from datetime import date, timedelta


class Bins:
    """Days from one day to another, or weeks, or months: whichever is fine enough."""

    def __init__(self, first: date, last: date):
        days = (last - first).days + 1
        self.unit = "day" if days <= 120 else "week" if days <= 800 else "month"
        self.starts = sorted({self._start(first + timedelta(day)) for day in range(days)})
        self._number = {start: number for number, start in enumerate(self.starts)}

    @property
    def edges(self) -> list[date]:
        """Where each begins, and where the last ends."""
        return [*self.starts, self.starts[-1] + timedelta({"day": 1, "week": 7, "month": 31}[self.unit])]

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, day: date) -> int:
        return self._number[self._start(day)]

    def _start(self, day: date) -> date:
        if self.unit == "month":
            return day.replace(day=1)
        return day - timedelta(day.weekday()) if self.unit == "week" else day
