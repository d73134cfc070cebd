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

DEFAULT = "windows-1252"
PRESCAN = 1024  # bytes, by the standard
LATE_META = 65536  # browsers change the encoding on a later meta, too; none that matters stands further down
SAMPLE = 32768  # bytes of an undeclared page that are looked at

# Encoding standard, "names and labels".
_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "ibm866": "866 cp866 csibm866 ibm866",
    "iso-8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso-8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 "
                  "iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso-8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 "
                  "sun_eu_greek",
    "iso-8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 "
                  "visual",
    "iso-8859-8-i": "csiso88598i iso-8859-8-i logical",
    "iso-8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso-8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "macintosh": "csmacintosh mac macintosh x-mac-roman",
    "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "windows-1250": "cp1250 windows-1250 x-cp1250",
    "windows-1251": "cp1251 windows-1251 x-cp1251",
    "windows-1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
                    "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "windows-1253": "cp1253 windows-1253 x-cp1253",
    "windows-1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 "
                    "x-cp1254",
    "windows-1255": "cp1255 windows-1255 x-cp1255",
    "windows-1256": "cp1256 windows-1256 x-cp1256",
    "windows-1257": "cp1257 windows-1257 x-cp1257",
    "windows-1258": "cp1258 windows-1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
    "gb18030": "gb18030",
    "big5": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso-2022-jp": "csiso2022jp iso-2022-jp",
    "shift_jis": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "euc-kr": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "replacement": "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement",
    "utf-16be": "unicodefffe utf-16be",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    "x-user-defined": "x-user-defined",
}
_BY_LABEL = {label: name for name, labels in _LABELS.items() for label in labels.split()}

# What Python calls them; every other name is its codec's own. The supersets are what browsers decode with.
_CODECS = {
    "iso-8859-8-i": "iso-8859-8", "windows-874": "cp874", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
    "euc-kr": "cp949", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "replacement": "ascii", "x-user-defined": "cp1252",
}
_BY_CODEC = {codecs.lookup(_CODECS.get(name, name)).name: name for name in reversed(_LABELS)}
# What browsers suppose of an undeclared page in that language (HTML standard, "suggested default encodings" by locale).
_BY_LANGUAGE = {
    "ar": "windows-1256", "fa": "windows-1256", "ur": "windows-1256", "az": "windows-1254", "tr": "windows-1254", "ku": "windows-1254",
    "be": "windows-1251", "bg": "windows-1251", "kk": "windows-1251", "mk": "windows-1251", "ru": "windows-1251", "sr": "windows-1251",
    "uk": "windows-1251", "cs": "windows-1250", "hr": "windows-1250", "hu": "iso-8859-2", "pl": "iso-8859-2", "ro": "windows-1250",
    "sk": "windows-1250", "sl": "windows-1250", "el": "windows-1253", "et": "windows-1257", "lt": "windows-1257", "lv": "windows-1257",
    "he": "windows-1255", "ja": "shift_jis", "ko": "euc-kr", "th": "windows-874", "vi": "windows-1258", "zh": "gb18030",
    **dict.fromkeys("ca da de en es fi fr is it nb nl nn no pt sv".split(), "windows-1252"),
}
# What is tried on the content alone: the encodings that news pages still come in.
_TRIED = ["cp1252", "cp1251", "cp1256", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1255", "cp874"]
_LANGUAGE = re.compile(rb"<html[^>]*?\slang\s*=\s*[\"']?([a-z]{2,3})", re.I)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_BEYOND_ASCII = re.compile(rb"[^<>\x80-\xff]{0,80}[\x80-\xff][^<>]*")
_XML_UTF16 = ((b"<\0?\0x\0", "utf-16le"), (b"\0<\0?\0x", "utf-16be"))

_SPACE = rb"[\t\n\f\r ]"
_TAG = re.compile(rb"<(?:(?P<comment>!--)|(?P<meta>meta(?=[\t\n\f\r /]))|(?P<tag>/?[a-z][^\t\n\f\r >]*)|[!/?][^>]*)", re.I)
_ATTRIBUTE = re.compile(
    rb"[\t\n\f\r /]*(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    rb"(?:" + _SPACE + rb"*=" + _SPACE + rb"*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<open>[\"'])|(?P<bare>[^\t\n\f\r >]*)))?"
)
_CHARSET = re.compile(r"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"'][^\s;]*))", re.I)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding" + _SPACE + rb"*=" + _SPACE + rb"*([\"'])([^\"'>]*)\1[^>]*>")
_PARAMETER = re.compile(r";[\t\n\r ]*([^;=]*)(?:=(?:\"((?:[^\"\\]|\\.)*)\"?|([^;]*)))?", re.S)


def encoding_of(html: bytes, content_type: str | None = None) -> str:
    """The name of the encoding (Encoding standard, lower case) of a page, from its bytes and its Content-Type header.

    Undeclared bytes that are valid UTF-8 with a character outside of ASCII are UTF-8; otherwise the likeliest encoding of the
    content, windows-1252 where nothing speaks for another.
    """
    return _marked(html) or _header(content_type) or declared(html) or _content(html)


def decode(html: bytes, encoding: str) -> str:
    """The text of the bytes in an encoding by :func:`encoding_of`; what cannot be decoded becomes U+FFFD."""
    for mark, _ in _BOMS:
        html = html.removeprefix(mark)
    return html.decode(_CODECS.get(encoding, encoding), "replace")


def resolve(label: str) -> str | None:
    """The encoding of a label (Encoding standard, "get an encoding"), None where there is none."""
    return _BY_LABEL.get(label.strip("\t\n\f\r ").lower())


def declared(html: bytes) -> str | None:
    """What the page's own markup declares (HTML standard, "prescan a byte stream"), None where it declares nothing."""
    for mark, name in _XML_UTF16:
        if html.startswith(mark):
            return name
    return _prescan(html[:PRESCAN]) or _xml(html[:PRESCAN]) or _prescan(html[:LATE_META])


def _marked(html: bytes) -> str | None:
    return next((name for mark, name in _BOMS if html.startswith(mark)), None)


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
    return _BY_CODEC.get(codecs.lookup(best.encoding).name, DEFAULT) if best else DEFAULT


def _telling(html: bytes) -> bytes:
    """The runs of text that hold bytes beyond ASCII, without the markup between: what tells one encoding from another."""
    return b" ".join(_BEYOND_ASCII.findall(html))[:SAMPLE]


def is_utf8(html: bytes) -> bool:
    """Whether the bytes are valid UTF-8 and hold a character outside of ASCII: text in another encoding never is, by chance."""
    try:
        html.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start > 0 and not html[: error.start].isascii()
    return not html.isascii()
