"""A store of today opens in every later version: saved stores of older ones, opened and crawled on by the program as it is now.

stores/<revision>.sqlite.gz are stores as that version of the schema left them after two crawls, a day apart, of a
replica with 24 articles (``scrapy crawl sections -a site=replica``), shrunk by VACUUM.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from newscrawl.store import runs
from newscrawl.store.articles import stored
from newscrawl.store.database import Store
from newscrawl.store.history import versions_of
from newscrawl.store.schema import metadata
from tests.conftest import ROOT, Crawls

SAVED = sorted((Path(__file__).parent / "stores").glob("*.sqlite.gz"))
ARTICLES, LAST_DAY, NEXT_DAY = 24, "2026-01-06T12:00:00+00:00", "2026-01-07T12:00:00+00:00"
KEPT = ("articles", "versions", "links", "sightings", "sections", "runs", "signatures", "bands", "logs")

Rows = Counter[tuple[Any, ...]]


def columns(path: Path, tables: Iterable[str] = KEPT) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables}


def rows(path: Path, of: dict[str, list[str]]) -> dict[str, Rows]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: Counter(connection.execute(f"SELECT {', '.join(names)} FROM {table}")) for table, names in of.items()}


@pytest.fixture(params=SAVED, ids=lambda path: path.name)
def crawls(request: pytest.FixtureRequest, tmp_path: Path) -> Crawls:
    """A saved store, where the command finds it."""
    saved = Crawls(tmp_path)
    with gzip.open(request.param) as packed, saved.store.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return saved


@pytest.fixture
def opened(crawls: Crawls) -> Iterator[Store]:
    store = Store(f"sqlite:///{crawls.store}")
    yield store
    store.close()


def test_every_row_is_there_and_the_schema_is_that_of_today(crawls: Crawls) -> None:
    of = columns(crawls.store)
    before = rows(crawls.store, of)
    Store(f"sqlite:///{crawls.store}").close()
    found = columns(crawls.store, metadata.tables)
    assert {name: set(table.columns.keys()) - set(found[name]) for name, table in metadata.tables.items()} == dict.fromkeys(found, set())
    assert rows(crawls.store, of) == before
    assert crawls.rows("PRAGMA integrity_check") == [("ok",)]
    assert crawls.rows("PRAGMA foreign_key_check") == []


def test_its_articles_versions_and_marks_are_read_as_ever(crawls: Crawls, opened: Store) -> None:
    found = [article for _, article in stored(opened, "replica")]
    assert len(found) == crawls.rows("SELECT count(*) FROM articles")[0][0] >= ARTICLES
    assert all(article.title and article.published_at for article in found)
    assert sum(bool(article.body and article.images) for article in found) > ARTICLES / 2
    edited = crawls.rows("SELECT id, versions FROM articles WHERE versions > 1")
    assert edited and all(len(versions_of(opened, article)) == number for article, number in edited)
    assert runs.mark(opened, "replica", "Politics") is not None


def without_looks(folder: Path) -> str:
    """The replica's profile with no budget for looks at known articles, which an old store knows no time of."""
    profile = folder / "replica.toml"
    profile.write_text((ROOT / "newscrawl/sites/replica.toml").read_text("utf-8") + "\n[revisit]\nbudget = 0\n", "utf-8")
    return str(profile)


def test_a_crawl_goes_on_with_it_and_fetches_nothing_again_that_is_unchanged(crawls: Crawls, tmp_path: Path) -> None:
    of = columns(crawls.store)
    before, site = rows(crawls.store, of), f"site={without_looks(tmp_path)}"
    with Replica(articles=ARTICLES, clock=LAST_DAY) as replica:
        ended = crawls.run(replica.home, "-a", site, clock=LAST_DAY)
        assert ended.returncode == 0, ended.stderr
        known = {article["path"] for article in replica.truth()["articles"]}
        assert known & {path for _, path, _ in replica.requests} == set()
        assert rows(crawls.store, of)["versions"] == before["versions"]


def test_all_and_only_the_next_day_s_articles_are_added(crawls: Crawls) -> None:
    of = columns(crawls.store)
    before = rows(crawls.store, of)
    with Replica(articles=ARTICLES, clock=LAST_DAY) as replica:
        true = [reachable(replica.truth())]
        replica.set_clock(NEXT_DAY)
        true.append(reachable(replica.truth()))
        ended = crawls.run(replica.home, "-a", "site=replica", clock=NEXT_DAY)
        assert ended.returncode == 0, ended.stderr
    known = [path_of(url) for (url,) in crawls.rows("SELECT canonical_url FROM articles")]
    assert len(known) == len(set(known))
    assert true[1] - set(known) == set()
    assert len(known) - before["articles"].total() == len(true[1] - true[0]) > 0
    assert before["versions"] - rows(crawls.store, of)["versions"] == Counter()
    lines = (crawls.folder / "replica.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == crawls.rows("SELECT count(*) FROM versions")[0][0]


def path_of(url: str) -> str:
    return urlsplit(url).path


def reachable(truth: dict[str, Any]) -> set[str]:
    return {path_of(article["canonical_url"]) for article in truth["articles"]} - set(map(path_of, truth["needs_browser"]))
