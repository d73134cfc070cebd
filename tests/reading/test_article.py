"""The policy, field by field: which of the things that a page says is believed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newscrawl.items import Article
from newscrawl.reading import read_article
from newscrawl.site import Links, Section, Site, Zones

URL = "https://news.example/news/politics/a-headline-of-four-words"
NOW = datetime(2025, 11, 24, 12, 0, tzinfo=UTC)
TEXT = [
    "The first paragraph says what has happened, and where, and to whom, and what is to be expected.",
    "The second paragraph tells what the ministry had to say about it on Thursday, and who disagreed.",
    "The third paragraph explains the background of it all to readers who have not followed the affair.",
    "The last paragraph says what comes next, when the court will hear the case again in the autumn.",
]


def page(
    body: str = "",
    *,
    ld: dict | None = None,
    head: str = "",
    title: str = "A headline of four words",
    lang: str = "en",
    text: list[str] | None = None,
    above: str = "",
) -> bytes:
    script = (
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **ld}, ensure_ascii=False)}</script>'
        if ld is not None
        else ""
    )
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in (TEXT if text is None else text))
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Example News</title><meta property="og:site_name" content="Example News">{head}{script}</head>
<body><header><nav><a href="/">Example News</a><a href="/news/politics">Politics</a></nav></header>
<main><article><h1>{title}</h1>{above}<div class="story">{paragraphs}</div>{body}</article></main></body></html>""".encode()


def read(html: bytes, url: str = URL, **arguments) -> Article:
    return read_article(html, url, now=arguments.pop("now", NOW), **arguments)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


class TestTitle:
    @pytest.mark.parametrize(
        ("ld", "og", "h1", "wanted"),
        [
            ("The headline as declared", "The headline as shared", "The headline as shown", "The headline as declared"),
            (None, "The headline as shared | Example News", "The headline as shown", "The headline as shared"),
            (None, None, "The headline as shown", "The headline as shown"),
            ("A headline of four words | Sport", "A headline of four words", "A headline of four words", "A headline of four words"),
            (None, "A headline of four words | XY | 28.04.2023", "A headline of four words", "A headline of four words"),
            ("«The kicker»: A headline of four words", "A headline of four words", "A headline of four words", "A headline of four words"),
            (None, "One kicker: «A headline of four words»", "Another kicker - «A headline of four words»", "«A headline of four words»"),
            (
                None,
                "Joburg has failed its traders: There is a solution",
                "Jozi has failed its traders: There is a solution",
                "Joburg has failed its traders: There is a solution",
            ),
            (
                None,
                "‘I sell holidays - booking one day could save you thousands’",
                "I offer tours - booking one day could save you thousands’",
                "‘I sell holidays - booking one day could save you thousands’",
            ),
            (
                "Kicker: A headline of four words",
                "Kicker: A headline of four words",
                "A headline of four words",
                "Kicker: A headline of four words",
            ),
            ("Taylor Swift&#8217;s best work", None, "x", "Taylor Swift’s best work"),
        ],
    )
    def test_the_headline_is_what_most_readers_can_agree_on(self, ld, og, h1, wanted):
        html = page(ld={"headline": ld} if ld else None, head=meta("og:title", og) if og else "", title=h1)
        assert read(html).title == wanted

    def test_what_the_visible_headline_has_before_the_title_is_its_kicker(self):
        article = read(page(head=meta("og:title", "A headline of four words"), title="Premier League <b>A headline of four words</b>"))
        assert (article.title, article.kicker) == ("A headline of four words", "Premier League")


class TestAuthors:
    @pytest.mark.parametrize(
        ("author", "line", "authors", "source"),
        [
            ([{"name": "Jane Doe"}, {"name": "John Roe"}], "", ["Jane Doe", "John Roe"], None),
            ("Samya Kullab and Vasilisa Stepanenko", "", ["Samya Kullab", "Vasilisa Stepanenko"], None),
            ([{"name": "Jane Doe"}, {"name": "AFP"}], "", ["Jane Doe"], "AFP"),
            ([{"name": "AFP"}], "", ["AFP"], None),
            ({"@type": "Organization", "name": "Example News"}, "By Jane Doe", ["Jane Doe"], None),
            ({"@type": "Organization", "name": "Example News"}, "", ["Example News"], None),
            (None, "By Al Mayadeen English</li><li>Source: Agencies", ["Al Mayadeen English"], "Agencies"),
            ({"name": "Jane Doe"}, "Source: Agencies", ["Jane Doe"], "Agencies"),
            ({"name": "admin"}, "By Jane Doe", ["Jane Doe"], None),
            ({"name": "admin"}, "", ["admin"], None),
            ([{"name": "Jane Doe"}, {"name": "Example News Sport"}], "", ["Jane Doe"], None),
        ],
    )
    def test_people_stand_apart_from_agencies_and_desks(self, author, line, authors, source):
        article = read(page(ld={"author": author} if author else {}, above=f"<ul><li>{line}</li></ul>"))
        assert (article.authors, article.source) == (authors, source)

    def test_the_byline_s_links_name_the_authors_that_machines_are_not_told(self):
        links = [
            f'<span class="vcard"><a rel="author" href="/people/{n}">{name}</a></span>' for n, name in enumerate(("Jane Doe", "John Roe"))
        ]
        card = f'<div class="grid"><h3>Another story, told at length</h3><p>{TEXT[0]} {TEXT[1]}</p><a rel="author" href="/people/9">Max Foe</a></div>'
        article = read(page(ld={"author": "Jane Doe"}, above=f"<div>{' and '.join(links)}</div>", body=card))
        assert (article.authors, article.provenance["authors"]) == (["Jane Doe", "John Roe"], "dom+jsonld")

    def test_a_text_may_begin_with_its_author(self):
        article = read(page(text=["<strong>Mohloai Mpesi</strong>", *TEXT]))
        assert (article.authors, article.blocks[0].text) == (["Mohloai Mpesi"], TEXT[0])

    def test_a_library_s_order_is_turned(self):
        assert read(
            page(head='<meta name="dc.creator" content="Lenharo, Mariana"><meta name="dc.creator" content="You, Xiaoying">')
        ).authors == ["Mariana Lenharo", "Xiaoying You"]


class TestSection:
    @pytest.mark.parametrize(
        ("html", "wanted"),
        [
            (page(ld={"articleSection": "Economy"}), "Economy"),
            (page(ld={"articleSection": ["Economy", "World"]}), "Economy"),
            (page(ld={"articleSection": "Economy,Home Page,Popular"}), "Economy"),
            (page(ld={"articleSection": "Articles"}), "Politics"),  # what the menu calls the folder of the address
            (
                page(
                    above='<ul class="breadcrumbs"><li><a href="/">Home</a></li><li><a href="/e">Economy</a></li><li><a href="#">A headline of four words</a></li></ul>',
                    ld={},
                ),
                "Economy",
            ),
        ],
    )
    def test_the_section_is_a_name_not_a_word_of_the_system(self, html, wanted):
        assert read(html).section == wanted

    def test_a_section_before_the_headline_is_a_kicker(self):
        assert (
            read(page(ld={"headline": "Opinion | A headline of four words", "articleSection": "Opinion"})).title
            == "A headline of four words"
        )


BEIRUT = Site("example", "https://news.example/", zones=Zones(page="Asia/Beirut", meta="UTC"))


class TestDates:
    @pytest.mark.parametrize(
        ("html", "site", "wanted", "provenance"),
        [
            (page(ld={"datePublished": "2022-09-22T11:03:00+03:00"}), None, "2022-09-22T11:03:00+03:00", "jsonld"),
            (
                page(ld={"datePublished": "2022-09-22T08:03Z"}, head=meta("article:published_time", "2022-09-22T11:03:30+03:00")),
                None,
                "2022-09-22T08:03:00+00:00",
                "jsonld+meta",
            ),
            (page(head=meta("article:published_time", "2022-09-22T08:03:00.0000000")), BEIRUT, "2022-09-22T08:03:00+00:00", "meta"),
            (page(above="<ul><li>22 Sep 2022 11:03</li></ul>"), BEIRUT, "2022-09-22T11:03:00+03:00", "dom"),
            (page(above="<ul><li>22 Dec 2022 11:03</li></ul>"), BEIRUT, "2022-12-22T11:03:00+02:00", "dom"),
            (page(above="<ul><li>22 Sep 2022 11:03</li></ul>"), None, "2022-09-22T11:03:00+00:00", "dom (zone assumed: UTC)"),
            (
                page(lang="ar-LB", above="<ul><li>22 أيلول 2022 11:03</li></ul>"),
                None,
                "2022-09-22T11:03:00+03:00",
                "dom (zone assumed: Asia/Beirut)",
            ),
            (
                page(ld={"datePublished": "2022-09-22"}, head=meta("article:published_time", "2022-09-22T11:03:00+03:00")),
                None,
                "2022-09-22T11:03:00+03:00",
                "meta",
            ),
            (
                page(ld={"datePublished": "2022-09-22T11:03:00"}, head=meta("article:published_time", "2022-09-22T11:03:00+03:00")),
                None,
                "2022-09-22T11:03:00+03:00",
                "meta+jsonld",
            ),
            (
                page(ld={"datePublished": "2022-09-22T11:03:00", "dateModified": "2022-09-22T12:00:00+05:30"}),
                None,
                "2022-09-22T11:03:00+05:30",
                "jsonld (zone assumed: UTC+05:30)",
            ),
            (page(above="<p>2 hours ago</p>"), None, "2025-11-24T10:00:00+00:00", "dom"),
            (page(above="<p>22 Eylül 2022 11:03</p>", lang="tr"), None, "2022-09-22T11:03:00+03:00", "dom (zone assumed: Europe/Istanbul)"),
            (
                page(ld={"datePublished": "0001-01-01T00:00:00Z"}, head=meta("article:published_time", "2022-09-22T11:03:00+03:00")),
                None,
                "2022-09-22T11:03:00+03:00",
                "meta",
            ),
            (
                page(ld={"datePublished": "2031-01-01T00:00:00Z"}, head=meta("article:published_time", "2022-09-22T11:03:00+03:00")),
                None,
                "2022-09-22T11:03:00+03:00",
                "meta",
            ),
        ],
    )
    def test_the_date_is_exact_and_says_where_it_comes_from(self, html, site, wanted, provenance):
        article = read(html, site=site)
        assert (article.published_at.isoformat(), article.provenance["published_at"]) == (wanted, provenance)

    @pytest.mark.parametrize("path", ["newscast/2023/1/30/news", "2023-01-30-news", "politics/20230130/news", "2023/01/30/news"])
    def test_where_nothing_tells_it_is_the_day_in_the_address(self, path):
        article = read(page(), f"https://news.example/{path}", site=BEIRUT)
        assert (article.published_at.isoformat(), article.provenance["published_at"]) == ("2023-01-30T00:00:00+02:00", "url")

    def test_text_instead_of_bytes_is_refused(self):
        with pytest.raises(TypeError, match="html must be the page's bytes"):
            read_article("<html>", URL)

    def test_a_now_without_an_offset_is_refused(self):
        with pytest.raises(ValueError, match="now must have an offset"):
            read(page(), now=datetime(2025, 1, 1))

    def test_the_text_of_a_date_is_kept(self):
        article = read(page(above="<ul><li>22 Sep 2022 11:03</li><li>Updated: 22 Sep 2022 12:10</li></ul>"), site=BEIRUT)
        assert (article.published_raw, article.modified_raw) == ("22 Sep 2022 11:03", "Updated: 22 Sep 2022 12:10")
        assert article.modified_at == datetime(2022, 9, 22, 12, 10, tzinfo=timezone(timedelta(hours=3)))

    @pytest.mark.parametrize("date", ["1969-12-31T23:59:59Z", "2025-11-25T12:00:00Z", "soon", "99999999"])
    def test_what_cannot_be_the_date_is_none(self, date):
        article = read(page(ld={"datePublished": date}))
        assert (article.published_at, article.published_raw) == (None, None)

    def test_without_now_the_answer_s_date_is_the_reference(self):
        article = read(page(ld={"datePublished": "2025-11-25T12:00:00Z"}), now=None, headers={"date": "Mon, 24 Nov 2025 17:41:21 GMT"})
        assert (article.published_at, article.crawled_at) == (None, datetime(2025, 11, 24, 17, 41, 21, tzinfo=UTC))

    def test_without_any_reference_nothing_is_checked_against_the_future(self):
        article = read(page(ld={"datePublished": "2035-11-25T12:00:00Z"}), now=None)
        assert (article.published_at.year, article.crawled_at) == (2035, None)

    @pytest.mark.parametrize(("url", "month"), [("https://news.co.uk/a", 4), ("https://news.example.de/a", 4), ("https://news.com/a", 3)])
    def test_numbers_alone_are_read_as_the_country_writes_them(self, url, month):
        assert read(page(above="<p>03/04/2025</p>"), url).published_at.month == month


class TestTags:
    @pytest.mark.parametrize(
        ("html", "wanted"),
        [
            (page(ld={"keywords": "Arms sale, DPRK, arms sale"}), ["Arms sale", "DPRK"]),
            (page(ld={"keywords": ["Arms sale", "DPRK"]}), ["Arms sale", "DPRK"]),
            (page(head=meta("article:tag", "Arms sale") + meta("article:tag", "DPRK"), ld={"keywords": "x1,y2,z3"}), ["Arms sale", "DPRK"]),
            (page(head='<meta name="news_keywords" content="Arms sale;DPRK">'), ["Arms sale", "DPRK"]),
            (
                page(
                    ld={
                        "keywords": [
                            "8ae9ab2d-fe1b-4230-acb8-a59b52877682",
                            "Category: Arms",
                            "Day: Friday",
                            "DPRK",
                            "news.example",
                            "100312362",
                        ]
                    }
                ),
                ["Arms", "DPRK"],
            ),
            (page(ld={"keywords": "Example News, DPRK"}), ["DPRK"]),
            (page('<ul class="tags"><li><a href="#">Arms sale</a></li><li><a href="#">DPRK</a></li></ul>'), ["Arms sale", "DPRK"]),
            (
                page('<ul class="tags"><li><a href="#">DPRK</a></li><li><a href="#">Arms sale</a></li></ul>', ld={"keywords": "DPRK"}),
                ["DPRK", "Arms sale"],
            ),
            (page(head='<meta name="keywords" content="headline, four, words">'), []),  # the address, cut into words
            (page("<ul><li>ministry</li><li>court</li></ul>"), ["ministry", "court"]),  # below the text, which speaks of them
            (page("<ul><li>Facebook</li><li>Telegram</li></ul>"), []),
        ],
    )
    def test_tags_are_the_editor_s_words(self, html, wanted):
        assert read(html).tags == wanted


class TestPictures:
    FIGURE = '<figure><img src="https://m.example/2022/two-leaders-960x640.jpg" alt="Two men" width="960" height="640"><figcaption>Two leaders meet (AFP)</figcaption></figure>'

    def test_the_picture_above_the_text_is_the_lead_with_its_caption(self):
        article = read(page(above=self.FIGURE, head=meta("og:image", "https://m.example/2022/two-leaders.jpg")))
        assert article.image == "https://m.example/2022/two-leaders-960x640.jpg"
        assert (article.images[0].caption, article.images[0].credit, len(article.images)) == ("Two leaders meet", "AFP", 1)
        assert article.provenance["images"] == "meta+dom"

    def test_without_one_it_is_that_of_the_head(self):
        article = read(page(ld={"image": ["https://m.example/one-picture.jpg"]}))
        assert (article.image, article.provenance["images"]) == ("https://m.example/one-picture.jpg", "jsonld")

    def test_the_outlet_s_logo_is_no_picture(self):
        assert read(page(head=meta("og:image", "https://m.example/logo.png"))).images == []


@pytest.mark.parametrize(
    ("url", "html", "kind"),
    [
        (URL, page(), "page"),
        (URL, page(ld={}), "article"),
        (URL, page(ld={"@type": "OpinionNewsArticle"}), "opinion"),
        (URL, page(ld={"@type": "LiveBlogPosting"}), "live"),
        (URL, page(ld={"@type": "VideoObject"}, text=[]), "video"),
        (URL, page(head=meta("og:type", "video.other"), text=[]), "video"),
        ("https://news.example/articles/opinion/playing-with-fire", page(ld={}), "opinion"),
        ("https://news.example/entrevistas/1/uno", page(ld={}), "interview"),
        ("https://news.example/galerias/uno", page(ld={}, text=[]), "gallery"),
        ("https://news.example/infographics/one", page(ld={}, text=[]), "infographic"),
        ("https://news.example/podcasts/one", page(ld={}, text=[]), "audio"),
        ("https://news.example/pressemitteilungen/one", page(ld={}), "press_release"),
        ("https://news.example/news/live-and-let-die", page(ld={}), "article"),
    ],
)
def test_the_kind_is_told_by_type_and_folder(url, html, kind):
    assert read(html, url).kind == kind


def test_a_profile_s_pattern_decides_the_kind():
    site = Site("example", "https://news.example/", links=Links(kinds={"video": "^/news/"}))
    assert (read(page(ld={}), site=site).kind, read(page(ld={}), site=site).provenance["kind"]) == ("video", "site")


def test_a_profile_s_section_says_what_stands_below_it():
    site = Site("example", "https://news.example/", sections=[Section("Blog", "/articles/blog", kind="opinion")])
    assert read(page(ld={}), "https://news.example/articles/blog/playing-with-fire", site=site).kind == "opinion"


def test_a_video_page_has_its_video_and_its_length():
    player = '<div class="player"><video controls><source src="/media/v.mp4" type="video/mp4"></video></div>'
    article = read(page(above=player, ld={}, head=meta("og:video:duration", "503"), text=[]), "https://news.example/videos/tv/one")
    assert [(video.url, video.seconds) for video in article.videos] == [("https://news.example/media/v.mp4", 503)]


@pytest.mark.parametrize(
    ("html", "access", "status", "reason"),
    [
        (page(ld={}), "unknown", "ok", None),
        (page(ld={"isAccessibleForFree": True}), "free", "ok", None),
        (page(ld={"isAccessibleForFree": "http://schema.org/False"}, text=TEXT[:1]), "paywalled", "teaser", "paywall"),
        (page(ld={}, head=meta("article:content_tier", "metered")), "metered", "ok", None),
        (page(ld={}, head=meta("article:content_tier", "locked"), text=[]), "paywalled", "teaser", "paywall"),
        (page(ld={"@type": "VideoObject"}, text=[]), "unknown", "bodiless", "video page without text"),
        (page(ld={}, text=[]), "unknown", "empty", "no text found"),
    ],
)
def test_access_and_status_say_how_the_page_read(html, access, status, reason):
    article = read(html)
    assert (article.access, article.status, article.reason) == (access, status, reason)


class TestIdentity:
    def test_the_declared_address_is_kept_and_makes_the_id(self):
        html = page(head='<link rel="canonical" href="/news/politics/another-address">')
        article = read(html)
        assert article.canonical_url == "https://news.example/news/politics/another-address"
        assert article.id == read(html, "https://news.example/amp/another-address?x=1").id

    def test_without_one_it_is_the_fetched_address_in_canonical_form(self):
        article = read(page(), URL + "?utm_source=feed#top")
        assert (article.canonical_url, article.url) == (URL, URL + "?utm_source=feed#top")

    def test_an_address_elsewhere_is_kept_but_not_believed(self):
        article = read(page(head='<link rel="canonical" href="https://elsewhere.example.org/">'))
        assert (article.canonical_url, article.id) == ("https://elsewhere.example.org/", read(page()).id)

    def test_the_site_is_the_profile_s_name_or_the_host(self):
        assert (read(page(), "https://www.news.example/a").site, read(page(), site=BEIRUT).site) == ("news.example", "example")


class TestContentHash:
    ABOVE = '<ul><li>By Jane Doe</li><li>{shares} Shares</li></ul><figure><img src="https://m.example/picture-one.jpg?v={version}&amp;width=1000"></figure>'
    BOX = '<aside><h3>Most Read</h3><a href="/{0}">{0}</a></aside><div class="ticker">{0}</div>'

    def hash_of(self, shares: int = 2, version: int = 1, box: str = "One", **page_arguments) -> str:
        return read(page(self.BOX.format(box), above=self.ABOVE.format(shares=shares, version=version), **page_arguments)).content_hash

    def test_what_the_page_says_at_crawl_time_is_no_content(self):
        assert self.hash_of() == self.hash_of(shares=99, version=7, box="Another headline of the hour")

    @pytest.mark.parametrize(
        "change",
        [
            {"title": "Another headline of four words"},
            {"text": [*TEXT[:-1], "Another ending of the text, that says what has come out of it since."]},
        ],
    )
    def test_an_edit_is_a_new_content(self, change):
        assert self.hash_of() != self.hash_of(**change)


def test_reading_is_pure():
    html = page(ld={"author": "Jane Doe", "keywords": "a tag,b tag"}, above="<p>2 hours ago</p>")
    assert read(html) == read(html)


@pytest.mark.parametrize(
    "html",
    [b"", b" ", b"\x00" * 50, b"<html>", b"<h1>", bytes(range(256)) * 9, b'{"a": 1}', b"<script type='application/ld+json'>" + b"[" * 9000],
)
@pytest.mark.parametrize("url", ["https://news.example/a", "https://[::1]:8008/%FF?q=%", "http://localhost/"])
def test_any_bytes_read_as_an_article_without_text(html, url):
    assert read(html, url).status == "empty" or read(html, url).word_count


def test_a_page_without_a_language_speaks_by_its_letters():
    html = page(text=["أعلن المتحدث باسم القوات المسلحة أن القوات استهدفت سفينتين في البحر الأحمر."] * 4).replace(
        b'<html lang="en">', b"<html>"
    )
    assert read(html).language == "ar"
