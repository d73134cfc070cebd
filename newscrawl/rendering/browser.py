"""The browser: where it is found, how it is started, and what to install where there is none."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

from newscrawl.hints import BIN, extra

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

MODES = ("auto", "never", "always")
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--proxy-bypass-list=<-loopback>",  # all goes through the guarded proxy
)  # fmt: skip
EXTRA = extra("render")
BROWSER = f"apt-get install chromium, or {BIN}/playwright install chromium"


class NoBrowser(Exception):
    """The browser can't be started; its text says why."""


def mode(settings: BaseSettings) -> str:
    """NEWSCRAWL_RENDER; raises :class:`ValueError` where it is none of its values, or asks for what is not there."""
    wanted = settings.get("NEWSCRAWL_RENDER")
    if wanted not in MODES:
        raise ValueError(f"NEWSCRAWL_RENDER: {wanted!r} is none of {', '.join(MODES)}")
    if wanted == "always" and (lacking := missing()):
        raise ValueError(f"NEWSCRAWL_RENDER: always needs a browser: {lacking}")
    return str(wanted)


def missing() -> str:
    """What to type for what rendering lacks; empty where it lacks nothing."""
    there = ((EXTRA, find_spec("scrapy_playwright") is not None), (BROWSER, bool(executable() or downloaded())))
    return " and ".join(text for text, is_there in there if not is_there)


def executable() -> str | None:
    """The machine's own Chromium, as Debian and others install it."""
    return next((path for name in NAMES if (path := which(name))), None)


def downloaded() -> bool:
    """Whether Playwright has a Chromium of its own, where ``playwright install`` puts it."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folder = Path(named) if named else Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "ms-playwright"
    return any(folder.glob("chromium*-*/INSTALLATION_COMPLETE"))


def launch_options() -> dict[str, Any]:
    """What Playwright starts the browser with. Its sandbox is left out for root alone, where Chromium has none."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = {"args": list(FLAGS), "chromium_sandbox": not root, "handle_sigint": False, "handle_sigterm": False, "handle_sighup": False}
    return options | ({"executable_path": path} if (path := executable()) else {})
