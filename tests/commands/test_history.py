from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from newscrawl.commands import history
from newscrawl.store import events
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from tests.store.conftest import HOUR, NOON, article

ONE = article(1)


@pytest.fixture
def told(
    tmp_path: Path, called: Callable[..., CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., CompletedProcess[str]]:
    """scrapy history, on a store with an article that was edited, then taken down."""
    store = Store(f"sqlite:///{tmp_path}/news.sqlite")
    save(store, ONE, 1, NOON)
    later = article(1, title="Edited title", body="The body of 1, edited.\n\nIts end.", content_hash="edit", crawled_at=NOON + HOUR)
    save(store, later, 2, NOON + HOUR)
    events.note(store, ONE.id, "gone", 3, NOON + 2 * HOUR, f"{ONE.url} answers HTTP 410")
    store.close()
    command = history.Command
    original = command.run

    def run(self: history.Command, *given: object) -> None:
        self.settings.set("NEWSCRAWL_STORE", f"sqlite:///{tmp_path}/news.sqlite")
        original(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "run", run)
    return lambda *words: called("history", *words)


@pytest.mark.parametrize("name", [ONE.id, ONE.url])
def test_an_article_is_shown_as_it_stands_with_its_edits_and_events(told: Callable[..., CompletedProcess[str]], name: str) -> None:
    shown = told(name).stdout
    assert shown.startswith("Edited title\n")
    assert "[-" in shown and "{+Edited+}" in shown
    assert "gone 2026-01-05 14:00:00+00:00" in shown


def test_programs_get_versions_changes_and_events(told: Callable[..., CompletedProcess[str]]) -> None:
    plain = json.loads(told("--json", ONE.id).stdout)
    assert [version["title"] for version in plain["versions"]] == [ONE.title, "Edited title"]
    assert [[change["field"] for change in edit] for edit in plain["changes"]] == [["title", "body"]]
    assert [event["kind"] for event in plain["events"]] == ["gone"]


def test_what_the_store_has_not_is_said(told: Callable[..., CompletedProcess[str]]) -> None:
    ended = told("https://news.example/nothing")
    assert (ended.returncode, ended.stderr) == (1, "scrapy history: the store has no article https://news.example/nothing\n")
