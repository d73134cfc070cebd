"""What is read of sitemaps: as they should be, and as servers send them."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.discovery.map_links import article_entries
from newscrawl.discovery.map_order import newest_first, over
from newscrawl.discovery.sitemaps import Kind, SitemapEntry, SitemapPage, read_sitemap
from newscrawl.site import Links, Site

URL = "https://news.example/maps/sitemap.xml"
A, B = "https://news.example/a", "https://news.example/b?x=1&y=2"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PLAIN = f"<urlset {NS}><url><loc>{A}</loc></url><url><loc>https://news.example/b?x=1&amp;y=2</loc></url></urlset>"


def locs(body: bytes | str, url: str = URL) -> list[str]:
    return [entry.loc for entry in read_sitemap(body.encode() if isinstance(body, str) else body, url).entries]


def url(inner: str) -> SitemapEntry:
    (entry,) = read_sitemap(f"<urlset {NS}><url><loc>{A}</loc>{inner}</url></urlset>".encode(), URL).entries
    return entry


@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        '<?xml version="1.0" encoding="UTF-8"?>\n' + PLAIN,
        "\ufeff" + PLAIN,
        " \n\n" + '<?xml version="1.0"?>' + PLAIN,
        '<?xml version="1.0"?><!-- made by a tool --><?xml-stylesheet href="/s.xsl"?>' + PLAIN,
        PLAIN.replace(NS, ""),
        PLAIN.replace(NS, 'xmlns="https://www.google.com/schemas/sitemap/0.84"'),
        PLAIN.replace("<", "<s:").replace("<s:/", "</s:"),  # a prefix that nothing declares
        PLAIN.replace("urlset", "URLSET"),
        PLAIN.replace("&amp;", "&"),
        PLAIN.replace("&amp;", "&amp;amp;"),
        PLAIN.replace("https://news.example/b?x=1&amp;y=2", "<![CDATA[https://news.example/b?x=1&y=2]]>"),
        PLAIN.replace(f"<loc>{A}", "<loc>\n  /a\n"),
        PLAIN.removesuffix("</urlset>"),
        PLAIN[: PLAIN.rindex("</loc>")],
        PLAIN + "<!-- 3.2 s -->\n</body></html>",
        PLAIN.encode("utf-16"),
        ('<?xml version="1.0" encoding="utf-16"?>' + PLAIN).encode(),
        gzip.compress(PLAIN.encode()),
        gzip.compress(gzip.compress(PLAIN.encode())),
        gzip.compress(PLAIN[:40].encode()) + gzip.compress(PLAIN[40:].encode()),  # two members, as appending makes them
        gzip.compress(PLAIN.encode())[:-6],
        f"{A}\r\n{B}\r\n",
        ("\ufeff" + f"{A}\n\n{B}").encode(),
        f"# made by hand\n{A}\n{B}",
    ],
)
def test_the_addresses_are_read(body: str | bytes) -> None:
    assert locs(body) == [A, B]


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "<",
        "<!DOCTYPE html><html><body><url><loc>https://news.example/a</loc></url></body></html>",
        "<html><head><title>404</title></head>",
        "Not found",
        '{"error": "https://news.example/a"}',
        "\x1f\x8b broken",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_no_sitemap_gives_nothing(body: str) -> None:
    assert read_sitemap(body.encode(), URL) == SitemapPage(None)


@pytest.mark.parametrize("body", [f"<urlset {NS}></urlset>", f"<sitemapindex {NS}/>"])
def test_an_empty_sitemap_is_one(body: str) -> None:
    assert read_sitemap(body.encode(), URL).kind is not None


def test_an_index_lists_sitemaps_with_their_dates() -> None:
    page = read_sitemap(
        f"<sitemapindex {NS}><sitemap><loc>/1.xml</loc><lastmod>2026-01-05</lastmod></sitemap></sitemapindex>".encode(), URL
    )
    assert page == SitemapPage(Kind.INDEX, [SitemapEntry("https://news.example/1.xml", datetime(2026, 1, 5, 23, 59, 59, tzinfo=UTC))])


def test_the_children_decide_where_the_root_is_wrong() -> None:
    assert read_sitemap(b"<urlset><sitemap><loc>/1.xml</loc></sitemap></urlset>", URL).kind is Kind.INDEX


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-05T10:00:00+02:00", "2026-01-05T08:00:00"),
        ("2026-01-05T10:00:00.123Z", "2026-01-05T10:00:00.123"),
        ("2026-01-05T10:00Z", "2026-01-05T10:00"),
        ("2026-01-05 10:00:00", "2026-01-05T10:00"),
        ("2026-01-05", "2026-01-05T23:59:59"),
        ("2026-01", "2026-01-31T23:59:59"),
        ("2026", "2026-12-31T23:59:59"),
        ("Mon, 05 Jan 2026 10:00:00 GMT", "2026-01-05T10:00"),
        (" \n2026-01-05T10:00Z ", "2026-01-05T10:00"),
        ("0000-00-00", None),
        ("2026-13", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_lastmod(text: str, moment: str | None) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC) if moment else None
    assert url(f"<lastmod>{text}</lastmod>").lastmod == expected


def test_a_time_without_an_offset_is_meant_in_the_zone_of_the_site() -> None:
    body = f"<urlset><url><loc>{A}</loc><lastmod>2026-01-05T10:00</lastmod></url></urlset>".encode()
    assert read_sitemap(body, URL, ZoneInfo("Asia/Beirut")).entries[0].lastmod == datetime(2026, 1, 5, 8, tzinfo=UTC)


NEWS = """<news:news{ns}><news:publication><news:name>The News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-01-05T10:00Z</news:publication_date><news:title>Peace &amp;amp; quiet</news:title></news:news>"""


@pytest.mark.parametrize("ns", ["", ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ' xmlns:news="urn:other"'])
def test_what_news_sitemaps_add(ns: str) -> None:
    entry = url(NEWS.format(ns=ns) + "<lastmod>2026-01-05T11:00Z</lastmod>")
    times = datetime(2026, 1, 5, 10, tzinfo=UTC), datetime(2026, 1, 5, 11, tzinfo=UTC)
    assert (entry.published, entry.lastmod, entry.title, entry.language, entry.news) == (*times, "Peace & quiet", "en", True)


def test_pictures_and_videos_have_titles_and_addresses_of_their_own() -> None:
    picture = "<image:image><image:loc>/a.jpg</image:loc><image:title>A picture</image:title></image:image>"
    video = "<video:video><video:title>A video</video:title><video:publication_date>2020-01-01</video:publication_date></video:video>"
    entry = url(picture + video)
    assert entry == SitemapEntry(A, images=["https://news.example/a.jpg"])


def test_a_feed_serves_as_a_sitemap() -> None:
    body = f"<rss><channel><item><title>T</title><link>{A}</link><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    page = read_sitemap(body.encode(), URL)
    assert page == SitemapPage(Kind.URLS, [SitemapEntry(A, None, datetime(2026, 1, 5, 10, tzinfo=UTC), "T", news=True)])


LAUGHS = "<!DOCTYPE l [<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 10)) + "]>"


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE l [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE l [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p.dtd'> %p; <!ENTITY l9 'x'>]>",
        "<!DOCTYPE l SYSTEM 'http://127.0.0.1:9/l.dtd'>",
        LAUGHS,
    ],
)
def test_entities_are_never_expanded_and_nothing_is_loaded(doctype: str) -> None:
    assert locs(f"{doctype}<urlset a='&l9;'><url><loc>/a-&l9;</loc></url><url><loc>/b</loc></url></urlset>") == [
        A + "-&l9",
        "https://news.example/b",
    ]


@pytest.mark.parametrize("layers", [1, 3])
def test_a_bomb_unpacks_no_further_than_a_sitemap_may(layers: int) -> None:
    body = PLAIN.removesuffix("</urlset>").encode() + b" " * 200_000_000
    for _ in range(layers):
        body = gzip.compress(body, 6)
    tracemalloc.start()
    began = time.perf_counter()
    assert locs(body) == [A, B]
    assert time.perf_counter() - began < 10
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()


def test_no_more_entries_are_read_than_a_sitemap_may_have() -> None:
    assert len(locs(b"<urlset>" + b"<url><loc>/a</loc></url>" * 120_000)) == 100_000


def test_one_time_on_every_entry_is_that_of_the_file() -> None:
    def page(*days: int) -> SitemapPage:
        return SitemapPage(Kind.URLS, [SitemapEntry(A, datetime(2026, 1, day, tzinfo=UTC)) for day in days])

    assert page(*[5] * 10).stamped
    assert not page(*[5] * 10, 6).stamped
    assert not page(5, 5).stamped
    assert not SitemapPage(Kind.URLS, [SitemapEntry(A)] * 20).stamped


def entries(*names: str) -> list[SitemapEntry]:
    return [SitemapEntry(f"https://news.example/{name.split()[0]}", read(name)) for name in names]


def read(name: str) -> datetime | None:
    return datetime.fromisoformat(name.split()[1]).replace(tzinfo=UTC) if " " in name else None


@pytest.mark.parametrize(
    "ordered",
    [
        ["sitemap-2026-1.xml", "sitemap-2025-12.xml", "sitemap-2025-2.xml", "sitemap-2024-11.xml"],
        ["2026/01/05.xml", "2026/01/04.xml", "2025/12/31.xml"],
        ["s.xml?yyyy=2026&mm=01&dd=05", "s.xml?yyyy=2026&mm=01&dd=04", "s.xml?yyyy=2025&mm=12&dd=30"],
        ["sitemap_202601.xml", "sitemap_202512.xml"],
        ["post-sitemap12.xml", "post-sitemap2.xml", "post-sitemap.xml"],
        ["b.xml 2026-01-05", "a.xml 2025-01-05", "c.xml"],
        ["news.xml", "sitemap-2026-1.xml", "sitemap-tags.xml"],
        ["sitemap-news.xml", "post-sitemap2.xml 2026-01-01", "post-sitemap.xml 2025-01-01", "author-sitemap.xml 2026-01-05"],
    ],
)
def test_sitemaps_come_newest_first(ordered: list[str]) -> None:
    found = entries(*ordered)
    assert newest_first(found[::-1]) == found
    assert newest_first([*found[1:], found[0]]) == found


@pytest.mark.parametrize(
    ("name", "is_over"),
    [
        ("sitemap-2025-11.xml", True),
        ("sitemap-2025-12.xml", True),
        ("sitemap-2026-1.xml", False),
        ("sitemap-2026.xml", False),
        ("sitemap-2025.xml", True),
        ("2026/01/02.xml", True),
        ("2026/01/04.xml", True),
        ("2026/01/05.xml", False),
        ("sitemap-2025-12.xml 2026-01-05", True),  # an old article was edited
        ("sitemap3.xml 2025-12-30", True),
        ("sitemap3.xml 2026-01-06", False),
        ("sitemap3.xml", False),
        ("sitemap-1999999.xml", False),
    ],
)
def test_a_sitemap_that_is_wholly_before_since_is_over(name: str, is_over: bool) -> None:
    (entry,) = entries(name)
    assert over(entry, datetime(2026, 1, 5, tzinfo=UTC)) is is_over
    assert not over(entry, None)


HOME = "https://news.example/"
MIXED = {
    "news/politics/parliament-votes-on-the-budget": True,
    "news/politics/farmers-protest-in-the-capital": True,
    "news/politics/storm-closes-the-port-for-a-day": True,
    "news/politics/peace-talks": True,
    "2026/01/05/doc-1200345": True,
    "": False,
    "about": False,
    "privacy-policy": False,
    "contact-us": False,
    "politics": False,
    "tag/ceasefire": False,
    "tag/climate-change": False,
    "tag/south-china-sea-dispute": False,
    "author/jane-doe": False,
    "category/world": False,
    "reports/annual.pdf": False,
}


def chosen(entries: list[SitemapEntry], site: Site) -> set[str]:
    return {entry.loc.removeprefix(HOME) for entry in article_entries(entries, site)}


def test_articles_are_told_from_what_stands_between_them() -> None:
    assert chosen([SitemapEntry(HOME + path) for path in MIXED], Site("x", HOME)) == {
        path for path, is_article in MIXED.items() if is_article
    }


def test_the_patterns_of_a_profile_decide() -> None:
    site = Site("x", HOME, links=Links(article=["^/tag/"], ignore=["dispute"]))
    assert chosen([SitemapEntry(HOME + path) for path in MIXED], site) == {"tag/ceasefire", "tag/climate-change"}


def test_the_word_of_a_news_sitemap_is_taken() -> None:
    assert chosen([SitemapEntry(HOME + path, news=True) for path in ("live", "x/1", "")], Site("x", HOME)) == {"live", "x/1"}


def test_the_newest_articles_come_first() -> None:
    days = {"storm-closes-the-port": "2026-01-03", "farmers-protest-in-the-capital": "2026-01-05", "court-frees-the-captain": "2026-01-04"}
    found = article_entries(
        [SitemapEntry(HOME + path, datetime.fromisoformat(day).replace(tzinfo=UTC)) for path, day in days.items()], Site("x", HOME)
    )
    assert [entry.lastmod.day for entry in found if entry.lastmod] == [5, 4, 3]
