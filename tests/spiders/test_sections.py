"""What each argument of scrapy crawl sections does, on the replica over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import Crawls

CLOCK = "2026-01-05T12:00:00+00:00"
BLOG = ("-a", "site=replica", "-a", "sections=blog")


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(clock=CLOCK) as served:
        yield served


def run(crawls: Crawls, replica: Replica, *arguments: str) -> str:
    """The log of a run that must succeed."""
    replica.requests.clear()
    ended = crawls.run(replica.home, *arguments, clock=CLOCK)
    assert ended.returncode == 0, ended.stderr
    return ended.stderr


def fetched(replica: Replica, part: str) -> list[str]:
    return [path for _, path, _ in replica.requests if part in path]


def blog(replica: Replica) -> set[str]:
    return {article["canonical_url"] for article in replica.truth()["articles"] if "Blog" in article["sections"]}


def stored(crawls: Crawls) -> set[str]:
    return {row[0] for row in crawls.rows("SELECT canonical_url FROM articles")}


def test_a_section_alone(crawls: Crawls, replica: Replica) -> None:
    log = run(crawls, replica, *BLOG)
    assert stored(crawls) == blog(replica)
    assert "self-check: front page reached, 28 sections found, 1 chosen; sample article read: title yes, date yes, body yes" in log
    log = run(crawls, replica, *BLOG)
    assert "self-check" not in log
    assert fetched(replica, "/articles/blog/") == []


def test_a_limit_ends_the_run_and_the_next_one_takes_up_what_waits(crawls: Crawls, replica: Replica) -> None:
    run(crawls, replica, *BLOG, "-a", "limit=3")
    assert len(stored(crawls)) == 3
    assert crawls.rows("SELECT reason FROM runs") == [("limit",)]
    run(crawls, replica, *BLOG)
    assert stored(crawls) == blog(replica)
    assert len(fetched(replica, "/articles/blog/")) == len(blog(replica)) - 3


def test_what_waits_in_other_sections_is_left_there(crawls: Crawls, replica: Replica) -> None:
    run(crawls, replica, "-a", "site=replica", "-a", "sections=opinion", "-a", "limit=3")
    run(crawls, replica, *BLOG)
    assert len(stored(crawls)) == 3 + len(blog(replica))


def test_newest_first(crawls: Crawls, replica: Replica) -> None:
    run(crawls, replica, "-a", "site=replica", "-a", "sections=politics", "-a", "limit=5")
    oldest = crawls.rows("SELECT min(published_at) FROM articles")[0][0]
    newer = [a for a in replica.truth()["articles"] if "Politics" in a["sections"] and a["published_at"] > oldest.replace(" ", "T")]
    assert len(newer) <= 6


def test_since_and_until_bound_what_is_kept_and_what_is_fetched(crawls: Crawls, replica: Replica) -> None:
    bounds = ("-a", "since=2025-10-01", "-a", "until=2025-12-15")
    run(crawls, replica, "-a", "site=replica", "-a", "sections=economics", *bounds)
    true = [a for a in replica.truth()["articles"] if "Economy" in a["sections"] and "2025-10-01" <= a["published_at"][:10] <= "2025-12-15"]
    assert stored(crawls) == {article["canonical_url"] for article in true}
    assert len(fetched(replica, "/news/economics/")) <= len(true) + 2


def test_what_max_pages_cut_off_is_found_by_the_next_run(crawls: Crawls, replica: Replica) -> None:
    politics = ("-a", "site=replica", "-a", "sections=politics")
    run(crawls, replica, *politics, "-a", "max_pages=1")
    first = len(stored(crawls))
    assert 10 <= first <= 20
    run(crawls, replica, *politics, "-a", "limit=200")
    assert len(stored(crawls)) >= 100


def test_refresh_reads_known_articles_again_and_makes_no_versions(crawls: Crawls, replica: Replica) -> None:
    run(crawls, replica, *BLOG)
    run(crawls, replica, *BLOG, "-a", "refresh=1")
    assert len(fetched(replica, "/articles/blog/")) == len(blog(replica))
    assert crawls.rows("SELECT max(versions) FROM articles") == [(1,)]


def test_refresh_with_a_limit_reads_so_many_again_and_leaves_no_debt(crawls: Crawls, replica: Replica) -> None:
    run(crawls, replica, *BLOG)
    run(crawls, replica, "-a", "site=replica", "-a", "sections=opinion", "-a", "limit=3")
    waits = "SELECT count(*) FROM links WHERE kind = 'article' AND state = 'open'"
    before = crawls.rows(waits)
    log = run(crawls, replica, *BLOG, "-a", "refresh=1", "-a", "limit=3", "-s", "NEWSCRAWL_CLOCK=2026-01-05T13:00")
    first = fetched(replica, "/articles/")
    assert (len(first), "3 known articles are fetched again" in log, crawls.rows(waits)) == (3, True, before)
    run(crawls, replica, *BLOG, "-a", "refresh=1", "-a", "limit=3", "-s", "NEWSCRAWL_CLOCK=2026-01-05T14:00")
    assert (len(fetched(replica, "/articles/blog/")), set(fetched(replica, "/articles/blog/")) & set(first)) == (3, set())
    run(crawls, replica, *BLOG)
    assert fetched(replica, "/articles/blog/") == []
    run(crawls, replica, *BLOG, "-a", "refresh=1")
    assert (len(fetched(replica, "/articles/blog/")), crawls.rows(waits)) == (len(blog(replica)), before)


def test_scrapys_own_feeds_work_as_everyone_expects(crawls: Crawls, replica: Replica) -> None:
    out = crawls.folder / "out.jsonl"
    run(crawls, replica, *BLOG, "-O", str(out))
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    log = [json.loads(line) for line in (crawls.folder / "replica.jsonl").read_text("utf-8").splitlines()]
    assert {line["canonical_url"] for line in lines} == blog(replica) == {line["canonical_url"] for line in log}
    assert {line["id"]: line["body"] for line in lines} == {line["id"]: line["body"] for line in log}


def test_the_profile_of_the_first_site_reads_its_replica(crawls: Crawls, replica: Replica) -> None:
    run(crawls, replica, "-a", "site=english-almayadeen", "-a", "sections=opinion", "-a", "limit=5")
    rows = crawls.rows("SELECT url, title, published_at, published_offset, authors FROM articles")
    assert len(rows) == 5
    assert all(row[0].startswith("https://english.almayadeen.net/") and all(row[1:3]) and row[3] in (0, 120, 180) for row in rows)


@pytest.mark.parametrize(("edition", "sections"), [("ar/", 3), ("es/", 3)])
def test_the_other_editions_are_sites_of_their_own(crawls: Crawls, replica: Replica, edition: str, sections: int) -> None:
    ended = crawls.run(replica.home + edition, clock=CLOCK)
    assert ended.returncode == 0, ended.stderr
    truth = replica.truth()[edition.strip("/")]
    paths = {article["path"] for article in truth["articles"]}
    assert {row[0] for row in crawls.rows("SELECT language FROM articles")} == {edition.strip("/")}
    assert crawls.rows("SELECT count(*) FROM articles") == [(len(paths),)]
    assert crawls.rows("SELECT count(DISTINCT section) FROM sightings")[0][0] >= sections
