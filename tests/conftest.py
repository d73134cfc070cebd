"""What all tests share: the folder of real pages where it exists, and skips that fail where every test is required."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
NO_SHARED = "no ../shared beside the project"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and suites beside the project."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # noqa: ARG001
    """With NEWSCRAWL_TEST_ALL=1 a skipped test is a failed one, unless it lacks what the project does not bring."""
    report = yield
    if report.skipped and os.environ.get("NEWSCRAWL_TEST_ALL") == "1" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if NO_SHARED not in reason:
            report.outcome, report.longrepr = "failed", f"required by NEWSCRAWL_TEST_ALL=1, but: {reason}"
    return report


@dataclass(frozen=True)
class Crawls:
    """Runs the real command on a store and a data folder of its own."""

    folder: Path
    render: str = "never"

    @property
    def store(self) -> Path:
        return self.folder / "news.sqlite"

    def command(self, *arguments: str, private: str = "", clock: str = "") -> list[str]:
        settings = {"NEWSCRAWL_STORE": f"sqlite:///{self.store}", "NEWSCRAWL_DATA": str(self.folder), "NEWSCRAWL_RENDER": self.render}
        settings |= {"NEWSCRAWL_PRIVATE_HOSTS": private} if private else {}
        settings |= {"NEWSCRAWL_CLOCK": clock} if clock else {}
        options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", "crawl", *options, *arguments]

    def run(self, home: str, *arguments: str, clock: str = "") -> subprocess.CompletedProcess[str]:
        """Crawls the site at ``home``; a profile's site is named by the arguments."""
        where = [] if any(argument.startswith(("site=", "url=")) for argument in arguments) else ["-a", f"url={home}"]
        where += ["-a", f"home={home}"] if any(argument.startswith("site=") for argument in arguments) else []
        return self.call("sections", *where, *arguments, private=urlsplit(home).netloc, clock=clock)

    def call(self, *arguments: str, private: str = "", clock: str = "") -> subprocess.CompletedProcess[str]:
        command = self.command(*arguments, private=private, clock=clock)
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store)) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def crawls(tmp_path: Path) -> Crawls:
    return Crawls(tmp_path)


Answer = Callable[[str], tuple[int, dict[str, str], str]]


@contextmanager
def served(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """A site on loopback whose pages a function gives; its front page and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, text = answer(self.path)
            body = text.encode()
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()
