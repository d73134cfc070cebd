"""make demo, twice: what a newcomer sees."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from newscrawl.replica.server import Replica
from tests.conftest import ROOT


def demo(folder: Path) -> str:
    ended = run(folder, "newscrawl.replica.demo")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A module of Python with these words, where the demo's store is the store."""
    settings = folder / "demo_settings.py"
    settings.write_text(
        f"from newscrawl.settings import *\nNEWSCRAWL_STORE = 'sqlite:///{folder}/news.sqlite'\nNEWSCRAWL_DATA = '{folder}'\n", "utf-8"
    )
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "demo_settings", "PYTHONPATH": f"{folder}:{ROOT}"}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


def row(text: str, label: str) -> list[str]:
    return next(line.removeprefix(label).split() for line in text.splitlines() if line.startswith(label))


def looked_at_by_the_demos_clock(folder: Path, told: str) -> None:
    """A newcomer's first report has charts and no alarm."""
    words = next(line.split("   ")[0] for line in told.splitlines() if "scrapy report" in line).split()[1:]
    assert run(folder, "scrapy", *words).returncode == 0
    page = (folder / "report.html").read_text("utf-8")
    assert "as usual" in page and "2026-01-04" in page
    assert run(folder, "scrapy", "health", *words[1:]).returncode == 0


def test_the_second_day_fetches_only_what_is_new_or_edited(tmp_path: Path) -> None:
    first = demo(tmp_path)
    looked_at_by_the_demos_clock(tmp_path, first)
    with closing(sqlite3.connect(tmp_path / "news.sqlite")) as store, store:  # a run by hand, by the real clock
        store.execute("INSERT INTO runs (site, spider, started_at, finished_at, reason, arguments, version) SELECT site, spider, "
                      "'2026-11-24 10:00:00.000000', '2026-11-24 10:00:00.000000', reason, arguments, version FROM runs")  # fmt: skip
    second = demo(tmp_path)
    assert "Monday 05 January 2026" in first and "Tuesday 06 January 2026" in second
    with Replica() as replica:
        politics = sum("Politics" in article["sections"] for article in replica.truth()["articles"])
    found, stored, new, versions, _ = map(int, row(first, "News / Politics"))
    assert (found >= stored, stored, new, versions) == (True, politics, politics, 0)
    assert row(first, "Videos / Digital Series")[5:] == ["needs", "a", "browser"]
    assert int(row(second, "all")[2]) > 0 and int(row(second, "all")[3]) > 0
    sums = [re.search(r": (\d+) pages in .* articles: (\d+) new, (\d+) edited", text) for text in (first, second)]
    pages, *_ = counted = list(zip(*(map(int, told.groups()) for told in sums if told), strict=True))
    assert pages[1] < pages[0] / 4
    assert [tuple(map(int, row(text, "all")[2:4])) for text in (first, second)] == list(zip(*counted[1:], strict=True))
    assert int(row(first, "all")[0]) == int(row(first, "all")[1]) + int(row(first, "all")[4])  # found: stored or refused
    assert "Try next" in first and first.count(".venv/bin/scrapy") == 3


def test_what_takes_long_before_the_demo_is_told_with_how_long_it_takes(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    lines = subprocess.run(["make", "--dry-run", "demo"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout.splitlines()
    told = next(number for number, line in enumerate(lines) if line.startswith("echo") and "a minute" in line)
    assert told < next(number for number, line in enumerate(lines) if "-m venv .venv" in line)
