"""Who is told, of what, and how often."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newscrawl.health import news, notify, prometheus
from newscrawl.health.examine import Examined
from newscrawl.health.finding import Finding
from newscrawl.health.notify import NotifyError
from tests.health.made import FIRST, year

DROP = Finding("drop", "", "22 new articles, where 48 are usual", "compare with the site", {"found": 22}, FIRST)
FIELD = Finding("field", "body", "body empty on 80%", "probe it", {}, FIRST)


def examined(*findings: Finding) -> Examined:
    return Examined("made", year(5), findings)


def test_a_finding_is_told_once_and_its_end_as_well() -> None:
    told: dict[str, str] = {}
    first = news.news(examined(DROP), told)
    assert first and first.title == "newscrawl, made: 1 new"
    assert first.body == "22 new articles, where 48 are usual\n  since 2026-01-05 12:00 UTC. compare with the site."
    told = news.told_now(examined(DROP))
    assert news.news(examined(DROP), told) is None
    both = news.news(examined(FIELD), told)
    assert both and both.title == "newscrawl, made: 1 new, 1 over"
    assert both.body.endswith("over: 22 new articles, where 48 are usual")
    assert news.news(examined(), {}) is None


def test_what_was_told_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "health.json"
    assert news.load(path) == {}
    news.save(path, {"made": news.told_now(examined(DROP, FIELD))})
    assert news.load(path)["made"].keys() == {"drop", "field:body"}
    path.write_text("[1]")
    with pytest.raises(ValueError, match="no table"):
        news.load(path)


def test_the_prometheus_file_is_of_its_format() -> None:
    odd = Finding("silence", 'Arts "&"\\Culture', "nothing new", "look", {}, FIRST)
    lines = prometheus.text([examined(odd)]).splitlines()
    assert 'newscrawl_findings{site="made"} 1' in lines
    assert 'newscrawl_finding{site="made",check="silence",subject="Arts \\"&\\"\\\\Culture"} 1' in lines
    assert 'newscrawl_last_run_ok{site="made"} 1' in lines
    assert 'newscrawl_field_share{site="made",field="body"} 1' in lines
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    assert all(line.startswith("#") or line.split("{")[0] in names for line in lines)


@contextmanager
def webhook(status: int = 200) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The address of a webhook as Apprise has it, and what it was sent."""
    sent: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"json://user:S3CRET@127.0.0.1:{server.server_port}/hook", sent
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_gets_title_and_text() -> None:
    with webhook() as (address, sent):
        servers = notify.servers({"line 1": address})
        assert notify.send(servers, "newscrawl, made: 1 new", "body empty") == []
    assert [(one["title"], one["message"]) for one in sent] == [("newscrawl, made: 1 new", "body empty")]


def test_who_does_not_take_a_message_is_named_without_its_secret() -> None:
    with webhook(status=500) as (address, _), webhook() as (other, sent):
        servers = notify.servers({"a, line 1": address, "a, line 2": other})
        assert notify.send(servers, "t", "b") == ["a, line 1"]
    assert len(sent) == 1


def test_addresses_come_from_a_file_and_from_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "who.txt"
    path.write_text("# the desk\n\nmailto://me:pw@example.org\n")
    found = notify.addresses(str(path), {"APPRISE_URLS": "json://a json://b"})
    assert found == {
        "APPRISE_URLS, entry 1": "json://a", "APPRISE_URLS, entry 2": "json://b", f"{path}, line 3": "mailto://me:pw@example.org",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "said"),
    [("", "nobody to notify"), ("/no/such/file", "can't be read"), ("S3CRET", "no address that Apprise knows")],
)
def test_what_cannot_work_is_told_without_a_secret(tmp_path: Path, file: str, said: str) -> None:
    if file == "S3CRET":
        (tmp_path / "who.txt").write_text("nosuchscheme://S3CRET@example.org")
        file = str(tmp_path / "who.txt")
    with pytest.raises(NotifyError, match=said) as refused:
        notify.servers(notify.addresses(file, {}))
    assert "S3CRET" not in str(refused.value)
