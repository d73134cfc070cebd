"""scrapy replica, as it is typed."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
import urllib.request
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "replica", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_it_serves_on_a_free_port_says_how_to_crawl_it_and_stops_on_ctrl_c(crawls: Crawls) -> None:
    command = [sys.executable, "-m", "scrapy", "replica", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        home = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(home, timeout=10) as answer:
            assert b"Al Mina English" in answer.read()
        command = shlex.split(process.stdout.readline().partition(".venv/bin/")[2])
        crawled = crawls.call(*command[2:], "-a", "limit=5")
        assert crawled.returncode == 0, crawled.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0 and "stopped" in process.stdout.read()
    report = json.loads(next(crawls.folder.glob("runs/replica/*.json")).read_text("utf-8"))
    assert (report["read"], abs(report["dates"]["server_ahead"]) < 60) == (5, True)  # one clock: no alarm of scrapy health


def test_a_port_in_use_is_one_clear_line_and_exit_code_2(replica: Replica) -> None:
    port = urlsplit(replica.home).port
    done = run("--port", str(port))
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and str(port) in done.stderr and "--port" in done.stderr


def test_the_truth_is_json_with_the_other_editions_under_their_own_keys() -> None:
    told = json.loads(run("--truth", "--articles", "30", "--clock", "2026-01-07").stdout)
    assert len(told["articles"]) >= 30 and told["clock"] == "2026-01-07T00:00:00+00:00"
    assert {article["language"] for article in told["ar"]["articles"]} == {"ar"}
    assert set(told) >= {"gone", "moved", "soft_404", "refused_by_robots", "not_articles", "needs_browser", "es"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--clock", "soon"], "ISO 8601"),
        (["--clock", "2001-01-01", "--truth"], "later clock"),
        (["--articles", "0"], "--articles"),
        (["--daily", "0"], "--daily"),
        (["--accident", "fire"], "silent-section"),
        (["spare"], "unexpected argument"),
    ],
)
def test_bad_arguments_are_told_without_a_traceback(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and said in done.stderr + done.stdout and "Traceback" not in done.stderr


def test_the_help_teaches() -> None:
    text = " ".join(run("--help").stdout.split())
    assert all(word in text for word in ("--port", "--articles", "--clock", "--seed", "--delay", "--truth", "NEWSCRAWL_CLOCK"))
    assert "on its first day, 2026-01-05" in text and "scrapy replica --clock $(date -Iseconds)" in text
    now = subprocess.run(["date", "-Iseconds"], capture_output=True, text=True, check=True).stdout.strip()
    told = json.loads(run("--truth", "--articles", "30", "--clock", now).stdout)
    assert told["clock"] == now and len(told["articles"]) > 1000  # six a day since
