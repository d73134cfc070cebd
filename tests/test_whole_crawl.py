"""The whole way of every article: the replica is crawled by the real command, and its own truth is held against the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.items import Article
from newscrawl.replica.server import Replica
from newscrawl.replica.view import CANONICAL
from newscrawl.store.articles import stored
from newscrawl.store.completeness import cells, estimate
from newscrawl.store.database import Store
from tests.conftest import Crawls

DAYS = ("2026-01-05T12:00:00+00:00", "2026-01-06T12:00:00+00:00")
UNORDERED = ("sections", "regions", "tags", "links")


class Days:
    """Two crawls of the replica, one day apart: what its truth was, what the store held, what was fetched."""

    def __init__(self, folder: Path):
        self.crawls = Crawls(folder)
        self.truths: list[dict[str, Any]] = []
        self.articles: list[dict[str, Article]] = []
        self.fetched: list[list[str]] = []
        with Replica(clock=DAYS[0]) as replica:
            for day in DAYS:
                replica.set_clock(day)
                replica.requests.clear()
                self.ended = self.crawls.run(replica.home, "-a", "site=replica", clock=day)
                assert self.ended.returncode == 0, self.ended.stderr
                told = json.dumps(replica.truth()).replace(replica.origin, CANONICAL)
                self.truths.append(json.loads(told))
                self.articles.append(self._stored())
                self.fetched.append([path for _, path, _ in replica.requests])
            self.other_road = self.crawls.call(
                "sitemap", "-a", "site=replica", "-a", f"home={replica.home}", private=urlsplit(replica.home).netloc, clock=DAYS[1]
            )
        self.after_other_road = self._stored()

    def _stored(self) -> dict[str, Article]:
        store = Store(f"sqlite:///{self.crawls.store}")
        found = {article.canonical_url: article for _, article in stored(store, "replica")}
        store.close()
        return found


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    return Days(tmp_path_factory.mktemp("days"))


def reachable(truth: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The articles that can be read without a browser."""
    return {article["canonical_url"]: article for article in truth["articles"] if article["canonical_url"] not in truth["needs_browser"]}


@pytest.mark.parametrize("day", [0, 1])
def test_every_article_of_the_menu_is_found_and_nothing_else(days: Days, day: int) -> None:
    found, true = days.articles[day], reachable(days.truths[day])
    gone = {url for url in days.articles[0] if url not in true}
    assert true.keys() - found.keys() == set()
    assert found.keys() - true.keys() - gone == set()


def differences(articles: dict[str, Article], truth: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, Any, Any]]:
    for url, true in truth.items():
        got = asdict(articles[url])
        for field in true.keys() & got.keys():
            one, two = true[field], got[field]
            if field.endswith("_at") and one:
                one = datetime.fromisoformat(one)
            if field in UNORDERED:
                one, two = sorted(one or [], key=str), sorted(two, key=str)
            if one != two:
                yield url, field, one, two


def test_the_fields_are_as_the_site_meant_them(days: Days) -> None:
    true = reachable(days.truths[0])
    found = list(differences(days.articles[0], true))
    compared = sum(len(article.keys() & asdict(next(iter(days.articles[0].values()))).keys()) for article in true.values())
    report = "\n".join(f"{field} of {url}: {got!r}, not {one!r}" for url, field, one, got in found[:20])
    assert len(found) <= compared * 0.01, f"{len(found)} of {compared} fields differ:\n{report}"


def test_the_log_has_a_line_for_each_version(days: Days) -> None:
    lines = [json.loads(line) for line in (days.crawls.folder / "replica.jsonl").read_text("utf-8").splitlines()]
    versions = days.crawls.rows("SELECT article_id, content_hash FROM versions ORDER BY id")
    assert [(line["id"], line["content_hash"]) for line in lines] == versions


def test_a_day_later_edits_are_versions_all_and_only_those(days: Days) -> None:
    before, after = (reachable(truth) for truth in days.truths)
    content = ("title", "summary", "body", "authors")
    edited = {url for url in before.keys() & after.keys() if any(before[url][name] != after[url][name] for name in content)}
    versions = {row[0] for row in days.crawls.rows("SELECT a.canonical_url FROM articles a WHERE a.versions > 1")}
    assert versions == edited != set()


def test_a_day_later_no_article_is_fetched_that_nothing_calls_changed(days: Days) -> None:
    before, after = (reachable(truth) for truth in days.truths)
    called = {
        after[url]["path"]
        for url in after
        if url not in before or after[url]["modified_at"] != before[url]["modified_at"] or after[url]["title"] != before[url]["title"]
    }
    unchanged = {article["path"] for article in after.values()} - called
    assert unchanged & {path.partition("?")[0] for path in days.fetched[1]} == set()


def test_what_the_site_refuses_is_never_asked_for(days: Days) -> None:
    assert [path for fetched in days.fetched for path in fetched if path.startswith(("/print/", "/search"))] == []


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT note FROM sections WHERE label = 'Digital Series'", [("needs a browser",)]),
        ("SELECT count(*) FROM links WHERE state IN ('open', 'leased')", [(0,)]),
        ("SELECT DISTINCT reason FROM runs", [("finished",)]),
        ("SELECT count(*) FROM articles WHERE kind = 'video' AND status = 'bodiless' AND reason IS NULL", [(0,)]),
        ("SELECT count(*) FROM sightings s JOIN articles a ON a.id = s.article_id WHERE a.kind = 'page'", [(0,)]),
    ],
)
def test_the_store_tells_how_it_went(days: Days, sql: str, expected: list[tuple[Any, ...]]) -> None:
    assert days.crawls.rows(sql) == expected


def test_by_the_sitemap_the_articles_that_need_a_browser_are_found_too(days: Days) -> None:
    assert days.other_road.returncode == 0, days.other_road.stderr
    true = {article["canonical_url"] for article in days.truths[1]["articles"]}
    assert true - days.after_other_road.keys() == set()


def test_two_roads_tell_how_many_articles_there_are(days: Days) -> None:
    store = Store(f"sqlite:///{days.crawls.store}")
    found = cells(store, "replica")
    store.close()
    there_are = len(days.truths[1]["articles"])
    assert estimate(found) == pytest.approx(there_are, rel=0.03)
    assert sum(cell.stored for cell in found) >= there_are
    politics = [cell for cell in found if cell.section == "Politics"]
    assert sum(cell.seen for cell in politics if "menu" in cell.roads) >= 80
