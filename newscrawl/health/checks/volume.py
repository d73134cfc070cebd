"""Volume: a site, or a section of it, that falls silent or brings much less than it used to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import exp, sqrt

from newscrawl.health.finding import Finding
from newscrawl.health.run import SECTIONS, Run, whole
from newscrawl.health.series import Series, series
from newscrawl.health.statistics import RARE, clipped_mean
from newscrawl.site import Site

LOW = 0.7  # of what is usual is a drop, where it is so many spreads below it:
SPREADS = {1: 3.5, 2: 3.0}  # in one window, in two taken together; spreads of counts are at least those of chance
STEADIEST = 0.1  # of what is usual: no site's spread is less
STEADY = 3.5  # spreads as they were measured, where a site is steadier than chance
LONGER = 1.5  # times the longest silence so far
LEAST = 7  # windows that must be known before a silence
WEEKS = 7.0  # days over which the profile's articles_per_day is held against the site
SHORT = 0.5  # of articles_per_day


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    finding = whole(runs)
    if not finding:
        return
    new = series(finding, lambda run: run.new)
    if silence := _silence(new):
        yield _silent("", "nothing new from the whole site", silence, finding[-1])
        return
    yield from _dropped(new)
    yield from _short_of(new, site.expect.articles_per_day)
    yield from _sections(whole(runs, [SECTIONS]))


def _sections(runs: Sequence[Run]) -> Iterator[Finding]:
    for label in runs[-1].part("sections") if runs else ():
        if silence := _silence(series(runs, lambda run, label=label: run.section(label, "new"))):
            yield _silent(label, f"nothing new in the section {label}", silence, runs[-1])


def _silence(new: Series) -> tuple[timedelta, float] | None:
    """How long nothing came, and how much should have come in that time; None where that is no rare chance."""
    zeros = next((number for number, value in enumerate(new.values) if value is None or value > 0), len(new.values))
    earlier = new.before(zeros)
    if not zeros or len(earlier) < LEAST:
        return None
    expected = zeros * clipped_mean(earlier)
    if exp(-expected) > RARE or zeros < LONGER * _longest(earlier):
        return None
    return zeros * new.length, expected


def _longest(values: Sequence[float]) -> int:
    """Windows of the longest silence."""
    longest = here = 0
    for value in values:
        here = 0 if value > 0 else here + 1
        longest = max(longest, here)
    return longest


def _silent(subject: str, what: str, silence: tuple[timedelta, float], last: Run) -> Finding:
    lasted, expected = silence
    days = lasted / timedelta(days=1)
    return Finding(
        "silence", subject, f"{what} for {days:g} days, in which about {expected:.0f} articles are usual",
        "look at the site: does it publish? If so, scrapy probe its front page and the listing; the section's address or list may be another",
        {"days": days, "expected": round(expected, 1)}, last.started_at - lasted,
    )  # fmt: skip


def _dropped(new: Series) -> Iterator[Finding]:
    """A drop shows in one window, or in two taken together."""
    for windows, least in SPREADS.items():
        values, common = new.values[:windows], [new.usual(at, windows) for at in range(windows)]
        if None in values or None in common:
            continue
        found = sum(value for value in values if value is not None)
        centre = sum(one.centre for one in common if one)
        spread = sqrt(sum(one.spread**2 for one in common if one))
        below = (centre - found) / spread
        steady = (centre - found) / max(sqrt(centre) * ratio, STEADIEST * centre) if (ratio := new.steadiness(windows)) is not None else 0.0
        if found <= LOW * centre and (below >= least or steady >= STEADY):
            days = windows * new.length / timedelta(days=1)
            yield Finding(
                "drop", "", f"{found:.0f} new articles in {days:g} days, where {centre:.0f} are usual",
                "compare with the site: scrapy health --completeness by section; a listing may have changed its form",
                {"found": round(found, 1), "usual": round(centre, 1), "spreads_below": round(max(below, steady), 1), "days": days},
            )  # fmt: skip
            return


def _short_of(new: Series, per_day: float | None) -> Iterator[Finding]:
    days = new.length / timedelta(days=1)
    known = [value for value in new.values[: max(1, round(WEEKS / days))] if value is not None]
    if not per_day or len(known) * days < WEEKS:
        return
    found, expected = sum(known), per_day * len(known) * days
    if found < SHORT * expected and (expected - found) / sqrt(expected) >= SPREADS[1]:
        yield Finding(
            "expected-volume", "", f"{found / len(known) / days:.3g} new articles a day, where the profile expects {per_day:g}",
            "find out what is missed (scrapy health --completeness), or correct expect.articles_per_day of the profile",
            {"found": round(found, 1), "expected": round(expected, 1), "days": len(known) * days},
        )  # fmt: skip
