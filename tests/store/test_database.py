from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from newscrawl.store import runs, search
from newscrawl.store.database import BATCH, Store, StoreError
from newscrawl.store.schema import metadata
from tests.store.conftest import NOON


def test_the_migrations_make_the_schema_that_the_program_uses(store: Store) -> None:
    described = {"include_name": lambda name, kind, _: kind != "table" or name.partition("_")[0] != search.TABLE}  # an index is no table
    assert compare_metadata(MigrationContext.configure(store.connection, opts=described), metadata) == []


def test_a_newer_store_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer newscrawl; update newscrawl, or name another store"):
        Store(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "no SQLAlchemy URL: 'nonsense'; an example: sqlite:///"),
        ("sqlite:////proc/nowhere/n.sqlite", "can't be"),
        ("nodatabase://host/x", "needs a driver"),
    ],
)
def test_a_store_that_cannot_be_used_says_what_and_what_to_do(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        Store(url)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("shopping list " * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        Store(f"sqlite:///{path}")
    assert path.read_text().startswith("shopping list")


def test_after_the_first_failure_nothing_more_is_written(store: Store) -> None:
    told: list[StoreError] = []
    store.on_broken = told.append
    with pytest.raises(StoreError):
        store.execute(metadata.tables["logs"].insert(), {"site": None, "length": 1, "version_id": 1})
    with pytest.raises(StoreError):
        store.execute(metadata.tables["logs"].select())
    assert len(told) == 1
    store.broken = None


def test_what_is_written_together_is_committed_together(store: Store) -> None:
    commits: list[int] = []
    store.after_commit = [lambda: commits.append(1)]
    with store.together():
        store.wrote(BATCH)
        with store.together():
            store.wrote(BATCH)
        store.tick()
        assert commits == []
    assert commits == [1]


def test_a_transaction_may_begin_with_sql_that_is_written_out(store: Store) -> None:
    store.execute(text("UPDATE alembic_version SET version_num = version_num"))
    runs.begin(store, "a-site", "sections", {}, NOON)
    assert runs.sites(store) == ["a-site"]
