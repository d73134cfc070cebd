"""The archive of real crawls of the replica: valid, complete, read again without the network, and by better readers."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from newscrawl.store import records
from newscrawl.store.articles import stored
from newscrawl.store.database import Store
from newscrawl.store.rereading import FIXED
from tests.conftest import ROOT, Crawls, served

pytest.importorskip("warcio", reason="the extra archive is not installed")

from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive.reread import Rereading
from newscrawl.archive.sources import Shelf

DAYS = ("2026-01-05T12:00:00+00:00", "2026-01-06T12:00:00+00:00")
LATER = "2026-01-09T12:00:00+00:00"
ARTICLES, SIZE = 24, 60_000
NOW = datetime(2026, 1, 7, 12, tzinfo=UTC)
ON = ("-s", "NEWSCRAWL_ARCHIVE=1", "-s", f"NEWSCRAWL_ARCHIVE_SIZE={SIZE}")


def heads(folder: Path) -> list[dict[str, str]]:
    """The WARC headers of all records of a crawl, file by file."""
    found = []
    for path in sorted((folder / "archive").iterdir()):
        with path.open("rb") as file:
            found += [{**dict(record.rec_headers.headers), "file": path.name} for record in ArchiveIterator(file)]
    return found


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    files = sorted(map(str, (folder / "archive").iterdir()))
    return subprocess.run([sys.executable, "-m", "warcio.cli", "check", *files], capture_output=True, text=True, check=False)


def scrapy(crawls: Crawls, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = [word for word in crawls.command() if word.startswith("NEWSCRAWL_")]
    command = [sys.executable, "-m", "scrapy", *arguments, *(word for option in options for word in ("-s", option))]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@dataclass(frozen=True)
class Archived:
    """Two crawls of the replica, a day apart, and a look at what was due later; ``home`` is where it was."""

    crawls: Crawls
    home: str

    def again(self, folder: Path, *arguments: str) -> Crawls:
        """A store that the archive spider makes of the archive."""
        other = Crawls(folder)
        warc = f"warc={self.crawls.folder / 'archive'}"
        ended = other.call(
            "archive", "-a", "site=replica", "-a", f"home={self.home}", "-a", warc, *arguments, private=urlsplit(self.home).netloc
        )
        assert ended.returncode == 0, ended.stderr
        return other

    def copy(self, folder: Path) -> Crawls:
        shutil.copytree(self.crawls.folder, folder, dirs_exist_ok=True)
        return Crawls(folder)


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    crawls = Crawls(tmp_path_factory.mktemp("archived"))
    with Replica(articles=ARTICLES, clock=DAYS[0]) as replica:
        for day in DAYS:
            replica.set_clock(day)
            ended = crawls.run(replica.home, "-a", "site=replica", *ON, clock=day)
            assert ended.returncode == 0, ended.stderr
        replica.set_clock(LATER)  # what is due is asked for on condition
        where = ("-a", "site=replica", "-a", f"home={replica.home}")
        ended = crawls.call("revisit", *where, *ON, private=urlsplit(replica.home).netloc, clock=LATER)
        assert ended.returncode == 0, ended.stderr
        return Archived(crawls, replica.home)


def test_warcio_finds_nothing_wrong(archived: Archived) -> None:
    ended = checked(archived.crawls.folder)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_files_have_their_names_begin_with_what_they_are_and_end_by_size(archived: Archived) -> None:
    found = heads(archived.crawls.folder)
    files = list(dict.fromkeys(head["file"] for head in found))
    assert len(files) > 4
    assert all(name.startswith("replica-2026010") and name.endswith(".warc.gz") for name in files)
    first = [next(head for head in found if head["file"] == name) for name in files]
    assert [(head["WARC-Type"], head["WARC-Filename"]) for head in first] == [("warcinfo", name) for name in files]
    sizes = [(archived.crawls.folder / "archive" / name).stat().st_size for name in files]
    assert max(sizes) < SIZE + 40_000


def test_each_answer_has_its_request_and_what_is_known_of_it(archived: Archived) -> None:
    found = heads(archived.crawls.folder)
    kinds = Counter(head["WARC-Type"] for head in found)
    assert kinds["request"] == kinds["metadata"] == kinds["response"] + kinds["revisit"]
    answers = {head["WARC-Record-ID"] for head in found if head["WARC-Type"] in ("response", "revisit")}
    assert {head["WARC-Concurrent-To"] for head in found if head["WARC-Type"] == "request"} == answers
    assert {urlsplit(head["WARC-Target-URI"]).path for head in found if "WARC-Target-URI" in head} >= {"/robots.txt", "/"}


def test_what_had_not_changed_is_a_revisit_of_a_record_that_is_there(archived: Archived) -> None:
    found = heads(archived.crawls.folder)
    revisits = [head for head in found if head["WARC-Type"] == "revisit"]
    assert any(head["WARC-Profile"].endswith("server-not-modified") for head in revisits)
    there = {(head["WARC-Record-ID"], head["WARC-Target-URI"], head["WARC-Date"]) for head in found if head["WARC-Type"] == "response"}
    names = ("WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date")
    assert {tuple(head[name] for name in names) for head in revisits} <= there


def test_each_version_knows_its_record(archived: Archived) -> None:
    store, shelf = Store(f"sqlite:///{archived.crawls.store}"), Shelf(archived.crawls.folder / "archive")
    versions = list(stored(store, "replica", latest=False))
    known = records.of(store, [row for row, _ in versions])
    store.close()
    pages = [(article, shelf.read(known[row])) for row, article in versions]
    shelf.close()
    assert len(pages) > ARTICLES - 3
    for article, capture in pages:
        assert urlsplit(capture.record.url).path == urlsplit(article.url).path
        assert capture.answered_at == article.crawled_at
        assert (article.title or "") in unescape(capture.body.decode())


def articles(crawls: Crawls) -> dict[tuple[str, str], dict[str, Any]]:
    store = Store(f"sqlite:///{crawls.store}")
    found = {}
    for _, article in stored(store, "replica", latest=False):
        values = {name: getattr(article, name) for name in article.__slots__ if name not in ("sections", "regions")}
        found[article.id, article.content_hash] = values
    store.close()
    return found


@pytest.fixture(scope="module")
def again(archived: Archived, tmp_path_factory: pytest.TempPathFactory) -> Crawls:
    """A store made of the archive by two runs, the first of which a limit ended."""
    folder = tmp_path_factory.mktemp("again")
    first = archived.again(folder, "-a", "limit=5")
    assert first.rows("SELECT count(*) FROM articles") == [(5,)]
    assert first.rows("SELECT reason FROM runs") == [("limit",)]
    return archived.again(folder)


def test_the_archive_spider_makes_the_same_versions_of_it_wherever_it_was_cut(archived: Archived, again: Crawls) -> None:
    assert articles(again) == articles(archived.crawls)
    assert again.rows("SELECT count(*) FROM links WHERE state = 'open'") == [(0,)]
    log = (again.folder / "replica.jsonl").read_text("utf-8").splitlines()
    assert len(log) == len(articles(again))


def test_what_was_read_is_not_read_again_but_with_refresh(archived: Archived, again: Crawls, tmp_path: Path) -> None:
    shutil.copytree(again.folder, tmp_path, dirs_exist_ok=True)
    before = Crawls(tmp_path).rows("SELECT id, versions, content_hash, last_seen FROM articles")
    archived.again(tmp_path)
    assert Crawls(tmp_path).rows("SELECT id, versions, content_hash, last_seen FROM articles") == before
    archived.again(tmp_path, "-a", "refresh=1")
    after = Crawls(tmp_path).rows("SELECT id, versions, content_hash, last_seen FROM articles")
    assert [row[:3] for row in after] == [row[:3] for row in before]
    assert [row[3] for row in after] != [row[3] for row in before]
    assert Crawls(tmp_path).rows("SELECT url FROM links WHERE state = 'open'") == []  # nothing for the next crawl to fetch


def test_reading_the_archive_into_its_own_store_changes_nothing(archived: Archived, tmp_path: Path) -> None:
    own = archived.copy(tmp_path)
    before = articles(own)
    archived.again(tmp_path)
    assert articles(own) == before


@pytest.mark.parametrize(("arguments", "code", "says"), [
    (("-a", "warc=none.warc.gz"), 2, "there is no file none.warc.gz"),
    ((), 2, "there is no file"),
])  # fmt: skip
def test_what_is_not_there_is_one_line_and_a_code(tmp_path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    ended = Crawls(tmp_path).call("archive", "-a", "site=replica", *arguments)
    assert (ended.returncode, says in ended.stderr) == (code, True), ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_store_that_is_full_ends_the_reading_and_the_next_one_goes_on(archived: Archived, again: Crawls, tmp_path: Path) -> None:
    other = Crawls(tmp_path)
    where = ("-a", "site=replica", "-a", f"home={archived.home}", "-a", f"warc={archived.crawls.folder / 'archive'}")
    command = other.command("archive", *where, private=urlsplit(archived.home).netloc)
    limited = ["bash", "-c", 'ulimit -f 300; exec "$@"', "bash", *command]
    ended = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 5, ended.stderr
    assert "free or repair it" in ended.stderr
    assert "Traceback" not in ended.stderr
    archived.again(tmp_path)
    assert articles(other) == articles(again)


# Rereading.


def profile(folder: Path) -> Path:
    """The replica's profile with another rule for the summary."""
    text = (ROOT / "newscrawl" / "sites" / "replica.toml").read_text("utf-8")
    path = folder / "replica.toml"
    path.write_text("\n".join('summary = { css = "h1" }' if line.startswith("summary = ") else line for line in text.splitlines()), "utf-8")
    return path


def test_the_same_readers_change_nothing(archived: Archived) -> None:
    ended = scrapy(archived.crawls, "reread", "--versions", "--json")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["changed"], told["lost"], told["without_record"], told["fields"]) == (0, 0, 0, {})
    assert told["read"] == len(articles(archived.crawls))


def test_what_other_readers_change_is_told_by_field_and_written_in_place(archived: Archived, tmp_path: Path) -> None:
    own = archived.copy(tmp_path)
    path = profile(tmp_path)
    before, events = articles(own), own.rows("SELECT id, number, crawled_at FROM versions")
    told = [json.loads(line) for line in scrapy(own, "reread", "--site", str(path), "--json").stdout.splitlines()]
    assert told[-1]["fields"]["summary"]["changed"] == told[-1]["changed"] == len(told) - 1 > 0
    assert all(line["changes"]["summary"]["after"] != line["changes"]["summary"]["before"] for line in told[:-1])
    assert articles(own) == before, "nothing is written without --write"

    assert scrapy(own, "reread", "--site", str(path), "--write", "--versions").returncode == 0
    assert own.rows("SELECT id, number, crawled_at FROM versions") == events, "no version was added"
    assert own.rows("SELECT count(*) FROM versions WHERE reread_at IS NULL OR reread_by IS NULL") == [(0,)]
    current = "SELECT a.summary, a.content_hash FROM articles a ORDER BY a.id"
    version = (
        "SELECT v.summary, v.content_hash FROM versions v JOIN articles a ON a.id = v.article_id AND a.versions = v.number ORDER BY a.id"
    )
    assert own.rows(current) == own.rows(version)
    log = [json.loads(line) for line in (tmp_path / "replica.jsonl").read_text("utf-8").splitlines()]
    assert [(line["summary"], line["content_hash"]) for line in log] == own.rows("SELECT summary, content_hash FROM versions ORDER BY id")
    word = told[0]["changes"]["summary"]["before"].split()[-1].strip(".")
    held = f"SELECT count(*) FROM articles WHERE summary LIKE '%{word}%'"
    assert own.rows(f"SELECT count(*) FROM words WHERE words MATCH 'summary : \"{word}\"'") == own.rows(held), "the index has what is there"
    store = Store(f"sqlite:///{own.store}")
    assert not any(read.changes for read in Rereading(store, tmp_path / "archive", str(path), latest=False))
    store.close()


def test_a_reading_that_was_cut_goes_on_where_it_was(archived: Archived, tmp_path: Path) -> None:
    own = archived.copy(tmp_path)
    store, path = Store(f"sqlite:///{own.store}"), profile(tmp_path)

    def rereading() -> Rereading:
        return Rereading(store, tmp_path / "archive", str(path))

    first = [read.row for read in islice(rereading().written(NOW), 3)]
    store.commit()
    second = rereading()
    assert second.resume() == first[-1]
    rest = [read.row for read in second.written(NOW)]
    assert first + rest == [row for row, _ in stored(store, "replica")]
    assert rereading().resume() is None, "the next one begins anew"
    store.close()
    assert own.rows(
        "SELECT count(*) FROM versions v JOIN articles a ON a.id = article_id AND a.versions = number WHERE reread_at IS NULL"
    ) == [(0,)]


def test_a_record_that_is_gone_is_named_and_the_others_are_read(archived: Archived, tmp_path: Path) -> None:
    own = archived.copy(tmp_path)
    lost = own.rows("SELECT min(file) FROM records")[0][0]
    (tmp_path / "archive" / lost).unlink()
    store = Store(f"sqlite:///{own.store}")
    why = Counter(read.why for read in Rereading(store, tmp_path / "archive", "replica"))
    store.close()
    assert set(why) == {None, f"{tmp_path / 'archive' / lost}: No such file or directory"}


# What can go wrong in a crawl.


def test_a_killed_crawl_loses_no_record_that_the_store_knows_of(tmp_path: Path) -> None:
    crawls = Crawls(tmp_path)
    with Replica(articles=40, clock=DAYS[0]) as replica:
        where = ("-a", "site=replica", "-a", f"home={replica.home}")
        command = crawls.command("sections", *where, *ON[:2], private=urlsplit(replica.home).netloc, clock=DAYS[0])
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            until = time.monotonic() + 60
            while time.monotonic() < until and not (process.poll() is not None or crawls.store.exists() and _known(crawls) > 5):
                time.sleep(0.1)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        (left,) = (tmp_path / "archive").iterdir()
        assert left.name.endswith(".open")
        with left.open("ab") as file:
            file.write(b"\x1f\x8b\x08\x00 a record that was torn")
        ended = crawls.run(replica.home, "-a", "site=replica", *ON[:2], clock=DAYS[0])
        assert "its last record is torn" in ended.stderr
    assert [path.name for path in (tmp_path / "archive").iterdir() if path.name.endswith(".open")] == []
    assert checked(tmp_path).returncode == 0
    there = {(head["WARC-Record-ID"], head["file"]) for head in heads(tmp_path)}
    assert set(crawls.rows("SELECT record_id, file FROM records")) <= there
    assert crawls.rows("SELECT count(*) FROM versions WHERE id NOT IN (SELECT version_id FROM records)") == [(0,)]


def _known(crawls: Crawls) -> int:
    return (
        crawls.rows("SELECT count(*) FROM sqlite_master WHERE name = 'records'")[0][0] and crawls.rows("SELECT count(*) FROM records")[0][0]
    )


def test_an_archive_that_cannot_be_written_ends_the_run_as_a_store_does(tmp_path: Path) -> None:
    (tmp_path / "full").write_text("no folder")
    with Replica(articles=ARTICLES, clock=DAYS[0]) as replica:
        ended = Crawls(tmp_path).run(replica.home, "-a", "site=replica", "-s", f"NEWSCRAWL_ARCHIVE={tmp_path}/full/there", clock=DAYS[0])
    assert ended.returncode == 5, ended.stderr
    assert "full/there can't be written: Not a directory; free or repair it" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_edit_that_only_a_better_reader_sees_is_no_version(tmp_path: Path) -> None:
    """The same bytes once more, read by another rule: the version is improved in its place."""
    crawls = Crawls(tmp_path)
    page = "<html><head><title>T</title></head><body><nav><a href='/world/a-long-tale-of-two-towns-12345'>A long tale of two towns</a></nav>{}</body></html>"
    text = (
        "<article><h1>A long tale of two towns</h1><p>"
        + "It was the best of towns. " * 30
        + "</p><time datetime='2026-01-04T10:00Z'></time></article>"
    )
    pages = {"/": page.format(""), "/world/a-long-tale-of-two-towns-12345": page.format(text)}

    def answer(path: str) -> tuple[int, dict[str, str], str]:
        return (200, {}, pages[path]) if path in pages else (404, {}, "")

    with served(answer) as (home, _):
        for rule in ("h1", "title"):
            path = tmp_path / "towns.toml"
            path.write_text(f'home = "{home}"\n[reading.fields]\ntitle = {{ css = "{rule}" }}\n[links]\narticle = ["/world/"]\n')
            ended = crawls.run(home, "-a", f"site={path}", "-a", "refresh=1", *ON)
            assert ended.returncode == 0, ended.stderr
    assert crawls.rows("SELECT number, title FROM versions") == [(1, "T")]
    assert crawls.rows("SELECT versions, title FROM articles") == [(1, "T")]
    kinds = Counter(head["WARC-Type"] for head in heads(tmp_path) if head.get("WARC-Target-URI", "").endswith("12345"))
    assert (kinds["response"], kinds["revisit"]) == (1, 1)


def test_what_reading_leaves_alone_says_which_article_it_is() -> None:
    assert {"id", "site", "url", "crawled_at"} <= set(FIXED)
