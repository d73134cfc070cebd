"""A crawl keeps what a site says of its pages with each version, and keeps no reserved page where the profile asks for that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Crawls, served

TEXT = "".join(
    f"<p>The harbour council met on day {n} and spoke of bridges, bread and the price of a ferry across the wide river.</p>"
    for n in range(6)
)
PATHS = ("free-ferry-for-the-old", "open-bridges-of-the-north", "bread-is-dear-again-in-town", "rain-at-last-in-the-south")
ROBOTS = "User-agent: *\nContent-Signal: search=yes\nDisallow: /hidden/\n\nUser-agent: CCBot\nDisallow: /news/bread"
TDMREP = json.dumps([{"location": "/news/open*", "tdm-reservation": 0}, {"location": "/news/", "tdm-reservation": 1}])


class Site:
    tdmrep = (200, TDMREP)
    robots = ROBOTS

    def __call__(self, path: str) -> tuple[int, dict[str, str], str]:
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, self.robots
        if path == "/.well-known/tdmrep.json":
            return self.tdmrep[0], {"Content-Type": "application/json"}, self.tdmrep[1]
        if path == "/":
            links = "".join(
                f'<li><a href="/news/{name}-{n}">{name.replace("-", " ").title()} and what it means</a></li>'
                for n, name in enumerate(PATHS, 10)
            )
            return 200, {}, f'<html><body><nav><a href="/news/">News</a></nav><ul>{links}</ul></body></html>'
        if path == "/news/":
            return self("/")
        noai = '<meta name="robots" content="noai">' if "rain" in path else ""
        head = f'<title>{path}</title>{noai}<meta property="og:type" content="article"><meta property="article:published_time" content="2026-01-05T10:00:00Z">'
        return (
            200,
            {"X-Robots-Tag": "noarchive"},
            f"<html><head>{head}</head><body><article><h1>{path[6:]}</h1>{TEXT}</article></body></html>",
        )


def rights(crawls: Crawls) -> dict[str, dict[str, str]]:
    return {url.rsplit("/", 1)[1].partition("-")[0]: json.loads(said) for url, said in crawls.rows("SELECT url, rights FROM versions")}


@pytest.fixture
def site() -> Iterator[tuple[Site, str, list[str]]]:
    made = Site()
    with served(made) as (home, asked):
        yield made, home, asked


def test_what_host_page_and_headers_say_is_kept_with_each_version(site: tuple[Site, str, list[str]], crawls: Crawls) -> None:
    made, home, asked = site
    ended = crawls.run(home)
    assert ended.returncode == 0, ended.stderr
    every = {"robots_txt_signal": "search=yes", "x_robots_tag": "noarchive"}
    assert rights(crawls) == {
        "free": {**every, "tdm_reservation": "1"},
        "open": {**every, "tdm_reservation": "0"},
        "bread": {**every, "tdm_reservation": "1", "robots_txt_ai": "CCBot"},
        "rain": {**every, "tdm_reservation": "1", "robots": "noai"},
    }
    assert asked[:3] == ["/robots.txt", "/.well-known/tdmrep.json", "/"]
    assert asked.count("/.well-known/tdmrep.json") == 1
    # The publisher changes its mind; the text is the same, so there is no new version.
    made.tdmrep = (404, "none")
    assert crawls.run(home, "-a", "refresh=1").returncode == 0
    assert rights(crawls)["free"] == every
    assert crawls.rows("SELECT max(number) FROM versions") == [(1,)]


@pytest.mark.parametrize(
    ("status", "body", "robots"),
    [(500, "", ROBOTS), (200, "<html>", ROBOTS), (200, TDMREP, ROBOTS + "\n\nUser-agent: newscrawl\nDisallow: /.well-known/")],
)
def test_a_file_that_can_not_be_had_says_nothing(
    site: tuple[Site, str, list[str]], crawls: Crawls, status: int, body: str, robots: str
) -> None:
    made, home, asked = site
    made.tdmrep, made.robots = (status, body), robots
    assert crawls.run(home).returncode == 0
    free = rights(crawls)["free"]
    assert "tdm_reservation" not in free
    assert free.get("tdm_unknown") == ("HTTP 500" if status == 500 else None)
    assert ("/.well-known/tdmrep.json" in asked) == (robots == ROBOTS)


def test_a_profile_may_ask_that_reserved_pages_are_not_kept(site: tuple[Site, str, list[str]], crawls: Crawls, tmp_path: Path) -> None:
    _, home, _ = site
    (tmp_path / "shy.toml").write_text(f'home = "{home}"\n[rights]\nreserved = "skip"\n')
    ended = crawls.run(home, "-a", f"site={tmp_path}/shy.toml")
    assert ended.returncode == 0, ended.stderr
    assert list(rights(crawls)) == ["open"]
    told = crawls.rows("SELECT state, reason FROM links WHERE kind = 'article' AND state <> 'done'")
    assert set(told) == {("refused", "not kept, as the profile asks: TDMRep: tdm-reservation is 1")}
    assert len(told) == 3
