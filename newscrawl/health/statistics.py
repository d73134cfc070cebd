"""How unlikely a number is, and what is usual: the few statistics that the checks stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from statistics import median

MAD = 1.4826  # times the median of absolute deviations is the standard deviation of a normal distribution
ONE_IN_A_MILLION = 1e-6
RARE = 1e-5  # what chance does less often in a run is told: a hundred checks a day are wrong once in three years


@dataclass(slots=True, frozen=True)
class Usual:
    """The centre and the spread of what was usual, by medians; the spread is at least that of counted events (Poisson)."""

    centre: float
    spread: float

    def below(self, value: float) -> float:
        """By how many spreads a value is below the centre."""
        return (self.centre - value) / self.spread


def usual(values: Sequence[float]) -> Usual:
    """Raises ValueError where there are none."""
    if not values:
        raise ValueError("nothing is usual where there are no values")
    centre = median(values)
    return Usual(centre, max(MAD * median(abs(value - centre) for value in values), sqrt(max(centre, 1.0))))


def clipped_mean(values: Sequence[float]) -> float:
    """The mean, with what lies above nine tenths of the values taken as these: a flood of one day is not usual."""
    bound = sorted(values)[int(0.9 * (len(values) - 1))]
    return sum(min(value, bound) for value in values) / len(values)


def at_most(found: int, of: int, share: float) -> float:
    """How likely it is that no more than ``found`` of so many have what a share of all has (binomial distribution)."""
    return sum(_binomial(count, of, share) for count in range(found + 1))


def at_least(found: int, of: int, share: float) -> float:
    """How likely it is that so many or more have it."""
    return at_most(of - found, of, 1 - share)


def _binomial(count: int, of: int, share: float) -> float:
    if share in (0.0, 1.0):
        return float(count == of * share)
    ways = lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
    return exp(ways + count * log(share) + (of - count) * log(1 - share))


def share_of(found: int, of: int) -> float:
    """The share that so many speak for: of none it is a half, and it is never quite none or all (Laplace's rule of succession)."""
    return (found + 1) / (of + 2)
