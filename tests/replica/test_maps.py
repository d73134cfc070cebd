"""Sitemaps, feeds and robots.txt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.clock import parse_moment
from newscrawl.replica.server import CLOCK, Replica

Ask = Callable[..., Any]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}


def texts(body: bytes, path: str) -> list[str]:
    return etree.fromstring(body).xpath(path, namespaces=NAMES)


def months(ask: Ask, prefix: str = "") -> list[str]:
    return [urlsplit(url).path for url in texts(ask(f"{prefix}/sitemaps/all.xml").body, "//s:sitemap/s:loc/text()")]


def test_months_are_listed_newest_first_without_leading_zeros(ask: Ask) -> None:
    found = months(ask)
    assert found[:3] == [f"/sitemaps/all/sitemap-{month}.xml" for month in ("2026-1", "2025-12", "2025-11")]
    assert len(found) == 19 and ask("/sitemaps/all/sitemap-2026-01.xml").status == 404


def test_sitemaps_list_every_article_once(ask: Ask, truth: dict[str, Any]) -> None:
    for edition, prefix in ((truth, ""), (truth["ar"], "/ar"), (truth["es"], "/es")):
        found = [urlsplit(url).path for path in months(ask, prefix) for url in texts(ask(path).body, "//s:url/s:loc/text()")]
        assert len(found) == len(set(found))
        refused = {urlsplit(url).path for name in ("gone", "soft_404", "refused_by_robots") for url in edition[name]}
        assert set(found) == {article["path"] for article in edition["articles"]} | refused


def test_a_month_begins_with_what_changed_last(ask: Ask, truth: dict[str, Any]) -> None:
    path = months(ask)[1]
    changed = [parse_moment(text) for text in texts(ask(path).body, "//s:url/s:lastmod/text()")]
    assert changed == sorted(changed, reverse=True) and len(changed) > 30
    told = {article["path"]: article["modified_at"] for article in truth["articles"]}
    dated = zip(texts(ask(path).body, "//s:url/s:loc/text()"), texts(ask(path).body, "//s:url/s:lastmod/text()"), strict=True)
    assert all(told.get(urlsplit(url).path) in (None, text) for url, text in dated)


def test_the_news_sitemap_has_the_last_two_days(ask: Ask, truth: dict[str, Any]) -> None:
    found = {urlsplit(url).path for url in texts(ask("/sitemaps/news.xml").body, "//s:loc/text()")}
    age = {article["path"]: parse_moment(CLOCK) - parse_moment(article["published_at"]) for article in truth["articles"]}
    assert {path for path, old in age.items() if old.total_seconds() <= 2 * 86400} <= found
    assert all(path not in age or age[path].total_seconds() <= 2 * 86400 for path in found)


def test_feeds_and_the_one_that_is_walled(ask: Ask) -> None:
    assert len(texts(ask("/rss/politics").body, "//item/link/text()")) in (19, 20)
    assert len(texts(ask("/feed.atom").body, "//a:entry/a:link/@href")) == 20
    walled = ask("/rss")
    assert (walled.status, walled.headers["Server"]) == (403, "cloudflare")


def test_robots_names_delay_sitemaps_and_what_pages_do_link_to(ask: Ask, replica: Replica, truth: dict[str, Any]) -> None:
    rules = ask("/robots.txt").text.splitlines()
    assert {"Crawl-delay: 0.05", "Disallow: /search", "Disallow: /print/", f"Sitemap: {replica.home}sitemaps/all.xml"} <= set(rules)
    assert all(urlsplit(url).path.startswith("/print/") for url in truth["refused_by_robots"]) and truth["refused_by_robots"]
    assert f'href="/print{truth["articles"][-1]["path"]}"' in ask(truth["articles"][-1]["path"]).text
