from __future__ import annotations

import os
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl.rendering import browser


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing installed: what is put into bin is."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "own"))
    monkeypatch.setattr(browser, "find_spec", lambda _: object())
    return tmp_path


def install(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o755)
    return path


def test_debians_chromium_is_found(machine: Path) -> None:
    chromium = install(machine / "bin" / "chromium")
    assert browser.missing() == ""
    assert browser.launch_options()["executable_path"] == str(chromium)


def test_playwrights_own_is_found(machine: Path) -> None:
    install(machine / "own" / "chromium-1234" / "INSTALLATION_COMPLETE")
    assert browser.missing() == ""
    assert "executable_path" not in browser.launch_options()


def test_what_is_missing_is_told_as_what_to_type(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser.missing() == browser.BROWSER
    monkeypatch.setattr(browser, "find_spec", lambda _: None)
    assert browser.missing() == f"{browser.EXTRA} and {browser.BROWSER}"
    install(machine / "bin" / "chromium")
    assert browser.missing() == browser.EXTRA


@pytest.mark.parametrize(("user", "sandbox"), [(0, False), (1000, True)])
def test_the_sandbox_is_kept_for_all_but_root(monkeypatch: pytest.MonkeyPatch, user: int, sandbox: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert browser.launch_options()["chromium_sandbox"] is sandbox


@pytest.mark.parametrize("wanted", ["sometimes", "", None, True])
def test_a_mode_that_there_is_not_is_told_with_those_that_there_are(wanted: object) -> None:
    with pytest.raises(ValueError, match="NEWSCRAWL_RENDER: .* is none of auto, never, always"):
        browser.mode(Settings({"NEWSCRAWL_RENDER": wanted}))
