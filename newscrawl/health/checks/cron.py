"""Cron: runs that are overdue, were killed, or whose clock is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median

from newscrawl.health.finding import Finding
from newscrawl.health.run import Run
from newscrawl.site import Site

LATE, GRACE = 3.0, timedelta(hours=2)  # times the usual distance of two runs, and how long at least
RUNS, LEAST = 28, 4
AHEAD = 600.0  # seconds that a server's clock may be from ours
OURS = "set it (timedatectl; NEWSCRAWL_CLOCK, where that is given): dates of articles without a zone, and re-visits, lean on it"
UNITS = (86400, "days"), (3600, "hours"), (60, "minutes")


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    last = runs[-1]
    if last.killed_before:
        before = last.part("before")
        yield Finding(
            "killed", "", f"run {before.get('run')} ({before.get('spider')}) was killed",
            "look what ended it (memory, a reboot, a time limit); this run has taken up what it left", dict(before),
        )  # fmt: skip
    if last.after and last.started_at < last.after:
        what = f"the run began before the one that came before it ({last.after:%Y-%m-%d %H:%M} UTC)"
        yield Finding("clock", "", what, f"this machine's clock is or was wrong; {OURS}", {})
    ahead = last.part("dates").get("server_ahead")
    if isinstance(ahead, int | float) and abs(ahead) > AHEAD:
        what = f"the site's clock is {_span(abs(ahead))} {'ahead of' if ahead > 0 else 'behind'} this machine's"
        yield Finding(
            "clock",
            "",
            what,
            f"one of the two is wrong: if it is this machine's, {OURS}; if it is the site's, tell the site",
            {"server_ahead": ahead},
        )


def overdue(runs: Sequence[Run], now: datetime) -> Finding | None:
    """Asked of the clock, not of a run."""
    gaps = [run.started_at - run.after for run in runs[-RUNS:] if run.after and run.started_at > run.after]
    if len(gaps) < LEAST:
        return None
    usual, since = median(gaps), now - runs[-1].started_at
    if since <= max(LATE * usual, GRACE):
        return None
    hours = timedelta(hours=1)
    return Finding(
        "overdue", "", f"no run for {since / hours:.0f} h, where one every {usual / hours:.3g} h is usual",
        "look at cron or the timer (scrapy schedule), and at the log of the last run", {"hours": round(since / hours, 1), "usual": round(usual / hours, 2)},
        runs[-1].started_at + usual,
    )  # fmt: skip


def _span(seconds: float) -> str:
    """A span in the largest unit of which it has two."""
    size, unit = next((size, unit) for size, unit in UNITS if seconds >= 2 * size)
    return f"{seconds / size:.0f} {unit}"
