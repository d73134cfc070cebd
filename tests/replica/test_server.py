"""The replica over HTTP: validators, compression, its date, and what it refuses."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.replica.conftest import get

Ask = Callable[..., Any]


@pytest.mark.parametrize("path", ["/", "/news/politics", "/sitemaps/all.xml", "/feed.atom", "/about"])
def test_a_visitor_who_has_the_page_gets_304_though_the_ticker_moved(ask: Ask, path: str) -> None:
    first = ask(path)
    second = ask(path, {"If-None-Match": first.headers["ETag"]})
    assert (first.status, second.status, second.body) == (200, 304, b"")
    assert ask(path, {"If-None-Match": 'W/"other"'}).status == 200


def test_an_articles_validators_change_with_its_edits_alone() -> None:
    with Replica(clock="2026-01-05T12:00:00+00:00") as replica:
        before = {article["path"]: (article["edits"], get(replica, article["path"])) for article in replica.truth()["articles"][-40:]}
        replica.set_clock("2026-01-06T12:00:00+00:00")
        edits = {article["path"]: article["edits"] for article in replica.truth()["articles"]}
        for path, (done, first) in before.items():
            again = get(replica, path, {"If-None-Match": first.headers["ETag"]})
            assert again.status == (304 if edits[path] == done else 200)
            dated = get(replica, path, {"If-Modified-Since": first.headers["Last-Modified"]})
            assert dated.status == 200 if edits[path] != done else dated.status in (200, 304)


def test_last_modified_gives_304(ask: Ask, truth: dict[str, Any]) -> None:
    path = truth["articles"][0]["path"]
    assert ask(path, {"If-Modified-Since": ask(path).headers["Last-Modified"]}).status == 304
    assert ask(path, {"If-Modified-Since": "no date"}).status == 200


def test_pages_are_compressed_where_that_is_accepted_and_dated_by_the_replicas_clock(ask: Ask) -> None:
    plain, packed = ask("/"), ask("/", {"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers and packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 3
    assert plain.headers["Date"] == "Mon, 05 Jan 2026 12:00:00 GMT"


def test_a_connection_stays_open_and_head_has_no_body(replica: Replica) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(replica.home).port, timeout=10)
    for method in ("GET", "HEAD", "GET"):
        connection.request(method, "/about")
        answer = connection.getresponse()
        assert bool(answer.read()) == (method == "GET") and answer.status == 200
        assert connection.sock is not None
    connection.close()


def test_gone_moved_and_soft_404(ask: Ask, truth: dict[str, Any]) -> None:
    assert {ask(urlsplit(url).path).status for url in truth["gone"]} == {410}
    for old, new in truth["moved"].items():
        answer = ask(urlsplit(old).path)
        assert (answer.status, answer.headers["Location"]) == (301, urlsplit(new).path)
        assert ask(urlsplit(new).path).status == 200
    for url in truth["soft_404"]:
        answer = ask(urlsplit(url).path)
        assert answer.status == 200 and "not available" in answer.text and "p-content" not in answer.text
    assert ask("/news/politics/never-written").status == 404
    assert min(len(truth[name]) for name in ("gone", "moved", "soft_404", "refused_by_robots")) >= 1


def test_an_article_that_will_be_gone_is_there_for_a_day() -> None:
    with Replica(clock="2026-01-05T12:00:00+00:00") as replica:
        path = urlsplit(replica.truth()["gone"][-1]).path
        number = replica._worlds[next(iter(replica._worlds))].by_path[path]
        published = next(iter(replica._worlds.values())).plans[number].published
        replica.set_clock(published)
        assert get(replica, path).status == 200


def test_the_wall_and_the_other_refusals() -> None:
    with Replica(challenge=True) as replica:
        answer = get(replica, "/news/politics")
        assert (answer.status, answer.headers["Server"], answer.headers["cf-mitigated"]) == (403, "cloudflare", "challenge")
        assert "Just a moment..." in answer.text and get(replica, "/robots.txt").status == 200
    with Replica(challenge="/videos", robots_status=503) as replica:
        assert [get(replica, path).status for path in ("/videos/tv", "/news/politics", "/robots.txt")] == [403, 200, 503]


def test_requests_are_kept_with_time_path_and_status() -> None:
    with Replica(slow=0.01) as replica:
        get(replica, "/news/economics?page=2")
        get(replica, "/nothing")
        assert [(path, status) for _, path, status in replica.requests] == [("/news/economics?page=2", 200), ("/nothing", 404)]
        assert replica.requests[1][0] - replica.requests[0][0] >= 0.01


def test_a_port_in_use_is_an_error_and_a_bad_clock_frees_the_port(replica: Replica) -> None:
    with pytest.raises(OSError, match="in use"):
        Replica(port=urlsplit(replica.home).port)
    with pytest.raises(ValueError, match="later clock"):
        Replica(clock="1999-01-01")
