from __future__ import annotations

import pytest
from sqlalchemy import select

from newscrawl.store.articles import Outcome, own_id, save, stored
from newscrawl.store.database import Store
from newscrawl.store.schema import articles
from newscrawl.urls import article_id
from tests.store.conftest import HOUR, NOON, article


def test_an_article_comes_back_as_it_was_kept(store: Store) -> None:
    kept = article(summary="Two\u00a0words 'and' “quotes” \u202e \x00 end", tags=["ا", "b"])
    save(store, kept, 1, NOON)
    ((_, found),) = stored(store)
    assert found == kept
    assert found.published_at.utcoffset() == kept.published_at.utcoffset()


@pytest.mark.parametrize(
    ("change", "outcome", "versions"),
    [
        ({}, Outcome.SAME, 1),
        ({"shares": 7, "reading_minutes": 4}, Outcome.SAME, 1),
        ({"body": "Edited.", "content_hash": "hash 2"}, Outcome.VERSION, 2),
        ({"body": "", "status": "empty", "content_hash": "hash 2"}, Outcome.KEPT, 1),
        ({"body": "Cut", "status": "teaser", "content_hash": "hash 2"}, Outcome.KEPT, 1),
        ({"body": "As it was.", "content_hash": "hash 0", "crawled_at": NOON - HOUR}, Outcome.KEPT, 1),
    ],
)
def test_only_an_edit_makes_a_version(store: Store, change: dict[str, object], outcome: Outcome, versions: int) -> None:
    save(store, article(), 1, NOON)
    assert save(store, article(**change), 2, NOON + HOUR) == outcome
    assert len(list(stored(store, latest=False))) == versions
    ((_, now),) = stored(store)
    assert now.body == ("Edited." if outcome is Outcome.VERSION else article().body)


def test_equal_content_under_another_address_is_kept_and_marked(store: Store) -> None:
    for number, body in ((1, "Equal."), (2, "Equal."), (3, ""), (4, "")):
        save(store, article(number, body=body, content_hash=body), 1, NOON)
    rows = store.execute(select(articles.c.id, articles.c.duplicate_of)).all()
    assert {row.id: row.duplicate_of for row in rows if row.duplicate_of} == {article(2).id: article(1).id}


def test_a_canonical_link_that_is_the_same_on_every_page_is_not_believed(store: Store) -> None:
    save(store, article(1), 1, NOON)
    liar = article(2, id=article(1).id, canonical_url=article(1).url, title="Other title", body="Other text.")
    assert own_id(store, liar) == article_id("https://news.example/politics/2")


@pytest.mark.parametrize(
    "other",
    [
        {"url": "https://news.example/politics/1?print=1"},  # the same article under another address
        {"url": "https://news.example/politics/1?print=1", "title": "Edited title"},
        {"title": "Edited title", "body": "All new."},  # edited under its own address
    ],
)
def test_a_canonical_link_is_believed_where_the_article_is_the_same(store: Store, other: dict[str, object]) -> None:
    save(store, article(1), 1, NOON)
    assert own_id(store, article(1, **other)) == article(1).id


def test_an_article_stays_of_the_site_that_found_it(store: Store) -> None:
    save(store, article(1), 1, NOON)
    save(store, article(1, site="another-name", crawled_at=NOON + HOUR), 2, NOON + HOUR)
    assert store.execute(select(articles.c.site)).scalar_one() == "a-site"
