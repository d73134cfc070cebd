"""One replica, served once for all tests of this folder that don't move its clock."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from newscrawl.replica.server import Replica


@dataclass
class Got:
    """An answer as a visitor gets it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def get(replica: Replica, target: str, headers: dict[str, str] | None = None) -> Got:
    """Asks the replica over HTTP; nothing is followed."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(replica.home).port, timeout=10)
    try:
        connection.request("GET", quote(target, safe="/:?&=%-"), headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    found = dict(answer.getheaders())
    return Got(answer.status, found, gzip.decompress(body) if found.get("Content-Encoding") == "gzip" else body)


@pytest.fixture(scope="session")
def replica() -> Iterator[Replica]:
    with Replica() as served:
        yield served


@pytest.fixture(scope="session")
def truth(replica: Replica) -> dict[str, Any]:
    return replica.truth()


@pytest.fixture
def ask(replica: Replica) -> Callable[..., Got]:
    return lambda target, headers=None: get(replica, target, headers)
