"""scrapy health, as cron and people call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.health import files
from newscrawl.store.database import Store
from tests.conftest import ROOT
from tests.health.made import FIRST, report
from tests.health.test_telling import webhook

NOW = (FIRST + timedelta(days=40, hours=1)).isoformat()


def health(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    settings = ("-s", f"NEWSCRAWL_DATA={folder}", "-s", f"NEWSCRAWL_STORE=sqlite:///{folder}/s.sqlite", "-s", f"NEWSCRAWL_CLOCK={NOW}")
    command = [sys.executable, "-m", "scrapy", "health", *settings, *arguments]
    known = os.environ | (environment or {})
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, env=known)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site whose bodies are empty since the day before, and one that is well."""
    for day in range(41):
        sick = report(day)
        if day >= 39:
            sick["fields"]["body"] = 0
            sick["sections"]["Art\x1b[2J"] = {"found": 0}
        files.save(files.folder_of(str(tmp_path)), sick)
        files.save(files.folder_of(str(tmp_path)), report(day) | {"site": "well"})
    return tmp_path


def test_what_is_wrong_is_told_with_exit_code_8(folder: Path) -> None:
    told = health(folder)
    assert told.returncode == 8, told.stderr
    assert "made: 1 finding (41 runs; the last on 2026-02-14 12:00 UTC, finished, 24 new)" in told.stdout
    assert "body empty on 100% of 31 pages, was 3%" in told.stdout
    assert "since 2026-02-13 12:00 UTC" in told.stdout
    assert "well: healthy (41 runs" in told.stdout
    assert "\x1b" not in told.stdout


def test_what_a_profile_elsewhere_expects_is_known_by_the_report(folder: Path) -> None:
    files.save(
        files.folder_of(str(folder)), report(41) | {"site": "well", "expect": {"sections": 9, "articles_per_day": None, "fields": {}}}
    )
    told = health(folder, "--site", "well")
    assert told.returncode == 8
    assert "3 sections in the menu, where the profile expects 9" in told.stdout


def test_a_site_that_is_well_is_exit_code_0(folder: Path) -> None:
    told = health(folder, "--site", "well")
    assert (told.returncode, told.stderr) == (0, "")


def test_json_is_a_line_for_each_site(folder: Path) -> None:
    told = [json.loads(line) for line in health(folder, "--json").stdout.splitlines()]
    assert [(one["site"], one["healthy"]) for one in told] == [("made", False), ("well", True)]
    assert told[0]["findings"][0]["evidence"] == {"pages": 31, "share": 0.0, "usual": 0.975, "pages_before": 1240}
    assert told[0]["last"]["new"] == 24


def test_the_prometheus_file_is_written(folder: Path) -> None:
    health(folder, "--prometheus", str(folder / "newscrawl.prom"))
    assert 'newscrawl_finding{site="made",check="field",subject="body"} 1' in (folder / "newscrawl.prom").read_text()
    assert health(folder, "--prometheus", str(folder / "no" / "such.prom")).returncode == 2


def test_people_are_told_once_and_no_secret_is_shown(folder: Path) -> None:
    with webhook() as (address, sent):
        ended = [health(folder, "--notify", environment={"APPRISE_URLS": address}) for _ in range(2)]
        assert [one["title"] for one in sent] == ["newscrawl, made: 1 new"]
        for path in (folder / "runs" / "made").glob("*-4[01].json"):
            path.rename(path.with_suffix(".old"))
        ended.append(health(folder, "--notify", environment={"APPRISE_URLS": address}))
        assert sent[-1]["title"] == "newscrawl, made: 1 over"
    assert [one.returncode for one in ended] == [8, 8, 0]
    assert "S3CRET" not in "".join(one.stdout + one.stderr for one in ended)


def test_a_message_that_was_not_taken_is_sent_again(folder: Path) -> None:
    with webhook(status=500) as (address, sent):
        first, second = (health(folder, "--notify", environment={"APPRISE_URLS": address}) for _ in range(2))
    assert (first.returncode, second.returncode, len(sent)) == (1, 1, 2)
    assert "a message was not taken by APPRISE_URLS, entry 1; it is sent again the next time" in first.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--site", "nobody"), "no report of nobody in"),
        (("--notify",), "nobody to notify"),
        (("made",), "a site is named by --site"),
        (("--completeness", "--site", "made"), "no run of made in the store"),
    ],
)
def test_what_cannot_be_done_is_exit_code_2_and_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    Store(f"sqlite:///{folder}/s.sqlite").close()
    told = health(folder, *arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_before_the_first_run_it_says_how_to_begin(tmp_path: Path) -> None:
    told = health(tmp_path)
    assert told.returncode == 2
    assert "there are: none yet: scrapy crawl sections" in told.stderr
