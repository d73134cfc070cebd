from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import TRIES, Frontier
from newscrawl.store.link import Link, Scope
from tests.store.conftest import HOUR, NOON, article, done

A, B = "https://news.example/a", "https://news.example/b"


def next_run(frontier: Frontier, scope: Scope = Scope(), hours: int = 24) -> Frontier:
    later = NOON + hours * HOUR
    following = Frontier(frontier.store, frontier.site, runs.begin(frontier.store, frontier.site, "sections", {}, later), scope)
    following.reopen(later)
    return following


def test_lower_ranks_come_first_whenever_they_are_found(frontier: Frontier) -> None:
    assert done(frontier, [Link(B, rank=5), Link(A, rank=1), Link("https://news.example/", "front")]) == ["https://news.example/", A, B]


@pytest.mark.parametrize(
    "other", [A + "/", A + "#top", A + "?utm_source=x", "http://news.example/a", "https://www.news.example/a", "https://NEWS.example:443/a"]
)
def test_one_page_under_several_addresses_is_fetched_once(frontier: Frontier, other: str) -> None:
    assert done(frontier, [Link(A), Link(other)]) == [A]


@pytest.mark.parametrize("other", [A + "?id=2", A + "--", A + ":x", "https://sport.news.example/a", "https://news.example:8443/a"])
def test_other_pages_are_other_pages(frontier: Frontier, other: str) -> None:
    assert len(done(frontier, [Link(A), Link(other)])) == 2


def test_what_a_killed_run_had_taken_is_open_again(frontier: Frontier) -> None:
    frontier.add([Link(A), Link(B)], NOON)
    frontier.take(1, NOON)
    following = next_run(frontier)
    assert sorted(link.url for link in following.take(9, NOON + 24 * HOUR)) == [A, B]


@pytest.mark.parametrize(
    ("change", "fetched_again"),
    [
        ({}, False),
        ({"text": "Same words"}, False),
        ({"text": "Other words"}, True),
        ({"text": "Other words", "section": "Sports"}, False),  # another listing may call it by another name
        ({"lastmod": NOON - HOUR}, False),
        ({"lastmod": NOON + HOUR}, True),
        ({"again": True}, True),
    ],
)
def test_a_known_article_is_fetched_again_only_if_it_is_called_changed(
    frontier: Frontier, change: dict[str, object], fetched_again: bool
) -> None:
    done(frontier, [Link(A, section="Politics", text="Same words")])
    following = next_run(frontier)
    link = Link(A, **{"section": "Politics", **change})  # type: ignore[arg-type]
    assert done(following, [link], NOON + 24 * HOUR) == ([A] if fetched_again else [])


def test_a_listing_is_fetched_once_a_run(frontier: Frontier) -> None:
    listing = Link("https://news.example/politics", "listing", again=True)
    assert len(done(frontier, [listing])) == 1
    assert len(done(frontier, [listing])) == 0
    assert len(done(next_run(frontier), [listing], NOON + 24 * HOUR)) == 1


def test_failures_are_tried_again_with_growing_patience_and_then_left(frontier: Frontier) -> None:
    def fail(link: Link) -> None:
        link.state, link.reason = "failed", "HTTP 503"

    fetches = len(done(frontier, [Link(A)], settle=fail))
    for hours in (0.5, 1.5, 4, 9, 18, 36, 72):
        later = NOON + timedelta(hours=hours)
        frontier.reopen(later)
        fetches += len(done(frontier, [], later, fail))
    assert fetches == TRIES


def test_only_the_scope_is_taken_and_the_rest_waits(frontier: Frontier) -> None:
    old, new = NOON - 72 * HOUR, NOON - HOUR
    frontier.add(
        [
            Link(A, section="Politics", listed_at=new),
            Link(B, section="Sports", listed_at=new),
            Link(A + "2", section="Politics", listed_at=old),
        ],
        NOON,
    )
    frontier.scope = Scope(["Politics"], since=NOON - 24 * HOUR)
    assert [link.url for link in frontier.take(9, NOON)] == [A]
    assert frontier.waiting(NOON) == 0
    frontier.scope = Scope()
    assert frontier.waiting(NOON) == 2


def test_an_article_out_of_one_runs_time_is_fetched_when_another_asks_for_it(frontier: Frontier) -> None:
    def outside(link: Link) -> None:
        link.state, link.published_at = "outside", NOON - 72 * HOUR

    done(frontier, [Link(A)], settle=outside)
    assert next_run(frontier, Scope(since=NOON)).take(1, NOON + 24 * HOUR) == []
    assert [link.url for link in next_run(frontier, Scope(since=NOON - 96 * HOUR)).take(1, NOON + 24 * HOUR)] == [A]


def test_an_article_keeps_all_the_sections_that_list_it(store: Store, frontier: Frontier) -> None:
    def keep(link: Link) -> None:
        link.article = article()
        save(store, link.article, frontier.run, NOON)

    done(frontier, [Link(A, section="Politics"), Link(A, section="Asia")], settle=keep)
    frontier.add([Link(A, section="Economy")], NOON)  # found again when it was read already
    rows = store.execute(text("SELECT section, article_id FROM sightings ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [(name, article().id) for name in ("Politics", "Asia", "Economy")]


MAP = "https://news.example/map.xml"


def test_a_run_takes_only_the_kinds_that_it_knows(frontier: Frontier) -> None:
    frontier.add([Link(A), Link(MAP, "sitemap"), Link(B, "listing")], NOON)
    frontier.scope = Scope(kinds=["front", "article"])
    assert [link.url for link in frontier.take(9, NOON)] == [A]
    assert frontier.waiting(NOON) == 0


def test_an_article_that_was_last_changed_before_since_waits(frontier: Frontier) -> None:
    frontier.add([Link(A, lastmod=NOON - 72 * HOUR), Link(B, lastmod=NOON - HOUR)], NOON)
    frontier.scope = Scope(since=NOON - 24 * HOUR)
    assert [link.url for link in frontier.take(9, NOON)] == [B]


def test_a_page_that_one_run_left_open_is_another_kind_of_page_to_the_next(frontier: Frontier) -> None:
    frontier.add([Link(MAP, "listing", section="Politics")], NOON)
    following = next_run(frontier, Scope(kinds=["sitemap"]))
    following.add([Link(MAP, "sitemap", again=True)], NOON)
    assert [link.kind for link in following.take(9, NOON)] == ["sitemap"]


def test_what_a_sitemap_lists_belongs_to_no_section_until_a_listing_names_one(store: Store, frontier: Frontier) -> None:
    done(frontier, [Link(A, section="/map.xml", channel="sitemap")])
    following = next_run(frontier)
    following.add([Link(A, section="Politics", text="Words")], NOON)
    following.add([Link(A, section="/rss", channel="feed")], NOON)
    assert store.execute(text("SELECT section, text, state FROM links")).all() == [("Politics", "Words", "done")]
    assert store.execute(text("SELECT channel, section FROM sightings ORDER BY id")).all() == [
        ("sitemap", "/map.xml"),
        ("menu", "Politics"),
        ("feed", "/rss"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "lastmod", "read_again"),
    [
        ({"reach": ""}, {"reach": ""}, NOON - HOUR, False),
        ({"reach": ""}, {"reach": "2026-01-01"}, NOON - HOUR, False),
        ({"reach": "2026-01-01"}, {"reach": ""}, NOON - HOUR, True),
        ({"reach": "2026-01-01"}, {"reach": "2025-01-01"}, NOON - HOUR, True),
        ({"reach": ""}, {"reach": ""}, NOON + HOUR, True),
        ({"reach": ""}, {"reach": ""}, None, True),
        ({}, {"reach": ""}, NOON - HOUR, True),
        ({"reach": ""}, {}, NOON - HOUR, True),
    ],
)
def test_a_sitemap_is_read_again_unless_it_was_read_as_far_since_it_changed(
    frontier: Frontier, before: dict[str, str], now: dict[str, str], lastmod: datetime | None, read_again: bool
) -> None:
    done(frontier, [Link(MAP, "sitemap", data=before, again=True)])
    following = next_run(frontier)
    following.add([Link(MAP, "sitemap", data=now, lastmod=lastmod, again=True)], NOON + 24 * HOUR)
    assert len(following.take(9, NOON + 24 * HOUR)) == read_again


@pytest.mark.parametrize("final", [False, True])
def test_a_front_page_is_asked_anew_in_each_run_whatever_became_of_it_in_the_last(frontier: Frontier, final: bool) -> None:
    def refuse(link: Link) -> None:
        link.state, link.final = "refused", final

    front = Link("https://news.example/", "front", again=True)
    assert len(done(frontier, [front], settle=refuse)) == 1
    soon = next_run(frontier, hours=0)
    assert len(done(soon, [front], settle=refuse)) == 1
    assert len(done(next_run(soon, hours=0), [front])) == 1


C = "https://news.example/c"


def test_a_few_that_are_fetched_again_are_those_that_wait_longest_and_leave_nothing_to_the_next_run(frontier: Frontier) -> None:
    for hours, url in enumerate((B, A, C)):
        done(frontier, [Link(url, rank=9)], NOON + hours * HOUR)
    following = next_run(frontier)
    following.add([Link("https://news.example/politics", "listing", rank=2, again=True), Link(A + "-new", rank=3)], NOON)
    assert following.refresh(2) == 2
    assert [link.url for link in following.take(2, NOON + 24 * HOUR)] == [B, A]
    assert [link.url for link in following.take(9, NOON + 24 * HOUR)] == ["https://news.example/politics", A + "-new"]


def test_all_known_articles_are_fetched_again_after_what_is_new_once_a_run_and_whole(frontier: Frontier) -> None:
    later = NOON + 24 * HOUR

    def keep(link: Link) -> None:
        link.article, link.etag = article(), '"1"'
        save(frontier.store, link.article, frontier.run, NOON)

    done(frontier, [Link(A, section="Politics"), Link(B, section="Sports"), Link(MAP, "sitemap")], settle=keep)
    looking = next_run(frontier)
    assert looking.look(9, later) == 2
    looking.open_due()
    assert done(looking, [], later) == [A, B]  # as a look, which asks on condition
    following = next_run(frontier, Scope(["Politics"]), 48)
    assert following.refresh() == 1
    following.add([Link(C, section="Politics")], later)
    new, known = following.take(9, later)
    assert (new.url, known.url, known.conditional) == (C, A, False)
    assert following.refresh() == 0
