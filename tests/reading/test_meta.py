"""Meta tags by their names, the better first."""

from __future__ import annotations

import pytest

from newscrawl.reading import meta
from newscrawl.reading.candidate import Found
from newscrawl.reading.page import Page


def found(*tags: str) -> Found:
    return Found(meta.read(Page(f"<html><head>{''.join(tags)}</head></html>".encode(), "https://news.example/a")))


def tag(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("field", "tags", "wanted"),
    [
        ("title", [tag("twitter:title", "B"), tag("og:title", "A", "property")], "A"),
        ("title", [tag("OG:Title", "zerst&amp;ouml;rt", "property")], "zerstört"),
        ("summary", [tag("description", "B"), tag("og:description", "A", "property")], "A"),
        ("published_at", [tag("date", "2024-04-26"), tag("article:published_time", "2024-04-26T07:00Z", "property")], "2024-04-26T07:00Z"),
        ("published_at", [tag("datePublished", "2024-04-26", "itemprop")], "2024-04-26"),
        ("section", [tag("article:section", "Politics", "property")], "Politics"),
        ("access", [tag("article:content_tier", "metered", "property")], "metered"),
        ("language", [tag("og:locale", "de_DE", "property")], "de_DE"),
    ],
)
def test_the_better_name_comes_first(field, tags, wanted):
    assert found(*tags)[field][0].value == wanted


def test_repeated_tags_are_one_list():
    assert found(tag("article:tag", "Arms", "property"), tag("article:tag", "DPRK", "property"))["tags"][0].value == ["Arms", "DPRK"]


def test_a_label_says_what_its_data_is():
    labelled = found(
        tag("twitter:label1", "Written by"),
        tag("twitter:data1", "Jane Doe"),
        tag("twitter:label2", "Est. reading time"),
        tag("twitter:data2", "3 minutes"),
    )
    assert labelled["authors"][0].value == ["Jane Doe"]
    assert labelled["reading_minutes"][-1].value == "3 minutes"


def test_pictures_are_absolute_and_keep_their_alternative_text():
    image = found(tag("og:image", "/a.jpg", "property"), tag("og:image:alt", "Two men", "property"))["images"][0].value
    assert (image.url, image.alt) == ("https://news.example/a.jpg", "Two men")


def test_empty_tags_say_nothing():
    assert not found(tag("author", ""), tag("article:tag", " ", "property"))["authors"]
