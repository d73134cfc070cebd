"""Dates: those that stand still, jump by whole hours, lie in the future, or are old all of a sudden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from newscrawl.health.finding import Finding
from newscrawl.health.run import FINDING, Run, newest
from newscrawl.health.statistics import RARE, at_least, share_of
from newscrawl.site import Site

LEAST = 5  # articles with a date
RUNS, BEFORE = 28, 30  # that are looked back; articles that they must have
WEEK = 7  # runs that must tell an age
SAME = 0.5  # of the new articles name one moment
MOVED = 0.3  # of the known articles that were read again have moved
AGED, OLD = 10.0, 72.0  # times the usual age, and hours: new articles are so old
CHECK_ZONE = "look at a page's dates beside a clock: a zone of the profile ([zones]) may be wrong now, or the site's own clock"


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    yield from _standing(runs)
    yield from _shifted(runs)
    yield from _ahead(runs)
    yield from _aged(runs)


def _sum(runs: Sequence[Run], key: str) -> int:
    return sum(run.count("dates", key) for run in runs)


def _standing(runs: Sequence[Run]) -> Iterator[Finding]:
    last = newest(runs, lambda run: run.count("dates", "new"), LEAST)
    earlier = runs[: len(runs) - len(last)][-RUNS:]
    alike, new = max((run.count("dates", "alike") for run in last), default=0), _sum(last, "new")
    usual = share_of(_sum(earlier, "alike"), _sum(earlier, "new"))
    if last and alike >= max(LEAST, SAME * new) and _sum(earlier, "new") >= BEFORE and at_least(alike, new, usual) <= RARE:
        moment = last[-1].part("dates").get("newest")
        yield Finding(
            "dates-stand-still", "", f"{alike} of {new} new articles say that they are of the same moment ({moment})",
            "scrapy probe one of them: which reader gave published_at? A rule of the profile can name another place",
            {"alike": alike, "new": new, "moment": moment},
        )  # fmt: skip


def _shifted(runs: Sequence[Run]) -> Iterator[Finding]:
    """Articles that are read again have the date that they had, whatever zone the newest are in."""
    last = newest(runs, lambda run: run.count("dates", "again"), 3)
    shifts = [run.part("dates").get("shifted") or {} for run in last]
    again = _sum(last, "again")
    for hours in sorted({hours for shifted in shifts for hours in shifted}):
        moved = sum(shifted.get(hours, 0) for shifted in shifts)
        if moved >= max(3, MOVED * again):
            yield Finding(
                "zone", hours, f"{moved} of {again} known articles are dated {hours} h from what they said before",
                CHECK_ZONE, {"moved": moved, "again": again, "hours": int(hours)},
            )  # fmt: skip


def _ahead(runs: Sequence[Run]) -> Iterator[Finding]:
    last = newest(runs, lambda run: run.read, LEAST)
    earlier = runs[: len(runs) - len(last)][-RUNS:]
    future, read = _sum(last, "future"), sum(run.read for run in last)
    before = sum(run.read for run in earlier)
    if future >= 3 and before >= BEFORE and at_least(future, read, share_of(_sum(earlier, "future"), before)) <= RARE:
        yield Finding(
            "future", "", f"{future} of {read} articles are dated later than they were read", CHECK_ZONE, {"future": future, "read": read}
        )


def _aged(runs: Sequence[Run]) -> Iterator[Finding]:
    """New articles that are old: a template's date, or an archive; a run that brings many more than usual is a back-fill."""
    told = [run for run in runs if run.whole and run.spider in FINDING and run.count("dates", "new") >= LEAST][-RUNS:]
    if len(told) < WEEK:
        return
    last, earlier = told[-1], told[:-1]
    age = last.part("dates").get("median_age")
    if not isinstance(age, float | int):
        return
    usual = median(float(run.part("dates").get("median_age") or 0) for run in earlier)
    if age >= max(OLD, AGED * usual) and last.new <= 3 * median(run.new for run in earlier):
        yield Finding(
            "dates-old", "", f"half of the new articles are older than {age:.0f} h, where {usual:.0f} h are usual",
            "scrapy probe one of them: its date may be read from the wrong place", {"median_age": age, "usual": round(usual, 1)},
        )  # fmt: skip
