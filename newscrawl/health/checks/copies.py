"""Copies: a flood of articles that have the text of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscrawl.health.finding import Finding
from newscrawl.health.run import Run, newest
from newscrawl.health.statistics import RARE, at_least, share_of
from newscrawl.site import Site

LEAST, RISE = 5, 0.25  # copies, and by how much their share must have risen
RUNS, BEFORE = 28, 30


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    last = newest(runs, lambda run: run.new, LEAST)
    earlier = runs[: len(runs) - len(last)][-RUNS:]
    copied, new = _copied(last), sum(run.new for run in last)
    before, of = _copied(earlier), sum(run.new for run in earlier)
    if not last or copied < LEAST or of < BEFORE:
        return
    if copied / new >= before / of + RISE and at_least(copied, new, share_of(before, of)) <= RARE:
        yield Finding(
            "copies", "", f"{copied} of {new} new articles are copies of others, was {before / of:.0%}",
            "look at their addresses (duplicate_of in the store): an article may stand under several now; links.ignore of the profile leaves some out",
            {"copies": copied, "new": new, "usual": round(before / of, 3)},
        )  # fmt: skip


def _copied(runs: Sequence[Run]) -> int:
    return sum(run.count("copies", "equal") + run.count("copies", "near") for run in runs)
