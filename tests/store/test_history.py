"""By what an article is found: its id, its address, an address that led to it."""

from __future__ import annotations

import pytest

from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.history import find
from newscrawl.store.link import Link
from newscrawl.urls import article_id, canonical_form
from tests.store.conftest import NOON, article

OWN = "https://news.example/politics/1"
DECLARED = "https://www.news.example/politics/one"


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("{id}", True),
        (OWN, True),
        (OWN + "?utm_source=mail#top", True),
        ("http://news.example/politics/old", True),
        (DECLARED, True),
        ("https://news.example/politics/2", False),
        ("", False),
        ("http://[", False),
        ("http://news.example:99999999/", False),
    ],
)
def test_an_article_is_found_by_its_id_and_by_every_address_that_led_to_it(
    frontier: Frontier, store: Store, what: str, found: bool
) -> None:
    made = article(1, id=article_id(canonical_form(OWN)), url=OWN, canonical_url=DECLARED)
    save(store, made, frontier.run, NOON)
    frontier.add([Link("http://news.example/politics/old")], NOON)
    (link,) = frontier.take(1, NOON)
    link.article = made
    frontier.close(link, NOON)
    assert find(store, what.format(id=made.id)) == (made.id if found else None)
