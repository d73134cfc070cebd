"""ArticleLoader: each field is cleaned in one way, whatever reader it came from."""

from __future__ import annotations

from dataclasses import fields

import pytest

from newscrawl.items import Article, Image
from newscrawl.loaders import ArticleLoader


def loaded(**values: object) -> Article:
    loader = ArticleLoader(item=Article(url="https://news.example/a"))
    for name, value in values.items():
        loader.add_value(name, value)
    return loader.load_item()


@pytest.mark.parametrize("name", [field.name for field in fields(Article)])
def test_every_field_has_its_processors(name):
    assert hasattr(ArticleLoader, f"{name}_in")
    assert hasattr(ArticleLoader, f"{name}_out")


def test_nothing_loaded_leaves_the_article_as_it_was():
    assert loaded() == Article(url="https://news.example/a")


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    [
        ("title", "\u200fTaylor&#8217;s\u00a0<b>day</b> ", "Taylor’s day"),
        ("title", "“reckless remarks”", "“reckless remarks”"),
        ("summary", "  ", None),
        ("authors", ["By Jane Doe and John Roe", "jane  doe"], ["Jane Doe", "John Roe"]),
        ("tags", ["#Arms sale", "DPRK", "arms sale", "", "x" * 200], ["Arms sale", "DPRK"]),
        ("regions", [" Asia-Pacific "], ["Asia-Pacific"]),
        ("language", "EN_us", "en-US"),
        ("shares", 0, 0),
        ("published_raw", " 22 Sep 2022\n11:03", "22 Sep 2022 11:03"),
    ],
)
def test_a_field_is_cleaned(name, given, wanted):
    assert getattr(loaded(**{name: given}), name) == wanted


def test_a_picture_loses_an_alternative_text_that_says_what_its_caption_says():
    image = loaded(images=[Image("https://m.example/a.jpg", caption="Two leaders&nbsp;meet", alt="Two leaders meet")]).images[0]
    assert (image.caption, image.alt) == ("Two leaders meet", None)
