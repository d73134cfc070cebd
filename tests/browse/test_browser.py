"""What somebody sees who looks into a store with a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browse.conftest import ARABIC, HOSTILE, Watched
from tests.store.conftest import article

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    "/", "/store/articles", "/store/articles?_search=harbour", f"/article/{article(1).id}", f"/article/{article(1).id}/versions",
    f"/article/{article(90).id}", f"/article/{article(91).id}", "/store", "/store/versions", "/store/sightings", f"/store/articles/{article(90).id}",
    "/store?sql=select+title+from+articles",
)  # fmt: skip


def test_from_the_search_box_to_an_article_and_to_what_was_edited(watched: Watched) -> None:
    page = watched.page
    watched.open("/")
    assert page.locator("h1").inner_text() == "38 articles of 2 sites"
    page.get_by_role("searchbox").fill("harbour stop")
    watched.follow(page.get_by_role("button", name="Search"))
    assert page.locator(".card h2").all_inner_texts() == ["Harbour works stop"]
    assert page.locator(".card h2 mark").all_inner_texts() == ["Harbour", "stop"]
    watched.follow(page.get_by_role("link", name="Harbour works stop"))
    assert page.locator("h1").inner_text() == "Harbour works stop"
    watched.follow(page.get_by_role("link", name="What changed"))
    title = page.locator(".edit").first.locator(".diff").first
    assert title.locator("del").all_inner_texts() == ["enter phase 1"] and title.locator("ins").all_inner_texts() == ["stop"]
    watched.follow(page.get_by_role("link", name="Version 1"))
    assert page.locator("h1").inner_text() == "Harbour works enter phase 1"
    assert (watched.said, watched.elsewhere()) == ([], [])


def test_facets_narrow_a_search_down_and_the_next_page_goes_on(watched: Watched) -> None:
    page = watched.page
    watched.open("/store/articles?_search=crane")
    assert page.locator(".count b").inner_text() == "35 articles"
    watched.follow(page.get_by_role("link", name="Economy"))
    assert page.locator(".count b").inner_text() == "34 articles"
    assert page.get_by_role("searchbox").input_value() == "crane"
    first = page.locator(".card h2").first.inner_text()
    watched.follow(page.get_by_role("link", name="Next page"))
    assert page.locator(".card").count() == 4
    assert page.locator(".card h2").first.inner_text() != first
    watched.open("/store/articles")
    watched.follow(page.get_by_role("link", name="arabic-site"))
    assert page.locator(".card h2").all_inner_texts() == [ARABIC]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_elsewhere_runs_what_a_site_wrote_or_is_wider_than_the_screen(watched: Watched, path: str) -> None:
    watched.open(path)
    assert (watched.said, watched.elsewhere()) == ([], [])
    assert watched.page.title() != "owned"
    assert not watched.page.locator("a[href^='javascript'], a[href^='data'], article img, .card img").count()
    if not path.startswith(("/store?", "/store/v", "/store/s", "/store/articles/")):
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_text_is_read_as_it_was_written(watched: Watched) -> None:
    watched.open(f"/article/{article(90).id}")
    assert watched.page.locator("h1").inner_text() == HOSTILE
    assert HOSTILE in watched.page.locator(".text").inner_text()
    watched.open("/store/articles?_search=harmless")
    assert watched.page.locator(".card h2").inner_text() == HOSTILE


def test_scripts_that_run_from_right_to_left_do_so(watched: Watched) -> None:
    watched.open(f"/article/{article(91).id}")
    heading = watched.page.locator("h1")
    assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert watched.page.locator(".text .item").evaluate("element => getComputedStyle(element).direction") == "rtl"


@pytest.mark.parametrize(("query", "found"), [("北京", "北京天气预报"), ("القمة الاقليمية", ARABIC)])
def test_words_are_found_as_people_type_them(watched: Watched, query: str, found: str) -> None:
    watched.open("/")
    watched.page.get_by_role("searchbox").fill(query)
    watched.follow(watched.page.get_by_role("searchbox"), "Enter")
    assert watched.page.locator(".card h2").all_inner_texts() == [found]
    assert watched.page.locator("mark").count() > 0


def test_a_query_that_cannot_be_understood_says_what_can(watched: Watched) -> None:
    watched.open("/store/articles?_search=%22open")
    assert "a quotation mark is not closed; there are: words" in watched.page.locator(".note").inner_text()
    assert watched.said == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]


READ = (
    "/",
    "/store/articles?_search=harbour",
    f"/article/{article(1).id}",
    f"/article/{article(1).id}/versions",
    f"/article/{article(91).id}",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(chromium: Browser, served: str, scheme: Literal["light", "dark"]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is in the extra test")
    page = chromium.new_page(color_scheme=scheme, bypass_csp=True)
    found = []
    for path in READ:
        page.goto(served + path)
        found += [(path, one["id"], [node["html"] for node in one["nodes"]][:3]) for one in axe.Axe().run(page).response["violations"]]
    page.close()
    assert found == []
