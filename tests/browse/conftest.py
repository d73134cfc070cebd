"""What tests of browsing share: a store with what is hard to show, the command that serves it, and a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newscrawl.hints import extra
from newscrawl.items import Article, Block, Image, Link
from newscrawl.rendering.browser import launch_options, missing
from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link as Found
from tests.conftest import ROOT
from tests.store.conftest import HOUR, NOON, article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

HOSTILE = '<script>document.title = "owned"</script><img src=x onerror=alert(1)>'
ARABIC = "الجزائر ستستضيف القمّة الإقليمية"


def articles() -> list[Article]:
    """Ordinary ones, an edited one, Arabic, Chinese, one that has all that a site could do to its reader."""
    plain = [
        article(
            number, title=f"Harbour works enter phase {number}", summary=f"Crane {number} is up.", language="en", section="Economy",
            body=f"The harbour of Tyre gets crane {number}.\n\nIt was late.", blocks=[], published_at=NOON - number * HOUR,
        )
        for number in range(1, 36)
    ]  # fmt: skip
    hostile = article(
        90, title=HOSTILE, summary=HOSTILE, kicker=HOSTILE, authors=[HOSTILE], source=HOSTILE, section=HOSTILE, tags=[HOSTILE],
        body=f"Harmless words and {HOSTILE}", blocks=[Block("paragraph", f"Harmless words and {HOSTILE}"), Block("embed", "", url="javascript:alert(2)")],
        images=[Image("javascript:alert(3)", HOSTILE, HOSTILE), Image("https://tracker.example/pixel.gif", "A pixel")],
        links=[Link("data:text/html,<script>alert(4)</script>", HOSTILE)], published_raw=HOSTILE, provenance={HOSTILE: HOSTILE},
        published_at=None,
    )  # fmt: skip
    arabic = article(
        91, title=ARABIC, summary=f"{ARABIC} في الربيع.", language="ar", section="سياسة", body="نصّ المقال عن القمّة.", site="arabic-site",
        blocks=[Block("heading", "عنوان"), Block("quote", "اقتباس"), Block("list_item", "بند أوّل")], authors=["نور"],
    )  # fmt: skip
    chinese = article(
        92, title="北京天气预报", summary="今天北京有雨。", language="zh", body="北京今天有雨，明天晴。", blocks=[], kind="opinion"
    )
    return [*plain, hostile, arabic, chinese]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the store."""
    path = tmp_path_factory.mktemp("browse") / "a store #1.sqlite"
    store = Store(f"sqlite:///{path}")
    run = runs.begin(store, "a-site", "sections", {}, NOON)
    frontier = Frontier(store, "a-site", run)
    for one in articles():
        frontier.add([Found(one.url, section="Economy")], NOON)
        (link,) = frontier.take(1, NOON)
        save(store, one, run, NOON)
        link.article = one
        frontier.close(link, NOON)
    edited = article(
        1, title="Harbour works stop", content_hash="edited", body="The harbour of Tyre gets no crane.", crawled_at=NOON + HOUR
    )
    save(store, edited, run, NOON + HOUR)
    runs.begin(store, "arabic-site", "feed", {}, NOON)
    runs.finish(store, run, "finished", {}, datetime.fromisoformat("2026-01-05T14:00:00+00:00"))
    store.close()
    return path


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address at which ``scrapy browse`` serves a store."""
    if find_spec("datasette") is None:
        pytest.skip(f"browsing needs Datasette: {extra('browse')}")
    command = [sys.executable, "-m", "scrapy", "browse", "--port", "0", "-s", f"NEWSCRAWL_STORE=sqlite:///{path}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            told = process.stdout.readline() if process.stdout else ""
            assert (found := re.search(r"http://127\.0\.0\.1:\d+", told)), process.stderr.read() if process.stderr else told
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def served(filled: Path) -> Iterator[str]:
    with serving(filled) as home:
        yield home


@dataclass
class Watched:
    """A page of the browser and what came of it: what it asked for, what it said to the console, what it asked people."""

    page: Page
    home: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)

    def follow(self, wanted: Locator, key: str = "") -> None:
        """Click, or press a key, and wait for the page that comes of it: a click alone returns while the old page still stands."""
        with self.page.expect_navigation():
            wanted.press(key) if key else wanted.click()

    def elsewhere(self) -> list[str]:
        """Addresses that are not of the server."""
        return [url for url in self.asked if not url.startswith((self.home, "data:"))]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if lacking := missing():
        pytest.skip(f"browsing is tested in a browser: {lacking}")
    from playwright.sync_api import sync_playwright

    options = launch_options()
    options["args"] = [flag for flag in options["args"] if "proxy" not in flag]
    with sync_playwright() as playwright, playwright.chromium.launch(**options) as browser:
        yield browser


@pytest.fixture(params=[(1200, 850), (390, 844)], ids=["desk", "phone"])
def watched(request: pytest.FixtureRequest, served: str, chromium: Browser) -> Iterator[Watched]:
    width, height = request.param
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(20_000)
    made = Watched(page, served)
    page.on("request", lambda asked: made.asked.append(asked.url))
    page.on("console", lambda message: made.said.append(message.text))
    page.on("pageerror", lambda error: made.said.append(str(error)))
    page.on("dialog", lambda dialog: made.said.append(dialog.message))
    yield made
    page.close()
