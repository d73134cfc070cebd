"""Listings: each goes on in its own way, and together they lead to every article but those of the script's section."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from newscrawl.replica.editions import ENGLISH, PAGE_SIZE, Paging, Section
from newscrawl.replica.server import Replica
from newscrawl.site import load
from newscrawl.urls import canonical_form

Ask = Callable[..., Any]


def hrefs(text: str, css: str = ".item h3 a") -> list[str]:
    return [link.get("href") for link in html.fromstring(text).cssselect(css)]


def walk(replica: Replica, section: Section) -> list[str]:
    """The links of all pages of a listing, as a browser comes by them."""
    address, found = section.path, []
    while address:
        body = replica.answer(address).body
        if address.startswith("/api/") and section.paging is Paging.MORE_ITEMS:
            record = json.loads(body)
            found += [item["url"] for item in record["items"]]
            address = record["next"]
            continue
        page = html.fromstring(body) if body.strip() else html.fromstring("<div/>")
        links = hrefs(body)
        assert len(links) <= PAGE_SIZE
        found += links
        number = int(address.partition("page=")[2] or 1) + 1
        onward = {
            Paging.NEXT: page.xpath("//a[@rel='next']/@href"),
            Paging.NUMBERS: [href for href in page.xpath("//ul[@class='pagination']//a/@href") if href.endswith(f"page={number}")],
        }.get(section.paging, page.xpath("//button/@data-url"))
        address = onward[0] if onward else ""
    return found


def path_of(href: str) -> str:
    return urlsplit(canonical_form(urljoin("http://127.0.0.1:8008/", href))).path


@pytest.mark.parametrize("section", [s for s in ENGLISH.sections if s.paging is not Paging.SCRIPT], ids=lambda s: s.path)
def test_a_section_lists_what_the_truth_files_under_it(replica: Replica, truth: dict[str, Any], section: Section) -> None:
    listed = {path_of(href) for href in walk(replica, section)}
    moved = {urlsplit(old).path: urlsplit(new).path for old, new in truth["moved"].items()}
    found = {moved.get(path, path) for path in listed}
    wanted = {article["path"] for article in truth["articles"] if section.label in article["sections"]}
    refused = {urlsplit(url).path for name in ("gone", "soft_404", "refused_by_robots") for url in truth[name]}
    assert wanted <= found and found - wanted <= refused


@pytest.mark.parametrize("region", ENGLISH.regions, ids=lambda s: s.label)
def test_a_region_cross_files_articles_of_sections(replica: Replica, truth: dict[str, Any], region: Section) -> None:
    listed = {path_of(href) for href in walk(replica, region)}
    wanted = {article["path"] for article in truth["articles"] if region.label in article["regions"]}
    moved = {urlsplit(new).path for new in truth["moved"].values()}  # listed by their old addresses
    assert wanted and wanted - listed <= moved


def test_every_way_of_going_on_occurs_with_more_than_one_page(replica: Replica) -> None:
    long = {s.paging for s in ENGLISH.sections if s.paging is not Paging.SCRIPT and len(walk(replica, s)) > PAGE_SIZE}
    assert long == set(Paging) - {Paging.SCRIPT}


def test_entries_are_the_newest_first_and_dated(ask: Ask) -> None:
    page = html.fromstring(ask("/news/politics").body)
    dates = [item.text for item in page.cssselect(".item li:last-child")]
    moments = [datetime.strptime(date, "%d %b %Y") for date in dates]
    assert len(dates) == PAGE_SIZE and moments == sorted(moments, reverse=True) and moments[0] >= datetime(2026, 1, 3)
    assert len(page.cssselect("button.load-more[data-url]")) == 1


def test_the_scripts_section_has_no_link_and_does_not_spell_out_where_its_list_is(ask: Ask, truth: dict[str, Any]) -> None:
    text = ask("/videos/digital-series").text
    assert hrefs(text) == [] and "/api/series" not in text
    record = json.loads(ask("/api/series/digital-series/1").body)
    found = {urljoin("http://127.0.0.1:8008", item["url"]) for item in record["items"]}
    assert found == set(truth["needs_browser"]) and record["next"] is None


def test_no_other_page_links_to_what_needs_a_browser(replica: Replica, truth: dict[str, Any]) -> None:
    wanted = {urlsplit(url).path for url in truth["needs_browser"]}
    paths = ["/", *(s.path for s in (*ENGLISH.sections, *ENGLISH.regions)), *(article["path"] for article in truth["articles"][-60:])]
    for path in paths:
        assert not wanted & set(html.fromstring(replica.answer(path).body).xpath("//a/@href")), path


def test_https_and_tracking_variants_are_linked_beside_the_plain_address(replica: Replica) -> None:
    front = hrefs(replica.answer("/").body)
    secure = [href for href in front if href.startswith("https://")]
    assert secure and any("utm_source=" in href for href in front)
    listed = {
        path_of(href)
        for s in ENGLISH.sections
        if s.paging is not Paging.SCRIPT
        for href in walk(replica, s)
        if not href.startswith("https:")
    }
    assert {path_of(href) for href in secure} <= listed


def test_a_page_after_the_last_is_not_found(ask: Ask) -> None:
    assert ask("/news/economics?page=99").status == 404
    assert ask("/api/more?section=nothing&page=2").status == 404


@pytest.mark.parametrize(
    "path", ["/authors", "/tags", "/coverage", "/coverage/in-five", "/tags/kenya", "/about", "/contact", "/privacy-policy"]
)
def test_other_pages_answer_and_are_no_articles(ask: Ask, truth: dict[str, Any], path: str) -> None:
    assert ask(path).status == 200
    assert f"http://127.0.0.1:8008{path}" in truth["not_articles"]


def test_everything_that_is_no_article_answers(replica: Replica, truth: dict[str, Any]) -> None:
    assert {replica.answer(urlsplit(url).path).status for url in truth["not_articles"]} == {200}


def test_the_profile_has_the_sections_of_the_menu_and_the_places_of_the_region_bar() -> None:
    wanted = [(s.label, s.path, s.kind, s.paging is Paging.SCRIPT, s in ENGLISH.regions) for s in (*ENGLISH.sections, *ENGLISH.regions)]
    assert [(s.label, s.url, s.kind, s.render is True, s.region) for s in load("replica").sections] == wanted
