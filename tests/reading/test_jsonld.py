"""JSON-LD as news sites write it, with the mistakes they make."""

from __future__ import annotations

import json

import pytest

from newscrawl.reading import jsonld
from newscrawl.reading.page import Page

URL = "https://news.example/politics/a"


def page(*scripts: str) -> Page:
    return Page("".join(f'<script type="application/ld+json">{script}</script>' for script in scripts).encode(), URL)


def found(*objects: object, field: str) -> list:
    return [c.value for c in jsonld.read(jsonld.Graph(page(*(json.dumps(o) for o in objects)))) if c.field == field]


ARTICLE = {"@type": "NewsArticle", "headline": "A headline"}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A headline"}',
        '[{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "A headline"}]',
        '{"@graph": [{"@type": "Organization"}, {"@type": "Article", "headline": "A headline"}]}',
        '{"@type": "http://schema.org/NewsArticle", "headline": "A headline"}',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "A headline"}}',
        '<!-- {"@type": "NewsArticle", "headline": "A headline"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A headline"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "A headline",}',
        '{"@type": "NewsArticle", "headline": "A\n headline"}',
        '{"@type": "WebSite"}\n{"@type": "NewsArticle", "headline": "A headline"}',
        '{"@type": "NewsArticle", "Headline": "A headline"}',
    ],
)
def test_the_article_is_found_in_whatever_shape(script):
    assert [c.value for c in jsonld.read(jsonld.Graph(page(script))) if c.field == "title"] == ["A headline"]


def test_a_script_that_cannot_be_read_leaves_the_others():
    graph = jsonld.Graph(page("{not json", json.dumps(ARTICLE)))
    assert graph.article["headline"] == "A headline"


def test_of_a_script_that_is_no_json_the_plain_properties_of_its_article_are_read():
    script = """{"@type": "WebSite", "name": "Example News"}, {"@type": "NewsArticle", "headline": "A headline",
        "description": "He said "no" again", "author": {"@type": "Person", "name": "Jane Doe"}, "datePublished": "2024-04-26T07:00:00Z"}"""
    said = {candidate.field: candidate.value for candidate in jsonld.read(jsonld.Graph(page(script)))}
    assert (said["title"], said["authors"], said["published_at"]) == ("A headline", ["Jane Doe"], "2024-04-26T07:00:00Z")


def test_of_several_articles_the_page_s_own_is_read():
    other = {"@type": "NewsArticle", "headline": "Another", "url": "https://news.example/politics/b"}
    own = {"@type": "NewsArticle", "headline": "This", "mainEntityOfPage": {"@type": "WebPage", "@id": URL + "/"}}
    assert found(other, own, field="title")[0] == "This"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ({"@type": "Person", "name": "Jane Doe"}, ["Jane Doe"]),
        ([{"name": "Jane Doe"}, [{"name": "John Roe"}]], ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ["Jane Doe"]),
        ({"@type": "Person", "byline": "Jane Doe"}, ["Jane Doe"]),
        ({"name": ["Jane Doe", "John Roe"]}, ["Jane Doe", "John Roe"]),
        ({"@id": "#jane"}, ["Jane Doe"]),
    ],
)
def test_authors_come_in_many_shapes(author, names):
    graph = {"@graph": [{**ARTICLE, "author": author}, {"@id": "#jane", "@type": "Person", "name": "Jane Doe"}]}
    assert found(graph, field="authors") == [names]


def test_a_reference_to_itself_ends():
    assert found({**ARTICLE, "author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "author": {"@id": "#a"}}, field="authors") == []


@pytest.mark.parametrize(
    ("image", "urls"),
    [
        ("/a.jpg", ["https://news.example/a.jpg"]),
        (["https://m.example/a.jpg", "https://m.example/b.jpg"], ["https://m.example/a.jpg", "https://m.example/b.jpg"]),
        ({"@type": "ImageObject", "url": "https://m.example/a.jpg"}, ["https://m.example/a.jpg"]),
        ({"contentUrl": "https://m.example/a.jpg"}, ["https://m.example/a.jpg"]),
        ("data:image/gif;base64,R0", []),
    ],
)
def test_pictures_are_absolute(image, urls):
    assert [picture.url for picture in found({**ARTICLE, "image": image}, field="images")] == urls


def test_a_picture_brings_its_caption_and_credit():
    image = found({**ARTICLE, "image": {"url": "/a.jpg", "caption": "Two leaders", "creditText": "AFP"}}, field="images")[0]
    assert (image.caption, image.credit) == ("Two leaders", "AFP")


def test_a_video_brings_its_length():
    video = found({"@type": "VideoObject", "name": "The speech", "contentUrl": "/v.mp4", "duration": "PT47M20S"}, field="videos")[0]
    assert (video.url, video.title, video.seconds) == ("https://news.example/v.mp4", "The speech", 2840)


@pytest.mark.parametrize(
    ("text", "wanted"), [("PT3M", 180), ("PT1H2M3S", 3723), ("P1DT1S", 86401), ("2840", 2840), ("", None), (None, None), ("three", None)]
)
def test_durations_are_seconds(text, wanted):
    assert jsonld.seconds(text) == wanted


def test_counters_of_shares_are_read():
    statistic = [
        {"interactionType": "https://schema.org/LikeAction", "userInteractionCount": 9},
        {"interactionType": {"@type": "ShareAction"}, "userInteractionCount": 2},
    ]
    assert found({**ARTICLE, "interactionStatistic": statistic}, field="shares") == [2]
