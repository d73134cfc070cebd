from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.items import Article
from newscrawl.store.articles import save, stored
from newscrawl.store.database import Store, StoreError
from newscrawl.store.log import Log
from tests.store.conftest import NOON, article


def written(store: Store, path: Path, numbers: range) -> bytes:
    log = Log(store, "a-site", path)
    store.after_commit = [log.catch_up]
    for number in numbers:
        save(store, article(number), 1, NOON)
        store.commit()
    store.commit()
    store.after_commit = []
    return path.read_bytes()


def test_one_line_for_each_version_with_every_field(store: Store, tmp_path: Path) -> None:
    lines = written(store, tmp_path / "a.jsonl", range(1, 4)).splitlines()
    first = json.loads(lines[0])
    assert [json.loads(line)["title"] for line in lines] == [f"Title {n} “quoted”" for n in (1, 2, 3)]
    assert first["published_at"] == "2026-01-04T23:30:00+02:00"
    assert first["images"][0]["credit"] == "AFP"


def test_whatever_byte_it_was_cut_at_no_line_is_torn_lost_or_doubled(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    whole = written(store, path, range(1, 4))
    last = len(whole.splitlines(keepends=True)[-1])
    for cut in (*range(len(whole) - last - 5, len(whole), 7), len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert written(store, path, range(0)) == whole, cut


@pytest.mark.parametrize("torn", [b'{"url": "https://news.ex', b"\n", b"{}\n{}\n"])
def test_what_a_crash_left_behind_the_known_length_goes(store: Store, tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "a.jsonl"
    whole = written(store, path, range(1, 3))
    path.write_bytes(whole + torn)
    assert written(store, path, range(3, 4)).startswith(whole + b'{"url"')


def test_a_lost_log_is_written_again_from_the_store(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    whole = written(store, path, range(1, 4))
    path.unlink()
    assert written(store, path, range(0)) == whole


def test_a_crash_between_the_store_and_the_log_loses_no_line(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    written(store, path, range(1, 2))
    save(store, article(2), 1, NOON)
    store.commit()  # no log followed
    assert len(written(store, path, range(0)).splitlines()) == 2


def test_a_log_that_cannot_be_written_is_one_clear_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the log .*a.jsonl can't be written: Is a directory"):
        (tmp_path / "a.jsonl").mkdir()
        Log(store, "a-site", tmp_path / "a.jsonl")


def test_a_crash_while_a_cut_log_is_written_again_tears_no_line(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written again differs from what was there: sections have grown since, so that the noted length is no line's end."""
    path = tmp_path / "a.jsonl"
    whole = written(store, path, range(1, 4))
    path.write_bytes(whole[:10])
    with monkeypatch.context() as crash:
        crash.setattr("newscrawl.store.log.stored", lambda *asked, **how: ((n, replaced(a)) for n, a in stored(*asked, **how)))
        crash.setattr("newscrawl.store.log.Log._note", dying(crash, Log._note))
        with pytest.raises(KeyboardInterrupt):
            Log(store, "a-site", path)
    store.connection.rollback()
    assert written(store, path, range(0)) == whole


def replaced(article: Article) -> Article:
    article.sections = ["World", "Politics"]
    return article


def dying(crash: pytest.MonkeyPatch, note: Callable[..., None]) -> Callable[..., None]:
    """The first note is taken, at the second the process dies."""

    def once(log: Log, **values: bool) -> None:
        note(log, **values)
        crash.setattr("newscrawl.store.log.Log._note", die)

    def die(log: Log, **values: bool) -> None:
        raise KeyboardInterrupt

    return once
