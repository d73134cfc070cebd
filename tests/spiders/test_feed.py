"""scrapy crawl feed, the real command on real servers."""

from __future__ import annotations

import json
import subprocess
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import Crawls
from tests.spiders.shelf import Reply, Shelf, article, page

CLOCK = "2026-01-05T12:00:00+00:00"
STORIES = {
    f"/news/the-council-decides-about-ferry-line-{number}": article(f"The council decides about ferry line {number}")
    for number in "one two three".split()
}
ONE, TWO, THREE = STORIES
DAYS = {"-1": "Sun, 04 Jan 2026 10:00:00 GMT", "0": "Mon, 05 Jan 2026 10:00:00 GMT"}


def rss(*paths: str, day: str = "0", title: str = "T") -> Reply:
    items = "".join(f"<item><title>{title}</title><link>{path}</link><pubDate>{DAYS[day]}</pubDate></item>" for path in paths)
    return Reply(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")


def crawl(crawls: Crawls, home: str, *arguments: str, clock: str = CLOCK) -> subprocess.CompletedProcess[str]:
    where = ["-a", f"home={home}"] if any(argument.startswith("site=") for argument in arguments) else ["-a", f"url={home}"]
    return crawls.call("feed", *where, *arguments, private=urlsplit(home).netloc, clock=clock)


def of(shelf: Shelf, crawls: Crawls, *arguments: str, clock: str = CLOCK) -> list[str]:
    """The articles that a run asks for, in order."""
    shelf.asked.clear()
    ended = crawl(crawls, shelf.home, *arguments, clock=clock)
    assert ended.returncode == 0, ended.stderr
    return [path for path in shelf.asked if path in STORIES]


def declared(*paths: str) -> str:
    return "".join(f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in paths)


@pytest.mark.parametrize("arguments", [("-a", "site=replica"), ()], ids=["profile", "no profile"])
def test_the_feed_of_the_replica_gives_its_newest_articles(crawls: Crawls, arguments: tuple[str, ...]) -> None:
    with Replica(articles=60, clock=CLOCK) as replica:
        ended = crawl(crawls, replica.home, *arguments)
        assert ended.returncode == 0, ended.stderr
        true = {one["canonical_url"] for one in replica.truth()["articles"]}
    stored = {row[0] for row in crawls.rows("SELECT canonical_url FROM articles")}
    assert len(stored) == 20
    assert stored <= true
    assert crawls.rows("SELECT channel, section, count(*) FROM sightings GROUP BY 1, 2") == [("feed", "/feed.atom", 20)]


MENU = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("politics", "economy", "sports", "culture"))
    + "</ul></nav>"
)
SECTIONS = {f"/{name}": page(body=MENU) for name in ("politics", "economy", "sports", "culture")}


@pytest.mark.parametrize(
    "replies",
    [
        {"/": page(declared("/x/latest")), "/x/latest": rss(ONE)},
        {"/": page(body='<footer><a href="/rss">RSS</a></footer>'), "/rss": rss(ONE)},
        {
            "/": page(body='<footer><a href="/rss">RSS</a></footer>'),
            "/rss": page(body='<a href="/feeds/news.xml">News</a>'),
            "/feeds/news.xml": rss(ONE),
        },
        {"/": page(body=MENU), **SECTIONS, "/sports": page(declared("/x/sports"), MENU), "/x/sports": rss(ONE)},
        {"/feed/": rss(ONE)},
        {
            "/feed.json": Reply(
                json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": ONE}]}), "application/feed+json"
            )
        },
        {"/": page(declared("/x/forbidden", "/x/latest")), "/x/forbidden": Reply("no", status=403), "/x/latest": rss(ONE)},
        {
            "/": page(declared(*(f"/x/{number}" for number in range(8)), "/x/latest")),
            **{f"/x/{n}": Reply("no", status=403) for n in range(8)},
            "/x/latest": rss(ONE),
        },
    ],
    ids=["declared", "linked", "linked from a page of feeds", "declared by a section", "usual", "json", "one refused", "many refused"],
)
def test_where_feeds_are(crawls: Crawls, replies: dict[str, Reply]) -> None:
    with Shelf({**STORIES, **replies}) as shelf:
        assert of(shelf, crawls) == [ONE]
    assert crawls.rows("SELECT count(*) FROM articles") == [(1,)]


def test_the_usual_addresses_are_tried_only_where_no_feed_is_named(crawls: Crawls) -> None:
    with Shelf({**STORIES, "/": page(declared("/x/latest")), "/x/latest": rss(ONE), "/feed/": rss(TWO)}) as shelf:
        assert of(shelf, crawls) == [ONE]
        assert "/feed/" not in shelf.asked


def test_the_newest_of_all_feeds_come_first_and_what_a_feed_says_is_older_never(crawls: Crawls) -> None:
    site = {"/": page(declared("/x/a", "/x/b")), "/x/a": rss(ONE, day="-1"), "/x/b": rss(TWO, THREE)}
    with Shelf({**STORIES, **site}) as shelf:
        assert set(of(shelf, crawls, "-a", "limit=2")) <= set(STORIES)
        assert of(shelf, Crawls(crawls.folder / "since"), "-a", "since=2026-01-05") == [TWO, THREE]
        assert of(shelf, Crawls(crawls.folder / "until"), "-a", "until=2026-01-04") == [ONE]


def test_the_page_decides_which_day_an_article_is_of(crawls: Crawls) -> None:
    site = {"/": page(declared("/x/a")), "/x/a": rss(ONE), ONE: article("An old story about the ferry", "2025-03-01T10:00:00+00:00")}
    with Shelf({**STORIES, **site}) as shelf:
        assert of(shelf, crawls, "-a", "since=2026-01-05") == [ONE]
    assert crawls.rows("SELECT state FROM links WHERE kind = 'article'") == [("outside",)]


def test_a_known_article_is_read_again_only_where_the_feed_says_that_it_changed(crawls: Crawls) -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{0}</title><link href="{1}"/><id>1</id><updated>{2}</updated></entry></feed>'
    with Shelf({**STORIES, "/feed.atom": Reply(atom.format("T", ONE, "2026-01-05T10:00:00Z"), "application/atom+xml")}) as shelf:
        assert of(shelf, crawls) == [ONE]
        shelf.replies["/feed.atom"].body = atom.format("Another title", ONE, "2026-01-05T10:00:00Z")
        assert of(shelf, crawls, clock="2026-01-06T12:00:00+00:00") == []
        shelf.replies["/feed.atom"].body = atom.format("T", ONE, "2026-01-06T13:00:00Z")
        assert of(shelf, crawls, clock="2026-01-07T12:00:00+00:00") == [ONE]


@pytest.mark.parametrize(
    ("replies", "code", "said"),
    [
        ({}, 6, "none of these is there"),
        ({"/feed/": page()}, 6, "none of these is there"),
        ({"/feed/": Reply("no", status=403)}, 3, "each was refused"),
        ({"/": Reply("no", status=403)}, 3, "refuses"),
    ],
    ids=["none", "html", "feed refused", "site refuses"],
)
def test_how_a_run_without_articles_ends(crawls: Crawls, replies: dict[str, Reply], code: int, said: str) -> None:
    with Shelf(replies) as shelf:
        ended = crawl(crawls, shelf.home)
    assert ended.returncode == code, ended.stderr
    assert said in ended.stderr
