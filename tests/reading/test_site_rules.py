"""A profile's rules: selectors, attributes, and keys of a metadata script."""

from __future__ import annotations

import json

import pytest

from newscrawl.reading import read_article, site_rules
from newscrawl.reading.page import Page
from newscrawl.site import Reading, Rule, Site, SiteError

METADATA = {
    "title": "The headline",
    "keywords": "Arms sale,DPRK,Arms sale",
    "published_time": "2024-05-30T23:37:00+03:00",
    "thumbnail": "/a.jpg?v=3",
    "classes": [
        {"mapping": "category", "value": "Politics"},
        {"mapping": "country", "value": " Asia"},
        {"mapping": "country", "value": "Europe"},
    ],
}
HTML = f"""<html><head><script id="m" type="text/x">{json.dumps(METADATA)}</script></head>
<body><h1>Visible headline</h1><p class="who">Jane Doe</p><p class="who">John Roe</p><b data-when="2024-05-30">May</b></body></html>""".encode()


def values(field: str, rule: Rule, html: bytes = HTML) -> list:
    site = Site("example", "https://news.example/", reading=Reading(metadata_script="m", fields={field: rule}))
    return [candidate.value for candidate in site_rules.read(Page(html, "https://news.example/a"), site)]


@pytest.mark.parametrize(
    ("field", "rule", "wanted"),
    [
        ("title", Rule(css="h1"), ["Visible headline"]),
        ("authors", Rule(css="p.who"), [["Jane Doe", "John Roe"]]),
        ("source", Rule(css="p.who"), ["Jane Doe"]),
        ("published_at", Rule(css="b", attribute="data-when"), ["2024-05-30"]),
        ("title", Rule(key="title"), ["The headline"]),
        ("section", Rule(key="classes[mapping=category].value"), ["Politics"]),
        ("regions", Rule(key="classes[mapping=country].value"), [["Asia", "Europe"]]),
        ("section", Rule(key="classes[mapping=coverage].value"), []),
        ("title", Rule(css=".nowhere"), []),
        ("title", Rule(key="nowhere.at.all"), []),
    ],
)
def test_a_rule_gives_what_stands_where_it_says(field, rule, wanted):
    assert values(field, rule) == wanted


def test_a_picture_is_absolute():
    assert values("images", Rule(key="thumbnail"))[0].url == "https://news.example/a.jpg?v=3"


@pytest.mark.parametrize("script", ["", "{broken", "[1, 2]", '"text"'])
def test_a_metadata_script_that_cannot_be_read_gives_nothing(script):
    assert values("title", Rule(key="title"), f'<script id="m">{script}</script>'.encode()) == []


def test_a_selector_that_is_none_says_so():
    with pytest.raises(SiteError, match=r"'h1\[' is no CSS selector"):
        values("title", Rule(css="h1["))


def test_a_rule_for_a_field_that_there_is_not_says_so():
    with pytest.raises(SiteError, match=r"example: reading.fields: no field 'autors'; did you mean 'authors'\?"):
        values("autors", Rule(css="h1"))


def test_a_rule_is_asked_first_and_the_others_where_it_is_silent():
    site = Site(
        "example",
        "https://news.example/",
        reading=Reading(metadata_script="m", fields={"title": Rule(key="title"), "summary": Rule(css=".nowhere")}),
    )
    article = read_article(
        HTML.replace(b"</head>", b'<meta name="description" content="From the meta tag"></head>'), "https://news.example/a", site
    )
    assert (article.title, article.provenance["title"]) == ("The headline", "site")
    assert (article.summary, article.provenance["summary"]) == ("From the meta tag", "meta")
