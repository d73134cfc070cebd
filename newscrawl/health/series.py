"""Series: what a site brings day by day, made from runs that come as they come.

What a run found is spread evenly over the time since the run before it, and counted in windows of a day (of a run's
distance, where runs are rarer) that end when the last run began. So hourly runs, daily ones and a run that was left out
can be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import pi, sqrt
from statistics import median

from newscrawl.health.run import Run
from newscrawl.health.statistics import Usual, usual

DAY = timedelta(days=1)
WINDOWS = 56  # that are looked back
WEEK = 7
STEADY = 0.5  # of the variance that chance gives to counts: a steady site has less
KEPT, OF_KEPT = 0.85, 0.722  # the least 85 % of normal deviations have this part of the standard deviation
SAME_DAYS, ALL_DAYS = 3, 7  # windows that must be known for what is usual: of this day of the week where they are days, else of any


@dataclass(slots=True, frozen=True)
class Series:
    """``values`` are the counts of windows, the newest first, None where runs don't tell; ``length`` is a window's."""

    values: Sequence[float | None]
    length: timedelta

    def before(self, first: int) -> list[float]:
        """The known values of four weeks of windows, from that one back."""
        return [value for value in self.values[first : first + 4 * WEEK] if value is not None]

    def usual(self, at: int, first: int) -> Usual | None:
        """What is usual at a window, by those from ``first`` back; None where too few are known. Days are compared with the same day of other weeks."""
        known = self.before(first)
        if len(known) < ALL_DAYS:
            return None
        common = usual(known)
        if self.length != DAY:
            return common
        same = [value for k in range(at + WEEK, len(self.values), WEEK) if k >= first and (value := self.values[k]) is not None]
        if len(same) < SAME_DAYS:
            return None  # a first weekend is no drop
        centre = usual(same)
        unsure = sqrt(1 + pi / 2 / len(same))  # a median of few values is no more than near
        return Usual(centre.centre, unsure * max(centre.spread, min(common.spread, centre.centre + 1)))

    def steadiness(self, first: int) -> float | None:
        """The spread of the windows from ``first`` back in that of counts by chance (Poisson), of a site that is much steadier; else None.

        None as well where fewer than four weeks are known. The part that differs most is left out.
        """
        days = WEEK if self.length == DAY else 1
        by_day: defaultdict[int, list[float]] = defaultdict(list)
        for at in range(first, len(self.values)):
            if (value := self.values[at]) is not None:
                by_day[at % days].append(value)
        known = sum(map(len, by_day.values()))
        if known < 4 * WEEK:
            return None
        centres = {day: max(median(values), 1.0) for day, values in by_day.items()}
        apart = sorted(abs(value - centres[day]) / sqrt(centres[day]) for day, values in by_day.items() for value in values)
        apart = apart[: int(KEPT * known)]
        spread = sqrt(sum(value**2 for value in apart) / len(apart) * known / (known - days)) / OF_KEPT
        return spread if spread**2 <= STEADY else None


def series(runs: Sequence[Run], count: Callable[[Run], int]) -> Series:
    """The series of what ``count`` gives for each run; what a run found was published since the one before it in ``runs``."""
    last = runs[-1].started_at
    length = max(DAY, last - runs[-2].started_at) if len(runs) > 1 else DAY
    if length < 1.5 * DAY:
        length = DAY
    sums, known = [0.0] * WINDOWS, [0.0] * WINDOWS
    for before, run in pairwise(runs):
        if not run.whole or run.started_at <= before.started_at:
            continue
        span = (run.started_at - before.started_at) / length
        newest, oldest = (last - run.started_at) / length, (last - before.started_at) / length
        for window in range(int(newest), min(int(oldest) + 1, WINDOWS)):
            shared = min(oldest, window + 1) - max(newest, window)
            if shared > 0:
                sums[window] += count(run) * shared / span
                known[window] += shared
    return Series([total if share > 0.9 else None for total, share in zip(sums, known)], length)
