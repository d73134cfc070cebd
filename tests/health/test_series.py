"""Runs that come as they come make one series of days."""

from __future__ import annotations

from datetime import timedelta

from newscrawl.health.run import runs_of
from newscrawl.health.series import DAY, series
from tests.health.made import FIRST, Report, report


def at(hours: float, new: int, **more: object) -> Report:
    moment = (FIRST + timedelta(hours=hours)).isoformat()
    return report(0, new) | {"started_at": moment, "finished_at": moment} | more


def values(*reports: Report) -> list[float | None]:
    return list(series(runs_of(reports), lambda run: run.new).values[:4])


def test_daily_runs_are_their_own_windows() -> None:
    assert values(at(0, 500), at(24, 10), at(48, 20), at(72, 30)) == [30, 20, 10, None]


def test_runs_of_some_hours_are_added_up() -> None:
    assert values(at(0, 9), at(12, 4), at(24, 6), at(36, 1), at(48, 2)) == [3, 10, None, None]


def test_a_run_late_by_minutes_changes_next_to_nothing() -> None:
    found = values(at(0, 9), at(24, 24), at(48.5, 24), at(72, 24))
    assert found[0] is not None and abs(found[0] - 24) < 1
    assert found[1] is not None and abs(found[1] - 24) < 1


def test_a_run_that_was_left_out_is_spread_over_its_days() -> None:
    assert values(at(0, 9), at(24, 10), at(72, 40), at(96, 10)) == [10, 20, 20, 10]


def test_runs_that_saw_a_part_leave_a_hole() -> None:
    assert values(at(0, 9), at(24, 10), at(48, 1, reason="shutdown"), at(72, 10)) == [10, None, 10, None]


def test_weekly_runs_have_windows_of_a_week() -> None:
    found = series(runs_of([at(168 * week, 70) for week in range(4)]), lambda run: run.new)
    assert found.length == 7 * DAY
    assert list(found.values[:4]) == [70, 70, 70, None]
