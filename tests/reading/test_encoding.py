"""Which encoding a page is in: byte order mark, header, meta, content, in the order of browsers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newscrawl.reading.encoding import DEFAULT, encoding_of
from newscrawl.reading.labels import LABELS, decode, resolve

RUSSIAN = "Президент сообщил, что новая программа начнётся осенью и охватит все области страны."
JAPANESE = "日本の首相は今日、東京で記者会見を開き、新しい政策について説明した。"
SAME = {"iso-8859-1": "windows-1252", "gb2312": "gbk", "utf-8": "utf-8"}


@pytest.mark.parametrize(
    ("html", "header", "wanted"),
    [
        (b"\xef\xbb\xbf<p>x", "text/html; charset=koi8-r", "utf-8"),
        (b"\xff\xfe<\0p\0", "text/html; charset=utf-8", "utf-16le"),
        (b"<meta charset=koi8-r>", "text/html; charset=windows-1251", "windows-1251"),
        (b"<meta charset=koi8-r>", "text/html", "koi8-r"),
        (b"<meta charset='iso-8859-1'>", None, "windows-1252"),
        (b"<meta charset=utf-16>", None, "utf-8"),
        (b"<meta charset=utf-7>", None, DEFAULT),
        (b"<!-- <meta charset=koi8-r> --><p>x", None, DEFAULT),
        (b"<!--><meta charset=koi8-r>", None, "koi8-r"),
        (b'<a title="<meta charset=koi8-r>">', None, DEFAULT),
        (b'<meta http-equiv=Content-Type content="text/html; charset=big5">', None, "big5"),
        (b'<meta name=Content-Type content="text/html; charset=big5">', None, DEFAULT),
        (b"<?xml version='1.0' encoding='shift_jis'?><html>", None, "shift_jis"),
        (b"x" * 1500 + b"<meta charset=euc-kr>", None, "euc-kr"),
        ("<p>été".encode(), None, "utf-8"),
        (b"", None, DEFAULT),
        (b"<meta content='charset=koi8-r", None, DEFAULT),
    ],
)
def test_what_is_declared_first_wins(html: bytes, header: str | None, wanted: str) -> None:
    assert encoding_of(html, header) == wanted


@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), ("今天新闻报道，国家主席在北京会见了来访的客人，双方举行了会谈。", "gbk"),
     ("أعلنت الوزارة اليوم أن الاجتماع سيعقد في بيروت بعد غد", "cp1256")],
)  # fmt: skip
def test_undeclared_text_is_read_as_it_was_written(text: str, codec: str) -> None:
    html = f"<html><body><p>{text}</p><p>{text}</p></body></html>".encode(codec)
    assert text in decode(html, encoding_of(html))


def test_the_language_of_an_undeclared_page_tells_its_encoding() -> None:
    html = "<html lang='fr'><p>Les élèves à l'école".encode("cp1252")
    assert decode(html, encoding_of(html)).endswith("Les élèves à l'école")


def test_every_label_of_the_standard_can_be_decoded() -> None:
    for name in LABELS:
        assert decode(b"abc", name) or name.startswith("utf-16")


@pytest.mark.parametrize(
    ("label", "wanted"), [(" UTF8\n", "utf-8"), ("Latin1", "windows-1252"), ("cp936", None), ("utf-7", None), ("", None)]
)
def test_labels(label: str, wanted: str | None) -> None:
    assert resolve(label) == wanted


def _suite(shared: Path) -> list[tuple[bytes, str]]:
    cases = []
    for path in sorted((shared / "suites" / "html5lib-encoding" / "encoding").glob("*.dat")):
        for block in re.split(rb"(?:^|\n)#data\n", path.read_bytes())[1:]:
            data, _, rest = block.partition(b"\n#encoding\n")
            if rest:
                cases.append((data, rest.split(b"\n")[0].decode().strip().lower()))
    return cases


def test_the_public_suite_of_html(shared: Path) -> None:
    cases = _suite(shared)
    assert len(cases) > 80
    assert [(data, wanted) for data, wanted in cases if encoding_of(data) != SAME.get(wanted, wanted)] == []


def test_the_public_suite_of_content_types(shared: Path) -> None:
    cases = json.loads((shared / "suites" / "wpt-mime" / "cases.json").read_text("utf-8"))
    wrong = [case for case in cases if encoding_of(b"<p>x", case["content_type"]) != (case["encoding"] or DEFAULT).lower()]
    assert wrong == []
