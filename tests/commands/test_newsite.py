"""What a person gets from scrapy newsite: a profile that a crawl runs on, the reason of each line, and one clear line where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl import site as sites
from newscrawl.replica.server import Replica
from tests.commands.conftest import Ended, prepared
from tests.conftest import Answer, Crawls, served

TEXT = " ".join(f"On day {n} the council of the harbour town heard another speaker, who wanted a ferry." for n in range(12))
PLACES = ("harbour", "river", "market", "school", "station", "bridge", "theatre", "hospital")


def test_the_profile_of_the_replica_is_crawled_by_its_path(replica: Replica, typed: Callable[..., Ended], crawls: Crawls) -> None:
    path, asked = crawls.folder / "my" / "sites" / "mina.toml", len(replica.requests)
    ended = typed("newsite", replica.home, "--out", str(path))
    assert ended.returncode == 0, ended.stderr
    assert "28 sections (Politics, Economy" in ended.stdout and f"-a site={path} -a sections=politics" in ended.stdout
    assert ended.stderr.count("scrapy newsite: article ") == 5
    assert len(replica.requests) - asked < 20 and not any("/print/" in path for _, path, _ in replica.requests[asked:])
    site = sites.read(path)
    assert (site.name, site.home, site.title, site.language) == ("mina", replica.home, "Al Mina English", "en")
    assert [s.label for s in site.sections[:3]] == ["Politics", "Economy", "Sports"] and site.sections[0].parent == "News"
    assert site.sitemaps == ["/sitemaps/news.xml", "/sitemaps/all.xml"]
    assert site.expect.sections == 28 and site.expect.fields["title"] == 1.0 and site.expect.fields["body"] > 0.5
    crawl = crawls.call("sections", "-a", f"site={path}", "-a", "sections=politics", private=urlsplit(replica.home).netloc)
    assert crawl.returncode == 0, crawl.stderr
    true = {urlsplit(article["url"]).path for article in replica.truth()["articles"] if "Politics" in article["sections"]}
    found = crawls.rows("SELECT a.url FROM articles a JOIN sightings s ON s.article_id = a.id WHERE s.section = 'Politics'")
    assert {urlsplit(url).path for (url,) in found} == true != set()


def story(number: int) -> str:
    return f"{PLACES[number % 8]}-story-number-{number}-of-this-year"


def town(path: str) -> tuple[int, dict[str, str], str]:
    """A small site with what a site can say of itself: a delay, rights, offsets of its zone."""
    head = '<html lang="it"><head><meta property="og:site_name" content="La Voce"><title>{}</title>{}</head><body>'
    menu = (
        "<nav><ul>"
        + "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in ("Politica", "Economia", "Cultura"))
        + "</ul></nav>"
    )
    if path == "/robots.txt":
        rules = "User-agent: *\nContent-Signal: search=yes, ai-train=no\nCrawl-delay: 0.01\nDisallow: /privato/\n\nUser-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n"
        return 200, {"Content-Type": "text/plain"}, rules
    if path == "/.well-known/tdmrep.json":
        return (
            200,
            {"Content-Type": "application/json"},
            json.dumps([{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://voce.example/p.json"}]),
        )
    if path in ("/", "/politica/", "/economia/", "/cultura/"):
        first = {"/": 0, "/politica/": 0, "/economia/": 10, "/cultura/": 20}[path]
        links = "".join(
            f'<article><h2><a href="/2025/{1 + n % 12:02}/{story(n)}/">{story(n).replace("-", " ").capitalize()}</a></h2></article>'
            for n in range(first, first + 10)
        )
        return 200, {}, f"{head.format('La Voce', '')}{menu}<main>{links}</main></body></html>"
    if path.startswith("/2025/"):
        number = int(path.split("-")[3])
        month = 1 + number % 12
        date = f"2025-{month:02}-11T10:00:00+0{2 if 4 <= month <= 10 else 1}:00"
        metas = f'<meta property="og:type" content="article"><meta property="article:published_time" content="{date}"><meta name="robots" content="index, noai">'
        title = path.split("/")[3].replace("-", " ").capitalize()
        return 200, {}, f"{head.format(title, metas)}{menu}<article><h1>{title}</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    return 404, {}, "nothing"


def test_each_line_has_its_reason_and_rights_are_told(typed: Callable[..., Ended], tmp_path: Path) -> None:
    with served(town) as (home, asked):
        ended = typed("newsite", home, "--stdout")
    assert ended.returncode == 0, ended.stderr
    site = sites.parse(ended.stdout, tmp_path / "voce.toml")
    assert (site.title, site.language, site.zones.page) == ("La Voce", "it", "Europe/Rome")
    assert site.links.article == [r"^/\d{4}/\d+/[^/]+/?$"]
    for line in (
        'title = "La Voce"  # og:site_name of the front page', 'language = "it"  # 5 of 5 articles say so', "5 dates have its offset (+0100, +0200)",
        "# - robots.txt: Content-Signal: search=yes, ai-train=no", "# - robots.txt shuts out CCBot, GPTBot", "# - an article: meta robots: noai",
        "# - /.well-known/tdmrep.json: /: tdm-reservation 1, policy https://voce.example/p.json", "# feeds: the front page names none",
    ):  # fmt: skip
        assert line in ended.stdout
    assert "authors" not in site.expect.fields
    assert "authors: only 0 of 5 samples have it; scrapy probe" in ended.stderr and "Written" not in ended.stderr
    assert len(asked) == len(set(asked)) < 20, "no page is asked for twice"


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (lambda path: (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /"), 3, "robots.txt forbids http"),
        (lambda path: (404, {}, "") if path == "/robots.txt" else (403, {}, "no"), 3, "refuses: forbidden (403)"),
        (lambda path: town(path) if path in ("/", "/robots.txt") else (429, {}, "slow down"), 3, "refuses: rate_limited (429)"),
        (lambda path: (503, {}, "busy"), 4, "does not answer"),
        (lambda path: town(path) if path in ("/", "/robots.txt") else (500, {}, "broken"), 4, "does not answer any more"),
        (
            lambda path: (404, {}, "") if path == "/robots.txt" else (301, {"Location": "http://127.0.0.1:9/x"}, ""),
            3,
            "NEWSCRAWL_PRIVATE_HOSTS",
        ),
    ],
)
def test_a_site_that_refuses_or_is_down_is_one_line_and_a_code(
    answer: Answer, code: int, says: str, typed: Callable[..., Ended], tmp_path: Path
) -> None:
    with served(answer) as (home, _):
        ended = typed("newsite", home, "--out", str(tmp_path / "n.toml"), "-s", "RETRY_ENABLED=0")
    assert (ended.returncode, ended.stdout) == (code, ""), ended.stderr
    assert says in ended.stderr.splitlines()[-1] and "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())


def test_a_site_without_articles_gets_no_profile(typed: Callable[..., Ended], tmp_path: Path) -> None:
    with served(lambda path: (404, {}, "") if path != "/" else (200, {}, "<html><body><p>Under construction</p></body></html>")) as (
        home,
        _,
    ):
        ended = typed("newsite", home, "--out", str(tmp_path / "n.toml"))
    assert ended.returncode == 6 and "no article was found" in ended.stderr and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "name one site, by the address of its front page"),
        (["ftp://n.example/"], "is no web address"),
        (["https://n.example/", "--out", "{there}"], "is there already: --force overwrites it"),
        (["https://n.example/", "--name", "replica"], "replica.toml is there already"),
        (["https://n.example/", "--name", "../x"], "must be letters, digits, points and hyphens"),
        (["https://n.example/", "--out", "{there}.txt"], "must end in .toml"),
        (["https://n.example/", "--out", "{there}/no/x.toml"], "there.toml is no folder"),
        (["https://n.example/", "--name", "a", "--out", "{there}"], "--name and --out exclude each other"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_fetched(
    words: list[str], says: str, tmp_path: Path, typed: Callable[..., Ended]
) -> None:
    there = tmp_path / "there.toml"
    there.write_text("# mine\n")
    ended = typed("newsite", *(word.format(there=there) for word in words))
    assert ended.returncode == 2 and says in ended.stderr
    assert there.read_text() == "# mine\n"


def test_the_help_teaches() -> None:
    text = " ".join(prepared("newsite")[1].format_help().split())
    assert all(word in text for word in ("--name", "--out", "--stdout", "--force", "Exit codes", "-a site=my/example.toml", "asks nothing"))
