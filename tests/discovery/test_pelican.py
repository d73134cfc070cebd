"""A site of Pelican with its stock theme: a menu of categories, pages by number in file names, articles at the root."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.discovery import article_links, is_article_page, next_page, sections_of
from newscrawl.reading import read_article
from newscrawl.reading.page import Page

SITE = "http://127.0.0.1:8000"
ARTICLE = "Title: {title}\nDate: 2024-05-{day:02} 10:20\nCategory: {category}\nTags: alpha, beta\nAuthor: Jane Doe\nSummary: What happened that day.\n\n{text}\n"
CONFIG = f"SITENAME = 'Town News'\nSITEURL = '{SITE}'\nPATH = 'content'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\nDEFAULT_PAGINATION = 10\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pelican")
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "pages" / "about.md").write_text("Title: About\n\nWe are a newspaper.\n", "utf-8")
    for category in ("Politics", "Economy"):
        for day in range(1, 14):
            text = ARTICLE.format(title=f"{category} on day {day} of the month", day=day, category=category, text="The council met. " * 60)
            (folder / "content" / f"{category}{day}.md").write_text(text, "utf-8")
    (folder / "conf.py").write_text(CONFIG, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", "conf.py", "-o", "output"], cwd=folder, check=True, capture_output=True
    )
    return folder / "output"


def page(built: Path, path: str) -> Page:
    return Page((built / path).read_bytes(), f"{SITE}/{path}")


def test_its_sections_are_its_categories(built: Path):
    assert [(s.label, s.url) for s in sections_of(page(built, "index.html"))] == [
        ("Economy", f"{SITE}/category/economy.html"),
        ("Politics", f"{SITE}/category/politics.html"),
    ]


def test_a_walk_through_a_category_finds_all_its_articles_with_their_dates(built: Path):
    found, path, number = {}, "category/politics.html", 1
    while path:
        listing = page(built, path)
        found |= {link.url: link for link in article_links(listing) if link.is_article}
        following = next_page(listing, number)
        path, number = (following or "").removeprefix(f"{SITE}/"), number + 1
    assert set(found) == {f"{SITE}/politics-on-day-{day}-of-the-month.html" for day in range(1, 14)}
    assert all(link.seen is not None and link.seen.month == 5 for link in found.values())
    assert number == 3


def test_only_articles_are_articles(built: Path):
    verdicts = {}
    for path in built.rglob("*.html"):
        name = str(path.relative_to(built))
        fetched = page(built, name)
        verdicts[name] = is_article_page(fetched, read_article(fetched.html, fetched.url))
    articles = {name for name, verdict in verdicts.items() if verdict}
    assert articles == {f"{category}-on-day-{day}-of-the-month.html" for category in ("politics", "economy") for day in range(1, 14)}
