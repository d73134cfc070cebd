"""Captures: pages out of WARC files, whoever wrote them, by warcio (Apache License 2.0)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

import brotli

from newscrawl.clock import parse_moment
from newscrawl.store.records import Record

WANTED = ("response", "revisit", "conversion")
CLOCKS = timedelta(days=1)  # a server's clock may be off by so much before its Date is not believed
LONGEST = 64 * 1024 * 1024  # bytes of one payload
_PIECE = 1 << 16


class ArchiveError(Exception):
    """A file that is no WARC, or a record that is not where it should be; the text says which."""


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer as it was archived. ``body`` is unpacked; ``rendered``: it is the page after its JavaScript ran; ``revisit``: it was
    that of another record once more, and has no body here.
    """

    record: Record
    status: int
    headers: dict[str, str]
    body: bytes
    rendered: bool = False
    revisit: bool = False

    @property
    def answered_at(self) -> datetime:
        """The answer's Date (RFC 9110, 6.6.1), as in a crawl; the record's WARC-Date where it has none, or one that is a day off."""
        try:
            said = parsedate_to_datetime({name.lower(): value for name, value in self.headers.items()}.get("date", ""))
            said = said if said.tzinfo else said.replace(tzinfo=UTC)
        except ValueError:
            return self.record.at
        return said if abs(said - self.record.at) < CLOCKS else self.record.at


def everything(url: str) -> bool:
    """Takes every address."""
    return True


def captures(file: BinaryIO, name: str, wanted: Callable[[str], bool] = everything) -> Iterator[Capture]:
    """The answers of a WARC file from where it stands, those at addresses that are ``wanted``, in its order.

    A page that a browser has rendered comes once, as rendered. A torn record at the end ends the file.
    Raises :class:`ArchiveError` where the file is none.
    """
    from warcio.archiveiterator import ArchiveIterator  # the extra may be missing where nothing is archived
    from warcio.exceptions import ArchiveLoadFailed

    waiting: Capture | None = None
    records = ArchiveIterator(file)
    try:
        for record in records:
            if record.rec_type not in WANTED or not wanted(_address(record)):
                if waiting:
                    yield waiting
                waiting = None
                continue
            if record.rec_type == "conversion":
                if waiting and record.rec_headers.get_header("WARC-Refers-To") == waiting.record.id:
                    waiting = replace(waiting, body=_payload(record.raw_stream), rendered=True)
                continue
            if waiting:
                yield waiting
            waiting = _capture(record, name, records.get_record_offset)
    except ArchiveLoadFailed as error:
        if waiting:
            yield waiting
        raise ArchiveError(f"{name} is no WARC file, or a broken one: {str(error).strip().splitlines()[0]}") from None
    if waiting:
        yield waiting


def _capture(record: Any, name: str, offset: Callable[[], int]) -> Capture | None:
    """An answer by HTTP; None for what was got otherwise, or has no date."""
    heads, http = record.rec_headers, record.http_headers
    status = (http.get_statuscode() or "") if http else ""
    try:
        at = parse_moment(heads.get_header("WARC-Date") or "")
    except ValueError:
        return None
    if not status.isdigit():
        return None
    headers: dict[str, str] = {}
    for key, value in http.headers:
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    body = b"" if record.rec_type == "revisit" else _payload(record.content_stream())
    place = Record(
        heads.get_header("WARC-Record-ID") or "", name, offset(), _address(record), at, heads.get_header("WARC-Payload-Digest") or ""
    )
    return Capture(place, int(status), headers, body, revisit=record.rec_type == "revisit")


def _address(record: Any) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")  # wget writes brackets around it


def _payload(stream: Any) -> bytes:
    """What a stream holds, unpacked and without chunks; nothing of one that is larger than any page, or can't be unpacked."""
    parts, size = [], 0
    try:
        while part := stream.read(_PIECE):
            parts.append(part)
            size += len(part)
            if size > LONGEST:
                return b""
    except (zlib.error, brotli.error):
        return b""
    return b"".join(parts)


def read_at(file: BinaryIO, record: Record) -> Capture:
    """The capture of a record; raises :class:`ArchiveError` where another one, or none, stands there."""
    file.seek(record.offset)
    found = next(captures(file, record.file), None)
    if found is None or found.record.id != record.id:
        raise ArchiveError(f"{record.file} has no record {record.id} at {record.offset}")
    return found
