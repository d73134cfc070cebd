"""What a run counts of its articles and links."""

from __future__ import annotations

from datetime import timedelta

from lxml.html import document_fromstring

from newscrawl.health.tally import Tally
from newscrawl.items import Article
from newscrawl.store.link import Link
from tests.health.made import FIRST


def article(number: int = 0, **more: object) -> Article:
    given = {"title": "A", "body": "Text.", "published_at": FIRST - timedelta(hours=number), "crawled_at": FIRST}
    return Article(url=f"https://news.example/{number}", id=str(number), **given | more)


def test_articles_are_counted_by_what_they_have() -> None:
    tally = Tally()
    tally.kept(article(1, sections=["Politics", "Asia"], provenance={"title": "jsonld"}), "new", FIRST)
    tally.kept(article(2, body="", status="bodiless", kind="video", section="TV", provenance={"title": "meta"}), "version", FIRST)
    told = tally.plain()
    assert told["articles"] == {"new": 1, "version": 1}
    assert told["read"] == 2
    assert (told["fields"]["title"], told["fields"]["body"], told["fields"]["authors"]) == (2, 1, 0)
    assert (told["kinds"], told["statuses"]) == ({"article": 1, "video": 1}, {"ok": 1, "bodiless": 1})
    assert told["provenance"]["title"] == {"jsonld": 1, "meta": 1}
    assert {label: dict(counts) for label, counts in tally.sections.items()} == {
        "Politics": {"new": 1}, "Asia": {"new": 1}, "TV": {"version": 1},
    }  # fmt: skip


def test_dates_are_told_of_new_articles_and_of_known_ones_that_moved() -> None:
    tally, root = Tally(), document_fromstring("<html><body><h1>A</h1></body></html>")
    for number in (1, 2, 2):
        tally.kept(article(number), "new", FIRST)
    tally.kept(article(-2), "same", FIRST)
    for hours in (3, 3, 0.5, 0):
        tally.read(root, article(), FIRST - timedelta(hours=hours))
    tally.read(root, article(), None)
    told = tally.plain()["dates"]
    assert (told["new"], told["alike"], told["future"]) == (3, 2, 1)
    assert (told["median_age"], told["youngest"]) == (2.0, 1.0)
    assert told["newest"] == (FIRST - timedelta(hours=1)).isoformat()
    assert (told["again"], told["shifted"]) == (4, {"+3": 2})


def test_reasons_are_told_without_the_addresses_in_them() -> None:
    tally = Tally()
    for number in range(3):
        reason = f"moved to another site: https://other.example/{number}"
        tally.settled(Link(f"https://news.example/{number}", state="skipped", reason=reason))
    tally.settled(Link("https://news.example/a", state="done", reason="walk ended"))
    tally.settled(Link("https://news.example/map.xml", "sitemap", state="done"))
    assert tally.plain()["reasons"] == {"article/skipped": {"moved to another site": 3}}
    assert tally.roads == {"https://news.example/map.xml": "sitemap"}


def test_a_run_without_articles_has_a_report_as_well() -> None:
    told = Tally().plain()
    assert (told["read"], told["dates"]["median_age"], told["layout"]) == (0, None, {})
