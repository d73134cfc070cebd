"""Sites that no one here designed, crawled by their address alone: a Pelican site with its stock theme, and real pages."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import Crawls

POSTS = 200
CATEGORIES = ("Politics", "Economy", "Culture", "Health")
CONFIG = """
SITENAME = "The Pelican Post"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Rome"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 10
"""


def post(number: int, title: str, summary: str, body: str) -> str:
    category = CATEGORIES[number % len(CATEGORIES)]
    date = f"2025-{1 + number % 12:02}-{1 + number % 28:02} 10:{number % 60:02}"
    return f"Title: {title}\nDate: {date}\nCategory: {category}\nTags: tag {number % 7}\nAuthor: Jane Doe\nSummary: {summary}\n\n{body}\n"


@pytest.fixture(scope="module")
def pelican(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built Pelican site with articles of the replica's prose."""
    folder = tmp_path_factory.mktemp("pelican")
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_text(CONFIG, "utf-8")
    with Replica() as replica:
        prose = [a for a in replica.truth()["articles"] if len(a["body"].split()) > 60]
    titles: dict[str, dict[str, str]] = {article["title"]: article for article in prose}
    for number, article in enumerate(list(titles.values())[:POSTS]):
        text = post(number, article["title"], article["summary"] or article["title"], article["body"])
        (folder / "content" / f"{number}.md").write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"], cwd=folder, check=True)
    return folder / "output"


@pytest.fixture
def served(pelican: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(pelican)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


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
    assert {urlsplit(row[0]).path for row in crawls.rows("SELECT url FROM articles")} == {urlsplit(link).path for link in listed} - {"/"} != set()
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
    wrong = crawls.rows("SELECT count(*) FROM sightings s JOIN links l ON l.id = s.link_id WHERE l.url NOT LIKE '%/' || lower(s.section) || '/%'")
    assert wrong == [(0,)]
