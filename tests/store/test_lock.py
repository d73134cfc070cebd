"""The lock of a site: one owner at a time, and no file where there is none."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import TextIO

import pytest

from newscrawl.store import lock
from newscrawl.store.lock import SiteBusy, SiteLock


def test_a_lock_that_is_given_up_leaves_no_file(tmp_path: Path) -> None:
    first = SiteLock(tmp_path, "news.example")
    first.acquire()
    with pytest.raises(SiteBusy, match="news.example is being crawled by process"):
        SiteLock(tmp_path, "news.example").acquire()
    first.release()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_its_owner_has_removed_meanwhile_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between a run's opening of the file and its locking, the first run ends and a third one begins."""
    first, second, third = (SiteLock(tmp_path, "news.example") for _ in range(3))
    first.acquire()
    meanwhile, flock = [third.acquire, first.release], fcntl.flock

    def slow(file: TextIO, how: int) -> None:
        while meanwhile:
            meanwhile.pop()()
        flock(file, how)

    monkeypatch.setattr(lock.fcntl, "flock", slow)
    with pytest.raises(SiteBusy):
        second.acquire()
    third.release()
    second.acquire()
    second.release()
