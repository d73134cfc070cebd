from __future__ import annotations

import pytest

from newscrawl.reading.page import Page
from newscrawl.rendering.shells import is_shell, skeleton

ROOT = '<div id="root"></div><script src="/static/main.4f2a.js"></script>'
TEXT = "<p>" + "The council has voted. " * 20 + "</p>"


def page(body: str, head: str = "") -> Page:
    return Page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "https://news.example/politics/a")


@pytest.mark.parametrize(
    ("body", "shell"),
    [
        (ROOT, True),
        (f"<noscript>You need to enable JavaScript to run this app. {TEXT}</noscript>{ROOT}", True),
        (f'<div id="app"><div class="spinner">Loading...</div></div>{ROOT}', True),
        (f"<header><a href='/'>News</a><a href='/about'>About</a></header>{ROOT}", True),
        (f"<script>var text = '{TEXT}';</script><style>p {{ color: red }}</style>{ROOT}", True),
        (f"<main>{TEXT}</main>{ROOT}", False),
        ("".join(f'<a href="/{number}">N</a>' for number in range(4)) + ROOT, False),
        ("<p>A short note without any script.</p>", False),
        ("", False),
    ],
)
def test_a_shell_has_scripts_and_next_to_no_text_and_links(body: str, shell: bool) -> None:
    assert is_shell(page(body)) is shell


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (page(ROOT, "<title>One</title>"), page(ROOT, '<title>Other</title><meta property="og:title" content="Other">'), True),
        (page(ROOT), page(ROOT.replace("main.4f2a.js", "main.4f2a.js?v=2")), True),
        (page(f"<p>Loading one</p>{ROOT}"), page(f"<p>Loading other</p>{ROOT}"), True),
        (page(ROOT), page(ROOT.replace("root", "app")), False),
        (page(ROOT), page(ROOT.replace("main", "admin")), False),
        (page(ROOT), page(f'<div class="player"></div>{ROOT}'), False),
    ],
)
def test_pages_of_one_shell_have_one_skeleton(one: Page, other: Page, same: bool) -> None:
    assert (skeleton(one) == skeleton(other)) is same
