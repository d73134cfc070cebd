"""Documents: what a server sent as a sitemap or feed, unpacked and in UTF-8. Pure, and bounded in size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from newscrawl.reading.encoding import decode, encoding_of, is_utf8

SIZE = 50 * 1024 * 1024  # bytes that are read: sitemaps.org allows no more, and a bomb unpacks no further
_LAYERS = 3  # of gzip: some servers pack again what is packed already
_GZIP = b"\x1f\x8b"
_HEAD = 64 * 1024  # bytes within which the root element begins
_XML = {"recover": True, "resolve_entities": False, "load_dtd": False, "no_network": True, "remove_comments": True, "remove_pis": True}


def document(body: bytes, content_type: str | None = None, size: int = SIZE) -> bytes:
    """The text of an answer as UTF-8, without byte order mark, XML declaration and white space before it.

    It is unpacked whatever its name or headers say, and cut at ``size`` bytes. Bytes that are valid UTF-8 are read
    as such whatever they declare.
    """
    body = unpacked(body, size)
    if not is_utf8(body):
        encoding = encoding_of(body, content_type)
        body = decode(body, encoding).encode("utf-8", "replace")
    body = body.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\0\x0b\x0c")
    if body[:5] == b"<?xml":
        body = body[body.find(b"?>", 0, 1024) + 2 :].lstrip()
    return body


def unpacked(body: bytes, size: int = SIZE) -> bytes:
    """The bytes without the gzip around them, as far as it can be unpacked and no more than ``size`` of them."""
    for _ in range(_LAYERS):
        if not body.startswith(_GZIP):
            break
        body = _gunzip(body, size)
    return body[:size]


def _gunzip(body: bytes, size: int) -> bytes:
    parts: list[bytes] = []
    while body.startswith(_GZIP) and size > 0:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            part = unpacking.decompress(body, size)
        except zlib.error:
            part = _as_far_as_it_goes(body, size)
            body = b""
        else:
            body = unpacking.unused_data
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _as_far_as_it_goes(body: bytes, size: int) -> bytes:
    """What can be read of broken gzip: taken in small pieces, of which the broken one is lost."""
    unpacking, parts = zlib.decompressobj(zlib.MAX_WBITS | 16), []
    for start in range(0, len(body), 256):
        try:
            part = unpacking.decompress(body[start : start + 256], size)
        except zlib.error:
            break
        parts.append(part)
        size -= len(part)
        if size <= 0:
            break
    return b"".join(parts)


def root_of(document: bytes) -> str:
    """The local name of an XML document's root element in lower case; empty where there is none."""
    for element in elements(document[:_HEAD], ("start",)):
        return local(element)
    return ""


def elements(document: bytes, events: tuple[str, ...] = ("end",)) -> Iterator[etree._Element]:
    """The elements of an XML document as they end, as far as it can be read.

    Entities are never expanded, and nothing is loaded from anywhere.
    """
    parsing = etree.iterparse(BytesIO(document), events=events, encoding="utf-8", collect_ids=False, **_XML)
    try:
        for _, element in parsing:
            if isinstance(element.tag, str):
                yield element
    except etree.XMLSyntaxError:
        return


def local(element: etree._Element) -> str:
    """An element's name in lower case without its namespace or prefix, declared or not."""
    tag: str = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
