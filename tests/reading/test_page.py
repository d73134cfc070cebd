"""A page is parsed whatever its bytes are."""

from __future__ import annotations

import pytest

from newscrawl.reading.page import Page

URL = "https://news.example/politics/a"


@pytest.mark.parametrize(
    "html",
    [b"", b"   ", b"<!-- x", b"\0\0\0", bytes(range(256)) * 100, b"<div>" * 100_000 + b"deep", b"<p>" + b"\xed\xa0\x80" * 5, b"<html><frameset><frame>",
     b"<?xml version='1.0' encoding='utf-8'?><p>hi", b"<svg>" * 3000, b"<html><head><title>x</ti", b"<p>a\0b</p>" * 100],
)  # fmt: skip
def test_any_bytes_give_a_document(html: bytes) -> None:
    page = Page(html, URL)
    assert page.root.tag == "html"
    assert (page.metas, page.rels, page.base, page.scripts) == ({}, {}, URL, [])


@pytest.mark.parametrize(
    ("html", "headers"),
    [
        (b"<meta charset=iso-8859-1><p>\xc3\xa9t\xc3\xa9", {}),
        (b"<p>\xc3\xa9t\xc3\xa9", {"Content-Type": "text/html; charset=iso-8859-1"}),
        (b"<p>\xe9t\xe9", {"Content-Type": "text/html; charset=iso-8859-1"}),
        (b"<meta charset=windows-1252><p>\xe9t\xe9", {}),
        ("<p>été".encode("utf-16"), {}),
    ],
)
def test_text_is_read_as_it_was_meant(html: bytes, headers: dict[str, str]) -> None:
    assert "".join(Page(html, URL, headers).root.itertext()).endswith("été")


def test_the_head_is_told_by_name() -> None:
    html = (b'<base href="/sub/"><meta property="OG:title" content="T"><meta name="author" content="A"><meta name="author" content="B">'
            b'<link rel="canonical Shortlink" href="x"><script>1</script>')  # fmt: skip
    page = Page(html, URL)
    assert page.metas == {"og:title": ["T"], "author": ["A", "B"]}
    assert page.rels == {"canonical": ["https://news.example/sub/x"], "shortlink": ["https://news.example/sub/x"]}
    assert [script.text for script in page.scripts] == ["1"]
