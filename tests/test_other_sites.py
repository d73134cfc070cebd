"""Sites that no one here designed, crawled by their address alone: a Pelican site with its stock theme, and real pages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import Crawls
from tests.pelican_site import CATEGORIES, POSTS, files_served


@pytest.fixture
def served(pelican: Path) -> Iterator[str]:
    with files_served(pelican) as home:
        yield home


def test_a_pelican_site_gives_all_its_articles_with_their_categories_and_nothing_else(served: str, crawls: Crawls) -> None:
    ended = crawls.run(served)
    assert ended.returncode == 0, ended.stderr
    sections = crawls.rows("SELECT section, count(DISTINCT article_id) FROM sightings GROUP BY 1 ORDER BY 1")
    assert sections == [(name, POSTS // len(CATEGORIES)) for name in sorted(CATEGORIES)]
    assert crawls.rows("SELECT count(*), sum(status = 'ok'), sum(published_at IS NOT NULL) FROM articles") == [(POSTS, POSTS, POSTS)]


def test_the_feed_of_a_pelican_site_is_found_and_all_that_it_lists(served: str, pelican: Path, crawls: Crawls) -> None:
    ended = crawls.call("feed", "-a", f"url={served}", private=urlsplit(served).netloc)
    assert ended.returncode == 0, ended.stderr
    listed = re.findall(r'<link href="([^"]+)" rel="alternate"', (pelican / "feeds/all.atom.xml").read_text("utf-8"))
    assert (
        {urlsplit(row[0]).path for row in crawls.rows("SELECT url FROM articles")}
        == {urlsplit(link).path for link in listed} - {"/"}
        != set()
    )
    assert crawls.rows("SELECT DISTINCT channel FROM sightings") == [("feed",)]


@pytest.fixture
def real_pages(shared: Path) -> Iterator[str]:
    command = [sys.executable, str(shared / "tools" / "serve_pages.py"), "--port", "8090"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield "http://127.0.0.1:8090/"
        process.terminate()


def test_real_pages_of_real_outlets_are_all_found_by_their_sitemap(real_pages: str, crawls: Crawls) -> None:
    ended = crawls.call("sitemap", "-a", f"url={real_pages}", private=urlsplit(real_pages).netloc)
    assert ended.returncode == 0, ended.stderr
    pages = urlopen(real_pages + "sitemap.xml").read().count(b"<loc>")  # noqa: S310 -- loopback
    assert crawls.rows("SELECT count(*) FROM articles") == [(pages,)]


def test_real_pages_of_real_outlets_are_all_kept_with_their_section(real_pages: str, crawls: Crawls) -> None:
    ended = crawls.run(real_pages)
    assert ended.returncode == 0, ended.stderr
    pages = urlopen(real_pages + "sitemap.xml").read().count(b"<loc>")  # noqa: S310 -- loopback
    kept = crawls.rows("SELECT count(DISTINCT a.id) FROM articles a JOIN sightings s ON s.article_id = a.id")
    assert kept == [(pages,)]
    own = crawls.rows("SELECT count(*) FROM articles WHERE canonical_url NOT LIKE 'http://127.0.0.1%'")[0][0]
    assert own > pages * 0.9, "canonical links are kept as the outlets declare them"
    wrong = crawls.rows(
        "SELECT count(*) FROM sightings s JOIN links l ON l.id = s.link_id WHERE l.url NOT LIKE '%/' || lower(s.section) || '/%'"
    )
    assert wrong == [(0,)]
