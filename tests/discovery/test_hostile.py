"""Pages that were made to break a reader are read like any other."""

from __future__ import annotations

import pytest

from newscrawl.discovery import article_links, fragment_links, is_article, next_page, sections_of
from newscrawl.reading.page import Page

HOME = "http://news.example/politics/"
ADDRESSES = [
    "http://exa mple.com/", "http://.example.com", "//", "http://", "http://[::1", "http://[::1]/x", "http://news.example:99999/", "/\x00x", "/%ff%fe", "javascript:void(0)",
    f"http://{'a' * 300}.com/", "/" + "x/" * 3000, "?" * 5000, "http://xn--a/", "/a%", "mailto:x", "/?page=99999999999999999999999", "/x?page=²", "/page/²", "/٣٤", "/²/",
]  # fmt: skip


def read(html: str) -> tuple[int, int, str | None]:
    page = Page(html.encode(), HOME)
    return len(sections_of(page)), len(article_links(page)), next_page(page, 1)


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_are_none_break_nothing(address: str):
    assert 0 <= is_article(address, "Some words on a link") <= 1
    read(
        f'<nav><a href="{address}">Politics</a></nav><h2><a href="{address}">Some words on a link</a></h2><button data-url="{address}" data-page="²">Load more</button>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/x'>" + "<span>" * 5000 + "word",
        "<div>" * 5000 + "<a href='/x'>x</a>" * 500,
        "<ul><li><a href='/x'>x</a>" * 1000,
        "<nav>" + "".join(f"<a href='/s{n}'>Section {n}</a>" for n in range(3000)),
        "<script>load('" + "/a?b" * 100_000 + "')</script>",
    ],
    ids=["deep link", "deep page", "deep menu", "endless menu", "endless script"],
)
def test_depth_and_length_break_nothing(html: str):
    read(html)


def test_deep_answers_break_nothing():
    assert fragment_links(b"[" * 100_000, "application/json", HOME) == ([], None)
    assert fragment_links(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "application/json", HOME) == ([], None)
