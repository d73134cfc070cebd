"""Sites, traps and real crawls on loopback."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.seen.append((time.monotonic(), self.path))
        answer = self.server.routes.get(self.path, (200, {}, b"<p>a page</p>"))
        if callable(answer):
            answer = answer(self)
        if answer is None:
            self.close_connection = True
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Site(ThreadingHTTPServer):
    """A site at a loopback address; ``routes`` maps a path to (status, headers, body) or to what is done with the handler."""

    def __init__(self, address: str, routes: dict[str, Any]):
        super().__init__((address, 0), Handler)
        self.routes = routes
        self.seen: list[tuple[float, str]] = []
        self.host = f"{address}:{self.server_port}"
        self.home = f"http://{self.host}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def paths(self) -> list[str]:
        return [path for _, path in self.seen]

    def times(self, path: str = "") -> list[float]:
        return [moment for moment, seen in self.seen if seen.startswith(path)]

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what some tests are about."""


class Trap:
    """Listens on one port of every loopback address and counts who comes."""

    def __init__(self) -> None:
        self.connections = 0
        self.listeners = [socket.create_server(("0.0.0.0", 0))]
        self.port = self.listeners[0].getsockname()[1]
        if socket.has_ipv6:
            with suppress(OSError):  # a machine may have no IPv6 after all
                self.listeners.append(socket.create_server(("::", self.port), family=socket.AF_INET6))
        for listener in self.listeners:
            threading.Thread(target=self._count, args=(listener,), daemon=True).start()

    def _count(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        for listener in self.listeners:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()


@dataclass
class Crawled:
    """What a crawl gave: by address, [status, final address] or [exception, text] of each fetch; whole-number stats; its log."""

    outcomes: dict[str, list[list[Any]]]
    stats: dict[str, int]
    lookups: dict[str, int]
    log: str

    def __getitem__(self, url: str) -> Any:
        """The status, or the name of the exception, of the last fetch."""
        return self.outcomes[url][-1][0]


def run_crawl(*batches: list[Any], private: list[str] = [], names: dict[str, Any] = {}, jump: float = 0, **settings: Any) -> Crawled:  # noqa: B006
    """Crawls the batches one after another in a process of its own, in which a warning is an error."""
    plan = {"batches": batches, "names": names, "jump": jump, "settings": {"NEWSCRAWL_PRIVATE_HOSTS": private, **settings}}
    script = Path(__file__).with_name("crawl.py")
    done = subprocess.run(
        [sys.executable, "-W", "error", script], input=json.dumps(plan), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return Crawled(**json.loads(done.stdout.splitlines()[-1]), log=done.stderr)


@pytest.fixture(scope="module")
def site():
    """Makes sites, each at a loopback address of its own: the pace of a host is kept by its name."""
    sites: list[Site] = []

    def make(routes: dict[str, Any] | None = None, address: str | None = None) -> Site:
        sites.append(Site(address or f"127.0.1.{len(sites) + 1}", routes or {}))
        return sites[-1]

    yield make
    with ThreadPoolExecutor(len(sites)) as pool:
        list(pool.map(Site.shutdown, sites))
    for one in sites:
        one.server_close()


@pytest.fixture(scope="module")
def trap():
    one = Trap()
    yield one
    one.close()


@pytest.fixture(scope="session")
def crawl():
    return run_crawl
