"""What a person gets from scrapy sites: every profile, when it was crawled last, and how full what came was."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl import site as sites
from newscrawl.commands.sites import Command
from newscrawl.site import Expect, Section, Site
from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from tests.commands.conftest import prepared
from tests.store.conftest import NOON, article

DAY = timedelta(days=1)
Listed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Listed:
    """Runs the command on the store in ``tmp_path``."""

    def run(as_json: bool = False, url: str = f"sqlite:///{tmp_path / 'news.sqlite'}") -> tuple[int, str, str]:
        command = Command()
        command.settings = Settings({"NEWSCRAWL_STORE": url})
        command.run([], argparse.Namespace(json=as_json))
        return command.exitcode, *capsys.readouterr()

    return run


def test_before_the_first_run_it_says_never_and_makes_no_store(listed: Listed, tmp_path: Path) -> None:
    code, out, _ = listed()
    assert code == 0 and list(tmp_path.iterdir()) == []
    for name in sites.names():
        assert any(line.split()[0] == name and "never" in line for line in out.splitlines() if line.strip())
    told = json.loads(listed(as_json=True)[1])
    assert [(row["name"], row["last_run"], row["articles"]) for row in told] == [(name, None, 0) for name in sites.names()]
    assert next(row for row in told if row["name"] == "replica")["sections"] == len(sites.load("replica").sections)


def crawled(store: Store, number: int, lacking: dict[int, dict[str, object]]) -> None:
    """A run of the replica on that day with ten articles, of which some lack something."""
    now = NOON + number * DAY
    run = runs.begin(store, "replica", "sections", {}, now)
    runs.save_sections(store, "replica", [Section("Politics", "/politics"), Section("Economy", "/economy")], run)
    for place in range(10):
        save(store, article(100 * number + place, **{"site": "replica", "word_count": 9, **lacking.get(place, {})}), run, now)
    runs.finish(store, run, "finished", {}, now)


def test_the_last_run_and_how_full_its_articles_were_are_told(listed: Listed, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'news.sqlite'}")
    crawled(store, 0, {place: {"title": None} for place in range(10)})
    lacking = {
        0: {"title": None},
        1: {"published_at": None},
        2: {"published_at": None},
        3: {"word_count": 0},
        4: {"word_count": 0, "status": "bodiless"},
    }
    crawled(store, 1, lacking)
    runs.finish(store, runs.begin(store, "replica", "feed", {}, NOON + 2 * DAY), "refused", {}, NOON + 2 * DAY)
    narrow = runs.begin(store, "replica", "sections", {"sections": ["politics"]}, NOON + 3 * DAY)
    runs.save_sections(store, "replica", [Section("Politics", "/politics")], narrow)
    runs.finish(store, narrow, "limit", {}, NOON + 3 * DAY)
    runs.begin(store, "news.example", "sections", {}, NOON)
    store.close()
    code, out, _ = listed(as_json=True)
    told = {row["name"]: row for row in json.loads(out)}
    assert code == 0
    assert told["replica"]["last_run"] == {"started_at": "2026-01-08T12:00:00+00:00", "spider": "sections", "reason": "limit"}
    assert (told["replica"]["articles"], told["replica"]["sections"]) == (20, 2), "a run of one section says nothing of the menu"
    assert told["replica"]["shares"] == {"title": 0.9, "published_at": 0.8, "body": 0.9}, (
        "of the last run that brought articles; a video lacks no text"
    )
    assert told["news.example"] | {"last_run": None} == told["news.example"] | {
        "last_run": None,
        "profile": False,
        "home": None,
        "articles": 0,
    }
    lines = {line.split()[0]: " ".join(line.split()) for line in listed()[1].splitlines() if line.strip()}
    assert lines["replica"] == "replica http://127.0.0.1:8008/ en 2 2026-01-08 12:00 sections: limit 20 90% 80% 90%"
    assert lines["news.example"].endswith("(no profile) - 0 2026-01-05 12:00 sections: no end 0 - - -")


def test_a_narrow_terminal_is_told_of_the_last_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'news.sqlite'}")
    crawled(store, 0, {})
    store.close()
    for name, value in {"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    command = Command()
    command.settings = Settings({"NEWSCRAWL_STORE": f"sqlite:///{tmp_path / 'news.sqlite'}"})
    command.run([], argparse.Namespace(json=False))
    told = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert "sections: finished" in " ".join(told.split())
    assert "home" not in told.splitlines()[1]
    assert max(map(len, told.split("'!'")[0].splitlines())) <= 80


def test_less_than_the_profile_expects_is_marked(listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(f"sqlite:///{tmp_path / 'news.sqlite'}")
    crawled(store, 1, {0: {"title": None}, 1: {"published_at": None}})
    store.close()
    expect = Expect(sections=3, fields={"title": 1.0, "published_at": 0.9})
    profile: Site = replace(sites.load("replica"), expect=expect)
    monkeypatch.setattr(sites, "load", lambda name: profile)
    monkeypatch.setattr(sites, "names", lambda: ["replica"])
    assert "2! 2026-01-06" in " ".join(listed()[1].split()) and "90%! 90% 100%" in " ".join(listed()[1].split())
    assert json.loads(listed(as_json=True)[1])[0]["below"] == ["title", "sections"]


def test_a_profile_that_is_not_valid_is_named_and_the_others_are_listed(
    listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.toml").write_text('home = "https://good.example/"')
    (tmp_path / "bad.toml").write_text("hom = 1")
    monkeypatch.setattr(sites, "folder", lambda: tmp_path)
    code, out, err = listed()
    assert code == 2 and "https://good.example/" in out
    assert "bad.toml: unknown key 'hom'" in err and err.count("\n") == 1


def test_a_store_that_cannot_be_used_is_one_line(listed: Listed, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_text("no database, but long enough to be told from an empty file " * 20)
    code, out, err = listed(url=f"sqlite:///{tmp_path / 'broken.sqlite'}")
    assert (code, out, err.count("\n")) == (5, "", 1)
    assert listed(url="nonsense")[0] == 5


def test_the_help_teaches() -> None:
    text = " ".join(prepared("sites")[1].format_help().split())
    assert all(word in text for word in ("--json", "Exit codes", "scrapy newsite", "-a site=NAME", "[expect]"))
