"""Where the archive is, whether it is asked for, and what to install where it can't be had."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawl.hints import extra

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

EXTRA = extra("archive")
OFF = ("", "0", "no", "false", "none")
ON = ("1", "yes", "true")


def missing() -> str:
    """What to type for what the archive lacks; empty where it lacks nothing."""
    return "" if find_spec("warcio") else EXTRA


def wanted(settings: BaseSettings) -> Path | None:
    """The folder that answers are to be archived in (NEWSCRAWL_ARCHIVE), None where they are not.

    Raises :class:`ValueError` where the archive is asked for and can't be had.
    """
    text = str(settings.get("NEWSCRAWL_ARCHIVE") or "").strip()
    if text.lower() in OFF:
        return None
    if lacking := missing():
        raise ValueError(f"NEWSCRAWL_ARCHIVE={text}: WARC files need the extra archive: {lacking}")
    if settings.getint("NEWSCRAWL_ARCHIVE_SIZE") < 1:
        raise ValueError(f"NEWSCRAWL_ARCHIVE_SIZE: {settings['NEWSCRAWL_ARCHIVE_SIZE']} is no number of bytes; an example: 1000000000")
    return place(settings)


def place(settings: BaseSettings) -> Path:
    """The folder of the archive, whether one is written now or not: that of NEWSCRAWL_ARCHIVE, else ``archive`` in NEWSCRAWL_DATA."""
    text = str(settings.get("NEWSCRAWL_ARCHIVE") or "").strip()
    return Path(settings["NEWSCRAWL_DATA"]) / "archive" if text.lower() in (*OFF, *ON) else Path(text)
