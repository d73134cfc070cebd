"""What tests of commands on single pages share: the command as it is typed, and one replica."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from newscrawl.commands import history, newsite, probe, savepage, sites
from newscrawl.replica.server import Replica
from tests.conftest import ROOT

Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def replica() -> Iterator[Replica]:
    with Replica(articles=40) as served:
        yield served


@pytest.fixture
def typed() -> Callable[..., Ended]:
    """Runs ``scrapy`` with these words; servers of this machine that an address among them names may be asked."""

    def run(*words: str, private: bool = True, columns: str = "", render: str = "never") -> Ended:
        hosts = ",".join({urlsplit(word).netloc for word in words if word.startswith("http://127.0.0.1")})
        settings = ["-s", f"NEWSCRAWL_PRIVATE_HOSTS={hosts}"] if private and hosts else []
        command = [sys.executable, "-m", "scrapy", *words, "-s", f"NEWSCRAWL_RENDER={render}", *settings]
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | ({"COLUMNS": columns} if columns else {})
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, env=environment)

    return run


def prepared(name: str) -> tuple[ScrapyCommand, argparse.ArgumentParser]:
    """The command and the parser of its options."""
    command: ScrapyCommand = {"history": history, "newsite": newsite, "probe": probe, "savepage": savepage, "sites": sites}[name].Command()
    command.settings = get_project_settings()
    parser = argparse.ArgumentParser(description=command.long_desc())
    command.add_options(parser)
    return command, parser


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Runs the command in this process: for pages that are not fetched."""

    def run(name: str, *words: str) -> Ended:
        command, parser = prepared(name)
        options, arguments = parser.parse_known_args(words)
        try:
            command.run(arguments, options)
        except UsageError as error:
            return subprocess.CompletedProcess(words, 2, "", f"{error}\n")
        return subprocess.CompletedProcess(words, command.exitcode, *capsys.readouterr())

    return run
