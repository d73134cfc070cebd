"""scrapy forget as it is typed: what it tells, asks, takes away, and that a crawl does not bring it back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newscrawl.replica.server import Replica
from newscrawl.store.lock import SiteLock
from tests.commands.conftest import Ended
from tests.conftest import Crawls

Forget = Callable[..., Ended]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory, replica: Replica) -> Path:
    """A data folder with fifteen articles of the replica, and a dataset of them."""
    folder = tmp_path_factory.mktemp("crawled")
    ended = Crawls(folder).run(replica.home, "-a", "site=replica", "-a", "limit=15")
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture
def data(crawled: Path, tmp_path: Path) -> Path:
    shutil.copytree(crawled, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def forget(typed: Callable[..., Ended], data: Path) -> Forget:
    store = ("-s", f"NEWSCRAWL_STORE=sqlite:///{data}/news.sqlite", "-s", f"NEWSCRAWL_DATA={data}")
    return lambda *words: typed("forget", *store, *words)


def rows(data: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(data / "news.sqlite")) as connection:
        return connection.execute(sql).fetchall()


def one(data: Path) -> tuple[str, str]:
    """Address and a sentence of an article."""
    url, body = rows(data, "SELECT url, body FROM versions WHERE word_count > 60 ORDER BY id LIMIT 1")[0]
    return url, max(body.split("\n\n"), key=len)


def files(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())


def test_it_tells_and_changes_nothing_until_it_is_confirmed(forget: Forget, data: Path) -> None:
    url, _ = one(data)
    before = rows(data, "SELECT count(*) FROM versions")
    for words, code in ((["--dry-run"], 0), ([], 1)):
        ended = forget("--url", url, *words)
        assert ended.returncode == code, ended.stderr
        assert "To forget: 1 articles" in ended.stdout
        assert url in ended.stdout
    assert rows(data, "SELECT count(*) FROM versions") == before
    assert rows(data, "SELECT * FROM tombstones") == []


def test_a_later_crawl_does_not_bring_it_back(forget: Forget, data: Path, replica: Replica) -> None:
    url, sentence = one(data)
    assert sentence.encode() in files(data)
    ended = forget("--url", url, "--yes")
    assert ended.returncode == 0, ended.stderr
    assert sentence.encode() not in files(data)
    again = Crawls(data).run(replica.home, "-a", "site=replica", "-a", "limit=60", "-a", "refresh=1")
    assert again.returncode == 0, again.stderr
    assert sentence.encode() not in files(data)
    assert len(rows(data, "SELECT id FROM articles")) > 15
    assert ("refused", "") in rows(data, "SELECT state, text FROM links WHERE reason = 'forgotten'")


def test_a_forgotten_site_is_not_crawled_until_it_may_come_back(forget: Forget, data: Path, replica: Replica) -> None:
    assert forget("--site", "replica", "--yes").returncode == 0
    assert rows(data, "SELECT * FROM articles") == []
    crawls = Crawls(data)
    ended = crawls.run(replica.home, "-a", "site=replica", "-a", "limit=1")
    assert ended.returncode == 2
    assert "was forgotten" in ended.stderr
    assert forget("--site", "replica", "--remember").returncode == 0
    assert crawls.run(replica.home, "-a", "site=replica", "-a", "limit=1").returncode == 0
    assert len(rows(data, "SELECT * FROM articles")) == 1


@pytest.mark.parametrize("words", [["--author", "Nobody"], ["--url", "https://replica.example/typo"], ["--site", "replca"]])
def test_what_is_not_there_is_told_before_and_after(forget: Forget, data: Path, words: list[str]) -> None:
    before = rows(data, "SELECT count(*) FROM articles")
    told = forget(*words, "--dry-run").stdout
    assert "no article of it: is it spelt as it is there?" in told
    assert rows(data, "SELECT * FROM tombstones") == []
    told = forget(*words, "--yes").stdout
    assert "Forgotten" not in told
    assert "No article was there to forget" in told
    assert rows(data, "SELECT count(*) FROM articles") == before
    assert "1 tombstones were taken away" in forget(*words, "--remember").stdout


def test_datasets_that_hold_it_are_named(forget: Forget, typed: Callable[..., Ended], data: Path) -> None:
    pytest.importorskip("pyarrow")
    ended = typed("export", "--name", "t", "-s", f"NEWSCRAWL_STORE=sqlite:///{data}/news.sqlite", "-s", f"NEWSCRAWL_DATA={data}")
    assert ended.returncode == 0, ended.stderr
    url, _ = one(data)
    for words in (["--yes"], ["--dry-run"]):  # the second time the store has it no more
        told = json.loads(forget("--url", url, "--json", *words).stdout)
        assert told["datasets"] == {str(data / "exports/t/1"): 1}


def test_a_site_that_is_being_crawled_is_left(forget: Forget, data: Path) -> None:
    url, _ = one(data)
    lock = SiteLock(data, "replica")
    lock.acquire()
    ended = forget("--url", url, "--yes")
    lock.release()
    assert ended.returncode == 7
    assert rows(data, "SELECT * FROM tombstones") == []


@pytest.mark.parametrize(("words", "code", "told"), [([], 2, "--url, --author or --site"), (["--url", "x", "y"], 2, "say what to forget")])
def test_bad_input_is_told(forget: Forget, words: list[str], code: int, told: str) -> None:
    ended = forget(*words)
    assert ended.returncode == code
    assert told in ended.stdout + ended.stderr


def test_no_store_is_told(typed: Callable[..., Ended], tmp_path: Path) -> None:
    ended = typed("forget", "--url", "https://a.example/b", "-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/none.sqlite")
    assert ended.returncode == 5
    assert "there is no store" in ended.stderr
    assert not (tmp_path / "none.sqlite").exists()
