"""What can happen to the replica, and that it happens when it is told to."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from newscrawl.replica.accidents import Accident, Kind
from newscrawl.replica.server import Replica

START = datetime.fromisoformat("2026-01-06T12:00:00+00:00")
DAY = timedelta(days=1)


def site(*accidents: Accident, clock: datetime = START + DAY) -> Replica:
    """A replica that is asked without a server's thread."""
    replica = Replica(articles=60, daily=20, clock=clock, accidents=accidents)
    replica._server.server_close()
    return replica


def page(replica: Replica, path: str, host: str = "127.0.0.1:8008") -> Any:
    return replica.answer(path, host)


def newest(replica: Replica, form: str = "full") -> dict[str, Any]:
    """The truth of the newest article with a text."""
    return next(article for article in reversed(replica.truth()["articles"]) if article["body"] and article["form"] == form)


def published_after(replica: Replica, moment: datetime, section: str | None = None) -> int:
    return sum(
        datetime.fromisoformat(article["published_at"]) > moment and section in (None, article["section"])
        for article in replica.truth()["articles"]
    )


def test_a_silent_section_brings_nothing_and_its_listing_neither() -> None:
    quiet, usual = site(Accident(Kind.SILENT_SECTION, START)), site()
    assert published_after(quiet, START, "Politics") == 0 < published_after(usual, START, "Politics")
    assert published_after(quiet, START, "Economy") == published_after(usual, START, "Economy")
    for path in ("/sitemaps/all/sitemap-2026-1.xml", "/sitemaps/news.xml", "/news/politics", "/"):
        for article in usual.truth()["articles"]:
            if article["section"] == "Politics" and datetime.fromisoformat(article["published_at"]) > START:
                assert f'"{article["path"]}"' not in page(quiet, path).body
                assert page(quiet, article["path"]).status == 404


def test_half_of_the_volume_is_missing() -> None:
    assert published_after(site(Accident(Kind.HALVED, START)), START) == pytest.approx(published_after(site(), START) / 2, abs=2)


@pytest.mark.parametrize(
    ("kind", "there", "gone"),
    [
        (Kind.STANDING, "2026-01-06T12:00:00", ""),
        (Kind.EMPTY, "<h1>", "p-content"),
        (Kind.REDESIGN, "story-text", "p-content"),
    ],
)
def test_pages_change_while_it_lasts_and_not_before_and_after(kind: Kind, there: str, gone: str) -> None:
    during, after = site(Accident(kind, START)), site(Accident(kind, START, START + DAY / 2))
    path = newest(during)["path"]
    changed, usual, before = (page(replica, path) for replica in (during, after, site()))
    assert there in changed.body
    assert not gone or gone not in changed.body
    assert (usual.body.replace(after.origin, ""), usual.mark) == (re.sub(r"http://127.0.0.1:(?!8008)\d+", "", before.body), before.mark)
    assert changed.mark != usual.mark  # a visitor that has the old page is given the new one


def test_a_redesign_keeps_text_and_mark_up_whole() -> None:
    replica = site(Accident(Kind.REDESIGN, START))
    article = newest(replica)
    body = page(replica, article["path"]).body
    assert all(f"<p>{line}" in body for line in article["body"].split("\n\n")[:1])
    for tag in ("div", "main", "ul"):
        assert len(re.findall(f"<{tag}[ >]", body)) == body.count(f"</{tag}>"), tag


def test_a_wrong_zone_is_three_hours_late() -> None:
    wrong = site(Accident(Kind.ZONE, START))
    article = newest(wrong)
    told = re.search(r'article:published_time" content="([^"]+)0"', page(wrong, article["path"]).body)
    assert told
    late = datetime.fromisoformat(f"{told[1]}+00:00") - datetime.fromisoformat(article["published_at"])
    assert late == timedelta(hours=3)


def test_in_a_flood_an_article_stands_under_four_addresses_for_good() -> None:
    flood = Accident(Kind.FLOOD, START, START + DAY)
    replica = site(flood, clock=START + 2 * DAY)
    listing = page(site(flood), "/news/politics").body
    copies = set(re.findall(r'href="([^"]+--\d)"', listing))
    assert copies
    one = next(iter(copies))
    assert [page(replica, f"{one[:-1]}{number}").status for number in (2, 3, 4)] == [200] * 3
    assert f'<link rel="canonical" href="http://127.0.0.1:8008{one}">' in page(replica, one).body


@pytest.mark.parametrize(
    ("kind", "path", "status"),
    [(Kind.CHALLENGE, "/", 403), (Kind.CHALLENGE, "/robots.txt", 200), (Kind.MOVED, "/news/politics?page=2", 301), (Kind.MOVED, "/", 301)],
)
def test_the_whole_site_answers_otherwise(kind: Kind, path: str, status: int) -> None:
    replica = site(Accident(kind, START))
    found = page(replica, path)
    assert found.status == status
    if kind is Kind.MOVED:
        assert found.headers["Location"] == f"{replica.origin.replace('127.0.0.1', 'localhost')}{path}"
        assert page(replica, path, "localhost:8008").status == 200


def test_robots_txt_forbids_most_of_it() -> None:
    assert "Disallow: /news/\nDisallow: /articles/\n" in page(site(Accident(Kind.ROBOTS, START)), "/robots.txt").body
    assert "Disallow: /news/" not in page(site(), "/robots.txt").body


def test_a_busier_replica_publishes_so_many_a_day() -> None:
    assert published_after(site(), START) == pytest.approx(20, abs=3)
