from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.items import Article, Block, Image
from newscrawl.store import runs
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path}/news.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def frontier(store: Store) -> Frontier:
    return Frontier(store, "a-site", runs.begin(store, "a-site", "sections", {}, NOON))


def article(number: int = 1, **changes: object) -> Article:
    """An article with something in each sort of field."""
    values: dict[str, object] = {
        "url": f"https://news.example/politics/{number}",
        "canonical_url": f"https://news.example/politics/{number}",
        "id": f"{number:016x}",
        "site": "a-site",
        "title": f"Title {number} “quoted”",
        "body": f"The body of {number}.\n\nIts end.",
        "blocks": [Block("paragraph", f"The body of {number}."), Block("paragraph", "Its end.")],
        "images": [Image("https://news.example/a.jpg", "Caption", "AFP", lead=True)],
        "authors": ["Jane Doe"],
        "published_at": datetime.fromisoformat("2026-01-04T23:30:00+02:00"),
        "crawled_at": NOON,
        "content_hash": f"hash {number}",
        "provenance": {"title": "jsonld"},
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def done(frontier: Frontier, links: list[Link], now: datetime = NOON, settle: Callable[[Link], None] = lambda link: None) -> list[str]:
    """Adds links, takes and closes all that can be taken; the addresses in the order in which they came."""
    frontier.add(links, now)
    addresses = []
    while taken := frontier.take(3, now):
        for link in taken:
            settle(link)
            frontier.close(link, now)
            addresses.append(link.url)
    return addresses
