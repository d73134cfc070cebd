from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newscrawl.store import runs, selection
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link
from newscrawl.store.selection import Selection, snapshot
from tests.store.conftest import NOON, article

DAY = timedelta(days=1)
FIRST = datetime(2026, 1, 2, 21, 30, tzinfo=UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    """Three articles of two sites in two languages; the second was edited, the third has no date."""
    run = runs.begin(store, "a-site", "sections", {}, NOON)
    one = article(1, section="Politics", language="en", published_at=FIRST, content_hash="1")
    two = article(2, section="Sports", language="en-GB", published_at=FIRST + DAY, content_hash="2")
    three = article(3, site="b-site", section=None, language="ar", kind="opinion", published_at=None, content_hash="3")
    for each in (two, one, three):
        save(store, each, run, NOON)
    save(
        store, article(2, section="Sports", language="en-GB", published_at=FIRST + DAY, body="Another.", content_hash="4"), run, NOON + DAY
    )
    frontier = Frontier(store, "a-site", run)
    frontier.add(
        [Link(one.url, section="World"), Link(one.url, section="Asia", channel="region"), Link(one.url, section="x", channel="feed")], NOON
    )
    for link in frontier.take(9, NOON):
        link.article, link.state = one, "done"
        frontier.close(link, NOON)
    store.commit()
    return store


def numbers(store: Store, **asked: Any) -> list[tuple[int, int]]:
    """Article and version of each row, as numbers."""
    chosen = Selection(**asked)
    with snapshot(store, chosen):
        return [(int(row.id), row.version) for part in selection.rows(store, ["id", "version"], chosen.which) for row in part]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [1, 2, 3]),
        ({"sites": ("b-site",)}, [3]),
        ({"kinds": ("opinion",)}, [3]),
        ({"languages": ("en",)}, [1, 2]),
        ({"languages": ("en-GB", "ar")}, [2, 3]),
        ({"languages": ("e",)}, []),
        ({"languages": ("e%",)}, []),
        ({"sections": ("Sports",)}, [2]),
        ({"sections": ("World",)}, [1]),  # a menu listed it
        ({"sections": ("Asia",)}, [1]),
        ({"sections": ("x",)}, []),  # the address of a feed is no section
        ({"since": FIRST}, [1, 2]),
        ({"since": FIRST + timedelta(seconds=1)}, [2]),
        ({"until": FIRST + DAY}, [1]),
        ({"since": FIRST, "until": FIRST + DAY}, [1]),
        ({"query": "another"}, [2]),
        ({"query": "body NOT another"}, [1, 3]),
        ({"sites": ("a-site",), "query": "title"}, [1, 2]),
    ],
)
def test_what_is_asked_for_is_picked(filled: Store, asked: dict[str, Any], expected: list[int]) -> None:
    assert [number for number, _ in numbers(filled, **asked)] == expected


@pytest.mark.parametrize(
    ("which", "expected"),
    [("latest", [(1, 1), (2, 2), (3, 1)]), ("first", [(1, 1), (2, 1), (3, 1)]), ("all", [(1, 1), (2, 1), (2, 2), (3, 1)])],
)
def test_versions(filled: Store, which: str, expected: list[tuple[int, int]]) -> None:
    assert numbers(filled, which=which) == expected


def test_an_earlier_version_is_found_by_what_the_current_one_says(filled: Store) -> None:
    assert numbers(filled, which="first", query="another") == [(2, 1)]


def test_rows_are_as_the_store_has_them(filled: Store) -> None:
    with snapshot(filled, Selection(sites=("a-site",))) as count:
        (first, _) = next(selection.rows(filled, ["published_at", "published_offset", "authors", "body", "first_seen"], "latest"))
    assert count == 2
    assert tuple(first) == ("2026-01-02 21:30:00.000000", 0, '["Jane Doe"]', "The body of 1.\n\nIts end.", "2026-01-05 12:00:00.000000")


def test_a_crawl_goes_on_meanwhile_and_is_not_in_the_snapshot(filled: Store) -> None:
    crawl = Store(str(filled.url))
    with snapshot(filled, Selection()) as count:
        save(crawl, article(9, content_hash="9"), 1, NOON)
        crawl.commit()
        assert count == len(list(next(selection.rows(filled, ["id"], "latest")))) == 3
        assert selection.sites(filled) == ["a-site", "b-site"]
    crawl.close()
    assert len(numbers(filled)) == 4


def test_where_articles_were_listed(filled: Store) -> None:
    with snapshot(filled, Selection()):
        assert selection.count_seen(filled) == 3
        seen: Iterator[Any] = (tuple(row)[1:4] for part in selection.seen(filled) for row in part)
        assert list(seen) == [("a-site", "x", "feed"), ("a-site", "World", "menu"), ("a-site", "Asia", "region")]
        assert [tuple(row)[1:] for row in selection.listed(filled, 1, 1)] == [("World", "menu"), ("Asia", "region")]


def test_names_to_choose_from_and_the_latest_moment(filled: Store) -> None:
    assert selection.sections(filled) == ["Asia", "Politics", "Sports", "World"]
    assert selection.latest(filled) == NOON + DAY
