"""Survey: one walk finds the runs of text of the whole page, and what the article's own parts may tell."""

from __future__ import annotations

import pytest

from newscrawl.reading.page import Page

RUN = "A sentence that is long enough to be counted."


def survey(markup: str):
    return Page(f"<html><head><title>{RUN}</title></head><body>{markup}</body></html>".encode(), "https://news.example/a").survey


@pytest.mark.parametrize(
    ("markup", "runs"),
    [
        (f"<p>{RUN}</p>", [("p", RUN)]),
        (f"<p>Short.</p><div><b>bold</b> {RUN} </div>", [("div", RUN)]),
        (f"<div class=sidebar>{RUN}</div>", [("div", RUN)]),
        (f"<nav>{RUN}</nav>", []),
        (f"<nav><ul><li>{RUN}</ul></nav>{RUN}<p>{RUN}</p>", [("body", RUN), ("p", RUN)]),
        (f"<nav><h1>{RUN}</h1></nav>", [("h1", RUN)]),
        (f"<div class=sidebar><nav><p>{RUN}</p></nav><b>{RUN}</b></div><i>{RUN}</i>", [("b", RUN), ("i", RUN)]),
        (f"<svg><text>{RUN}</text></svg>", []),
        (f"<script>{RUN}</script><button>{RUN}</button>", []),
        (f"<p><script>x</script>{RUN}</p>", [("p", RUN)]),
    ],
)
def test_runs_stand_in_their_element_wherever_they_may_count(markup, runs):
    assert [(element.tag, text) for element, text in survey(markup).runs] == runs


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ("<a href=/1>1</a><nav><ul><li><a href=/2>2</a></ul></nav><a href=/3>3</a>", ["/1", "/3"]),
        ("<div><div class=sidebar><a href=/1>1</a></div></div><p><a href=/2>2</a></p>", ["/2"]),
        ("<div class=sidebar><h1>Title</h1><a href=/1>1</a></div>", ["/1"]),
        ("<article><footer><a href=/1>1</a></footer></article><footer><a href=/2>2</a></footer>", ["/1"]),
        ("<p><a href=/1>1</a></p><aside><a href=/2>2</a>", ["/1"]),
    ],
)
def test_what_stands_beside_the_article_is_left_out_with_all_that_is_in_it(markup, links):
    assert [link.get("href") for link in survey(markup).links] == links


def test_elements_that_may_tell_something_are_kept_by_what_tells_it():
    found = survey(
        "<h1>T</h1><time>2024</time><p itemprop=author>J</p><a rel=author>J</a><div class=byline>J</div><ul></ul><video></video>"
    )
    assert [element.tag for element in found.marked] == ["h1", "time", "p", "a"]
    assert [(element.tag, roles) for element, roles in found.named] == [("div", {"byline"})]
    assert (len(found.lists), len(found.videos)) == (1, 1)


def test_a_trail_of_breadcrumbs_is_kept_although_it_is_a_menu_and_its_links_are_not():
    found = survey("<nav class=breadcrumbs><a href=/1>1</a></nav>")
    assert [element.tag for element, _ in found.named] == ["nav"]
    assert found.links == []


def test_a_page_that_has_no_body_of_its_own_is_read_all_the_same():
    found = Page(f"<title>T</title><h1>T</h1><p class=byline>J</p><p>{RUN}</p>".encode(), "https://news.example/a").survey
    assert [(element.tag, text) for element, text in found.runs] == [("p", RUN)]
    assert [element.tag for element in found.marked] == ["h1"]
    assert [element.tag for element, _ in found.named] == ["p"]
