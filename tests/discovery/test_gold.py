"""The figures on hand-checked links, menus and front pages of real outlets hold."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

from newscrawl.discovery import article_links, is_article, is_article_page, section_links
from newscrawl.reading import read_article
from newscrawl.reading.page import Page
from newscrawl.urls import link_key


def cases(folder: Path) -> list[tuple[Path, dict]]:
    return [(path, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed)


def test_links_of_outlets_that_the_model_has_not_seen(shared: Path):
    script = Path(__file__).resolve().parents[2] / "benchmarks" / "train_links.py"
    printed = subprocess.run(
        [sys.executable, str(script), str(shared / "links" / "links.csv")], capture_output=True, text=True, check=True
    ).stdout
    assert float(printed.rsplit("F1=", 1)[1].split()[0]) >= 0.945


def test_links_of_saved_front_pages(shared: Path):
    right = wrong = missed = 0
    for _, case in cases(shared / "links" / "fronts"):
        right += sum(is_article(url, text) >= 0.5 for url, text in case["article_links"])
        missed += sum(is_article(url, text) < 0.5 for url, text in case["article_links"])
        wrong += sum(is_article(url, text) >= 0.5 for url, text in case["other_links"])
    assert f1(right, wrong, missed) >= 0.97


def test_front_pages_as_a_whole(shared: Path):
    right = wrong = missed = 0
    for path, case in cases(shared / "links" / "fronts"):
        page = Page(gzip.decompress(path.with_suffix(".html.gz").read_bytes()), case["url"])
        found = {link_key(link.url) for link in article_links(page) if link.is_article}
        gold = {link_key(url) for url, _ in case["article_links"]}
        others = {link_key(url) for url, _ in case["other_links"]} - gold
        right, wrong, missed = right + len(found & gold), wrong + len(found & others), missed + len(gold - found)
    assert f1(right, wrong, missed) >= 0.98


@pytest.mark.parametrize(("kind", "least"), [("menus", 0.88), ("fronts", 0.80)])
def test_menus(shared: Path, kind: str, least: float):
    right = wrong = missed = 0
    for path, case in cases(shared / "links" / kind):
        saved = path.with_suffix(".html.gz") if kind == "fronts" else shared / "pages" / "publishers" / f"{case['page']}.html.gz"
        found = {
            section_key(urljoin(case["url"], section.url)) for section in section_links(gzip.decompress(saved.read_bytes()), case["url"])
        }
        gold = [{section_key(url) for url in (entry["url"], *entry.get("also", []))} for entry in case["sections"]]
        other = {section_key(entry["url"]) for entry in case.get("optional", [])}
        right, missed = right + sum(bool(urls & found) for urls in gold), missed + sum(not urls & found for urls in gold)
        wrong += len(found - other - set().union(*gold))
    assert f1(right, wrong, missed) >= least


def section_key(url: str) -> str:
    key = link_key(url)
    return key if "/?" in key and key.index("/?") == key.index("/") else key.partition("?")[0].rstrip("/").lower()


def test_no_article_of_real_outlets_is_taken_for_something_else(shared: Path):
    refused = []
    for path, case in cases(shared / "pages" / "publishers"):
        html = gzip.decompress(path.with_suffix(".html.gz").read_bytes())
        if not is_article_page(Page(html, case["url"]), read_article(html, case["url"])):
            refused.append(path.stem)
    assert len(refused) <= 1, refused


def test_no_front_page_is_taken_for_an_article(shared: Path):
    for path, case in cases(shared / "links" / "fronts"):
        html, url = gzip.decompress(path.with_suffix(".html.gz").read_bytes()), urljoin(case["url"], "/some/section/")
        assert not is_article_page(Page(html, url), read_article(html, url)), path.stem
