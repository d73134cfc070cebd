from __future__ import annotations

import pytest

from newscrawl.store import near
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link
from newscrawl.store.lookup import Kin, sheet
from tests.store.conftest import HOUR, NOON, article

LONG = " ".join(f"Sentence {number} of a report that agencies send to everyone, with detail {number * 7}." for number in range(40))


def test_a_sheet_has_the_version_that_is_asked_for(store: Store) -> None:
    save(store, article(1), 1, NOON)
    save(store, article(1, title="Edited", content_hash="2"), 2, NOON + HOUR)
    found = {number: sheet(store, article(1).id, number) for number in (None, 1, 2, 3)}
    assert [(number, one and (one.article.title, one.number, one.of)) for number, one in found.items()] == [
        (None, ("Edited", 2, 2)), (1, (article(1).title, 1, 2)), (2, ("Edited", 2, 2)), (3, None),
    ]  # fmt: skip
    assert (found[1].first_seen, found[1].last_seen) == (NOON, NOON + HOUR)
    assert sheet(store, "none") is None


def test_a_sheet_says_where_an_article_was_listed(store: Store, frontier: Frontier) -> None:
    save(store, article(1), 1, NOON)
    for section, channel, when in (("Politics", "menu", NOON), ("https://news.example/feed", "feed", NOON + HOUR)):
        frontier.add([Link(article(1).url, section=section, channel=channel)], when)
    (link,) = frontier.take(1, NOON)
    link.article = article(1)
    frontier.close(link, NOON)
    found = sheet(store, article(1).id)
    assert [(place.channel, place.section, place.first_seen) for place in found.seen] == [
        ("menu", "Politics", NOON), ("feed", "https://news.example/feed", NOON + HOUR),
    ]  # fmt: skip
    assert found.article.sections == ["Politics"]


@pytest.mark.parametrize(("number", "kin"), [(1, [Kin("like", article(2).id, "a-site", article(2).title)]), (3, [])])
def test_a_sheet_names_near_duplicates_and_no_article_that_is_in_no_cluster(store: Store, number: int, kin: list[Kin]) -> None:
    for one in (article(1, body=LONG), article(2, body=LONG + " And one more."), article(3, body="Short."), article(4, body="Brief.")):
        save(store, one, 1, NOON)
        near.file(store, one)
    assert sheet(store, article(number).id).kin == kin
    assert sheet(store, article(2).id).kin == [Kin("much like", article(1).id, "a-site", article(1).title)]


def test_an_article_with_equal_content_is_named(store: Store) -> None:
    for number in (1, 2):
        save(store, article(number, content_hash="equal"), 1, NOON)
    assert sheet(store, article(2).id).kin == [Kin("the same as", article(1).id, "a-site", article(1).title)]
