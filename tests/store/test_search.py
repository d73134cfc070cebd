"""Full-text search: what is found, that the index is what the store has, whatever happens to either."""

from __future__ import annotations

import gzip
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from newscrawl.store import search as index
from newscrawl.store.articles import save
from newscrawl.store.database import Store, StoreError
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link
from newscrawl.store.query import QueryError
from newscrawl.store.reader import Reader
from newscrawl.store.schema import articles, versions
from newscrawl.store.search import Filter, Found, search
from newscrawl.store.snippets import WIDTH, Snippet, snippets
from tests.conftest import ROOT
from tests.store.conftest import HOUR, NOON, article
from tests.store.test_old_stores import SAVED

DAY = timedelta(days=1)


def ids(found: Found) -> list[str]:
    return [hit.id for hit in found.hits]


def put(store: Store, number: int, **values: object) -> str:
    made = article(number, **{"content_hash": f"{number} {values}", **values})
    save(store, made, 1, NOON)
    return made.id


TEXTS = {
    1: {"title": "Grain deal signed", "body": "Ships may leave the port of Odesa.", "authors": ["Jane Doe"], "tags": ["Black Sea"]},
    2: {"title": "Markets", "body": "Prices of grain fell. A deal was far away.", "summary": "Wheat is cheap."},
    3: {"title": "Elecciones en Perú", "body": "El presidente habló en la región de Áncash."},
    4: {"title": "القمّةُ الإقليميّة", "body": "الجزائر تستضيف المؤتمر."},
    5: {"title": "北京天气", "body": "明天北京有雨。"},
    6: {"title": "ข่าววันนี้", "body": "ประเทศไทยมีฝนตก"},
    7: {"title": "서울 소식", "body": "오늘 서울에서 비가 온다."},
    8: {"title": "हिन्दी समाचार", "body": "दिल्ली में बारिश।"},
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("grain deal", [1, 2]),  # a title weighs more
        ('"grain deal"', [1]),
        ("GRAINS", []),
        ("grai*", [1, 2]),
        ("grain NOT wheat", [1]),
        ("wheat OR odesa", [2, 1]),
        ("title:grain", [1]),
        ("authors:doe tags:sea", [1]),
        ("NEAR(prices deal, 3)", []),
        ("NEAR(prices deal, 5)", [2]),
        ("peru ancash", [3]),
        ("REGIÓN", [3]),
        ("القمة الاقليمية", [4]),
        ("北京", [5]),
        ("京有", [5]),
        ("ประเทศ", [6]),
        ("서울", [7]),
        ("हिन्दी", [8]),
        ("हि", []),  # a part of a word
    ],
)
def test_words_are_found_in_any_script(store: Store, query: str, expected: list[int]) -> None:
    for number, values in TEXTS.items():
        put(store, number, **{"authors": [], **values})
    found = search(store, query)
    assert (ids(found), found.total) == ([article(number).id for number in expected], len(expected))


def test_an_edit_takes_the_place_of_what_it_changed(store: Store) -> None:
    put(store, 1, body="A sandwich.")
    put(store, 1, body="A pancake.", tags=["Food"])
    assert ids(search(store, "sandwich")) == []
    assert search(store, "pancake food").total == 1
    save(store, article(1, body="", status="empty", content_hash="less"), 2, NOON)  # kept out: it shows less
    assert search(store, "pancake").total == 1
    index.remove(store, article(1).id)
    assert search(store, "pancake").total == 0


def test_what_is_asked_for_narrows_the_search_and_its_count(store: Store) -> None:
    put(store, 1, title="Rain", site="one", section="Asia", published_at=NOON)
    put(store, 2, title="Rain", site="two", section="Asia", published_at=NOON - DAY)
    put(store, 3, title="Rain", site="two", section="Europe", published_at=NOON - 2 * DAY)
    put(store, 4, title="Rain rain rain", site="two", section=None, published_at=None)
    for where, expected in [
        (Filter(), [1, 2, 3, 4]), (Filter(site="one"), [1]), (Filter(site="none"), []), (Filter(section="Asia"), [1, 2]),
        (Filter(section="Asia", site="two"), [2]), (Filter(since=NOON - DAY), [1, 2]), (Filter(until=NOON - DAY), [2, 3]),
        (Filter(since=NOON - DAY, until=NOON - HOUR), [2]),
    ]:  # fmt: skip
        found = search(store, "rain", where, newest=True)
        assert (ids(found), found.total) == ([article(number).id for number in expected], len(expected)), where
        few = search(store, "rain", where, limit=1)
        assert (len(few.hits), few.total) == (min(1, len(expected)), len(expected)), where


def test_a_section_is_one_that_listed_the_article_too(store: Store, frontier: Frontier) -> None:
    put(store, 1, title="Rain", section="Page's own", site="a-site")
    frontier.add([Link(article(1).url, section="Menu's")], NOON)
    (link,) = frontier.take(1, NOON)
    link.article = article(1)
    frontier.close(link, NOON)
    assert [search(store, "rain", Filter(section=name)).total for name in ("Menu's", "Page's own", "Other")] == [1, 1, 0]
    assert index.sections(store) == ["Menu's", "Page's own"]


@pytest.mark.parametrize("query", ["(a", "a AND", "NOT a", "a) b", "NEAR(a b, 5", "title:title:a"])
def test_a_query_that_sqlite_does_not_take_is_told_with_what_there_is(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="can't be understood .syntax error (near|at its end).*there are: words"):
        search(store, query)
    assert store.broken is None


def test_a_query_that_is_too_deep_is_told_too(store: Store) -> None:
    with pytest.raises(QueryError, match="can't be understood"):
        search(store, "(" * 400 + "a" + ")" * 400)


def shown(store: Store, query: str) -> Snippet:
    found = search(store, query)
    return snippets(store, query, [hit.row for hit in found.hits])[found.hits[0].row]


def marked(parts: list[object]) -> str:
    return "".join(f"[{part.text}]" if part.hit else part.text for part in parts)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Ships may leave the port of Odesa.", "port ODESA", "Ships may leave the [port] of [Odesa]."),
        ("El Perú y la región.", "peru regi*", "El [Perú] y la [región]."),
        ("تستضيف القِمّةَ الأولى", "القمة الاولى", "تستضيف [القِمّةَ] [الأولى]"),
        ("明天北京有雨。", "北京", "明天[北京]有雨。"),
        ("A “curly” \x02 e\u0301tat of ＡＩ", "etat ai", "A “curly” [e\u0301tat] of [ＡＩ]"),
        ("", "title", ""),
    ],
)
def test_a_snippet_is_the_text_as_it_was_written_with_the_hits_marked(store: Store, text: str, query: str, expected: str) -> None:
    put(store, 1, body=text)
    assert marked(shown(store, query).text) == expected


def test_a_snippet_is_the_place_with_most_hits(store: Store) -> None:
    put(store, 1, body="First grain. " + "Other words stand here. " * 100 + "The grain deal is a deal on grain. " + "And more. " * 100)
    snippet = shown(store, "grain deal")
    text = marked(snippet.text)
    assert text.startswith("… ") and text.endswith(" …") and len(text) < WIDTH + 40
    assert "The [grain] [deal] is a [deal] on [grain]." in text
    assert marked(snippet.title) == "Title 1 “quoted”"


def in_step(path: Path) -> int:
    """Asserts that the index has every article's current version and nothing else; how many there are."""
    with closing(sqlite3.connect(path)) as connection:
        current = "SELECT v.id FROM versions v JOIN articles a ON a.id = v.article_id AND a.versions = v.number"
        expected = {row[0] for row in connection.execute(current)}
        assert {row[0] for row in connection.execute("SELECT id FROM words_docsize")} == expected
        before = connection.execute("SELECT count(*) FROM words WHERE words MATCH 'body : body'").fetchone()[0]
        assert before == len(expected)
        connection.execute("INSERT INTO words(words) VALUES ('integrity-check')")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return len(expected)


WRITER = """
import sys
from newscrawl.store import database
from newscrawl.store.articles import save
from tests.store.conftest import NOON, article
database.BATCH = 7
store = database.Store(sys.argv[1])
for number in range(10_000):
    text = f"The body of {number}."
    save(store, article(number // 2, body=text, content_hash=text), 1, NOON)
    if number == 60:
        print("writing", flush=True)
"""


def test_after_kill_9_the_index_has_what_the_store_has(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    with subprocess.Popen([sys.executable, "-c", WRITER, f"sqlite:///{path}"], cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout and writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    kept = in_step(path)
    assert kept >= 25
    Store(f"sqlite:///{path}").close()
    assert in_step(path) == kept


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.name)
def test_an_old_store_gets_an_index_of_all_that_it_has(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    path.write_bytes(gzip.decompress(saved.read_bytes()))
    with Reader(f"sqlite:///{path}") as reader:
        assert search(reader, "the", limit=1).total > 10
        titles = [row.title for row in reader.execute(articles.select())]
        assert all(search(reader, f'title:"{title}"').total >= 1 for title in titles if '"' not in title)


def test_rebuilding_mends_an_index_and_takes_deleted_words_out_of_the_file(store: Store, tmp_path: Path) -> None:
    put(store, 1, body="Xylophones were played.")
    put(store, 2, body="Pianos were played.")
    store.execute(delete(versions).where(versions.c.article_id == article(1).id))  # by hand
    store.execute(delete(articles).where(articles.c.id == article(1).id))
    assert index.rebuild(store.connection) == 1
    store.commit()
    assert [search(store, word).total for word in ("xylophones", "pianos")] == [0, 1]
    store.connection.exec_driver_sql("VACUUM")
    store.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    files = b"".join(path.read_bytes() for path in tmp_path.glob("news.sqlite*"))
    assert b"xylophone" not in files.lower() and b"pianos" in files.lower()


def test_a_reader_sees_what_is_committed_and_can_change_nothing(store: Store, tmp_path: Path) -> None:
    put(store, 1, body="Pianos.")
    store.commit()
    put(store, 2, body="Pianos.")  # not committed yet: the writer holds its lock
    with Reader(f"sqlite:///{tmp_path}/news.sqlite") as reader:
        assert search(reader, "pianos").total == 1
        store.commit()
        assert search(reader, "pianos").total == 2
        with pytest.raises(StoreError, match="readonly database"):
            reader.execute(delete(articles))


def test_a_store_without_an_index_says_what_to_do(store: Store) -> None:
    store.connection.exec_driver_sql("DROP TABLE words")
    with pytest.raises(StoreError, match="no such table: words; scrapy search --rebuild makes it anew"):
        search(store, "pianos")


def test_every_query_of_the_docs_runs(store: Store) -> None:
    put(store, 1, title="Grain deal", section="Politics", tags=["Asia"])
    block = (ROOT / "docs/browse.md").read_text("utf-8").rpartition("sqlite3 data/newscrawl.sqlite\n\n")[2].partition("```")[0]
    queries = [text for text in re.sub(r"^--.*$", "", block, flags=re.MULTILINE).split(";") if text.strip()]
    rows = [store.connection.exec_driver_sql(text).fetchall() for text in queries]
    assert len(rows) == 6 and all(rows[number] for number in (0, 1, 3))
