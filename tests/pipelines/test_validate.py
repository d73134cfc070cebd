from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from newscrawl.items import Block, Image
from newscrawl.pipelines.validate import Validate
from newscrawl.reading import read_article
from newscrawl.store.articles import save, stored
from newscrawl.store.database import Store
from tests.store.conftest import NOON, article, store  # noqa: F401 -- a fixture

HALF = "\ud83d"
PAGE = """<html><head><title>A story of the harbour</title><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "A story \\ud83d of the harbour", "datePublished": "2026-01-05T10:00:00Z", "keywords": ["port\\ud83d"],
 "author": {"@type": "Person", "name": "Jane\\ud83d Doe"}, "articleBody": "The harbour is open \\ud83d again.",
 "image": "https://news.example/\\ud83d.jpg", "license": "https://news.example/\\ud83d"}</script></head>
<body><article><h1>A story of the harbour</h1><p>The harbour is open again, says the port.</p></article></body></html>"""


def validated(item: Any) -> Any:
    crawler = get_crawler()
    crawler.stats = crawler.stats or get_crawler().stats
    return Validate(crawler).process_item(item)


@pytest.mark.parametrize("change", [{"url": ""}, {"content_hash": ""}, {"crawled_at": None}])
def test_an_article_without_what_it_must_have_is_dropped(change: dict[str, Any]) -> None:
    with pytest.raises(DropItem, match=next(iter(change))):
        validated(article(**change))


def test_another_value_of_an_enumeration_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="kind is 'poem'"):
        validated(article(kind="poem"))


def test_halves_of_characters_are_mended_wherever_they_stand(store: Store) -> None:  # noqa: F811
    hostile = article(
        title=f"A{HALF}", tags=[f"t{HALF}"], blocks=[Block("paragraph", f"p{HALF}")], images=[Image(f"https://n.example/{HALF}", f"c{HALF}")],
        rights={"license": HALF}, provenance={HALF: HALF},
    )  # fmt: skip
    save(store, validated(hostile), 1, NOON)
    ((_, found),) = stored(store)
    assert HALF not in str(asdict(found))
    assert found.title == "A\ufffd"


def test_a_page_with_halves_of_characters_is_read_and_kept(store: Store) -> None:  # noqa: F811
    read = read_article(PAGE.encode(), "https://news.example/a")
    read.site, read.crawled_at = "a-site", NOON
    save(store, validated(read), 1, NOON)
    ((_, found),) = stored(store)
    assert "A story" in (found.title or "")
