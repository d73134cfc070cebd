"""The sections that a reader of the page would call its sections, whatever the language and however often they are printed."""

from __future__ import annotations

import pytest

from newscrawl.discovery import section_links, sections_of
from newscrawl.reading.page import Page
from newscrawl.replica.server import Replica

HOME = "https://news.example/"


def menu(*entries: str) -> bytes:
    return f"<html><body><header><nav><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul></nav></header><main><h1>News</h1></main></body></html>".encode()


def link(label: str, href: str) -> str:
    return f'<a href="{href}">{label}</a>'


def labels(html: bytes, url: str = HOME) -> list[str]:
    return [section.label for section in section_links(html, url)]


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (["Politics", "Economy", "Sport"], ["/politics/", "/economy/", "/sport/"]),
        (["Politik", "Wirtschaft", "Kultur"], ["/politik", "/wirtschaft", "/kultur"]),
        (["سياسة", "اقتصاد", "رياضة"], ["/news/politics", "/news/economy", "/news/sport"]),
        (["政治", "経済", "社会"], ["/politics/", "/business/", "/national/"]),
        (["রাজনীতি", "খেলা", "বিদেশ"], ["/?cat=1", "/?cat=2", "/?cat=3"]),
        (["Izindaba", "Ezemidlalo", "Ezokungcebeleka"], ["/izindaba/", "/ezemidlalo/", "/ezokungcebeleka/"]),
        (["Pagrindinis", "Skiltis", "Rubrika"], ["/kategorija/pagrindinis", "/kategorija/skiltis", "/kategorija/rubrika"]),
    ],
)
def test_a_menu_is_read_in_its_order_in_any_language(names: list[str], paths: list[str]):
    found = section_links(menu(*map(link, names, paths)), HOME)
    assert [(section.label, section.url) for section in found] == [
        (name, HOME.rstrip("/") + path) for name, path in zip(names, paths, strict=True)
    ]


@pytest.mark.parametrize(
    ("label", "href"),
    [
        ("Log in", "/login"), ("Subscribe", "/subscribe/"), ("About us", "/about"), ("Newsletters", "/newsletters"), ("Weather", "/weather/"), ("Games", "/games"),
        ("Live TV", "/live-tv"), ("Facebook", "https://facebook.com/example"), ("Español", "/es/"), ("العربية", "https://arabic.news.example/"), ("Shop", "https://shop.news.example/"),
        ("Elections 2024", "/elections-2024"), ("#Ukraine", "/tag/ukraine"), ("Jane Doe", "/author/jane-doe"), ("Home", "/"), ("Impressum", "/impressum"), ("Wetter", "/wetter"),
        ("Minister resigns over leaked letters", "/politics/minister-resigns-over-leaked-letters-1234567"), ("PDF", "/today.pdf"), ("Contact", "mailto:a@news.example"),
    ],
)  # fmt: skip
def test_what_is_no_section_is_left_out(label: str, href: str):
    html = menu(
        link("Politics", "/politics/"),
        link("Economy", "/economy/"),
        link(label, href),
        link("Sport", "/sport/"),
        link("Culture", "/culture/"),
    )
    assert labels(html) == ["Politics", "Economy", "Sport", "Culture"]


def test_a_menu_of_one_section_is_a_menu():
    assert labels(menu(link("Politics", "/category/politics.html"), link("About", "/pages/about.html"))) == ["Politics"]


def test_a_menu_printed_twice_gives_each_section_once():
    once = menu(link("Politics", "/politics/"), link("Economy", "/economy/"))
    twice = once.replace(
        b"</header>",
        b'</header><div class="mobile-menu"><a href="/politics">Politics</a><a href="https://www.news.example/economy/">Economy</a></div>',
    )
    assert labels(twice) == ["Politics", "Economy"]


def test_sub_sections_know_what_is_above_them():
    html = menu(
        link("Videos", "/videos/") + "<ul><li>" + link("Explained", "/videos/explained") + "</li></ul>",
        "<span>Articles</span><ul><li>"
        + link("Opinion", "/articles/opinion")
        + "</li><li>"
        + link("Analysis", "/articles/analysis")
        + "</li></ul>",
        link("Sport", "/sport/"),
        link("Tennis", "/sport/tennis/"),
    )
    found = {section.label: (section.parent, section.kind) for section in section_links(html, HOME)}
    assert found == {
        "Videos": (None, "video"), "Explained": ("Videos", "video"), "Opinion": ("Articles", "opinion"), "Analysis": ("Articles", "article"),
        "Sport": (None, "article"), "Tennis": ("Sport", "article"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Videos", "video"),
        ("In Pictures", "gallery"),
        ("Infographs", "infographic"),
        ("LIVE", "live"),
        ("Meinung", "opinion"),
        ("آراء", "opinion"),
        ("Podcasts", "audio"),
        ("Politics", "article"),
    ],
)
def test_the_kind_of_a_section_is_known_by_its_name(label: str, kind: str):
    html = menu(link("World", "/world/"), link("Sport", "/sport/"), link(label, "/x/"))
    assert {section.label: section.kind for section in section_links(html, HOME)}[label] == kind


def test_headlines_and_footers_are_no_menu():
    body = "".join(
        f'<h2><a href="/2024/05/0{n}/some-story-number-{n}/">Some story number {n} of the day</a></h2><a href="/topic/topic-{n}">Topic</a>'
        for n in range(1, 6)
    )
    html = menu(link("World", "/world/"), link("Sport", "/sport/"), link("Culture", "/culture/"), link("Health", "/health/"))
    html = html.replace(
        b"</main>",
        body.encode() + b'</main><footer><a href="/imprint-and-more">Imprint and more</a><a href="/company">Company</a></footer>',
    )
    assert labels(html) == ["World", "Sport", "Culture", "Health"]


def test_a_site_whose_whole_menu_lies_below_tags_has_sections():
    names = ["Politics", "Business", "Sports", "Science"]
    assert labels(menu(*(link(name, f"/search/label/{name}") for name in names))) == names


def test_sections_with_hosts_of_their_own_are_sections():
    html = menu(
        link("News", "/news"), *(link(name, f"https://{name.lower()}.town.example.org/") for name in ("Sport", "History", "Climate"))
    )
    assert labels(html, "https://www.town.example.org/") == ["News", "Sport", "History", "Climate"]


def test_what_goes_by_with_the_day_is_no_menu():
    html = menu(*(link(name, f"/{name.lower()}/") for name in ("World", "Sport", "Culture", "Health")))
    bar = (
        '<nav class="trending-bar"><a href="/heat-wave">Heat wave</a><a href="/world-cup">World Cup</a><a href="/trial">The trial</a></nav>'
    )
    assert labels(html.replace(b"</header>", bar.encode() + b"</header>")) == ["World", "Sport", "Culture", "Health"]


def test_names_of_a_box_around_the_whole_page_say_nothing():
    html = menu(*(link(name, f"/{name.lower()}/") for name in ("World", "Sport", "Culture", "Health")))
    body = "".join(f'<a href="/category/topic{n}">Topic {n}</a>' for n in range(4)).encode()
    html = html.replace(b"<header>", b'<div class="has-sidebar menu-wrapper footer-fixed"><header>').replace(
        b"</main>", body + b"</main></div>"
    )
    assert labels(html) == ["World", "Sport", "Culture", "Health"]


def test_a_page_without_links_has_no_sections():
    assert section_links(b"", HOME) == []
    assert section_links(b"<html><body><p>Nothing here.</p></body></html>", HOME) == []


def test_the_replica_has_exactly_its_sections_and_regions():
    from newscrawl.replica.editions import EDITIONS

    with Replica(articles=60) as replica:
        for edition in EDITIONS:
            home = f"{replica.origin}{edition.prefix}/"
            found = sections_of(Page(fetch(home), home))
            expected = {(s.label, s.path, s.kind, s.parent or None) for s in (*edition.sections, *edition.regions)}
            assert {(s.label, s.url.removeprefix(replica.origin), s.kind, s.parent) for s in found} == expected


def fetch(url: str) -> bytes:
    from urllib.request import urlopen

    with urlopen(url) as answer:
        return answer.read()


@pytest.mark.parametrize(
    "turns",
    [
        [("2", "/page/2/"), ("3", "/page/3/"), ("20", "/page/20/"), ("Next", "/page/2/")],
        [("Zurück", "/page/1"), ("[2]", "/page/2"), ("Weiter »", "/page/3"), ("Letzte", "/page/99")],
        [("«", "/?page=0"), ("2", "/?page=2"), ("3", "/?page=3"), ("»", "/?page=2"), ("上一页", "/?page=1")],
    ],
)
def test_what_turns_the_pages_of_the_front_page_is_no_section(turns: list[tuple[str, str]]):
    sections = [link(name, f"/{name.lower()}/") for name in ("Politics", "Economy", "Sport")]
    pager = "".join(f"<li>{link(*turn)}</li>" for turn in turns)
    assert labels(menu(*sections).replace(b"</main>", f'</main><nav class="pager"><ul>{pager}</ul></nav>'.encode())) == [
        "Politics", "Economy", "Sport",
    ]  # fmt: skip
    assert labels(f"<html><body><main><nav><ul>{pager}</ul></nav></main></body></html>".encode()) == []


def test_a_section_of_its_own_name_is_found_in_a_list_without_services():
    services = [link(name, f"/{name.lower()}/") for name in ("About", "Contact", "Search")]
    sections = [link(name, f"/{name.lower()}/") for name in ("Politics", "Economy", "Culture", "Harbour")]
    inner = f"<nav><ul>{''.join(f'<li>{section}</li>' for section in sections)}</ul></nav></main>"
    html = menu(*sections, *services).replace(b"</main>", inner.encode())
    assert labels(html) == ["Politics", "Economy", "Culture", "Harbour"]
