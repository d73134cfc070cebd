"""Every article of the truth is there, and its page tells what the truth says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from newscrawl.replica.server import Replica

BEIRUT = ZoneInfo("Asia/Beirut")


def lines(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content().replace("—", " — "))


@pytest.fixture(scope="module")
def sources(replica: Replica, truth: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """Every article of the three editions with its page."""
    articles = [*truth["articles"], *truth["ar"]["articles"], *truth["es"]["articles"]]
    answers = [(article, replica.answer(article["path"])) for article in articles]
    assert [answer.status for _, answer in answers] == [200] * len(answers)
    return [(article, answer.body) for article, answer in answers]


@pytest.fixture
def pages(sources: list[tuple[dict[str, Any], str]]) -> list[tuple[dict[str, Any], html.HtmlElement]]:
    return [(article, html.fromstring(text)) for article, text in sources]


def test_there_are_four_hundred_articles_and_thirty_of_each_other_edition(truth: dict[str, Any]) -> None:
    assert len(truth["articles"]) >= 400
    assert len(truth["ar"]["articles"]) >= 30
    assert len(truth["es"]["articles"]) >= 30


def test_title_summary_and_every_piece_of_the_body_stand_in_the_page(pages: list[Any]) -> None:
    for article, page in pages:
        text = lines(page.find(".//main"))
        assert page.findtext(".//h1") == article["title"]
        for wanted in (article["summary"], *(block["text"] for block in article["blocks"])):
            assert wanted in text, article["path"]


def test_the_content_box_has_the_pieces_in_order_and_beside_them_only_boxes_and_read_more(pages: list[Any]) -> None:
    for article, page in pages:
        for box in page.cssselect("div.p-content"):
            for beside in box.cssselect(".related-news, figure"):
                beside.drop_tree()
            pieces = [lines(element) for element in box.cssselect("p, h2, h3, li") if element.getparent().tag != "blockquote"]
            own = [piece for piece in pieces if not piece.startswith(("Read more:", "اقرأ أيضاً:", "Lea también:"))]
            told = [block["text"] for block in article["blocks"] if block["type"] not in ("embed", "quote")]
            assert own == told


def test_bodies_are_blocks_with_blank_lines_and_an_embedded_post_is_not_the_articles_text(truth: dict[str, Any]) -> None:
    for article in truth["articles"]:
        parts = [("- " if block["type"] == "list_item" else "") + block["text"] for block in article["blocks"] if block["type"] != "embed"]
        assert article["body"].split("\n\n") == (parts or [""])


def test_videos_and_infographics_have_no_text(truth: dict[str, Any]) -> None:
    for article in truth["articles"]:
        assert (article["status"] == "bodiless") == (article["kind"] in ("video", "infographic", "gallery")) == (not article["body"])


def test_the_canonical_link_has_the_origin_of_the_profile_whatever_the_port(pages: list[Any]) -> None:
    for article, page in pages:
        assert page.xpath("//link[@rel='canonical']/@href") == [article["canonical_url"]]
        assert article["canonical_url"].startswith("http://127.0.0.1:8008/")


def test_details_under_the_headline_match_the_truth(pages: list[Any]) -> None:
    for article, page in pages:
        details = [item.text for item in page.cssselect("ul.details li")]
        if article["form"] == "json-ld":
            assert details == [] and article["shares"] is article["source"] is None
            continue
        assert all(author in details[0] for author in article["authors"])
        assert (article["source"] or "") in details[1]
        local = datetime.fromisoformat(article["published_at"]).astimezone(BEIRUT)
        assert any(item.endswith(f"{local:%H:%M}") for item in details)
        if article["shares"]:
            assert details[-1].startswith(f"{article['shares']:,} ")


def test_english_dates_are_beirut_time_without_saying_so(pages: list[Any]) -> None:
    dated = [(a, page) for a, page in pages if a["language"] == "en" and a["form"] != "json-ld"]
    for article, page in dated:
        shown = next(item.text for item in page.cssselect("ul.details li") if re.match(r"\d\d \w{3} \d{4} \d\d:\d\d$", item.text))
        assert datetime.strptime(shown, "%d %b %Y %H:%M").replace(tzinfo=BEIRUT) == datetime.fromisoformat(article["published_at"])


def test_meta_dates_are_utc_without_an_offset_and_the_script_has_one(pages: list[Any]) -> None:
    seen = Counter()
    for article, page in pages:
        moment = datetime.fromisoformat(article["published_at"])
        for content in page.xpath("//meta[@property='article:published_time']/@content"):
            seen["meta"] += 1
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}", content)
            assert datetime.fromisoformat(content[:-1]).replace(tzinfo=UTC) == moment
        for script in page.xpath("//script[@id='tawsiyat-metadata']/text()"):
            seen["script"] += 1
            record = json.loads(script)
            assert datetime.fromisoformat(record["published_time"]) == moment
            assert record["last_updated"] == article["modified_at"]
            assert list(dict.fromkeys(record["keywords"].split(","))) == article["tags"]
            assert [entry["value"] for entry in record["classes"] if entry["mapping"] == "country"] == article["regions"]
    assert min(seen["meta"], seen["script"]) > 200


def test_every_form_of_metadata_occurs(truth: dict[str, Any]) -> None:
    forms = Counter(article["form"] for article in truth["articles"])
    assert set(forms) == {"full", "meta", "script", "json-ld", "bare"} and min(forms.values()) >= 15


def test_pages_that_do_not_tell_the_last_change_have_none_in_the_truth(pages: list[Any]) -> None:
    for article, page in pages:
        told = page.xpath(
            "//meta[@property='article:modified_time'] | //script[@id='tawsiyat-metadata'] | //script[@type='application/ld+json']"
        )
        assert bool(told) == (article["modified_at"] is not None)


def test_pictures_videos_and_links_of_the_truth_are_in_the_page(pages: list[Any], replica: Replica) -> None:
    for article, page in pages:
        page.make_links_absolute(article["url"])
        sources = {*page.xpath("//main//img/@src"), *(urljoin(article["url"], poster) for poster in page.xpath("//video/@poster"))}
        for image in article["images"]:
            assert image["url"] in sources
            assert image["caption"] is None or f"{image['caption']} ({image['credit']})" in lines(page)
        assert page.xpath("//video/source/@src") == [video["url"] for video in article["videos"]]
        anchors = {(link.get("href"), link.text_content()) for link in page.cssselect("div.p-content a")}
        assert {(link["url"], link["text"]) for link in article["links"]} <= anchors


def test_menus_are_printed_twice_and_the_ticker_changes_with_every_request(ask: Callable[..., Any]) -> None:
    one, two = (html.fromstring(ask("/about").body) for _ in range(2))
    assert len(one.xpath("//a[@href='/news/politics']")) == 2
    assert len(one.cssselect(".region-bar a")) == 8
    assert [p.text for p in one.cssselect(".ticker p")] != [p.text for p in two.cssselect(".ticker p")]
    assert len(one.cssselect(".ticker p")) == 10


def test_the_other_editions_look_like_themselves(replica: Replica, truth: dict[str, Any]) -> None:
    arabic = next(a for a in truth["ar"]["articles"][::-1] if a["form"] == "full" and a["kind"] == "article")
    page = html.fromstring(replica.answer(arabic["path"]).body)
    assert page.get("dir") == "rtl" and re.search(r"/ar/news/\w+/[\u0600-\u06ff]", arabic["canonical_url"])
    spanish = next(a for a in truth["es"]["articles"][::-1] if a["form"] == "full")
    details = lines(html.fromstring(replica.answer(spanish["path"]).body).cssselect("ul.details")[0])
    assert re.match(r"/es/(noticias/\w+|articles)/\d+/", spanish["path"])
    assert re.search(r"Autor: .*(Fuente: .*)?\d+ [A-Z]\w+ 20\d\d \d\d:\d\d", details)
