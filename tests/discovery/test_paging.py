"""Where a listing goes on."""

from __future__ import annotations

import pytest

from newscrawl.discovery import next_page
from newscrawl.reading.page import Page

LISTING = "https://news.example/politics/"


def following(body: str, url: str = LISTING, number: int = 1, head: str = "") -> str | None:
    html = f"<html><head>{head}</head><body><main><h2><a href='/politics/a-story'>A story of the day</a></h2></main>{body}</body></html>"
    return next_page(Page(html.encode(), url), number)


NEXT = f"{LISTING}?page=2"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a rel="next" href="?page=2">Next</a>', NEXT),
        ('<a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=9">9</a>', NEXT),
        ('<a href="/politics/page/2/">»</a>', f"{LISTING}page/2/"),
        ('<a href="/politics/page/2">Older posts</a>', f"{LISTING}page/2"),
        ('<a href="/politics/index2.html">⟩</a><a href="/politics/index7.html">⟫</a>', f"{LISTING}index2.html"),
        ('<a href="/politics/p2">Weiter »</a>', f"{LISTING}p2"),
        ('<a href="?page=2">التالي</a>', NEXT),
        ('<a href="?page=2">次へ</a>', NEXT),
        ('<li class="next"><a href="?page=2"><svg></svg></a></li>', NEXT),
        ('<a href="?page=2" aria-label="Next page"><i></i></a>', NEXT),
        (
            '<button class="load-more" data-url="/api/more?section=politics&amp;page=2" data-page="2">Load more</button>',
            "https://news.example/api/more?section=politics&page=2",
        ),
        (
            '<button data-url="/api/more?section=politics" data-page="1">Mehr laden</button>',
            "https://news.example/api/more?section=politics&page=2",
        ),
        ('<div id="more" data-ajax-url="/politics/list/{page}"></div>', f"{LISTING}list/2"),
        ('<div class="infinite-scroll" data-next-url="/politics?page=2"></div>', "https://news.example/politics?page=2"),
        ('<script>function loadMore(n){fetch("/api/list?section=7&page=" + n)}</script>', "https://news.example/api/list?section=7&page=2"),
        (r'<script>var cfg={"loadMoreUrl":"https:\/\/news.example\/api\/list?page=2"}</script>', "https://news.example/api/list?page=2"),
    ],
)
def test_the_next_page_is_found(body: str, expected: str):
    assert following(body) == expected


@pytest.mark.parametrize(
    ("url", "links", "expected"),
    [
        ("/politics/", "/politics/2026-02/ /politics/2026-03/ /politics/2025-12/", "/politics/2026-03/"),
        ("/politics/2026-03/", "/politics/ /politics/2026-02/ /politics/2026-04/", "/politics/2026-02/"),
        ("/politics/2026/01/", "/politics/2026/02/ /politics/2025/", "/politics/2025/"),
        ("/politics/archive/2026-W02/", "/politics/archive/2026-W01/ /politics/archive/2025-W52/", "/politics/archive/2026-W01/"),
        ("/archiv/2026/03/01", "/archiv/2026/03/02 /archiv/2026/02/28 /archiv/2026/02/27", "/archiv/2026/02/28"),
        ("/", "/archives/2026/ /politics/2027/", "/archives/2026/"),
        ("/politics/2026-03/", "/politics/2026-04/ /economy/2026-02/ /2026-02/", None),
        ("/politics/", "/politics/2026/02/13/a-story-of-that-day/ /politics/2026-13/", None),
    ],
)
def test_a_listing_that_is_parted_by_dates_goes_on_with_the_period_before(url: str, links: str, expected: str | None):
    body = "".join(f'<a href="{link}">{link}</a>' for link in links.split())
    assert following(body, f"https://news.example{url}") == (f"https://news.example{expected}" if expected else None)


def test_periods_are_left_alone_where_pages_have_numbers():
    links = '<a href="?page=1">1</a><a href="?page=2">2</a><a href="/politics/2026-02/">February</a>'
    assert following(links) == NEXT
    assert following(links, f"{LISTING}?page=2", 2) is None


def test_the_head_declares_it():
    assert following("", head='<link rel="next" href="/politics/page/2/">') == f"{LISTING}page/2/"


@pytest.mark.parametrize(
    ("body", "url", "number"),
    [
        ("", LISTING, 1),
        ('<a href="?page=1">1</a><a href="?page=2">2</a>', f"{LISTING}?page=2", 2),
        ('<a rel="next" href="?page=2">Next</a>', f"{LISTING}?page=2", 2),
        ('<a rel="next" href="?page=1">Next</a>', f"{LISTING}?page=2", 2),
        ('<a rel="next" href="https://elsewhere.example/?page=2">Next</a>', LISTING, 1),
        ('<a href="/sport/">»</a>', LISTING, 1),
        ('<a href="/politics/2024/top-2">2</a>', LISTING, 1),
        ('<button data-url="/images/more.jpg">more</button>', LISTING, 1),
    ],
)
def test_where_nothing_follows_there_is_none(body: str, url: str, number: int):
    assert following(body, url, number) is None


def test_addresses_that_count_from_zero_are_followed():
    body = '<a href="/politics/">1</a><a href="?page=1">2</a><a href="?page=2">3</a>'
    assert following(body) == f"{LISTING}?page=1"
    assert following(body, f"{LISTING}?page=1", 2) == f"{LISTING}?page=2"


def test_pages_named_after_their_listing_are_followed():
    assert (
        following('<a href="/category/politics2.html">⟩</a>', "https://news.example/category/politics.html")
        == "https://news.example/category/politics2.html"
    )
    assert (
        following('<a href="/category/politics3.html">⟩</a>', "https://news.example/category/politics2.html", 2)
        == "https://news.example/category/politics3.html"
    )
