"""Encoding: which encoding a page's bytes are in, as browsers decide it.

The order is that of the HTML standard's "encoding sniffing algorithm": byte order mark, Content-Type header, a prescan of the
first bytes for ``meta`` and an XML declaration, then the content. Labels are those of the Encoding standard, so that
``iso-8859-1`` means windows-1252 and ``utf-7`` means nothing.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from charset_normalizer import from_bytes

from newscrawl.reading.labels import BOMS, BY_CODEC, decode, resolve

DEFAULT = "windows-1252"
PRESCAN = 1024  # bytes, by the standard
LATE_META = 65536  # browsers change the encoding on a later meta, too; none that matters stands further down
SAMPLE = 32768  # bytes of an undeclared page that are looked at
STEP = 8192  # bytes that are checked at a time: what is decoded on the way is small enough to stay where it is

# What browsers suppose of an undeclared page in that language (HTML standard, "suggested default encodings" by locale).
_BY_LANGUAGE = {
    "ar": "windows-1256",
    "fa": "windows-1256",
    "ur": "windows-1256",
    "az": "windows-1254",
    "tr": "windows-1254",
    "ku": "windows-1254",
    "be": "windows-1251",
    "bg": "windows-1251",
    "kk": "windows-1251",
    "mk": "windows-1251",
    "ru": "windows-1251",
    "sr": "windows-1251",
    "uk": "windows-1251",
    "cs": "windows-1250",
    "hr": "windows-1250",
    "hu": "iso-8859-2",
    "pl": "iso-8859-2",
    "ro": "windows-1250",
    "sk": "windows-1250",
    "sl": "windows-1250",
    "el": "windows-1253",
    "et": "windows-1257",
    "lt": "windows-1257",
    "lv": "windows-1257",
    "he": "windows-1255",
    "ja": "shift_jis",
    "ko": "euc-kr",
    "th": "windows-874",
    "vi": "windows-1258",
    "zh": "gb18030",
    **dict.fromkeys(["ca", "da", "de", "en", "es", "fi", "fr", "is", "it", "nb", "nl", "nn", "no", "pt", "sv"], "windows-1252"),
}
# What is tried on the content alone: the encodings that news pages still come in.
_TRIED = [
    "cp1252",
    "cp1251",
    "cp1256",
    "gb18030",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "koi8_r",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp874",
]
_LANGUAGE = re.compile(rb"<html[^>]*?\slang\s*=\s*[\"']?([a-z]{2,3})", re.IGNORECASE)
_BEYOND_ASCII = re.compile(rb"[^<>\x80-\xff]{0,80}[\x80-\xff][^<>]*")
_XML_UTF16 = ((b"<\0?\0x\0", "utf-16le"), (b"\0<\0?\0x", "utf-16be"))

_SPACE = rb"[\t\n\f\r ]"
_TAG = re.compile(rb"<(?:(?P<comment>!--)|(?P<meta>meta(?=[\t\n\f\r /]))|(?P<tag>/?[a-z][^\t\n\f\r >]*)|[!/?][^>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"[\t\n\f\r /]*(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    rb"(?:" + _SPACE + rb"*=" + _SPACE + rb"*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<open>[\"'])|(?P<bare>[^\t\n\f\r >]*)))?"
)
_CHARSET = re.compile(r"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"'][^\s;]*))", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding" + _SPACE + rb"*=" + _SPACE + rb"*([\"'])([^\"'>]*)\1[^>]*>")
_PARAMETER = re.compile(r";[\t\n\r ]*([^;=]*)(?:=(?:\"((?:[^\"\\]|\\.)*)\"?|([^;]*)))?", re.DOTALL)


def encoding_of(html: bytes, content_type: str | None = None) -> str:
    """The name of the encoding (Encoding standard, lower case) of a page, from its bytes and its Content-Type header.

    Undeclared bytes that are valid UTF-8 with a character outside of ASCII are UTF-8; otherwise the likeliest encoding of the
    content, windows-1252 where nothing speaks for another.
    """
    return _marked(html) or _header(content_type) or declared(html) or _content(html)


def read_as(html: bytes, content_type: str | None = None) -> str:
    """The encoding that a page is read in: UTF-8 wherever it is declared first or the bytes are valid UTF-8, else as browsers decide it.

    Servers and templates that declare a legacy encoding over UTF-8 text are common; the reverse never happens by chance.
    """
    first = _marked(html) or _header(content_type) or _prescan(html[:PRESCAN])
    if first == "utf-8" or is_utf8(html):
        return "utf-8"
    return first or encoding_of(html, content_type)


def declared(html: bytes) -> str | None:
    """What the page's own markup declares (HTML standard, "prescan a byte stream"), None where it declares nothing."""
    for mark, name in _XML_UTF16:
        if html.startswith(mark):
            return name
    return _prescan(html[:PRESCAN]) or _xml(html[:PRESCAN]) or _prescan(html[:LATE_META])


def _marked(html: bytes) -> str | None:
    return next((name for mark, name in BOMS if html.startswith(mark)), None)


@lru_cache(256)
def _header(content_type: str | None) -> str | None:
    """The charset of a Content-Type (MIME Sniffing standard, "parse a MIME type"): the first one counts."""
    for name, quoted, plain in _PARAMETER.findall(content_type or ""):
        if name.lower() == "charset" and (value := re.sub(r"\\(.)", r"\1", quoted) or plain):
            return resolve(value)
    return None


def _prescan(head: bytes) -> str | None:
    position = 0
    while tag := _TAG.search(head, position):
        if tag["comment"]:
            position = head.find(b"-->", tag.start() + 2) + 3
            if position < 3:
                return None
            continue
        position = tag.end()
        if not (tag["meta"] or tag["tag"]):
            continue
        attributes, position = _attributes(head, position)
        if tag["meta"] and position < len(head) and (name := _of_meta(attributes)):
            return name
    return None


def _attributes(head: bytes, position: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, the first of each name, and where they end; past the end where the tag is cut off."""
    found: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(head, position):
        if attribute["open"]:
            return {}, len(head)
        position = attribute.end()
        value = attribute["double"] or attribute["single"] or attribute["bare"] or b""
        found.setdefault(attribute["name"].decode("latin-1").lower(), value.decode("latin-1"))
    return found, position


def _of_meta(attributes: dict[str, str]) -> str | None:
    """The encoding that a meta element declares; UTF-16 there means UTF-8, since its bytes could be read."""
    label = attributes.get("charset")
    if label is None and attributes.get("http-equiv", "").lower() == "content-type":
        found = _CHARSET.search(attributes.get("content", ""))
        label = next((group for group in found.groups() if group is not None), None) if found else None
    return _readable(resolve(label)) if label is not None else None


def _xml(head: bytes) -> str | None:
    found = _XML_DECLARATION.match(head)
    return _readable(resolve(found[2].decode("latin-1"))) if found else None


def _readable(name: str | None) -> str | None:
    if name in ("utf-16be", "utf-16le"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _content(html: bytes) -> str:
    if html.isascii():
        return DEFAULT
    if is_utf8(html):
        return "utf-8"
    language = _LANGUAGE.search(html[:LATE_META])
    supposed = _BY_LANGUAGE.get(language[1].decode().lower()) if language else None
    if supposed and "\ufffd" not in decode(html[:SAMPLE], supposed)[:-2]:
        return supposed
    best = from_bytes(_telling(html), cp_isolation=_TRIED).best()
    return BY_CODEC.get(codecs.lookup(best.encoding).name, DEFAULT) if best else DEFAULT


def _telling(html: bytes) -> bytes:
    """The runs of text that hold bytes beyond ASCII, without the markup between: what tells one encoding from another."""
    return b" ".join(_BEYOND_ASCII.findall(html))[:SAMPLE]


def is_utf8(html: bytes) -> bool:
    """Whether the bytes are valid UTF-8 and hold a character outside of ASCII: text in another encoding never is, by chance."""
    if html.isascii():
        return False
    at = 0
    try:
        while at < len(html):
            part = html[at : at + STEP]
            at += STEP if part.isascii() else codecs.utf_8_decode(part, "strict", at + STEP >= len(html))[1]
    except UnicodeDecodeError as error:
        start = at + error.start
        return error.reason == "unexpected end of data" and start > 0 and not html[:start].isascii()
    return True
