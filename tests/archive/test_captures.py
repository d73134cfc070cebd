from __future__ import annotations

import gzip
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("warcio", reason="the extra archive is not installed")

from newscrawl.archive.captures import ArchiveError, Capture, captures
from newscrawl.archive.sources import sources

DATED = "Mon, 05 Jan 2026 11:59:58 GMT"


def record(
    kind: str = "response", date: str = "2026-01-05T12:00:00Z", url: str = "https://news.example/a", body: bytes = b"", **http: str
) -> bytes:
    """A WARC 1.0 record as others write them."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in http.items())
    block = b"HTTP/1.1 200 OK\r\n" + lines.encode() + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{url}>\r\nWARC-Date: {date}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def one(data: bytes) -> Capture:
    (found,) = captures(BytesIO(data), "a.warc")
    return found


@pytest.mark.parametrize(
    ("sent", "http"),
    [
        (b"<html>", {}),
        (gzip.compress(b"<html>"), {"Content_Encoding": "gzip"}),
        (b"3\r\n<ht\r\n3\r\nml>\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
    ],
)
def test_a_page_is_read_whatever_it_was_packed_in(sent: bytes, http: dict[str, str]) -> None:
    assert one(record(body=sent, **http)).body == b"<html>"
    assert one(gzip.compress(record(body=sent, **http))).body == b"<html>"


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (DATED, "2026-01-05T11:59:58+00:00"),
        ("Mon, 05 Jan 2015 12:00:00 GMT", "2026-01-05T12:00:00+00:00"),
        ("now", "2026-01-05T12:00:00+00:00"),
    ],
)
def test_the_time_is_the_answers_own_where_it_can_be_that_of_the_record(said: str, at: str) -> None:
    assert one(record(Date=said)).answered_at == datetime.fromisoformat(at)
    assert one(record()).answered_at == datetime.fromisoformat("2026-01-05T12:00:00+00:00")


def test_other_records_and_other_sites_are_passed_over() -> None:
    file = record("request") + record("metadata") + record(url="https://other.example/") + record(url="https://news.example/b")
    found = captures(BytesIO(file), "a.warc", lambda url: "news" in url)
    assert [capture.record.url for capture in found] == ["https://news.example/b"]


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_torn_last_record_takes_none_before_it_along(cut: int) -> None:
    whole, last = gzip.compress(record(body=b"a" * 5000)), gzip.compress(record(body=bytes(range(256)) * 4))
    assert next(captures(BytesIO(whole + last[:-cut]), "a.warc")).body == b"a" * 5000


@pytest.mark.parametrize("data", [b"shopping list\n" * 10, b"", gzip.compress(b"shopping list")])
def test_a_file_that_is_no_archive_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes.warc.gz"
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"notes\.warc\.gz is no WARC file"):
        sources([str(path)])


def test_files_are_found_by_name_pattern_and_folder_and_come_by_their_time(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, date in (("in/z.warc", "2026-01-01"), ("b.warc.gz", "2026-01-03"), ("a.warc.gz", "2026-01-02")):
        (tmp_path / name).write_bytes(gzip.compress(record(date=f"{date}T00:00:00Z", url=name)))
    found = sources([str(tmp_path), str(tmp_path / "*.warc.gz"), str(tmp_path / "in" / "z.warc")])
    assert [source.path.name for source in found] == ["z.warc", "a.warc.gz", "b.warc.gz"]


@pytest.mark.parametrize(("name", "says"), [("none.warc", "no file .*none.warc"), ("", "no WARC file in"), ("a.warc.zst", "recompress")])
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "a.warc.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    with pytest.raises(ArchiveError, match=says):
        sources([str(tmp_path / name)])
