from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from scrapy import Request
from scrapy.http import Response

pytest.importorskip("warcio", reason="the extra archive is not installed")

from newscrawl.archive import build
from newscrawl.archive.captures import captures

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
URL = "https://news.example/a?b=c"


def headers() -> dict[str, str]:
    return {"WARC-Record-ID": build.new_id(), "WARC-Date": build.stamp(NOON), "WARC-Payload-Digest": build.digest(b"x")}


def test_what_lets_somebody_in_is_never_written() -> None:
    secret = {"Cookie": "a=SECRET", "Authorization": "Basic SECRET", "Proxy-Authorization": "SECRET", "User-Agent": "newscrawl"}
    asked = build.request(Request(URL, headers=secret), build.clean_url("https://me:SECRET@news.example/a?b=c"), headers())
    answer = build.response(Response(URL, headers={"Set-Cookie": "id=SECRET", "X-Kept": "yes"}, body=b"x"), URL, headers())
    assert b"SECRET" not in asked + answer
    assert b"User-Agent: newscrawl" in asked
    assert b"GET /a?b=c HTTP/1.1\r\nHost: news.example\r\n" in asked
    assert b"X-Kept: yes" in answer


@pytest.mark.parametrize("status", [200, 301, 404, 599])
def test_an_answer_is_kept_as_it_came_and_its_length_is_that_of_what_is_kept(status: int) -> None:
    body = b"\x1f\x8b packed"
    answer = Response(URL, status, headers={"Content-Encoding": "br", "Transfer-Encoding": "chunked", "Content-Length": "1"}, body=body)
    written = build.response(answer, URL, headers())
    assert written.startswith(b"WARC/1.1\r\n")
    assert written.endswith(body + b"\r\n\r\n")
    assert b"Content-Encoding: br" in written
    assert b"chunked" not in written
    assert b"\r\nContent-Length: %d\r\n\r\n" % len(body) in written


def test_a_line_break_in_a_header_makes_no_header_of_its_own() -> None:
    written = build.response(Response(URL, headers={"X-A": "one\r\nX-B: two"}, body=b""), URL, headers())
    assert b"X-A: one X-B: two\r\n" in written


@pytest.mark.parametrize(("status", "profile"), [(304, b"server-not-modified"), (200, b"identical-payload-digest")])
def test_a_revisit_names_the_record_that_it_is_once_more(status: int, profile: bytes) -> None:
    written = build.revisit(
        Response(URL, status, body=b"x"), URL, headers() | {"WARC-Refers-To": "<urn:uuid:1>"}, "https://a.example/", NOON
    )
    assert b"WARC-Type: revisit" in written
    assert profile in written
    assert b"WARC-Refers-To-Target-URI: https://a.example/\r\nWARC-Refers-To-Date: 2026-01-05T12:00:00.000000Z" in written
    seen = [(capture.revisit, capture.status, capture.body) for capture in captures(BytesIO(written), "a.warc")]
    assert seen == ([] if status == 304 else [(True, 200, b"")]), "304 has no headers: replay shows the record that it names"


def test_a_rendered_page_comes_once_as_it_was_rendered() -> None:
    own = headers()
    plain = build.response(Response(URL, headers={"X-Robots-Tag": "noai"}, body=b"plain"), URL, own)
    after = {"WARC-Record-ID": build.new_id(), "WARC-Date": build.stamp(NOON), "WARC-Refers-To": own["WARC-Record-ID"]}
    (capture,) = captures(BytesIO(plain + build.conversion(b"rendered", URL, after)), "a.warc")
    assert (capture.body, capture.rendered, capture.record.id) == (b"rendered", True, own["WARC-Record-ID"])
    assert capture.headers["X-Robots-Tag"] == "noai"
