"""What the visible page says, in the markup of many outlets and none in particular."""

from __future__ import annotations

import pytest

from newscrawl.reading import dom
from newscrawl.reading.candidate import Found
from newscrawl.reading.page import Page

URL = "https://news.example/news/politics/a-headline-of-four-words"
RUNNING = "<p>" + "A paragraph of running text, long enough to be one of an article. " * 3 + "</p>"


def found(body: str, head: str = "") -> Found:
    return Found(dom.read(Page(f"<html lang='en'><head>{head}</head><body>{body}</body></html>".encode(), URL)))


def values(body: str, field: str) -> list:
    return [candidate.value for candidate in found(body)[field]]


@pytest.mark.parametrize(
    ("lines", "field", "wanted"),
    [
        ("<li>By Al Mayadeen English</li><li>Source: Agencies</li>", "authors", ["Al Mayadeen English"]),
        ("<li>By <a href='/authors/jane'>Jane Doe</a></li>", "authors", ["Jane Doe"]),
        ("<li>Autor: Al Mayadeen Español</li>", "authors", ["Al Mayadeen Español"]),
        ("<li>بقلم: رشا رمزي</li>", "authors", ["رشا رمزي"]),
        ("<li>Do 25.04.24 | 14:07 Uhr | Von Eva Kirchner-Rätsch</li>", "authors", ["Eva Kirchner-Rätsch"]),
        ("<li>Sehernur Karsu | 05.04.2025</li>", "authors", ["Sehernur Karsu"]),
        ("<li>Source: Agencies</li>", "source", "Agencies"),
        ("<li>Fuente: Al Mayadeen Español</li>", "source", "Al Mayadeen Español"),
        ("<li>المصدر: وكالات</li>", "source", "وكالات"),
        ("<li>22 Sep 2022 11:03</li>", "published_at", "22 Sep 2022 11:03"),
        ("<li>6 Noviembre 2023 21:52</li>", "published_at", "6 Noviembre 2023 21:52"),
        ("<li>20 اب 2023 16:41</li>", "published_at", "20 اب 2023 16:41"),
        ("<li>Updated: 22 Sep 2022 12:10</li>", "modified_at", "Updated: 22 Sep 2022 12:10"),
        ("<li>Publié le 12 avril 2024 à 9h05, mis à jour le 13 avril 2024</li>", "published_at", "Publié le 12 avril 2024 à 9h05, "),
        ("<li>Publié le 12 avril 2024 à 9h05, mis à jour le 13 avril 2024</li>", "modified_at", "mis à jour le 13 avril 2024"),
        ("<li>Updated 13 April 2024, 08:10 | Published 12 April 2024, 09:05</li>", "published_at", "Published 12 April 2024, 09:05"),
        ("<li>Mis à jour le 13/04/2024 à 8h10 Publié le 12/04/2024 à 9h05</li>", "modified_at", "Mis à jour le 13/04/2024 à 8h10"),
        ("<li>12 апр. 2024, 09:05 (обновлено: 13 апр. 2024, 08:10)</li>", "modified_at", "обновлено: 13 апр. 2024, 08:10)"),
        ("<li>१८ जून २०२४</li>", "published_at", "१८ जून २०२४"),
        ("<li>18 de junio de 2024</li>", "published_at", "18 de junio de 2024"),
        ("<li>By Jane Doe in Cairo and Joe Roe in Beirut</li>", "authors", ["Jane Doe", "Joe Roe"]),
        ("<li>2 Shares</li>", "shares", 2),
        ("<li>1,204 Shares</li>", "shares", 1204),
        ("<li>1.2K Shares</li>", "shares", 1200),
        ("<li>3 Compartidos</li>", "shares", 3),
        ("<li>5 مشاركات</li>", "shares", 5),
        ("<span>3 Min Read</span>", "reading_minutes", 3),
        ("<li>Lesedauer: 4 Min.</li>", "reading_minutes", 4),
        ("<li>Tiempo de lectura: 2 min</li>", "reading_minutes", 2),
        ("<li>4 دقائق قراءة</li>", "reading_minutes", 4),
    ],
)
@pytest.mark.parametrize("order", ["{0}<li>x</li>", "<li>x</li><li>Another line</li>{0}"])
def test_a_line_behind_the_headline_is_matched_by_its_pattern_not_its_position(lines, field, wanted, order):
    assert values(f"<main><div><h1>A headline</h1><ul>{order.format(lines)}</ul></div>{RUNNING * 4}</main>", field)[0] == wanted


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Al Mayadeen English | Source: Agencies | 22 Sep 2022 11:03 | 2 Shares | 3 Min Read</p>",
        "<div><span>By Al Mayadeen English</span><span>Source: Agencies</span><span>22 Sep 2022 11:03</span><span>2 Shares</span><span>3 Min Read</span></div>",
    ],
)
def test_one_line_may_tell_all(line):
    page = found(f"<h1>A headline</h1>{line}{RUNNING * 4}")
    assert [page[field][0].value for field in ("authors", "source", "shares", "reading_minutes")] == [
        ["Al Mayadeen English"],
        "Agencies",
        2,
        3,
    ]
    assert "22 Sep 2022 11:03" in page["published_at"][0].value


def test_lines_far_down_in_the_text_tell_nothing():
    body = f"<h1>A headline</h1>{RUNNING * 4}<p>By Jane Doe</p><p>Source: Agencies</p>"
    assert not values(body, "authors")
    assert not values(body, "source")


@pytest.mark.parametrize(
    ("markup", "field", "wanted"),
    [
        ('<p class="byline">By Jane Doe</p>', "authors", ["By Jane Doe"]),
        ('<div class="article__author-name">Jane Doe</div>', "authors", ["Jane Doe"]),
        ('<ul class="metaAuthorList"><li><a href="/a/jane">Jane Doe</a></li></ul>', "authors", ["Jane Doe"]),
        ('<a rel="author" href="/a/jane">Jane Doe</a>', "authors", ["Jane Doe"]),
        ('<span itemprop="author">Jane Doe</span>', "authors", ["Jane Doe"]),
        ('<time datetime="2024-04-26T07:00Z">today</time>', "published_at", "2024-04-26T07:00Z"),
        ('<div>Updated <time datetime="2024-04-26T08:00Z">8:00</time></div>', "modified_at", "2024-04-26T08:00Z"),
        ('<time class="entry-date updated" datetime="2024-04-26T08:00Z">8:00</time>', "published_at", "2024-04-26T08:00Z"),
        ('<time class="updated" datetime="2024-04-26T08:00Z">8:00</time>', "modified_at", "2024-04-26T08:00Z"),
        ('<span class="publish-date">26.04.2024</span>', "published_at", "26.04.2024"),
        ('<div class="author-box__name">Jane Doe</div>', "authors", ["Jane Doe"]),
        ('<div class="crumb-container"><a href="/">Home</a><a href="/news/politics">Politics</a></div>', "section", "Politics"),
        ('<p class="kicker">Exclusive</p>', "kicker", "Exclusive"),
        (
            '<p class="lg_para summary">' + "A standfirst says in two lines what the text is going to say at length." + "</p>",
            "summary",
            "A standfirst says in two lines what the text is going to say at length.",
        ),
        ('<nav class="breadcrumb"><a href="/">Home</a><a href="/news/politics">Politics</a></nav>', "section", "Politics"),
        ('<a rel="tag" href="/x">Arms sale</a>', "tags", ["Arms sale"]),
        ('<ul class="tag-list"><li><a href="#">Arms sale</a></li><li><a href="#">DPRK</a></li></ul>', "tags", ["Arms sale", "DPRK"]),
        ('<p><a href="/tag/arms-sale">Arms sale</a>, <a href="/tag/dprk">DPRK</a></p>', "tags", ["Arms sale", "DPRK"]),
        (
            '<div class="tags"><span><button class="tag">Arms sale</button></span><span><button class="tag">DPRK</button></span></div>',
            "tags",
            ["Arms sale", "DPRK"],
        ),
        ('<footer class="entry-footer"><a rel="tag" href="/x">Arms sale</a></footer>', "tags", ["Arms sale"]),
    ],
)
def test_markup_tells_what_it_holds(markup, field, wanted):
    assert values(f"<main><article><h1>A headline</h1>{RUNNING * 4}{markup}</article></main>", field)[0] == wanted


@pytest.mark.parametrize(
    "box",
    [
        "<aside>{}</aside>",
        "<nav>{}</nav>",
        "<footer>{}</footer>",
        '<div class="related-articles">{}</div>',
        '<section id="c" class="comments">{}</section>',
        '<div class="mostRead">{}</div>',
    ],
)
def test_what_stands_beside_the_article_is_not_asked(box):
    told = '<p class="byline">John Roe</p><time datetime="2020-01-01">1 Jan</time><a rel="tag" href="/t">Elsewhere</a>'
    page = found(f"<main><h1>A headline</h1>{RUNNING * 4}</main>{box.format(told)}")
    assert not [candidate for field in ("authors", "published_at", "tags") for candidate in page[field]]


def test_the_foot_of_the_article_is_a_part_of_it_in_any_element():
    foot = '<div class="post-footer"><p class="byline">Jane Doe</p></div>'
    assert values(f"<div><h1>A headline</h1>{RUNNING * 4}</div>{foot}", "authors") == [["Jane Doe"]]


def test_a_day_of_the_week_before_a_date_is_no_author():
    assert not values(f"<main><h1>عنوان</h1><p>الثلاثاء 22 سبتمبر 2022 11:03</p>{RUNNING * 4}</main>", "authors")


def test_a_wrapper_that_holds_the_headline_is_the_article_whatever_its_name():
    assert values(f'<div class="related-layout"><h1>A headline</h1><p class="byline">Jane Doe</p>{RUNNING}</div>', "authors")[0] == [
        "Jane Doe"
    ]


def test_links_in_sentences_are_no_tags():
    text = "In a long sentence there may be a link to a <a href='/topic/dprk'>country</a> that is not a tag of the article at all, "
    assert not values(f"<h1>A headline</h1><p>{text * 2}</p>", "tags")


def test_the_headline_is_the_heading_that_the_head_of_the_page_names():
    body = "<h1>Breaking news from all over the world</h1><h1>DPRK accuses US of reckless remarks</h1>"
    head = '<meta property="og:title" content="DPRK accuses US of reckless remarks">'
    assert found(body, head).by("title", "dom", "h1")[0].value == "DPRK accuses US of reckless remarks"


@pytest.mark.parametrize(
    "title", ["DPRK accuses US of reckless remarks", "DPRK accuses US of reckless remarks | The Harbour Post", "The Harbour Post"]
)
def test_a_banner_that_leads_home_is_no_headline(title: str):
    body = "<h1><a href='/'>The Harbour Post</a></h1><article><h1>DPRK accuses US of reckless remarks</h1></article>"
    assert found(body, f"<title>{title}</title>").by("title", "dom", "h1")[0].value == "DPRK accuses US of reckless remarks"


def test_where_the_only_main_heading_is_the_banner_the_headline_is_a_lower_one():
    body = "<h1><a href='/'>The Harbour Post</a></h1><div><h2>DPRK accuses US of reckless remarks</h2></div>"
    title = "<title>DPRK accuses US of reckless remarks | The Harbour Post</title>"
    assert found(body, title).by("title", "dom", "h1")[0].value == "DPRK accuses US of reckless remarks"


def test_a_date_that_is_shown_short_is_read_from_the_stamp_behind_it():
    shown = '<abbr class="published" title="2025-11-27T10:46:00+01:00">Published: Thu 27 November 2025</abbr>'
    assert values(f"<article><h1>A headline</h1>{shown}{RUNNING}</article>", "published_at")[0] == "2025-11-27T10:46:00+01:00"


def test_a_list_right_below_the_text_may_be_tags():
    body = f"<main><h1>A headline</h1><div>{RUNNING * 4}</div><ul><li>Arms sale</li><li>DPRK</li></ul></main>"
    assert found(body).by("tags", "dom", "list below")[0].value == ["Arms sale", "DPRK"]


def test_the_menu_names_the_section_that_the_address_is_in():
    body = f"<nav><a href='/news/economics'>Economy</a><a href='/news/politics'>Politics</a></nav><main><h1>A headline</h1>{RUNNING}</main>"
    assert values(body, "section") == ["Politics"]


def test_the_declared_address_is_absolute():
    assert found("", '<link rel="canonical" href="/b">')["canonical_url"][0].value == "https://news.example/b"


def test_scripts_inside_a_byline_are_not_read():
    assert values('<h1>A headline</h1><p class="byline">Jane Doe<script>track()</script></p>', "authors")[0] == ["Jane Doe"]


@pytest.mark.parametrize(
    "html", ["<div>" * 20_000 + "x", '<p class="byline">' + "<span>" * 20_000 + "x", '<ul class="tags">' + "<li><a href=/tag/x>" * 2_000]
)
def test_a_page_of_any_depth_is_read(html):
    assert found(f"<h1>A headline</h1>{html}")["title"]
