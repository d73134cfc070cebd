"""Sites that need JavaScript, crawled by the real command through the real browser."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls
from tests.rendering.app import App, paths, plain_article, plain_front, serving

MISSING = "/politics/mayor-of-aleppo-says-that-the-harbour-is-not-for-sale"  # every article links to it; the app has no such page


@dataclass
class Crawled:
    """A site after its crawl."""

    app: App
    crawls: Crawls
    code: int
    log: str

    def articles(self) -> set[str]:
        return {urlsplit(url).path for (url,) in self.crawls.rows("SELECT url FROM articles")}


def crawl(app: App, folder: Path, *arguments: str) -> Crawled:
    crawls = Crawls(folder, "auto")
    with serving(app) as home:
        ended = crawls.run(home, *arguments)
    return Crawled(app, crawls, ended.returncode, ended.stderr)


@pytest.fixture(scope="module")
def outside() -> Iterator[tuple[App, str]]:
    """A server of this machine that is none of NEWSCRAWL_PRIVATE_HOSTS."""
    app = App()
    with serving(app) as home:
        yield app, home


@pytest.fixture(scope="module")
def running(browser: None, outside: tuple[App, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Crawled]]]:
    """Crawls of the Shell Post, side by side: as it is, and with a front page and robots.txt as other sites have them."""
    with ThreadPoolExecutor() as pool:
        yield {
            "shell": pool.submit(crawl, App(elsewhere=outside[1]), tmp_path_factory.mktemp("shell")),
            "mixed": pool.submit(
                crawl, App({"/": plain_front()}, refused="/culture"), tmp_path_factory.mktemp("mixed"), "-a", "limit=3", "-a", "max_pages=2"
            ),
        }


@pytest.fixture
def shell(running: dict[str, Future[Crawled]]) -> Crawled:
    """The Shell Post, every page of which is empty until JavaScript ran."""
    crawled = running["shell"].result()
    assert crawled.code == 0, crawled.log
    return crawled


def test_a_site_that_is_one_script_gives_all_its_articles_and_nothing_else(shell: Crawled) -> None:
    assert shell.articles() == paths()
    assert shell.crawls.rows("SELECT count(*) FROM articles WHERE status = 'ok' AND published_at IS NOT NULL AND word_count > 50") == [
        (len(paths()),)
    ]
    assert shell.crawls.rows("SELECT section, count(*) FROM sightings GROUP BY 1 ORDER BY 1") == [
        ("Culture", 10),
        ("Economy", 10),
        ("Politics", 10),
    ]


def test_a_path_that_the_app_does_not_know_is_no_article_though_it_is_answered_with_200(shell: Crawled) -> None:
    assert shell.crawls.rows(f"SELECT state, status, reason FROM links WHERE url LIKE '%{MISSING}'") == [("skipped", 200, "not an article")]


def test_a_row_of_the_frontier_knows_that_its_page_is_to_be_rendered(shell: Crawled) -> None:
    assert shell.crawls.rows("SELECT json_extract(data, '$.render') FROM links WHERE kind = 'front'") == [(1,)]


def test_each_page_costs_its_document_and_its_data_and_the_script_is_fetched_once(shell: Crawled) -> None:
    asked = shell.app.paths
    assert asked.count("/app.js") == 1
    assert "/picture.png" not in asked
    assert all(asked.count(path) == 1 for path in paths())
    assert {agent.partition("/")[0] for _, agent in shell.app.requests} == {"newscrawl"}


def test_the_browser_reaches_no_private_address_not_even_by_a_redirect(shell: Crawled, outside: tuple[App, str]) -> None:
    assert shell.app.paths.count("/away") == 2, "by fetch and by WebSocket, which is a tunnel for the proxy"
    assert outside[0].requests == []
    assert "the browser was kept from a private address" in shell.log


def test_articles_and_listings_that_are_shells_are_found_out_where_the_front_page_is_none(running: dict[str, Future[Crawled]]) -> None:
    crawled = running["mixed"].result()
    assert "articles are an empty shell until JavaScript ran" in crawled.log
    assert len(crawled.articles()) == 3 and crawled.articles() < paths()
    assert [path for path in crawled.app.paths if path.startswith("/api/list")][:2] == [
        "/api/list?section=politics&from=0",
        "/api/list?section=politics&from=4",
    ]
    assert crawled.crawls.rows("SELECT section, state, json_extract(data, '$.render') FROM links WHERE kind = 'listing' ORDER BY 1") == [
        ("Culture", "refused", "auto"), ("Economy", "done", 1), ("Politics", "done", 1),
    ]  # fmt: skip
    assert not any(path.startswith("/culture") for path in crawled.app.paths), "robots.txt holds for rendered pages too"


def test_a_section_that_only_a_script_fills_gives_its_articles(browser: None, tmp_path: Path) -> None:
    crawls = Crawls(tmp_path, "auto")
    with Replica() as replica:
        ended = crawls.run(replica.home, "-a", "site=replica", "-a", "sections=digital-series")
        true = {urlsplit(url).path for url in replica.truth()["needs_browser"]}
    assert ended.returncode == 0, ended.stderr
    assert {urlsplit(url).path for (url,) in crawls.rows("SELECT url FROM articles")} == true
    assert len(true) == 9
    assert crawls.rows("SELECT note FROM sections WHERE label = 'Digital Series'") == [(None,)]


def test_a_later_run_presses_no_further_than_what_it_knows(shell: Crawled) -> None:
    app = shell.app
    first = len(app.requests)
    with serving(app, app.port) as home:
        ended = shell.crawls.run(home)
    assert ended.returncode == 0, ended.stderr
    later = app.paths[first:]
    assert {path for path in later if path.startswith("/api/list?section=culture")} == {
        f"/api/list?section=culture&from={start}" for start in (0, 4)
    }
    assert not any(path in later for path in paths())


@pytest.fixture
def without_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with the extra, but without a browser."""
    pytest.importorskip("scrapy_playwright", reason="the extra render is not installed")
    for name in ("PATH", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.mark.parametrize("broken", [False, True], ids=["there is none", "it does not start"])
def test_without_a_browser_one_line_says_how_to_get_one_and_the_rest_goes_on(without_browser: None, tmp_path: Path, broken: bool) -> None:
    if broken:
        (tmp_path / "chromium").write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "chromium").chmod(0o755)
    crawled = crawl(App({"/": plain_front(), **plain_article("politics", 0), **plain_article("culture", 2)}), tmp_path)
    assert crawled.code == 0, crawled.log
    assert crawled.log.count("apt-get install chromium") == 1
    assert crawled.crawls.rows("SELECT DISTINCT note FROM sections") == [("needs a browser",)]
    assert crawled.articles() == {*plain_article("politics", 0), *plain_article("culture", 2)}
    reasons = crawled.crawls.rows("SELECT DISTINCT state, reason FROM links WHERE kind = 'article' AND article_id IS NULL")
    assert reasons == [("skipped", "not an article: an empty shell until JavaScript ran")]


def test_a_setting_that_cannot_be_kept_is_told_in_one_line(without_browser: None, tmp_path: Path) -> None:
    command = Crawls(tmp_path, "always").command("sections", "-a", "url=http://127.0.0.1:9/")
    ended = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "NEWSCRAWL_RENDER: always needs a browser: apt-get install chromium" in ended.stderr
