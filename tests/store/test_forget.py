"""What was forgotten is in none of the store's files, and does not come back; all else stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from newscrawl.items import Link as Related
from newscrawl.similarity import signature
from newscrawl.store import forget, near, relog, search, tombstones
from newscrawl.store.articles import save
from newscrawl.store.database import Store, StoreError
from newscrawl.store.forget import carry_out
from newscrawl.store.frontier import Frontier, Link
from newscrawl.store.log import Log
from newscrawl.store.records import Record, keep
from newscrawl.store.schema import articles, links, metadata, versions
from newscrawl.store.to_forget import plan
from tests.store.conftest import NOON, article, done

SECRETS = ("Quetzalcoatl", "zanzibarian", "Xerxes Ungerman", "flugelhorn")  # headline, body, byline, first version's body
URL = "https://news.example/politics/2"
PROSE = "The {} council met by the harbour at dawn and spoke of bridges, bread and the price of a ferry across the wide grey river. "


@pytest.fixture
def full(store: Store, frontier: Frontier, tmp_path: Path) -> Iterator[Store]:
    """Nine articles in a log; the second has two versions full of secrets, and the third links to it."""
    log = Log(store, "a-site", tmp_path / "a-site.jsonl")
    store.after_commit.append(log.catch_up)

    def settle(link: Link) -> None:
        number = int(link.url.rsplit("/", 1)[1])
        for read in read_as(number):
            save(store, read, frontier.run, NOON)
            near.file(store, read)
            keep(store, Record(f"<urn:{read.content_hash}>", "a.warc.gz", number, read.url, NOON, "sha1:X"), read.id)
            link.article = read

    named = [Link(f"https://news.example/politics/{n}", section="Politics", text=f"Headline {n}") for n in range(1, 10) if n != 2]
    done(frontier, [*named, Link(URL, section="Politics", text=SECRETS[0])], settle=settle)
    store.commit()
    store.commit()
    store.after_commit.clear()
    yield store


def read_as(number: int) -> list:
    if number == 2:
        first = article(2, title=f"{SECRETS[0]} speaks", authors=[SECRETS[2]], body=PROSE.format(SECRETS[3]) * 6, content_hash="one")
        return [
            first,
            article(2, title=f"{SECRETS[0]} speaks", authors=[SECRETS[2]], body=PROSE.format(SECRETS[1]) * 6, content_hash="two"),
        ]
    others = {3: {"links": [Related(URL, f"{SECRETS[0]} speaks"), Related("https://news.example/politics/4", "Another")]}}
    return [article(number, body=f"Number {number}. " * 40, **others.get(number, {}))]


def seen(folder: Path) -> set[str]:
    """The secrets that any file holds, in whatever case: the index folds it."""
    found = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file()).lower()
    return {secret for secret in SECRETS if secret.lower().encode() in found}


def test_the_text_was_in_the_files_before(full: Store, tmp_path: Path) -> None:
    assert seen(tmp_path) == set(SECRETS)


@pytest.mark.parametrize(
    "asked", [{"urls": [URL]}, {"urls": ["0000000000000002"]}, {"authors": ["xerxes  UNGERMAN"]}, {"sites": ["a-site"]}]
)
def test_it_is_nowhere_in_the_stores_files(full: Store, tmp_path: Path, asked: dict[str, list[str]]) -> None:
    carry_out(full, plan(full, **asked), tmp_path, NOON)
    assert seen(tmp_path) == set()


def test_all_else_stays(full: Store, tmp_path: Path) -> None:
    path = tmp_path / "a-site.jsonl"
    before = {json.loads(line)["id"]: line for line in path.read_bytes().splitlines()}
    carry_out(full, plan(full, [URL]), tmp_path, NOON)
    lines = path.read_bytes().splitlines()
    kept = {json.loads(line)["id"]: line for line in lines}
    assert set(kept) == set(before) - {"0000000000000002"}
    assert [key for key in kept if kept[key] != before[key]] == ["0000000000000003"]
    assert [link["text"] for link in json.loads(kept["0000000000000003"])["links"]] == ["Another"]
    assert full.execute(select(func.count()).select_from(articles)).scalar() == 8
    assert full.execute(text(f"SELECT count(*) FROM {search.TABLE}")).scalar() == 8
    Log(full, "a-site", path)
    assert path.read_bytes().splitlines() == lines


def test_versions_that_come_after_it_are_logged(full: Store, tmp_path: Path) -> None:
    """A database gives the row number of a deleted last version away once more."""
    carry_out(full, plan(full, ["0000000000000009"]), tmp_path, NOON)
    save(full, article(20), 1, NOON)
    full.commit()
    Log(full, "a-site", tmp_path / "a-site.jsonl")
    assert b"Title 20" in (tmp_path / "a-site.jsonl").read_bytes()


def test_no_table_has_a_row_of_it(full: Store, tmp_path: Path) -> None:
    carry_out(full, plan(full, [URL]), tmp_path, NOON)
    for table in metadata.sorted_tables:
        if table.name != "tombstones":
            rows = full.execute(select(table)).all()
            assert not [row for row in rows if "0000000000000002" in str(row) or URL in str(row)], table.name


def test_a_site_leaves_nothing_but_its_tombstone(full: Store, tmp_path: Path) -> None:
    carry_out(full, plan(full, sites=["a-site"]), tmp_path, NOON)
    counts = {table.name: full.execute(select(func.count()).select_from(table)).scalar() for table in metadata.sorted_tables}
    assert {name: count for name, count in counts.items() if count} == {"tombstones": 1}
    assert not (tmp_path / "a-site.jsonl").exists()


def test_tombstones_name_nothing(full: Store, tmp_path: Path) -> None:
    carry_out(full, plan(full, [URL], [SECRETS[2]]), tmp_path, NOON)
    for row in full.execute(select(tombstones.tombstones)).mappings():
        assert len(row["hash"]) == 64
        assert row["article_id"] in (None, "0000000000000002")
        assert row["done_at"]


@pytest.mark.parametrize("asked", [{"urls": [URL]}, {"sites": ["a-site"]}])
def test_a_listing_does_not_bring_it_back(full: Store, frontier: Frontier, tmp_path: Path, asked: dict[str, list[str]]) -> None:
    carry_out(full, plan(full, **asked), tmp_path, NOON)
    frontier.add([Link(URL + "/?utm_source=x", section="Politics", text=SECRETS[0])] * 2, NOON)
    full.commit()
    rows = full.execute(select(links.c.url, links.c.state, links.c.reason, links.c.text).where(links.c.reason == "forgotten")).all()
    assert [row[1:] for row in rows] == [("refused", "forgotten", "")]
    assert rows[0].url.startswith("https://forgotten.invalid/")
    assert not [link for link in frontier.take(50, NOON) if link.url.startswith(URL)]
    assert SECRETS[0] not in seen(tmp_path)


def test_another_article_by_the_author_is_known_when_it_is_read(full: Store, tmp_path: Path) -> None:
    carry_out(full, plan(full, authors=[SECRETS[2]]), tmp_path, NOON)
    assert tombstones.forgotten(full, article(30, authors=["Jane Doe", "XERXES UNGERMAN"]))
    assert not tombstones.forgotten(full, article(30))


def test_what_is_remembered_may_come_back(full: Store, tmp_path: Path) -> None:
    carry_out(full, plan(full, [URL]), tmp_path, NOON)
    assert tombstones.lift(full, [tombstones.of_link(URL)]) == 2  # the address and the article
    assert not tombstones.forgotten(full, article(2))


def test_what_was_never_there_is_kept_out(store: Store, tmp_path: Path) -> None:
    carry_out(store, plan(store, [URL]), tmp_path, NOON)
    assert tombstones.forgotten(store, article(2))


def test_copies_and_archive_files_are_told(full: Store) -> None:
    save(full, article(40, body=PROSE.format(SECRETS[1]) * 6, content_hash="two"), 1, NOON)
    near.file(full, article(40, body=PROSE.format(SECRETS[1]) * 6, content_hash="two"))
    made = plan(full, [URL])
    assert signature(PROSE.format(SECRETS[1]) * 6)
    assert list(made.copies) == [f"{40:016x}"]
    assert made.archives == {"a.warc.gz": 2}


class Killed(BaseException):
    pass


KILLS: list[tuple[object, str]] = [
    (relog.os, "fsync"), (forget, "_rows"), (forget, "_addresses"), (forget.search, "rebuild"), (forget, "scrub"), (forget.tombstones, "settle"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "name"), KILLS, ids=[name for _, name in KILLS])
@pytest.mark.parametrize("again", [[URL], ["https://news.example/politics/5"]], ids=["the same", "another"])
def test_a_killed_one_is_ended_by_the_next(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str, again: list[str]
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(where, name, killed)
        carry_out(full, plan(full, [URL]), tmp_path, NOON)
    full.connection.rollback()
    full.connection.close()
    store = Store(str(full.url))
    whole = store.execute(select(func.count()).select_from(versions).where(versions.c.article_id == "0000000000000002")).scalar()
    assert whole in (0, 2)
    Log(store, "a-site", tmp_path / "a-site.jsonl")  # a crawl came in between
    carry_out(store, plan(store, [*again, *tombstones.pending(store)]), tmp_path, NOON)
    assert seen(tmp_path) == set()
    assert not tombstones.pending(store)
    store.close()


def test_a_store_that_another_program_reads_is_told(full: Store, tmp_path: Path) -> None:
    full.close()
    hasty = Store(f"sqlite:///{tmp_path}/news.sqlite?timeout=0.1")
    with closing(sqlite3.connect(tmp_path / "news.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM versions").fetchone()
        with pytest.raises(StoreError, match="forget again"):
            carry_out(hasty, plan(hasty, [URL]), tmp_path, NOON)
    carry_out(hasty, plan(hasty, [URL]), tmp_path, NOON)
    assert seen(tmp_path) == set()
    hasty.close()
