"""The lines of scrapy schedule, run by a real cron."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl import site as sites
from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls

PATIENCE = 150  # seconds: cron begins at the next full minute


@pytest.fixture
def cron() -> Iterator[None]:
    """A running cron; the user's crontab is afterwards as it was."""
    if not (shutil.which("cron") and shutil.which("crontab")) or os.geteuid() != 0:
        pytest.skip("no cron here (Debian package cron), or not root")
    before = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout
    daemon = subprocess.Popen(["cron", "-f"], stderr=subprocess.DEVNULL)  # ends at once where one is running
    yield
    daemon.terminate()
    daemon.wait()
    subprocess.run(["crontab", "-"], input=before, text=True, check=True) if before else subprocess.run(["crontab", "-r"], check=False)


def schedule(*arguments: str) -> str:
    command = [sys.executable, "-m", "scrapy", "schedule", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_cron_runs_the_crawl_with_its_log_and_settings(cron: None, crawls: Crawls) -> None:  # noqa: ARG001
    with Replica(articles=30) as replica:
        text = (sites.folder() / "replica.toml").read_text("utf-8").replace("http://127.0.0.1:8008/", replica.home)
        profile = crawls.folder / "scheduled.toml"
        profile.write_text(text + '\n[schedule]\nsections = "minute"\n', "utf-8")
        settings = [f"NEWSCRAWL_STORE=sqlite:///{crawls.store}", f"NEWSCRAWL_DATA={crawls.folder}", "NEWSCRAWL_RENDER=never"]
        settings += [f"NEWSCRAWL_PRIVATE_HOSTS={urlsplit(replica.home).netloc}", f"NEWSCRAWL_CLOCK={replica.clock.isoformat()}"]
        options = [word for setting in settings for word in ("-s", setting)]
        schedule("--sites", str(profile), "--install", *options)
        assert " yes " in schedule("--sites", str(profile), *options)
        ends = time.monotonic() + PATIENCE
        while not finished(crawls) and time.monotonic() < ends:
            time.sleep(0.5)
        schedule("--remove", *options)
        assert "scheduled" not in subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout
    assert finished(crawls), [path.read_text() for path in log_files(crawls)]
    (log,) = log_files(crawls)
    assert "front page of scheduled reached" in log.read_text()


def finished(crawls: Crawls) -> bool:
    with suppress(Exception):
        return bool(crawls.rows("SELECT 1 FROM runs WHERE reason = 'finished'"))
    return False


def log_files(crawls: Crawls) -> list[Path]:
    return sorted((crawls.folder / "logs").glob("*.log"))
