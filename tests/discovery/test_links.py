"""Which links of a page are articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.discovery import article_links, is_article
from newscrawl.reading.page import Page
from newscrawl.site import Links, Site

HOME = "https://news.example/"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (
            "https://news.example/news/politics/dprk-accuses-us-of-reckless-remarks-on-fake-arms-sales-alleg",
            "DPRK accuses US of reckless remarks",
        ),
        ("https://news.example/2024/05/03/world/storm-hits-coast/", "Storm hits coast"),
        ("https://news.example/a12345678.html", "Minister resigns over leaked letters to his brother"),
        ("https://news.example/?p=128314", "বান্দরবানে জাতীয় দুর্যোগ প্রস্তুতি দিবস পালন"),
        ("https://news.example/news/politics/عبد-السلام--الحرب-على-بنوك-اليمن-خطوة", "عبد السلام: الحرب على بنوك اليمن خطوة"),
        ("https://news.example/articles/AST1F4445T1FUTIL02SM.html", "首相、来年度予算案の修正を野党と協議へ"),
        ("https://news.example/es/noticias/1773192/palestina-no-est%C3%A1-sola", "Palestina no está sola en su lucha"),
    ],
)
def test_articles_are_told_in_any_script(url: str, text: str):
    assert is_article(url, text) > 0.5


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://news.example/", "News"), ("https://news.example/politics/", "Politics"), ("https://news.example/author/jane-doe", "Jane Doe"), ("https://news.example/tag/peace/", "Peace"),
        ("https://news.example/about-us", "About us"), ("https://news.example/subscribe?offer=3", "Subscribe now"), ("https://news.example/?cat=7", "জাতীয়"), ("https://news.example/page/2", "Older"),
        ("https://facebook.com/newsexample", "Facebook"), ("https://news.example/category/world-news/", "World news"), ("https://news.example/سياسة", "سياسة"), ("https://news.example/paper.pdf", "PDF"),
    ],
)  # fmt: skip
def test_other_links_are_told(url: str, text: str):
    assert is_article(url, text) < 0.5


def test_it_is_a_probability():
    assert all(0 <= is_article(url) <= 1 for url in (HOME, "https://news.example/a/b/c-d-e-f-g-h", "not an address", ""))


def listing(*cards: str, around: str = "") -> Page:
    html = f'<html lang="en"><body><header><nav><a href="/politics/">Politics</a><a href="/sport/">Sport</a></nav></header><main>{"".join(cards)}</main>{around}</body></html>'
    return Page(html.encode(), f"{HOME}politics/")


def found(page: Page, site: Site | None = None) -> list[str]:
    return [link.url.removeprefix(HOME) for link in article_links(page, site) if link.is_article]


def test_the_headlines_of_a_listing_are_found_in_page_order_without_doubles():
    cards = [
        f'<article><a href="/politics/x{n}"><img alt="A picture"></a><h2><a href="/politics/x{n}">A headline of several words, number {n}</a></h2><a href="/politics/x{n}">Read more</a></article>'
        for n in (3, 1, 2)
    ]
    page = listing(*cards, around='<footer><a href="/about">About us</a></footer>')
    assert found(page) == ["politics/x3", "politics/x1", "politics/x2"]
    assert [link.text for link in article_links(page) if link.is_article] == [f"A headline of several words, number {n}" for n in (3, 1, 2)]


def test_the_form_of_most_headlines_speaks_for_a_short_one():
    cards = [f'<h3><a href="/read/8{n}1/">A headline of several words, number {n}</a></h3>' for n in range(6)]
    assert found(listing(*cards, '<h3><a href="/read/977/">Storm warning</a></h3>'))[-1] == "read/977/"


def test_other_sites_and_the_page_itself_are_left_out():
    page = listing(
        '<h2><a href="https://elsewhere.example/2024/05/03/a-story-of-theirs-in-full">A story of theirs in full</a></h2>',
        '<h2><a href="/politics/#top">A headline that goes to the top</a></h2>',
    )
    assert article_links(page)[0].url == "https://news.example/sport/"
    assert found(page) == []


@pytest.mark.parametrize(
    ("beside", "seen"),
    [
        ('<time datetime="2024-05-03T10:20:00+02:00">yesterday</time>', "2024-05-03T10:20:00+02:00"),
        ('<abbr class="published" title="2024-05-13T10:20:00+00:00">Published: Mon 13 May 2024</abbr>', "2024-05-13T10:20:00+00:00"),
        ("<ul><li>Politics</li><li>14 Nov 2025</li></ul>", "2025-11-14T00:00:00"),
        ("<span>Politics</span><span>12 comments</span>", None),
    ],
)
def test_the_date_beside_a_headline_is_its_own(beside: str, seen: str | None):
    cards = [
        f'<div class="card"><h2><a href="/politics/some-story-of-the-day-{n}">Some story of the day, number {n}</a></h2>{{}}</div>'
        for n in range(3)
    ]
    page = listing(cards[0].format(""), cards[1].format(beside), cards[2].format("<p>1 Jan 2020</p>"))
    dates = [link.seen.isoformat() if link.seen else None for link in article_links(page) if link.is_article]
    assert dates == [None, seen, "2020-01-01T00:00:00"]


def test_a_date_without_a_year_is_read_against_the_answer():
    card = '<div><h2><a href="/politics/some-story-of-the-day">Some story of the day in full</a></h2><p>yesterday</p></div>'
    page = Page(listing(card).html, f"{HOME}politics/", {"Date": "Fri, 03 May 2024 12:00:00 GMT"})
    seen = next(link.seen for link in article_links(page) if link.is_article)
    assert seen is None or seen.date() == datetime(2024, 5, 2, tzinfo=UTC).date()


def test_patterns_of_the_site_decide():
    cards = [f'<h2><a href="/x/{n}">A headline of several words</a></h2>' for n in (2, 3)]
    page = listing('<a href="/x/1">One</a>', *cards, '<h2><a href="/politics/some-story-of-the-day-1234567">Some story of the day</a></h2>')
    site = Site("news", HOME, links=Links(article=[r"^/x/\d+$"], ignore=[r"^/x/2$"]))
    assert found(page, site) == ["x/1", "x/3"]
    assert found(page, Site("news", HOME, links=Links(ignore=["1234567"]))) == ["x/2", "x/3"]


def test_a_mirror_lists_the_links_of_the_site_that_it_mirrors():
    html = b'<base href="https://news.example/"><h2><a href="/politics/some-story-of-the-day-1234567">Some story of the day</a></h2>'
    page = Page(html, "http://127.0.0.1:8001/politics/")
    assert found(page) == []
    assert found(page, Site("news", HOME)) == ["politics/some-story-of-the-day-1234567"]


STORY = "https://news.example/politics/minister-resigns-over-leaked-letters"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://news.example/print/politics/minister-resigns-over-leaked-letters", "Print"),
        ("https://news.example/print/politics/minister-resigns-over-leaked-letters", ""),
        (f"{STORY}?print=1", ""), (f"{STORY}?view=print", "Printer friendly"), (f"{STORY}/print", "Version imprimable"), (STORY, "打印"), (STORY, "Teilen"),
        (f"{STORY}/email", "E-mail"), (f"{STORY}/comments", "12 comments"), (f"{STORY}?replytocom=33#respond", "Reply"), (f"mailto:a@b.example?body={STORY}", "Send it to a friend of yours"),
    ],
)  # fmt: skip
def test_another_version_of_an_article_is_none(url: str, text: str):
    assert is_article(url, text) < 0.1


def test_a_headline_is_tried_even_where_its_address_is_that_of_a_printed_version():
    assert (
        is_article("https://news.example/print/politics/minister-resigns-over-leaked-letters", "Minister resigns over leaked letters") > 0.5
    )


def test_a_link_that_hands_an_article_on_to_a_network_is_none():
    page = listing(
        *(
            f'<h2><a href="/2024/story-of-the-day-{n}">Story of the day, number {n}</a></h2><a href="/2024/story-of-the-day-{n}?share=x">X</a>'
            for n in range(5)
        )
    )
    assert found(page) == [f"2024/story-of-the-day-{n}" for n in range(5)]


@pytest.mark.parametrize(("beside", "own", "expected"), [(3, 4, 3), (1, 4, 0), (3, 0, 0)])
def test_a_list_in_a_side_box_is_told_apart_from_the_listing(beside: int, own: int, expected: int):
    """The first article of a listing alone in an aside is its own, and so is all where there is nothing else."""
    cards = [f'<h2><a href="/politics/story-number-{n}-of-the-day">Story number {n} of the day</a></h2>' for n in range(own)]
    others = "".join(f'<h3><a href="/read/bread-is-dear-in-town-{n}">Bread is dear in town {n}</a></h3>' for n in range(beside))
    links = article_links(listing(*cards, around=f'<div class="most-read">{others}</div>'))
    assert [len([link for link in links if link.is_article]), sum(link.aside for link in links if link.is_article)] == [
        own + beside,
        expected,
    ]


def test_the_months_of_a_listing_are_no_articles_whatever_the_patterns_say():
    page = Page(b'<main><a href="/a/b/2026-03/">March</a><a href="/a/b/a-story/">A story</a></main>', f"{HOME}a/b/")
    assert found(page, Site("news", HOME, links=Links(article=["^/a/b/[^/]+/$"]))) == ["a/b/a-story/"]
