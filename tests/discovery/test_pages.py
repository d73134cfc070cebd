"""Whether a page that was fetched is an article after all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.discovery import is_article_page
from newscrawl.items import Article
from newscrawl.reading.page import Page

HOME = "https://news.example/"
TEXT = "The council met on Monday to discuss the new bridge across the river. " * 12
CARDS = "".join(f'<article><h2><a href="/politics/story-{n}">A story of the day, number {n}</a></h2></article>' for n in range(10))


def judged(
    path: str, body: str = "", title: str = "Council discusses new bridge", text: str = TEXT, head: str = "", **fields: object
) -> bool:
    html = f'<html><head>{head}</head><body><nav><a href="/politics/">Politics of the town</a></nav><main>{body}</main></body></html>'
    url = HOME + path
    return is_article_page(Page(html.encode(), url), Article(url=url, title=title, body=text, **fields))


DATED = {"published_at": datetime(2024, 5, 3, tzinfo=UTC)}
TOLD = {**DATED, "provenance": {"published_at": "jsonld"}}


def test_an_article_is_one():
    assert judged("politics/council-discusses-new-bridge", "<h1>Council discusses new bridge</h1>")
    assert judged("x", "<h1>Council discusses new bridge</h1>" + f"<aside>{CARDS}</aside>")
    assert judged("x", "<h1>Council discusses new bridge</h1>" + CARDS, **TOLD)
    assert judged(
        "videos/bridge",
        "<h1>A bridge from above</h1>" + CARDS,
        text="A minute above the river.",
        head='<meta property="og:type" content="video.other">',
    )
    assert judged("x.html", '<h1><a href="/">Town News</a></h1><h1><a href="/x.html">Council discusses new bridge</a></h1>')


@pytest.mark.parametrize(
    ("path", "body", "title", "text"),
    [
        ("", "", "Town News", TEXT),
        ("politics/", "<h1>Politics</h1>" + CARDS, "Politics", "A story. " * 20),
        ("latest/", CARDS, "What happened today", "A story. " * 20),
        ("category/politics2.html", '<h1><a href="/">Town News</a></h1>' + CARDS.replace("h2", "h1"), "Town News", "A story. " * 20),
        ("author/jane-doe", "<h1>Jane Doe</h1>", "Jane Doe", "Jane writes about bridges. " * 5),
        ("tag/bridges/", "<h1>Bridges</h1>", "Bridges", ""),
        ("tags.html", "<h1>Tags</h1>", "Town News", ""),
        ("pages/about.html", "<h1>About</h1>", "About", "We are a newspaper."),
        ("politics/", "", "Politics of the town", "A story. " * 20),
        ("politics/gone", "<h1>404</h1>", "404", ""),
        ("politics/gone", "", "Sorry, the page you are looking for is not available.", "Try the front page."),
        ("politics/gone", "", "Seite nicht gefunden", ""),
        ("politics/gone", "", "عذراً، الصفحة غير متوفرة.", ""),
        ("politics/x", "", None, TEXT),
    ],
)
def test_listings_profiles_and_errors_are_none(path: str, body: str, title: str | None, text: str):
    assert not judged(path, body, title, text)


def test_a_page_that_is_gone_is_none():
    assert not judged("politics/council-discusses-new-bridge", status="gone")
