"""WARC records of requests and answers, by warcio (Apache License 2.0): what is kept of them, and what never is."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.http.headers import Headers
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

VERSION = "1.1"
# What lets somebody in, or tells who somebody is: never written.
SECRET = frozenset(
    ("authorization", "proxy-authorization", "cookie", "cookie2", "set-cookie", "set-cookie2", "proxy-authenticate", "x-api-key")
)
# Of the connection, not of the payload, which is stored whole (RFC 9110, 7.6.1).
CONNECTION = frozenset(("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "content-length", "proxy-connection"))
UNMODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_builder = RecordBuilder(warc_version=VERSION)


def warcinfo(name: str, fields: dict[str, str], at: datetime) -> bytes:
    """The first record of a file."""
    record = _builder.create_warcinfo_record(name, fields)
    record.rec_headers.replace_header("WARC-Date", stamp(at))
    return _bytes(record)


def digest(payload: bytes) -> str:
    """SHA-1 in base 32, as all web archives have it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def response(answer: Response, url: str, headers: dict[str, str]) -> bytes:
    """An answer with its payload as it came over the line, but for chunks: a Content-Encoding stays as it is."""
    payload = answer.body
    return _bytes(
        _builder.create_warc_record(
            url,
            "response",
            payload=BytesIO(payload),
            length=len(payload),
            warc_headers_dict=headers,
            http_headers=_answered(answer, len(payload)),
        )
    )


def revisit(answer: Response, url: str, headers: dict[str, str], of_url: str, of_date: datetime) -> bytes:
    """An answer whose payload another record has already, or that says (304) that it has not changed.

    Of 304 no headers are written: replay tools then show the record that it names, and otherwise an empty page.
    """
    given = {**headers}
    payload_digest = given.pop("WARC-Payload-Digest")
    http = None if answer.status == 304 else _answered(answer, len(answer.body))
    record = _builder.create_revisit_record(url, payload_digest, of_url, stamp(of_date), http, given)
    if answer.status == 304:
        record.rec_headers.replace_header("WARC-Profile", UNMODIFIED)
    return _bytes(record)


def request(asked: Request, url: str, headers: dict[str, str]) -> bytes:
    """A request as it was sent, without what is secret."""
    parts = urlsplit(url)
    lines = [("Host", parts.netloc), *_kept(asked.headers)]
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    http = StatusAndHeaders(f"{asked.method} {target} HTTP/1.1", lines, is_http_request=True)
    body = asked.body
    return _bytes(_builder.create_warc_record(url, "request", BytesIO(body), len(body), warc_headers_dict=headers, http_headers=http))


def conversion(html: bytes, url: str, headers: dict[str, str]) -> bytes:
    """A page as it stood in the browser after its JavaScript had run."""
    return _bytes(
        _builder.create_warc_record(
            url,
            "conversion",
            payload=BytesIO(html),
            length=len(html),
            warc_content_type="text/html; charset=utf-8",
            warc_headers_dict=headers,
        )
    )


def metadata(fields: dict[str, str], url: str, headers: dict[str, str]) -> bytes:
    """What else is known of an answer, as fields."""
    text = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()).encode()
    return _bytes(_builder.create_warc_record(url, "metadata", BytesIO(text), len(text), warc_headers_dict=headers))


def new_id() -> str:
    """A new WARC-Record-ID."""
    return RecordBuilder._make_warc_id()  # type: ignore[no-any-return]


def stamp(moment: datetime) -> str:
    """A WARC-Date."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def clean_url(url: str) -> str:
    """An address without a name and password in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def _answered(answer: Response, length: int) -> StatusAndHeaders:
    lines = [*_kept(answer.headers), ("Content-Length", str(length))]
    status = f"{answer.status} {responses.get(answer.status, '')}".strip()
    protocol = answer.protocol if (answer.protocol or "").startswith("HTTP/1") else "HTTP/1.1"
    return StatusAndHeaders(status, lines, protocol=protocol)


def _kept(headers: Headers) -> Iterable[tuple[str, str]]:
    for name, values in headers.items():
        plain = name.decode("latin-1")
        if plain.lower() not in SECRET | CONNECTION and plain.lower() != "host":
            for value in values:
                yield plain, " ".join(value.decode("latin-1").split())


def _bytes(record: Any) -> bytes:
    out = BytesIO()
    WARCWriter(out, gzip=False, warc_version=VERSION).write_record(record)
    return out.getvalue()
