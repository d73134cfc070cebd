"""The site is a function of seed, number and clock; the clock moves edits and new articles."""

from __future__ import annotations

from functools import cache

import pytest

from newscrawl.clock import parse_moment
from newscrawl.replica.answers import Answer
from newscrawl.replica.editions import ENGLISH, Edition
from newscrawl.replica.frame import TICKER
from newscrawl.replica.routes import answer
from newscrawl.replica.server import CLOCK, full_truth, view_at, worlds
from newscrawl.replica.view import View
from newscrawl.replica.world import World

CONTENT = ("title", "summary", "body")


kept = cache(worlds)


def views(day: int = 5, worlds: dict[Edition, World] | None = None, seed: int = 1) -> dict[Edition, View]:
    moment = parse_moment(f"2026-01-{day:02}T12:00:00+00:00")
    return {edition: view_at(world, moment) for edition, world in (worlds or kept(seed=seed)).items()}


@cache
def told(**arguments: int) -> dict[str, dict]:
    return {article["id"]: article for article in full_truth(views(**arguments))["articles"]}


def pages(worlds: dict[Edition, World]) -> list[Answer]:
    english = views(worlds=worlds)[ENGLISH]
    paths = ["/", "/news/politics", "/regions/asia", "/sitemaps/all.xml", "/feed.atom", *(plan.path for plan in english.world.plans[-40:])]
    return [answer(english, path, "") for path in paths]


def test_same_seed_and_clock_same_bytes_but_for_the_ticker() -> None:
    once, again = pages(worlds()), pages(worlds())
    assert [page.body for page in once] == [page.body for page in again]
    assert all(page.body.count(TICKER) == 1 for page in once if page.type.startswith("text/html"))


def test_another_seed_is_another_site() -> None:
    one, two = told(seed=1).keys(), told(seed=2).keys()
    assert len(one & two) < len(one) / 50  # short headlines may meet


def test_a_day_brings_new_articles_and_a_handful_of_edits() -> None:
    for day in range(5, 12):
        before, after = told(day=day), told(day=day + 1)
        edited = [key for key in before.keys() & after.keys() if any(before[key][name] != after[key][name] for name in CONTENT)]
        assert 3 <= len(after.keys() - before.keys()) <= 9
        assert 1 <= len(edited) <= 12


def test_every_kind_of_edit_happens_in_a_fortnight() -> None:
    before, after = told(day=5), told(day=19)
    changed = {name for key in before.keys() & after.keys() for name in CONTENT if before[key][name] != after[key][name]}
    assert changed == set(CONTENT)


def test_an_edit_never_changes_id_address_or_publication() -> None:
    before, after = told(day=5), told(day=20)
    for key in before.keys() & after.keys():
        assert [before[key][name] for name in ("path", "published_at", "kind")] == [
            after[key][name] for name in ("path", "published_at", "kind")
        ]
        assert before[key]["modified_at"] is None or before[key]["modified_at"] <= after[key]["modified_at"]


def test_share_counters_grow_while_nothing_else_changes() -> None:
    before, after = told(day=5), told(day=25)
    quiet = [
        key
        for key in before.keys() & after.keys()
        if before[key]["edits"] == after[key]["edits"] and before[key]["shares"] and after[key]["shares"]
    ]
    assert all(before[key]["shares"] <= after[key]["shares"] for key in quiet)
    grown = [key for key in quiet if before[key]["shares"] < after[key]["shares"]]
    assert grown and all(before[key][name] == after[key][name] for key in grown for name in CONTENT)


def test_articles_lie_in_the_eighteen_months_before_the_clock_and_several_a_day_of_late() -> None:
    dates = sorted(parse_moment(article["published_at"]) for article in told().values())
    clock = parse_moment(CLOCK)
    assert (clock - dates[0]).days in range(500, 549) and dates[-1] <= clock
    assert sum((clock - date).days < 7 for date in dates) >= 21


def test_a_copy_differs_by_a_few_words_and_nothing_else_is_like_another() -> None:
    articles = told()
    texts = {key: set(article["body"].split()) for key, article in articles.items()}
    by_url = {article["canonical_url"]: key for key, article in articles.items()}
    copies = [article for article in articles.values() if article["copy_of"]]
    assert len(copies) >= 3
    for copy in copies:
        original = by_url[copy["copy_of"]]
        assert copy["path"] != articles[original]["path"] and copy["body"] != articles[original]["body"]
        assert len(texts[copy["id"]] & texts[original]) / len(texts[copy["id"]] | texts[original]) > 0.75


def test_a_clock_before_the_first_article_is_refused() -> None:
    with pytest.raises(ValueError, match="begins on 2024-07-06"):
        view_at(next(iter(worlds().values())), parse_moment("2020-01-01"))
