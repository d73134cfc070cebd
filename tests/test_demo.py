"""make demo, twice: what a newcomer sees."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from newscrawl.replica.server import Replica
from tests.conftest import ROOT


def demo(folder: Path) -> str:
    settings = folder / "demo_settings.py"
    settings.write_text(
        f"from newscrawl.settings import *\nNEWSCRAWL_STORE = 'sqlite:///{folder}/news.sqlite'\nNEWSCRAWL_DATA = '{folder}'\n", "utf-8"
    )
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "demo_settings", "PYTHONPATH": f"{folder}:{ROOT}"}
    ended = subprocess.run(
        [sys.executable, "-m", "newscrawl.replica.demo"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def row(text: str, label: str) -> list[str]:
    return next(line.removeprefix(label).split() for line in text.splitlines() if line.startswith(label))


def test_the_second_day_fetches_only_what_is_new_or_edited(tmp_path: Path) -> None:
    first = demo(tmp_path)
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
    pages = [int(line.split()[0]) for text in (first, second) for line in text.splitlines() if line.endswith("counts in both.")]
    assert pages[1] < pages[0] / 4
    assert "Try next" in first and first.count(".venv/bin/scrapy") == 2
