"""How often a job runs, said by people ("6 hours"), by cron and by systemd; its minute is spread by its name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

_SPAN = re.compile(r"(?:(\d+) )?(minute|hour|day|week)s?")
_WHOLE = {"minute": 60, "hour": 24, "day": 1, "week": 1}  # a number must divide it: cron begins anew each hour and each day
WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")  # by cron's number


class ScheduleError(ValueError):
    """A schedule that can't be made; the text says what and what to do."""


@dataclass(frozen=True, slots=True)
class Every:
    """A span of time between two runs."""

    number: int
    unit: str  # minute, hour, day, week

    @classmethod
    def parse(cls, text: str) -> Every:
        """Raises :class:`ScheduleError` for what cron could not keep evenly."""
        found = _SPAN.fullmatch(text.strip())
        number = int(found[1] or 1) if found else 0
        if not found or not number or _WHOLE[found[2]] % number:
            raise ScheduleError(f"{text!r} is no span; examples: 15 minutes, hour, 6 hours, day, week (minutes must divide 60, hours 24)")
        return cls(number, found[2])

    def __str__(self) -> str:
        return self.unit if self.number == 1 else f"{self.number} {self.unit}s"

    def cron(self, name: str) -> str:
        """The five fields of a cron line (crontab(5)) for the job of that name."""
        minute, hour, day = self._spread(name)
        step = "" if self.number == 1 else f"/{self.number}"
        if self.unit == "minute":
            return f"{minute % self.number}-59{step} * * * *" if step else "* * * * *"
        if self.unit == "hour":
            return f"{minute} {f'{hour % self.number}-23{step}' if step else '*'} * * *"
        return f"{minute} {hour} * * {day if self.unit == 'week' else '*'}"

    def calendar(self, name: str) -> str:
        """The same as OnCalendar of a systemd timer (systemd.time(7))."""
        minute, hour, day = self._spread(name)
        if self.unit == "minute":
            return f"*-*-* *:{minute % self.number}/{self.number}:00"
        if self.unit == "hour":
            return f"*-*-* {hour % self.number}/{self.number}:{minute:02}:00"
        return f"{WEEKDAYS[day] + ' ' if self.unit == 'week' else ''}*-*-* {hour:02}:{minute:02}:00"

    @staticmethod
    def _spread(name: str) -> tuple[int, int, int]:
        """Minute, hour and weekday that a name falls on, the same on every machine: sites do not start all at once."""
        mark = crc32(name.encode())
        return mark % 60, mark // 60 % 24, mark // 1440 % 7
