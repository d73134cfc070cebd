"""A store with articles of every sort, and exports of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newscrawl.export.columns import chosen
from newscrawl.export.dataset import export
from newscrawl.export.order import Made, Order
from newscrawl.items import Article, Block, Image, Link, Video
from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link as Found
from newscrawl.store.selection import Selection

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_DATASETS_OFFLINE", "1")

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def article(number: int = 1, **changes: Any) -> Article:
    """An article with something in each sort of field; its hash follows its body."""
    values: dict[str, Any] = {
        "url": f"https://a-site.example/politics/{number}",
        "canonical_url": f"https://a-site.example/politics/{number}",
        "id": f"{number:016x}",
        "site": "a-site",
        "title": f"Title {number} “quoted”",
        "summary": "What it is about.",
        "authors": ["Jane Doe", "Ali Hassan"],
        "published_at": datetime.fromisoformat("2026-01-01T23:30:00+02:00") + number * DAY,
        "section": "Politics",
        "tags": ["Arms, sale", "DPRK"],
        "language": "en",
        "body": f"The body of {number}.\n\nIts end.",
        "blocks": [Block("paragraph", f"The body of {number}."), Block("heading", "Its end.", level=2)],
        "images": [Image("https://a-site.example/a.jpg", "Caption", "AFP", lead=True)],
        "videos": [Video("https://a-site.example/v.mp4", seconds=12)],
        "links": [Link("https://a-site.example/b", "B", "related")],
        "word_count": 6,
        "crawled_at": NOON,
        "provenance": {"title": "jsonld"},
        **changes,
    }
    values.setdefault("content_hash", hashlib.sha256(values["body"].encode()).hexdigest())
    return Article(**values)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path}/news.sqlite")
    yield opened
    opened.close()


def keep(store: Store, *articles: Article, now: datetime = NOON) -> None:
    """Saves articles in a run of their own, each seen in the listing of the section that it names."""
    run = runs.begin(store, articles[0].site, "sections", {}, now)
    for one in articles:
        save(store, one, run, now)
    runs.finish(store, run, "finished", {}, now)
    store.commit()


def fill(store: Store) -> Store:
    """Three articles of two sites in two languages; the second was edited."""
    keep(store, article(1), article(2))
    keep(store, article(2, body="Another body.", crawled_at=NOON + DAY), now=NOON + DAY)
    other = {"site": "b-site", "section": "Opinion", "kind": "opinion", "language": "ar-LB", "published_at": None}
    keep(store, article(3, url="https://b-site.example/3", title="عنوان", **other), now=NOON + DAY)
    return store


@pytest.fixture
def small(store: Store) -> Store:
    return fill(store)


def export_of(store: Store, out: Path, name: str = "news", tell: Any = lambda done, count: None, **given: Any) -> Made:
    """Exports a store; what is not given is the default of the command."""
    fields, hydrate = given.pop("fields", ()), given.get("hydrate", False)
    choice = Selection(**{key: given.pop(key) for key in list(given) if key in Selection.__slots__})
    values = {"formats": ("jsonl", "csv", "parquet", "sqlite"), **given}
    return export(store, Order(name=name, out=out, selection=choice, columns=chosen(fields, quoting=not hydrate), **values), tell)


Exports = Callable[..., Made]


@pytest.fixture
def exported(tmp_path: Path) -> Exports:
    return lambda store, name="news", **given: export_of(store, given.pop("out", tmp_path / "exports"), name, **given)


def listed(store: Store, section: str, *articles: Article, channel: str = "menu") -> None:
    """A listing of a section that had these articles, which led to them."""
    frontier = Frontier(store, articles[0].site, runs.begin(store, articles[0].site, "sections", {}, NOON))
    frontier.add([Found(one.url, section=section, channel=channel) for one in articles], NOON)
    by_url = {one.url: one for one in articles}
    for link in frontier.take(len(articles), NOON):
        link.article, link.state = by_url[link.url], "done"
        frontier.close(link, NOON)
    store.commit()
