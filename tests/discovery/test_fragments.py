"""What a "load more" endpoint answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawl.discovery import fragment_links
from newscrawl.site import Links, Site

ASKED = "https://news.example/api/more?section=politics&page=2"
JSON = "application/json; charset=utf-8"
TITLES = ["A story of the day, number one", "A story of the day, number two"]


def answered(data: Any, url: str = ASKED) -> tuple[list[tuple[str, str]], str | None]:
    links, following = fragment_links(json.dumps(data).encode(), JSON, url)
    return [(link.url, link.text) for link in links if link.is_article], following


EXPECTED = [("https://news.example/politics/one", TITLES[0]), ("https://news.example/politics/two", TITLES[1])]


@pytest.mark.parametrize(
    "data",
    [
        {"items": [{"title": title, "url": f"/politics/{slug}"} for title, slug in zip(TITLES, ("one", "two"), strict=True)]},
        [
            {"headline": TITLES[0], "link": "https://news.example/politics/one"},
            {"headline": TITLES[1], "link": "https://news.example/politics/two"},
        ],
        {
            "data": {
                "results": {
                    "list": [
                        {"id": 1, "title": {"rendered": TITLES[0]}, "link": "/politics/one"},
                        {"id": 2, "title": {"rendered": f"<b>{TITLES[1]}</b>"}, "link": "/politics/two"},
                    ]
                }
            }
        },
        {"html": f'<li><h3><a href="/politics/one">{TITLES[0]}</a></h3></li><li><h3><a href="/politics/two">{TITLES[1]}</a></h3></li>'},
    ],
)
def test_items_are_found_at_any_depth(data: Any):
    links, following = answered(data)
    assert links == EXPECTED
    assert following == "https://news.example/api/more?section=politics&page=3"


ITEMS = {"items": [{"title": TITLES[0], "url": "/politics/one"}]}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"next": "/api/more?section=politics&cursor=abc"}, "https://news.example/api/more?section=politics&cursor=abc"),
        ({"meta": {"next_page": 3}}, "https://news.example/api/more?section=politics&page=3"),
        ({"next": None}, None),
        ({"has_more": False}, None),
        ({"pagination": {"hasNext": False}}, None),
    ],
)
def test_the_answer_says_what_follows(more: dict[str, Any], expected: str | None):
    assert answered(ITEMS | more)[1] == expected


def test_an_answer_without_links_ends_the_listing():
    assert answered({"items": []}) == ([], None)
    assert fragment_links(b"", "text/html", ASKED) == ([], None)
    assert fragment_links(b"\xff{not json", JSON, ASKED) == ([], None)


def test_dates_of_items_are_read():
    data = {
        "items": [
            {"title": TITLES[0], "url": "/politics/one", "date": "14 Nov 2025"},
            {"title": TITLES[1], "url": "/politics/two", "published_at": "2025-11-14T10:00:00Z"},
        ]
    }
    links, _ = fragment_links(json.dumps(data).encode(), JSON, ASKED)
    assert [link.seen.isoformat() for link in links if link.seen] == ["2025-11-14T00:00:00", "2025-11-14T10:00:00+00:00"]


def test_a_piece_of_html_has_its_own_button():
    html = f'<div class="item"><h3><a href="/politics/one">{TITLES[0]}</a></h3></div><button class="load-more" data-url="/api/more?section=politics&amp;page=3" data-page="3">Load more</button>'
    links, following = fragment_links(html.encode(), "text/html; charset=utf-8", ASKED)
    assert [link.url for link in links if link.is_article] == ["https://news.example/politics/one"]
    assert following == "https://news.example/api/more?section=politics&page=3"


def test_patterns_of_the_site_decide():
    site = Site("news", "https://news.example/", links=Links(article=["/two$"]))
    data = {"items": [{"title": title, "url": f"/politics/{slug}"} for title, slug in zip(TITLES, ("one", "two"), strict=True)]}
    links, _ = fragment_links(json.dumps(data).encode(), JSON, ASKED, site)
    assert [link.url for link in links if link.is_article] == ["https://news.example/politics/two"]
