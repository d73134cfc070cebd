"""What a run shows of itself: a view on a terminal, plain lines everywhere else, and never a secret."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls

ESCAPE = "\x1b["


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(articles=30) as running:
        yield running


def on_terminal(command: list[str], code: int = 0, stop: Callable[[bytes], bool] = lambda written: False) -> str:
    """What a command writes to a terminal; Ctrl-C is typed when ``stop`` says so."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    written, stopped = b"", False
    with suppress(OSError):  # the terminal is closed at the end
        while data := os.read(ours, 65536):
            written += data
            if not stopped and stop(written):
                stopped = True
                process.send_signal(signal.SIGINT)
    os.close(ours)
    assert process.wait() == code, written.decode()
    return written.decode()


def command(crawls: Crawls, replica: Replica, *arguments: str) -> list[str]:
    where = ["sections", "-a", "site=replica", "-a", f"home={replica.home}", "-a", "limit=8"]
    return crawls.command(*where, *arguments, private=urlsplit(replica.home).netloc, clock=replica.clock.isoformat())


def test_on_a_terminal_a_view_renews_itself(crawls: Crawls, replica: Replica) -> None:
    shown = on_terminal(command(crawls, replica))
    assert "replica, run 1 (Ctrl-C stops it" in shown
    assert "8 new, 0 edited" in shown
    assert ESCAPE in shown
    assert "front page of replica reached" in shown
    assert "Enabled extensions" not in shown


def test_a_run_that_is_stopped_while_the_site_is_slow_clears_its_view_and_ends_with_its_sum(crawls: Crawls, replica: Replica) -> None:
    """The answer that is under way does not come, so that the run ends as after a second Ctrl-C."""

    def stop(written: bytes) -> bool:
        if b"self-check" in written:
            replica.slow = 20.0
        return bool(replica.slow)

    try:
        shown = on_terminal(command(crawls, replica), 130, stop)
    finally:
        replica.slow = 0.0
    assert "answers are still under way" in shown and "(shutdown)" in shown
    last, _, after = shown.rpartition(f"{ESCAPE}2K")
    assert last.count("waiting") > 1 and "waiting" not in after
    assert last.rpartition("waiting")[2].count(f"{ESCAPE}2K") >= 4  # all lines of the last view


@pytest.mark.parametrize("level", ["INFO", "WARNING"])
def test_a_level_that_was_asked_for_is_scrapys_own_log(crawls: Crawls, replica: Replica, level: str) -> None:
    shown = on_terminal(command(crawls, replica, "--loglevel", level))
    assert ("Enabled extensions" in shown) == (level == "INFO")
    assert ESCAPE not in shown


def test_in_a_pipe_there_are_plain_lines_that_name_site_and_run(crawls: Crawls, replica: Replica) -> None:
    ended = subprocess.run(command(crawls, replica), cwd=ROOT, capture_output=True, text=True, check=True)
    assert ESCAPE not in ended.stderr
    begins, ends = (line.partition("INFO: ")[2] for line in ended.stderr.splitlines() if "replica, run 1" in line)
    assert begins.startswith("replica, run 1 begins: home=http://127.0.0.1")
    assert "articles: 8 new" in ends
    assert ends.endswith("(limit)")
    lines = ended.stderr.splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[", line) for line in lines), ended.stderr  # no list among them
    assert [line for line in lines[:6] if " begins: " in line]


@pytest.mark.parametrize("asked", [["--loglevel", "DEBUG"], ["-s", "LOG_LEVEL=INFO"]], ids=["debug", "info"])
def test_scrapys_lists_are_shown_to_those_who_ask_for_a_level(crawls: Crawls, replica: Replica, asked: list[str]) -> None:
    ended = subprocess.run(command(crawls, replica, *asked), cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(
        f"INFO: {list_}:\n" in ended.stderr
        for list_ in ("Versions", "Overridden settings", "Enabled item pipelines", "Dumping Scrapy stats")
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["-a", "url=https://me:hush@news.example/"],
        ["-a", "home=https://me:hush@news.example/"],
        ["-s", "NEWSCRAWL_STORE=postgresql+psycopg//me:hush@db.example/news"],
        ["-s", "NEWSCRAWL_STORE=nodriver://me:hush@db.example/news"],
    ],
)
def test_no_line_holds_a_secret(crawls: Crawls, arguments: list[str]) -> None:
    ended = crawls.call("sections", *arguments)
    assert ended.returncode in (2, 5)
    assert "hush" not in ended.stderr
    assert ended.stderr.count("\n") == 1
