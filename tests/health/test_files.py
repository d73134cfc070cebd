"""The files of the reports: whole or not at all, none lost, and what is none is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawl.health import files
from tests.health.made import report


def test_reports_come_back_in_their_order(tmp_path: Path) -> None:
    for day in (2, 0, 1):
        files.save(tmp_path, report(day))
    assert [one["run"] for one in files.load(tmp_path, "made")] == [1, 2, 3]
    assert files.sites(tmp_path) == ["made"]
    assert files.sites(tmp_path / "nothing") == []
    assert sorted(path.name for path in (tmp_path / "made").iterdir())[0] == "20260105T120000Z-1.json"


def test_only_the_last_two_months_are_read(tmp_path: Path) -> None:
    for day in range(0, 100, 10):
        files.save(tmp_path, report(day))
    assert [one["run"] for one in files.load(tmp_path, "made")] == [31, 41, 51, 61, 71, 81, 91]
    assert len(list((tmp_path / "made").iterdir())) == 10  # none is deleted


def test_two_runs_of_one_second_are_two_files(tmp_path: Path) -> None:
    files.save(tmp_path, report(0))
    files.save(tmp_path, report(0) | {"run": 2})
    assert len(list(files.load(tmp_path, "made"))) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"schema": 2, "site": "made"}', '{"schema": 1, "site": "other"}', "\x00\xff"])
def test_what_is_no_report_is_passed_over(tmp_path: Path, text: str) -> None:
    files.save(tmp_path, report(0))
    (tmp_path / "made" / "20260106T000000Z-9.json").write_text(text, encoding="latin-1")
    assert [one["run"] for one in files.load(tmp_path, "made")] == [1]


def test_a_text_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    files.write(path, "old")
    with pytest.raises(TypeError):
        files.write(path, None)  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_a_lone_surrogate_is_no_reason_to_lose_a_report(tmp_path: Path) -> None:
    path = files.save(tmp_path, report(0) | {"reasons": {"article/failed": {"\ud800": 1}}})
    assert json.loads(path.read_text("utf-8"))["run"] == 1
