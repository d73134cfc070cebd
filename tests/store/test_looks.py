from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from newscrawl.site import Revisit
from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.history import events_of
from newscrawl.store.link import Link
from newscrawl.store.looks import interval, longer
from newscrawl.urls import article_id
from tests.store.conftest import HOUR, NOON, article

DAY = 24 * HOUR
RULE = Revisit(first=1, growth=2, longest=100)


@pytest.mark.parametrize(
    ("age", "wait"),
    [(timedelta(minutes=5), HOUR), (6 * HOUR, 6 * HOUR), (3 * DAY, 3 * DAY), (1000 * DAY, 100 * DAY), (-HOUR, HOUR)],
)
def test_a_young_article_is_looked_at_soon_and_an_old_one_late(age: timedelta, wait: timedelta) -> None:
    assert interval(RULE, age) == wait


def test_each_look_without_an_edit_makes_the_wait_longer_up_to_a_bound() -> None:
    waits = [HOUR]
    while len(waits) < 14:
        waits.append(longer(RULE, waits[-1]))
    assert waits[:4] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]
    assert waits[-1] == 100 * DAY


class Years:
    """A site's frontier through the runs of a cron job, and when each article was looked at."""

    def __init__(self, store: Store, rule: Revisit = RULE):
        self.store, self.rule = store, rule

    def run(self, now: datetime, articles: list[int] = (), edition: int = 1, **ends: dict[str, object]) -> list[str]:
        """One run: finds these articles and looks at what is due; the addresses that were fetched. ``ends``: how links end, by number."""
        self.frontier = Frontier(self.store, "a-site", runs.begin(self.store, "a-site", "sections", {}, now), revisit=self.rule)
        self.frontier.reopen(now)
        self.frontier.look(self.rule.budget, now)
        self.frontier.open_due()
        self.frontier.add([Link(article(number).url, section="Politics") for number in articles], now)
        fetched = []
        while taken := self.frontier.take(1, now):
            (link,) = taken
            number = int(link.url.rpartition("/")[2])
            fetched.append(link.url)
            change = {"title": f"Edition {edition}", "content_hash": f"{number}, edition {edition}"}
            self.close(link, number, now, change, ends.get(f"n{number}", {}))
        return [url.rpartition("/")[2] for url in fetched]

    def close(self, link: Link, number: int, now: datetime, change: dict[str, object], end: dict[str, object]) -> None:
        if "state" not in end and not end.get("unmodified"):
            link.article = article(number, **{"id": article_id(link.url), "crawled_at": now, "published_at": NOON - HOUR, **change})
            link.published_at = link.article.published_at
            save(self.store, link.article, self.frontier.run, now)
        for name, value in end.items():
            setattr(link, name, value)
        self.frontier.close(link, now)


def test_an_article_is_looked_at_when_it_is_twice_as_old_and_again_soon_after_an_edit(store: Store) -> None:
    years = Years(store)
    years.run(NOON, [1])  # one hour old
    looks = [hour for hour in range(1, 40) if years.run(NOON + hour * HOUR, edition=1 + (hour >= 7))]
    assert looks == [1, 3, 7, 8, 10, 14, 22, 38]


def test_a_second_run_at_once_looks_at_nothing(store: Store) -> None:
    years = Years(store)
    years.run(NOON, [1, 2, 3])
    assert years.run(NOON + HOUR / 60) == []


def test_a_304_counts_as_a_look_and_keeps_the_article(store: Store) -> None:
    years = Years(store)
    years.run(NOON, [1])
    assert years.run(NOON + HOUR, n1={"unmodified": True}) == ["1"]
    assert years.run(NOON + 2 * HOUR) == []
    assert years.run(NOON + 3 * HOUR) == ["1"]
    assert events_of(store, article_id(article(1).url)) == []


def test_a_server_that_always_says_304_is_asked_for_the_whole_page_every_fourth_time(store: Store) -> None:
    years = Years(store, Revisit(first=1, growth=1.1, longest=0.1))
    years.run(NOON, [1])
    asked = []
    for turn in range(1, 9):
        now = NOON + turn * DAY
        frontier = Frontier(store, "a-site", runs.begin(store, "a-site", "sections", {}, now), revisit=years.rule)
        frontier.look(9, now)
        frontier.open_due()
        (link,) = frontier.take(1, now)
        asked.append(link.conditional)
        link.unmodified = True
        frontier.close(link, now)
    assert asked == [True, True, True, False] * 2


def test_a_small_budget_goes_to_the_young_and_a_quarter_of_it_to_those_that_wait_longest(store: Store) -> None:
    years = Years(store, Revisit(budget=4))
    for number in range(1, 13):
        years.run(NOON + number * HOUR / 60, [number])
    assert sorted(map(int, years.run(NOON + 20 * DAY))) == [1, 10, 11, 12]


def test_a_sitemaps_word_that_nothing_changed_saves_the_look_but_for_every_fourth(store: Store) -> None:
    years = Years(store, Revisit(first=1, growth=1.1, longest=0.1))
    years.run(NOON, [1, 2])
    saved = []
    for turn in range(1, 9):
        now = NOON + turn * DAY
        frontier = Frontier(store, "a-site", runs.begin(store, "a-site", "sections", {}, now), revisit=years.rule)
        frontier.look(9, now)
        saved.append(frontier.vouch({Link(article(1).url).key: NOON - HOUR}, now))
        frontier.open_due()
        for link in frontier.take(9, now):
            link.unmodified = True
            frontier.close(link, now)
    assert saved == [1, 1, 1, 0] * 2


def kinds(store: Store, number: int = 1) -> list[str]:
    return [event.kind for event in events_of(store, article_id(article(number).url))]


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ([{"state": "gone", "reason": "HTTP 410"}], ["gone"]),
        ([{"state": "failed", "reason": "HTTP 404"}], []),
        ([{"state": "failed", "reason": "HTTP 404"}, {"state": "gone", "reason": "HTTP 404"}], ["gone"]),
        ([{"state": "gone", "reason": "HTTP 410"}, {"state": "gone", "reason": "HTTP 410"}], ["gone"]),
        ([{"state": "gone", "reason": "HTTP 410"}, {}], ["gone", "back"]),
    ],
)
def test_what_vanishes_and_what_comes_back_are_events(store: Store, ends: list[dict[str, object]], found: list[str]) -> None:
    years = Years(store)
    years.run(NOON, [1])
    for turn, end in enumerate(ends, 1):
        assert years.run(NOON + turn * 60 * DAY, n1=end) == ["1"]
    assert kinds(store) == found


def test_an_article_that_moved_keeps_its_id_and_is_looked_at_under_its_new_address(store: Store) -> None:
    years = Years(store)
    years.run(NOON, [1])
    old = article_id(article(1).url)
    moved = article(1, id=old, url="https://news.example/politics/77", crawled_at=NOON + DAY)
    assert years.run(NOON + DAY, n1={"target": moved.url, "article": moved}) == ["1"]
    assert kinds(store) == ["moved"]
    assert years.run(NOON + 9 * DAY, n77={"article": moved}) == ["77"]
    assert kinds(store) == ["moved"]


@pytest.mark.parametrize(("same", "found"), [(True, ["merged"]), (False, ["gone"])])
def test_an_address_that_leads_to_another_article_is_merged_where_the_texts_are_alike(store: Store, same: bool, found: list[str]) -> None:
    years = Years(store)
    years.run(NOON, [1, 2])
    other = article(2, id=article_id(article(2).url), body="Other words.", **({"title": "Edition 1"} if same else {}))
    years.run(NOON + DAY, n1={"target": other.url, "article": other})
    assert kinds(store) == found
    assert kinds(store, 2) == []


def test_an_article_is_not_gone_while_another_address_leads_to_it(store: Store) -> None:
    years = Years(store)
    years.run(NOON, [1])
    years.run(NOON, [5], n5={"article": article(1, id=article_id(article(1).url))})
    assert "1" in years.run(NOON + DAY, n1={"state": "gone", "reason": "HTTP 410"}, n5={"unmodified": True})
    assert kinds(store) == []
