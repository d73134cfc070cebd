"""How addresses number the pages of a listing."""

from __future__ import annotations

import pytest

from newscrawl.discovery.numbering import following, listing_of, page_number, with_page

NUMBERED = [
    "https://news.example/politics?page=3", "https://news.example/politics/page/3/", "https://news.example/politics/3/", "https://news.example/politics3.html",
    "https://news.example/politics/index3.html", "https://news.example/politics/p3", "https://news.example/politics-page-3.html", "https://news.example/politics/seite-3",
]  # fmt: skip


@pytest.mark.parametrize("url", NUMBERED)
def test_the_number_is_read_and_raised(url: str):
    assert page_number(url) == 3
    assert page_number(with_page(url, 4)) == 4
    assert following(url, 20) == with_page(url, 4)


@pytest.mark.parametrize("url", NUMBERED)
def test_all_pages_of_a_listing_are_of_one_listing(url: str):
    assert listing_of(url) == listing_of("https://news.example/politics") == listing_of("http://www.news.example/politics/")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/politics/",
        "https://news.example/2024/05/",
        "https://news.example/story-1234567.html",
        "https://news.example/?page=next",
    ],
)
def test_other_numbers_are_no_page_numbers(url: str):
    assert page_number(url) is None


def test_offsets_move_by_what_an_answer_holds():
    assert following("https://news.example/api?offset=20&limit=20", 7) == "https://news.example/api?offset=40&limit=20"
    assert following("https://news.example/api?start=15", 15) == "https://news.example/api?start=30"
    assert following("https://news.example/api", 15) is None
