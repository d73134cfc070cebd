"""What each command of the project gives: to a reader that closes its pipe, and to one who asks for help."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.cmdline import _get_commands_from_module
from scrapy.commands import ScrapyHelpFormatter
from scrapy.utils.project import get_project_settings

from newscrawl.command import PIPE_CLOSED, ProjectCommand
from tests.conftest import ROOT

COMMANDS = _get_commands_from_module("newscrawl.commands", inproject=True)


@pytest.mark.parametrize("words", [("replica", "--truth"), ("schedule", "--print"), ("schedule",), ("sites",)])  # long, short, through rich
def test_a_reader_that_has_enough_ends_a_command_quietly(words: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", *words], cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (PIPE_CLOSED, "")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_that_prints_ends_so(name: str) -> None:
    assert isinstance(COMMANDS[name], ProjectCommand)


def test_no_command_takes_a_closed_pipe_for_a_file_that_fails() -> None:
    """What prints stands where no OSError is caught, so that the error of the pipe needs no exception of its own."""
    assert [path.name for path in (ROOT / "newscrawl/commands").glob("*.py") if "BrokenPipeError" in path.read_text("utf-8")] == []


HEADINGS = {"Usage", "Options", "Global Options", "Dataset"}


@pytest.mark.parametrize("columns", ["80", "72", "100", "120"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_has_no_headings_but_its_own(name: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    command = COMMANDS[name]
    command.settings = get_project_settings()
    parser = argparse.ArgumentParser(usage=command.syntax(), description=command.long_desc(), formatter_class=ScrapyHelpFormatter)
    parser.conflict_handler = "resolve"
    command.add_options(parser)
    found = set(re.findall(r"^(.+)\n[=-]+$", parser.format_help(), re.MULTILINE))
    assert found and found <= HEADINGS


READING = [
    ("browse",), ("export", "--name", "none"), ("health", "--completeness"), ("history", "https://news.example/a"), ("report",),
    ("reread",), ("search", "words"), ("search", "--rebuild"),
]  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_command_that_reads_says_that_there_is_no_store_and_makes_none(words: tuple[str, ...], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/news.sqlite"
    settings = ["-s", f"NEWSCRAWL_STORE={url}", "-s", f"NEWSCRAWL_DATA={tmp_path}/data"]
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", *words, *settings], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    says = f"scrapy {words[0]}: there is no store at {url} yet: scrapy crawl sections makes one\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (5, "", says)
    assert not list(tmp_path.iterdir())
