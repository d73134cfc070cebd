"""scrapy export as it is typed, on a crawled replica."""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from newscrawl.commands import export
from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls
from tests.export.readers import READERS

Ended = subprocess.CompletedProcess[str]
Typed = Callable[..., Ended]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, replica: Replica) -> Path:
    """A store with two crawls of the replica, a month apart."""
    crawls = Crawls(tmp_path_factory.mktemp("crawled"))
    for day in ("2026-01-05", "2026-02-05"):
        ran = crawls.run(replica.home, "-a", "limit=25", clock=f"{day}T12:00:00+00:00")
        assert ran.returncode == 0, ran.stderr
    return crawls.store


@pytest.fixture
def typed(store: Path, tmp_path: Path) -> Typed:
    """Types ``scrapy export`` with these words, into a folder of the test."""

    def run(*words: str, base: Path = store) -> Ended:
        settings = ["-s", f"NEWSCRAWL_STORE=sqlite:///{base}", "-s", f"NEWSCRAWL_DATA={tmp_path}"]
        command = [sys.executable, "-m", "scrapy", "export", *words, *settings]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture
def called(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """The same in this process."""

    def run(*words: str, base: Path = store) -> Ended:
        command = export.Command()
        command.settings = get_project_settings()
        command.settings.update({"NEWSCRAWL_STORE": f"sqlite:///{base}", "NEWSCRAWL_DATA": str(tmp_path)})
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        options, rest = parser.parse_known_args(words)
        try:
            command.run(rest, options)
        except UsageError as error:
            return subprocess.CompletedProcess(words, 2, "", f"{error}\n")
        return subprocess.CompletedProcess(words, command.exitcode, *capsys.readouterr())

    return run


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_export_of_a_crawl_has_exactly_the_stores_rows_and_the_same_bytes_twice(typed: Typed, store: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        ran = typed("--name", "replica", "--versions", "all", "--sightings", "--out", str(tmp_path / out), "--json")
        assert ran.returncode == 0, ran.stderr
    made = json.loads(ran.stdout)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    with closing(sqlite3.connect(store)) as base:
        stored = set(base.execute("SELECT article_id, number, body, title FROM versions"))
    assert made["rows"] == len(stored) > 20
    for name, read in READERS.items():
        rows = read(Path(made["folder"]))
        assert {(row["id"], int(row["version"]), row["body"], row["title"]) for row in rows} == stored, name


def test_a_first_export_lies_in_the_data_folder(typed: Typed, tmp_path: Path) -> None:
    ran = typed("--name", "news", "--formats", "csv")
    assert ran.returncode == 0 and "README.md says what is in it" in ran.stdout
    folder = tmp_path / "exports" / "news" / "1"
    assert {"articles.csv", "README.md", "index.html", "CITATION.cff", "croissant.json", "datapackage.json", "SHA256SUMS"} <= set(
        content(folder)
    )
    assert typed("--name", "news", "--formats", "csv", "--append-version").returncode == 0
    assert (tmp_path / "exports" / "news" / "2" / "changes.jsonl").read_text() == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--name", "../news"], "--name '../news': a name has small letters"),
        (["--name", "news", "--sites", "nowhere"], "--sites: there is no 'nowhere'; there is 127.0.0.1"),
        (["--name", "news", "--sections", "politcs"], "--sections: there is no 'politcs'; there is Politics"),
        (["--name", "news", "--kinds", "opinions"], "--kinds: there is no 'opinions'; there is opinion"),
        (["--name", "news", "--formats", "xml"], "--formats: there is no 'xml'; there is csv, jsonl, parquet, sqlite"),
        (["--name", "news", "--fields", "text"], "--fields: there is no 'text'"),
        (["--name", "news", "--since", "yesterday"], "--since 'yesterday' is no day (2024-01-31)"),
        (["--name", "news", "--since", "2026-02-01", "--until", "2026-01-01"], "nothing lies between"),
        (["--name", "news", "--query", '"'], "--query: "),
        (["--name", "news", "--pseudonymise-authors", "/nowhere"], "make one with"),
        (["--name", "news", "--since", "2099-01-01"], "no article in the store is as these arguments ask for it"),
        (["--name", "news", "--append-version"], "has no version yet"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_can_not_be_asked_is_told_in_one_line(called: Typed, tmp_path: Path, words: list[str], told: str) -> None:
    ran = called(*words)
    assert ran.returncode == 2 and told in ran.stderr and ran.stderr.count("\n") == 1
    assert not (tmp_path / "exports" / "news").exists()


def test_a_name_is_needed(called: Typed) -> None:
    ran = called()
    assert ran.returncode == 2 and "scrapy export --name elections" in ran.stderr


def test_nothing_is_made_of_no_store(called: Typed, tmp_path: Path) -> None:
    ran = called("--name", "news", base=tmp_path / "none.sqlite")
    assert ran.returncode == 5 and "scrapy crawl sections" in ran.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_without_its_libraries_it_says_how_to_install_them(called: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "NEEDED", ("a_library_that_is_not_there",))
    ran = called("--name", "news")
    assert (
        ran.returncode == 2 and "needs a_library_that_is_not_there: .venv/bin/pip install -c requirements.txt -e '.[export]'" in ran.stderr
    )


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="limits are those of Linux")
def test_a_full_disk_is_told_and_leaves_nothing(store: Path, tmp_path: Path) -> None:
    settings = f"-s NEWSCRAWL_STORE=sqlite:///{store} -s NEWSCRAWL_DATA={tmp_path}"
    command = f"ulimit -f 64; {sys.executable} -m scrapy export --name news {settings}"  # files of 64 KB at most
    ran = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 5 and "can't be written" in ran.stderr and "Traceback" not in ran.stderr, ran.stderr
    assert not [path for path in (tmp_path / "exports").rglob("*") if path.is_file()]
