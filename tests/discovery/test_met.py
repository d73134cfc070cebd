"""What a run has met is not judged again, and nothing is lost by it."""

from __future__ import annotations

import pytest

from newscrawl.discovery import Met, article_links, met, new_links
from newscrawl.reading.page import Page

HOME = "https://news.example/"
MENU = '<nav><a href="/politics/">Politics</a><a href="/politics/">Politics</a><a href="/sport/">Sport</a></nav>'


def page(path: str, *parts: str) -> Page:
    return Page(f"<html><body><header>{MENU}</header><main>{''.join(parts)}</main></body></html>".encode(), HOME + path)


def headline(path: str, text: str = "A headline of several words") -> str:
    return f'<h2><a href="{path}">{text}</a></h2>'


def paths(links: list) -> list[str]:
    return [link.url.removeprefix(HOME) for link in links]


def test_an_article_is_told_once_and_a_menu_is_judged_on_three_pages():
    known = Met()
    assert paths(article_links(page("", headline("/a/first-story-of-today")), None, known)) == [
        "politics/",
        "sport/",
        "a/first-story-of-today",
    ]
    found = [
        paths(new_links(page(f"a/{n}", headline("/a/first-story-of-today"), headline(f"/a/other-story-{n}")), None, known))
        for n in range(4)
    ]
    assert found == [
        ["politics/", "sport/", "a/other-story-0"], ["politics/", "sport/", "a/other-story-1"], ["a/other-story-2"], ["a/other-story-3"],
    ]  # fmt: skip


def test_a_link_whose_picture_said_nothing_is_found_by_its_headline_on_a_later_page():
    known = Met()
    assert not any(link.is_article for link in new_links(page("a/1", '<a href="/news/77123"><img src="x.jpg"></a>'), None, known))
    later = new_links(page("a/2", headline("/news/77123", "Minister resigns over leaked letters to his brother")), None, known)
    assert [link.url for link in later if link.is_article] == [f"{HOME}news/77123"]


def test_a_relative_address_is_another_one_in_another_folder():
    known = Met()
    for folder in ("world", "sport"):
        found = new_links(page(f"{folder}/index.html", headline("storm-hits-the-coast.html", "Storm hits the coast")), None, known)
        assert [link.url for link in found if link.is_article] == [f"{HOME}{folder}/storm-hits-the-coast.html"]


def test_the_form_that_headlines_have_on_listings_speaks_for_a_lone_link_of_an_article():
    lone = page("read/5/", '<h3><a href="/read/977/">Storm warning for coast</a></h3>')
    assert not any(link.is_article for link in new_links(lone, None, Met()))
    known = Met()
    article_links(
        page("politics/", *(headline(f"/read/8{n}1/", f"A headline of several words, number {n}") for n in range(6))), None, known
    )
    assert [link.url for link in new_links(lone, None, known) if link.is_article] == [f"{HOME}read/977/"]


def test_its_memory_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(met, "MOST", 10)
    known = Met()
    for n in range(50):
        new_links(page(f"a/{n}", headline(f"/a/story-of-today-{n}")), None, known)
        assert len(known._looks) <= 10
