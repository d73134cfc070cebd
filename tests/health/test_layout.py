"""The shape of a page: the way to its text, by what people named."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from newscrawl.health.layout import fingerprint

TEXT = "<p>The council met on Monday.</p><p>It heard what traders had to say.</p>"


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        (f"<main><article class='post big'><div class='text'>{TEXT}</div></article></main>", "main>article.post>div.text"),
        (f"<div class='css-1x8kd sc-bZnhIo story-body'>{TEXT}</div>", "div.story-body"),
        (f"<div class='css-1x8kd'>{TEXT}</div>", "div"),
        (f"<aside><p>Ad</p></aside><div id='a'>{TEXT}</div>", "div"),
        ("<main><h1>A video</h1></main>", "main>h1"),
        ("<span>nothing</span>", ""),
        (f"{'<div>' * 12}{TEXT}", ">".join(["div"] * 8)),
    ],
)
def test_the_shape_is_the_way_to_most_of_the_paragraphs(body: str, shape: str) -> None:
    assert fingerprint(document_fromstring(f"<html><body>{body}</body></html>")) == shape


def test_of_an_article_without_text_it_is_the_way_to_the_heading() -> None:
    root = document_fromstring(f"<html><body><div class='ticker'>{TEXT}</div><main class='video'><h1>A video</h1></main></body></html>")
    assert fingerprint(root, text=False) == "main.video>h1"
