from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings

from newscrawl.addons import Archive
from newscrawl.archive import folder


def settings(**given: str) -> Settings:
    return Settings({"NEWSCRAWL_DATA": "there", "NEWSCRAWL_ARCHIVE_SIZE": "1000", **given})


@pytest.mark.parametrize(
    ("given", "place"),
    [("", None), ("0", None), ("no", None), ("1", "there/archive"), ("yes", "there/archive"), ("/mnt/warcs", "/mnt/warcs")],
)
def test_the_archive_is_off_unless_it_is_asked_for(given: str, place: str | None) -> None:
    pytest.importorskip("warcio", reason="the extra archive is not installed")
    assert folder.wanted(settings(NEWSCRAWL_ARCHIVE=given)) == (Path(place) if place else None)


def test_without_the_extra_the_line_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"need the extra archive: \.venv/bin/pip install -c requirements\.txt -e '\.\[archive\]'"):
        folder.wanted(settings(NEWSCRAWL_ARCHIVE="1"))
    with pytest.raises(NotConfigured):
        Archive().update_settings(settings())


def test_a_size_that_is_none_is_refused() -> None:
    pytest.importorskip("warcio", reason="the extra archive is not installed")
    with pytest.raises(ValueError, match="NEWSCRAWL_ARCHIVE_SIZE"):
        folder.wanted(settings(NEWSCRAWL_ARCHIVE="1", NEWSCRAWL_ARCHIVE_SIZE="0"))
