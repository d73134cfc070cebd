"""What the machine refuses: a folder, a file, file descriptors, a store that another holds. One clear line, and after the cure it is all there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from newscrawl.commands.crawl import EXIT_CODES
from newscrawl.replica.server import Replica
from newscrawl.store.database import Store
from newscrawl.store.schema import links
from tests.conftest import ROOT, Crawls

WHERE = ("-a", "site=replica", "-a", "sections=economics")
# Root may write everywhere; without these capabilities it may not.
MORTAL = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


def run(crawls: Crawls, home: str, *before: str) -> subprocess.CompletedProcess[str]:
    command = crawls.command("sections", *WHERE, "-a", f"home={home}", private=urlsplit(home).netloc)
    return subprocess.run([*before, *command], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)


def said(log: str) -> list[str]:
    """The lines that tell of an error: those of the log, and what the command says before there is one."""
    return [line for line in log.splitlines() if " ERROR: " in line or " CRITICAL: " in line or line.startswith("scrapy crawl: ")]


def completed(crawls: Crawls, replica: Replica) -> None:
    """The next run brings all that there is, once, in the store and in the log."""
    ended = run(crawls, replica.home)
    assert ended.returncode == 0, ended.stderr
    stored = sorted(row[0] for row in crawls.rows("SELECT title FROM articles"))
    assert stored == sorted(a["title"] for a in replica.truth()["articles"] if "Economy" in a["sections"])
    assert crawls.rows("PRAGMA integrity_check") == [("ok",)]
    assert len((crawls.folder / "replica.jsonl").read_text("utf-8").splitlines()) == len(stored)


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(articles=60) as served:
        yield served


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    mode = path.stat().st_mode
    path.chmod(0o555 if path.is_dir() else 0o444)
    yield
    path.chmod(mode)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("", "can't be written: Permission denied; free or repair the folder, or name another in NEWSCRAWL_DATA"),
        ("news.sqlite", "can't be used: attempt to write a readonly database; free or repair it"),
        ("replica.jsonl", "can't be written: Permission denied; free or repair it"),
        ("replica.lock", "can't be written: Permission denied; free or repair the folder, or name another in NEWSCRAWL_DATA"),
    ],
    ids=["folder", "store", "log", "lock"],
)
@pytest.mark.skipif(bool(MORTAL) and not shutil.which("setpriv"), reason="root needs setpriv to be refused anything")
def test_what_may_not_be_written_is_one_line_and_after_the_cure_the_run_is_complete(
    crawls: Crawls, replica: Replica, what: str, says: str
) -> None:
    path = crawls.folder / what
    if what:
        assert run(crawls, replica.home, *MORTAL).returncode == 0
        with closing(sqlite3.connect(crawls.store)) as rows, rows:
            rows.execute("DELETE FROM runs")
        path.touch()  # the lock's is there after a kill alone
    with read_only(path):
        ended = run(crawls, replica.home, *MORTAL)
    assert ended.returncode == EXIT_CODES["store"], ended.stderr
    assert [says in line for line in said(ended.stderr)] == [True], ended.stderr
    assert "Traceback" not in ended.stderr
    completed(crawls, replica)


@pytest.mark.parametrize("descriptors", [8, 40])
def test_too_few_file_descriptors_are_one_line_and_after_the_cure_the_run_is_complete(
    crawls: Crawls, replica: Replica, descriptors: int
) -> None:
    ended = run(crawls, replica.home, "bash", "-c", f'ulimit -n {descriptors}; exec "$@"', "bash")
    assert ended.returncode == EXIT_CODES["usage"]
    assert len(ended.stderr.splitlines()) == 1
    assert f"only {descriptors} files may be open at a time, and a crawl needs 64; raise the limit (ulimit -n 64" in ended.stderr
    completed(crawls, replica)


def test_a_low_limit_of_file_descriptors_is_lifted_where_that_is_allowed(crawls: Crawls, replica: Replica) -> None:
    assert run(crawls, replica.home, "bash", "-c", 'ulimit -S -n 8; exec "$@"', "bash").returncode == 0


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        rows.execute("INSERT INTO alembic_version VALUES ('9999')")


def text(path: Path) -> None:
    path.write_text("shopping list " * 100)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (newer, "was written by a newer newscrawl; update newscrawl, or name another store in NEWSCRAWL_STORE"),
        (text, "can't be used: file is not a database; free or repair it, or name another in NEWSCRAWL_STORE"),
        (Path.mkdir, "can't be used: unable to open database file; free or repair it, or name another in NEWSCRAWL_STORE"),
    ],
    ids=["newer", "no SQLite", "a folder"],
)
def test_a_store_that_is_none_of_this_program_s_is_left_as_it_is(crawls: Crawls, make: Callable[[Path], None], says: str) -> None:
    make(crawls.store)
    before = crawls.store.read_bytes() if crawls.store.is_file() else b""
    ended = run(crawls, "http://127.0.0.1:9/")
    assert ended.returncode == EXIT_CODES["store"]
    assert len(ended.stderr.splitlines()) == 1
    assert says in ended.stderr
    assert (crawls.store.read_bytes() if crawls.store.is_file() else b"") == before


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Another writer has the store."""
    other = Store(f"sqlite:///{store}")
    other.execute(update(links).values(rank=links.c.rank).where(links.c.id < 0))
    try:
        yield
    finally:
        other.close()


LOCKED = "can't be used: database is locked; free or repair it, or name another in NEWSCRAWL_STORE"


def test_a_store_that_another_holds_for_long_is_one_line(crawls: Crawls, replica: Replica) -> None:
    Store(f"sqlite:///{crawls.store}").close()
    with held(crawls.store):
        command = crawls.command("sections", *WHERE, "-s", f"NEWSCRAWL_STORE=sqlite:///{crawls.store}?timeout=0.2")
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == EXIT_CODES["store"]
    assert len(ended.stderr.splitlines()) == 1
    assert LOCKED in ended.stderr


@pytest.mark.parametrize(("patience", "code"), [("0.2", EXIT_CODES["store"]), ("30", 0)])
def test_another_writer_in_the_midst_of_a_crawl_is_waited_for_and_not_for_ever(
    crawls: Crawls, replica: Replica, patience: str, code: int
) -> None:
    replica.requests.clear()
    replica.slow = 0.5  # so that it is not over before the other has its turn
    address = ("-a", f"home={replica.home}", "-s", f"NEWSCRAWL_STORE=sqlite:///{crawls.store}?timeout={patience}")
    command = crawls.command("sections", *WHERE, *address, private=urlsplit(replica.home).netloc)
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        while len(replica.requests) < 5:
            assert process.poll() is None
            time.sleep(0.01)
        with held(crawls.store):
            replica.slow = 0
            with suppress(subprocess.TimeoutExpired):
                process.wait(60 if code else 3)
            assert (process.poll() is None) is (code == 0), "it gave up too early, or waited for too long"
        _, log = process.communicate(timeout=60)
    assert process.returncode == code, log
    assert [LOCKED in line for line in said(log)][:1] == [True] * bool(code)
    assert "Traceback" not in log
    completed(crawls, replica)
