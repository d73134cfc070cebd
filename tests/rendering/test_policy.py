from __future__ import annotations

from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl.reading.page import Page
from newscrawl.rendering import policy
from newscrawl.rendering.policy import LONGEST, MORE, TRIES, Rendering
from newscrawl.store.link import Link
from tests.conftest import ROOT

SHELL = b'<html><body><div id="root"></div><script src="/app.js"></script></body></html>'


@pytest.fixture
def rendering(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Rendering:
    """The policy where there is a browser; the mode is the parameter."""
    monkeypatch.setattr(policy, "missing", lambda: "")
    monkeypatch.setattr("newscrawl.rendering.browser.missing", lambda: "")
    return Rendering(Settings({"NEWSCRAWL_RENDER": getattr(request, "param", "auto")}))


def shell(path: str) -> Page:
    return Page(SHELL, f"https://news.example{path}")


def article(path: str) -> Link:
    return Link(f"https://news.example{path}")


@pytest.mark.parametrize(
    ("rendering", "kind", "data", "wants"),
    [
        ("auto", "listing", {}, False),
        ("auto", "listing", {"render": "auto"}, False),
        ("auto", "listing", {"render": True}, True),
        ("auto", "front", {}, False),
        ("always", "front", {}, True),
        ("always", "listing", {"render": False}, False),
        ("always", "article", {}, True),
        ("always", "sitemap", {}, False),
        ("never", "listing", {"render": True}, False),
    ],
    indirect=["rendering"],
)
def test_the_setting_and_the_section_say_what_is_rendered(rendering: Rendering, kind: str, data: dict[str, Any], wants: bool) -> None:
    assert rendering.wants(Link("https://news.example/x", kind, data=data)) is wants


def test_a_link_is_opened_again_once(rendering: Rendering) -> None:
    link = Link("https://news.example/series", "listing", data={"render": "auto", "page": 1})
    assert rendering.again(link, shell("/series"))
    assert (link.state, link.data) == ("open", {"render": True, "page": 1})
    link.state = "done"
    assert not rendering.again(link, shell("/series"))
    assert link.state == "done"


@pytest.mark.parametrize("data", [{"render": False}, {"render": True}])
def test_what_the_profile_says_is_not_asked_again(rendering: Rendering, data: dict[str, Any]) -> None:
    assert not rendering.again(Link("https://news.example/series", "listing", data=data), shell("/series"))


def test_a_page_without_scripts_needs_no_browser(rendering: Rendering) -> None:
    assert not rendering.again(article("/a"), Page(b"<html><body></body></html>", "https://news.example/a"))


def test_a_front_page_that_is_a_shell_sends_the_whole_site_through_the_browser(rendering: Rendering) -> None:
    rendering.front(shell("/"))
    assert all(rendering.wants(Link("https://news.example/x", kind)) for kind in ("front", "listing", "article"))


def test_a_shell_that_hides_two_articles_sends_all_articles_through_the_browser(rendering: Rendering) -> None:
    one, other = article("/politics/a"), article("/politics/b")
    assert rendering.shell(one, shell("/politics/a"))
    rendering.shown(one, True)
    assert not rendering.wants(article("/politics/c"))
    assert rendering.shell(other, shell("/politics/b"))
    rendering.shown(other, True)
    assert rendering.wants(article("/politics/c"))
    assert not rendering.wants(Link("https://news.example/politics", "listing"))


def test_a_shell_that_hides_nothing_is_left_alone(rendering: Rendering) -> None:
    for number in range(TRIES):
        link = article(f"/player/{number}")
        assert rendering.shell(link, shell(f"/player/{number}"))
        rendering.shown(link, False)
    assert not rendering.shell(article("/player/x"), shell("/player/x"))


@pytest.mark.parametrize(
    ("kind", "max_pages", "more"),
    [("listing", None, MORE), ("listing", 3, 2), ("listing", 1, 0), ("article", None, None), ("front", 3, None)],
)
def test_a_press_of_load_more_is_a_page_of_the_listing(rendering: Rendering, kind: str, max_pages: int | None, more: int | None) -> None:
    assert rendering.more(Link("https://news.example/x", kind), max_pages) == more


def test_a_browser_that_does_not_start_is_told_once(rendering: Rendering, caplog: pytest.LogCaptureFixture) -> None:
    rendering.everything = True
    rendering.lost("no memory")
    rendering.lost("no memory")
    assert [record.message for record in caplog.records] == ["pages that need JavaScript are left out: no memory"]
    assert not rendering.wants(article("/a"))


def test_the_docs_name_the_bounds() -> None:
    text = (ROOT / "docs/render.md").read_text("utf-8")
    assert f"at most {MORE} times and {LONGEST:.0f} seconds" in text
