"""Bylines and dates as templates mark them up, in pages that say nothing else of their authors."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from time import process_time

import pytest

from newscrawl.items import Article
from newscrawl.reading import read_article

TEXT = "".join(
    f"<p>The harbour council met on Monday to decide about the ferry line, and heard what pupils had to say, part {n}.</p>"
    for n in range(6)
)
TITLE = "Council decides about ferry line"


def read(head: str = "", behind: str = "", inside: str = "") -> Article:
    """The article of a page with these in its head, behind its headline and in its text."""
    body = f"<main><article><h1>{TITLE}</h1>{behind}<div>{inside}{TEXT}</div></article></main>"
    page = f"<html lang='en'><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return read_article(page.encode(), "https://news.example/news/council-decides", now=datetime(2026, 3, 20, tzinfo=UTC))


def ld(author: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "author": author}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<span class="author">Jane Doe</span> <span class="author">Joe Roe</span>', ["Jane Doe", "Joe Roe"]),
        ('<a itemprop="author">Jane Doe</a> and <a itemprop="author">Joe Roe</a>', ["Jane Doe", "Joe Roe"]),
        (
            '<div class="author-list"><div class="article-author">Jane Doe</div><div class="article-author">Joe Roe</div></div>',
            ["Jane Doe", "Joe Roe"],
        ),
        ('<div class="byline">By <a href="/author/jane">Jane Doe</a> and Joe Roe</div>', ["Jane Doe", "Joe Roe"]),
        ('<div class="byline"><div class="author__name">Jane Doe</div><div class="author__role">Journalist</div></div>', ["Jane Doe"]),
        ('<div class="byline"><p>Jane Doe</p><p>Professor of Law, University of Leeds</p></div>', ["Jane Doe"]),
        ('<div class="css-1"><a href="/authors/jane-doe">Jane Doe</a></div>', ["Jane Doe"]),
        ('<div data-testid="byline"><span>Jane Doe</span></div>', ["Jane Doe"]),
        ('<div class="x"><a href="/places/new-york">New York</a></div>', []),
        ('<span class="author">By</span> <span class="author">News Staff</span>', ["News Staff"]),
    ],
)
def test_names_are_read_as_the_template_parts_them(byline: str, names: list[str]) -> None:
    assert read(behind=byline).authors == names


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="author" content="Newsroom">', ["Jane Doe"]),
        ('<meta name="author" content="Kite Media Group">', ["Jane Doe"]),
        (ld({"@type": "Organization", "name": "Harbour Gazette"}), ["Jane Doe"]),
        (ld({"@type": "Person", "name": "Joe Roe"}), ["Joe Roe"]),
        (ld({"@type": ["Person", "Organization"], "name": "Joe Roe"}), ["Joe Roe"]),
        (ld([{"@type": "Organization", "name": "Harbour Gazette"}, {"@type": "Person", "name": "Joe Roe"}]), ["Joe Roe"]),
    ],
)
def test_the_outlet_is_the_author_only_where_no_person_is_named(head: str, names: list[str]) -> None:
    assert read(head, '<div class="byline">By <a href="/author/jane">Jane Doe</a></div>').authors == names


def test_the_outlet_is_the_author_where_nobody_else_is() -> None:
    assert read('<meta name="author" content="Newsroom">').authors == ["Newsroom"]


@pytest.mark.parametrize(
    ("dates", "published", "modified"),
    [
        ('<h6 class="date">March 10, 2026</h6><p class="date">March 12, 2026 10:00</p><h6 class="date">March 10, 2026</h6>', "2026-03-10", None),
        ('<time datetime="2026-03-10T08:00Z">10 March</time> <span>Updated:</span> <time datetime="2026-03-11T09:00Z">11 March</time>',
         "2026-03-10T08:00", "2026-03-11T09:00"),
        ("<time>Posted: Mar 10, 2026 4:00 AM EDT | Last Updated: March 11, 2026</time>", "2026-03-10T08:00", "2026-03-11"),
        ('<time data-timestamp="1773129600">a week ago</time>', "2026-03-10T08:00", None),
        ('<p class="date">10 March 2026 08:00 UTC, updated 16:42</p>', "2026-03-10T08:00", "2026-03-10T16:42"),
        ("<p>Updated</p><p>11 March 2026, 09:00 UTC</p><p>Published</p><p>10 March 2026, 08:00 UTC</p>", "2026-03-10T08:00", "2026-03-11T09:00"),
    ],
)  # fmt: skip
def test_dates_are_told_apart_by_their_labels(dates: str, published: str, modified: str | None) -> None:
    article = read(behind=dates)
    for value, wanted in ((article.published_at, published), (article.modified_at, modified)):
        assert (value.astimezone(UTC).isoformat() if value else "None").startswith(str(wanted))


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="data:image/gif;base64,R0lGOD" data-lazy="true" data-src="/media/harbour-at-dawn.jpg">',
        '<img class="lazy" src="data:image/gif;base64,R0lGOD"><noscript><img src="/media/harbour-at-dawn.jpg"></noscript>',
        '<img data-lazy="true" src="/media/harbour-at-dawn.jpg">',
    ],
)
def test_the_picture_of_a_lazy_loader_is_found(picture: str) -> None:
    assert [image.url for image in read(inside=f"<figure>{picture}</figure>").images] == ["https://news.example/media/harbour-at-dawn.jpg"]


@pytest.mark.parametrize("content", [", " * 20000, "x" * 100_000, "12:" * 30_000])
def test_a_hostile_byline_is_read_in_time_that_its_size_allows(content: str) -> None:
    start = process_time()
    read(f'<meta name="author" content="{content}">')
    assert process_time() - start < 3


def test_a_chain_of_pictures_for_those_without_scripts_is_no_chain_of_calls() -> None:
    assert read(inside="<img src='data:x'><noscript>" * 5000).title == TITLE
