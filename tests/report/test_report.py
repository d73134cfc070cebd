"""scrapy report, looked at in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newscrawl.health import files
from newscrawl.rendering.browser import launch_options, missing
from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import Link
from tests.browse.conftest import HOSTILE, articles
from tests.conftest import ROOT
from tests.health import made
from tests.store.conftest import HOUR, NOON, article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = {"phone": 380, "desk": 1280}


def report(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {"NEWSCRAWL_STORE": f"sqlite:///{folder}/news.sqlite", "NEWSCRAWL_DATA": str(folder), "NEWSCRAWL_CLOCK": NOON.isoformat()}
    options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "report", *options, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with ordinary articles, an edit, an event, refusals, and one article that has all that a site could do to its reader."""
    where = tmp_path_factory.mktemp("report")
    store = Store(f"sqlite:///{where}/news.sqlite")
    run = runs.begin(store, "a-site", "sections", {}, NOON - 3 * HOUR)
    frontier = Frontier(store, "a-site", run)
    frontier.add([Link(one.url, section=one.section or "News") for one in articles() if one.site == "a-site"], NOON)
    frontier.add(
        [Link(f"https://news.example/lost/{number}", section="Economy", listed_at=NOON - number * HOUR) for number in range(3)], NOON
    )
    by_url = {one.url: one for one in articles()}
    while taken := frontier.take(50, NOON):
        for link in taken:
            if one := by_url.get(link.url):
                link.article, link.published_at = one, one.published_at
                save(store, one, run, NOON)
            else:
                link.state, link.reason, link.final = "refused", "robots.txt forbids it", True
            frontier.close(link, NOON)
    edited = article(1, **{"title": f"{HOSTILE} edited", "content_hash": "edit", "crawled_at": NOON, "body": "The body of 1 was changed."})
    save(store, edited, run, NOON)
    runs.finish(store, run, "finished", {"articles/new": 38, "articles/version": 1}, NOON)
    store.close()
    ill = made.report(0) | {"site": "a-site", "reason": "refused", "refusals": {f"challenge ({HOSTILE})": 5}}
    files.save(files.folder_of(str(where)), ill)
    ended = report(where)
    assert (ended.returncode, ended.stdout) == (0, f"{where}/report.html\n"), ended.stderr
    return where


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not find_spec("playwright") or missing():
        pytest.skip(f"the report is looked at in a browser: {missing()}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture(params=[(width, scheme) for width in WIDTHS for scheme in ("light", "dark")], ids=lambda given: "-".join(given))
def context(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    made = chromium.new_context(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme, bypass_csp=False)
    yield made
    made.close()


def opened(context: BrowserContext, folder: Path) -> tuple[Page, list[str]]:
    """The page, and what it said or asked for."""
    page, noise = context.new_page(), []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else noise.append(asked.url))
    page.goto(f"file://{folder}/report.html")
    return page, noise


def test_it_opens_without_a_word_and_fits_the_screen(context: BrowserContext, folder: Path) -> None:
    page, noise = opened(context, folder)
    assert noise == []
    assert page.title() == "newscrawl: 1 site, 2026-01-05"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("heading", name="Articles by day").is_visible()


def test_what_is_not_as_usual_stands_first(context: BrowserContext, folder: Path) -> None:
    page, _ = opened(context, folder)
    assert page.locator(".miss").count() >= 1
    assert page.get_by_role("region", name="Sites").get_by_text("1 finding").is_visible()
    assert page.get_by_role("region", name="Findings on a-site").get_by_text("the site refuses: challenge").is_visible()


def test_what_the_web_says_is_text(context: BrowserContext, folder: Path) -> None:
    page, noise = opened(context, folder)
    assert page.locator("ins", has_text="<script>").count() == 1
    assert page.locator("script, img, iframe, object").count() == 0
    assert [link for link in page.eval_on_selector_all("a", "links => links.map(a => a.href)") if not re.match("https?:|file:", link)] == []
    assert noise == []


def test_axe_finds_nothing_to_object_to(chromium: Browser, folder: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is in the extra test")
    found: list[Any] = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
        page, _ = opened(context, folder)
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        found += axe.Axe().run(page).response["violations"]
        context.close()
    assert [(entry["id"], [node["html"][:200] for node in entry["nodes"]]) for entry in found] == []


def test_everything_can_be_reached_by_the_keyboard(context: BrowserContext, folder: Path) -> None:
    page, _ = opened(context, folder)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    scrolled = page.locator(".scroll")
    assert scrolled.count() == page.locator('.scroll[tabindex="0"][role="region"][aria-label]').count() > 5


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--sites", "no-site"], 2, "no run of no-site in the store; there are: a-site"),
        (["--days", "0"], 2, "--days 0 must be from 1 to 3660"),
        (["--out", "/proc/report.html"], 1, "/proc/report.html can't be written"),
        (["-s", "NEWSCRAWL_STORE=sqlite:////nowhere/news.sqlite"], 5, "scrapy crawl sections makes one"),
    ],
)
def test_what_it_cannot_do_is_one_line_and_a_code(folder: Path, arguments: list[str], code: int, says: str) -> None:
    ended = report(folder, *arguments)
    assert ended.returncode == code
    assert says in ended.stderr
    assert ended.stderr.count("\n") == 1
