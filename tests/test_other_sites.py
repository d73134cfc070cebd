"""Sites that no one here designed, crawled by their address alone: other publishing systems, and real pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from newscrawl import site as sites
from tests.conftest import ROOT, Crawls
from tests.sites import hugo, pelican
from tests.sites.prose import Post, posts
from tests.sites.served import saved_pages
from tests.sites.wagtail import site as wagtail

POSTS = 80
SYSTEMS = {"pelican": pelican, "hugo": hugo, "wagtail": wagtail}
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
# What a store says of each article: its title and author, the day, the words of its body, and the sections that listed it.
READ = (
    "SELECT a.title, json_extract(a.authors, '$[0]'), date(a.published_at), v.body, "
    "(SELECT group_concat(DISTINCT section) FROM sightings s WHERE s.article_id = a.id AND s.channel = 'menu') "
    "FROM articles a JOIN versions v ON v.article_id = a.id"
)


@dataclass(frozen=True)
class Served:
    """A site of a publishing system while it is served."""

    system: ModuleType
    home: str
    truth: list[Post]


@pytest.fixture(scope="module", params=SYSTEMS)
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    system = SYSTEMS[request.param]
    with system.site(tmp_path_factory.mktemp(request.param), POSTS) as home:
        yield Served(system, home, posts(POSTS, system.SECTIONS))


def test_without_a_profile_the_menu_leads_to_all_articles_and_nothing_else(other: Served, crawls: Crawls) -> None:
    crawl(crawls, other, "sections", "-a", f"url={other.home}")
    assert facts(crawls, listed=True) == truth(other, listed=True)
    assert crawls.rows("SELECT DISTINCT status FROM articles") == [("ok",)]


@pytest.mark.parametrize("road", ["sitemap", "feed"])
def test_what_the_system_lists_for_machines_leads_to_all_articles_and_nothing_else(other: Served, road: str, crawls: Crawls) -> None:
    if road == "sitemap" and other.system is pelican:
        return  # it makes none by itself
    crawl(crawls, other, road, "-a", f"url={other.home}")
    assert facts(crawls) == truth(other)
    assert crawls.rows("SELECT DISTINCT channel FROM sightings") == [(road,)]


def test_newsite_writes_a_profile_that_loses_nothing(other: Served, crawls: Crawls) -> None:
    path = crawls.folder / "profile.toml"
    setting = f"NEWSCRAWL_PRIVATE_HOSTS={urlsplit(other.home).netloc}"
    command = [sys.executable, "-m", "scrapy", "newsite", other.home, "--out", str(path), "-s", setting, *FAST]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    profile = sites.read(path)
    assert profile.title == other.system.TITLE and profile.language == "en"
    assert {section.label for section in profile.sections} <= set(other.system.SECTIONS)
    crawl(crawls, other, "sections", "-a", f"site={path}")
    assert facts(crawls, listed=True) == truth(other, listed=True)


def crawl(crawls: Crawls, other: Served, *arguments: str) -> None:
    ended = crawls.call(*arguments, *FAST, private=urlsplit(other.home).netloc)
    assert ended.returncode == 0, ended.stderr


def facts(crawls: Crawls, listed: bool = False) -> list[tuple[str, ...]]:
    """Title, author, day and words of all that was stored, and the sections that listed it where that is asked for."""
    return sorted((title, author, day, words(body), *([where] if listed else [])) for title, author, day, body, where in crawls.rows(READ))


def truth(other: Served, listed: bool = False) -> list[tuple[str, ...]]:
    return sorted(
        (post.title, post.author, f"{post.published:%Y-%m-%d}", words(post.body), *([post.section] if listed else []))
        for post in other.truth
    )


def words(text: str) -> str:
    """Letters and digits alone: systems set quotes and dashes as they like."""
    return "".join(filter(str.isalnum, text))


@pytest.fixture
def real_pages(shared: Path) -> Iterator[str]:
    with saved_pages(shared, 8090) as home:
        yield home


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
