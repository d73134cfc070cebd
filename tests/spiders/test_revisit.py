"""Known articles are looked at again: by the revisit spider, and along with a crawl of the sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import Crawls, served
from tests.spiders.test_links import SLUGS, Town

FIRST, SECOND = "2026-01-05T12:00:00+00:00", "2026-01-06T12:00:00+00:00"


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(articles=60, clock=FIRST) as running:
        yield running


def test_due_articles_are_asked_for_on_condition_and_only_edits_are_read(crawls: Crawls, replica: Replica) -> None:
    replica.set_clock(FIRST)
    crawls.run(replica.home, "-a", "site=replica", clock=FIRST)
    replica.set_clock(SECOND)
    replica.requests.clear()
    due = crawls.rows(f"SELECT count(*) FROM links WHERE look_at <= '{SECOND[:10]} 12:00:00'")[0][0]
    ended = crawls.call("revisit", "-a", "site=replica", "-a", f"home={replica.home}", private=urlsplit(replica.home).netloc, clock=SECOND)
    assert ended.returncode == 0, ended.stderr
    statuses = Counter(status for _, path, status in replica.requests if "/" in path[1:])
    edits = crawls.rows("SELECT count(*) FROM versions WHERE number > 1")[0][0]
    assert statuses[304] + statuses[200] + statuses[410] == due > statuses[304] > 0
    assert statuses[200] >= edits > 0
    assert crawls.rows("SELECT count(*) FROM links WHERE state != 'done' AND article_id IS NOT NULL AND reason != 'HTTP 410'") == [(0,)]


def test_a_site_that_was_never_crawled_has_nothing_to_look_at_again(crawls: Crawls, replica: Replica) -> None:
    ended = crawls.call("revisit", "-a", f"url={replica.home}", private=urlsplit(replica.home).netloc)
    assert ended.returncode == 6
    assert "scrapy crawl sections finds them" in ended.stderr


def test_a_page_that_is_not_found_twice_is_gone_and_one_that_is_found_again_is_back(crawls: Crawls) -> None:
    town = Town()
    lost = {"now": False}
    with served(lambda path: (404, {}, "not found") if lost["now"] and path.endswith(SLUGS["plain"]) else town(path)) as (home, _):
        crawls.run(home, clock=FIRST)
        told = []
        for clock, gone in (("2026-02-01", True), ("2026-02-02", True), ("2026-05-01", False)):
            lost["now"] = gone
            crawls.call("revisit", "-a", f"url={home}", private=urlsplit(home).netloc, clock=f"{clock}T12:00:00+00:00")
            told.append([row[0] for row in crawls.rows("SELECT kind FROM events ORDER BY id")])
    assert told == [[], ["gone"], ["gone", "back"]]
    assert crawls.rows(f"SELECT gone_at, versions FROM articles WHERE url LIKE '%{SLUGS['plain']}'") == [(None, 1)]


@pytest.mark.parametrize("spider", ["feed", "sitemap"])
def test_a_list_that_did_not_change_is_not_sent_again_unless_more_of_it_is_asked_for(crawls: Crawls, replica: Replica, spider: str) -> None:
    replica.set_clock(FIRST)
    statuses = []
    for since in ("2026-01-04", "2026-01-04", "2026-01-03"):
        replica.requests.clear()
        where = ["-a", "site=replica", "-a", f"home={replica.home}", "-a", f"since={since}"]
        crawls.call(spider, *where, private=urlsplit(replica.home).netloc, clock=FIRST)
        statuses.append({int(status) for _, path, status in replica.requests if path in ("/feed.atom", "/sitemaps/news.xml")})
    assert statuses == [{200}, {304}, {200}]
