"""What a site says of the use of its pages: read out of robots.txt and tdmrep.json, for one address."""

from __future__ import annotations

import pytest

from newscrawl.politeness.rights import directives, reservation
from newscrawl.politeness.rules import RobotsRules
from newscrawl.politeness.whole_site import SiteRights, matches, read_robots, read_tdmrep


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("index, follow, max-image-preview:large, max-snippet:-1", ""),
        ("noai,  NoImageAI", "noai, NoImageAI"),
        ("index,follow,noarchive", "noarchive"),
        ("max-snippet:0, max-image-preview:none", "max-snippet:0, max-image-preview:none"),
        ("gptbot: noindex, nofollow", "gptbot: noindex, nofollow"),
        ("unavailable_after: 2030-01-01", ""),
        ("", ""),
        (" , ,", ""),
    ],
)
def test_directives_that_say_nothing_are_left_out(said: str, kept: str) -> None:
    assert directives(said) == kept


@pytest.mark.parametrize(("value", "said"), [("1", "1"), (1, "1"), ("0", "0"), (" 1 ", "1"), ("yes", ""), (2, ""), (None, ""), (True, "")])
def test_a_reservation_is_1_or_0_or_not_said(value: object, said: str) -> None:
    assert reservation(value) == said


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/", "/a", True), ("/a", "/ab", True), ("/a", "/b", False), ("/a$", "/a", True), ("/a$", "/ab", False), ("*", "/x", True),
        ("/*.html", "/a/b.html?x", True), ("/*.html$", "/a/b.html?x", False), ("/*.html$", "/a.html/b.html", True), ("/a*b$", "/ab", True),
        ("/a*a$", "/a", False), ("/a*/c$", "/a/b/c", True), ("/%D8%A7", "/ا/خبر", True), ("/a*b*c", "/abc", True), ("/a*c*b", "/abc", False),
        ("/*", "/", True), ("/$", "/", True), ("/$", "/a", False), ("/*a" * 40 + "$", "/a" * 39, False),
    ],
)  # fmt: skip
def test_patterns_are_those_of_robots_txt(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) == fits


TDM = b"""[{"location": "/free/*", "tdm-reservation": 0}, {"location": "/odd", "tdm-reservation": 7},
 {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://n.example/p.json"}, {"location": "/late", "tdm-reservation": 0}, 5, {"location": 3}]"""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/free/a", {"tdm_reservation": "0"}),
        ("/news/a", {"tdm_reservation": "1", "tdm_policy": "https://n.example/p.json"}),
        ("/late", {"tdm_reservation": "1", "tdm_policy": "https://n.example/p.json"}),  # the first entry that matches decides
        ("/odd", {"tdm_reservation": "1", "tdm_policy": "https://n.example/p.json"}),  # 7 is not said
    ],
)
def test_the_first_entry_of_tdmrep_that_matches_decides(path: str, said: dict[str, str]) -> None:
    assert SiteRights(entries=read_tdmrep(TDM)).at(f"https://n.example{path}") == said


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b"[" * 100_000, b"null", b"[null]", b"\xff\xfe", b'[{"location": "/", "tdm-reservation": []}]']
)
def test_what_is_no_tdmrep_says_nothing(body: bytes) -> None:
    assert read_tdmrep(body) == []


ROBOTS = """
Content-Signal: search=no
User-agent: *
Content-Signal: search=yes, ai-train=no   # all of it
Content-Usage: train-ai=n
Content-Usage: /open/ train-ai=y
Disallow: /private/

User-agent: GPTBot
User-agent: ccbot/2.0
Disallow: /

User-agent: Google-Extended
Disallow: /opinion/
Allow: /opinion/free

User-agent: PerplexityBot
Disallow:

User-agent: Applebot-Extended
Content-Signal: ai-train=no
Disallow: /opinion/
Allow: /opinion/free
Sitemap: https://n.example/sitemap.xml
"""


def at(path: str, text: str = ROBOTS, token: str = "newscrawl") -> dict[str, str]:
    return read_robots(RobotsRules(text.encode(), None), token).at(f"https://n.example{path}")


@pytest.mark.parametrize(
    ("path", "agents"),
    [
        ("/news/a", "CCBot, GPTBot"),
        ("/opinion/a", "Applebot-Extended, CCBot, Google-Extended, GPTBot"),
        ("/opinion/free/a", "CCBot, GPTBot"),
    ],
)
def test_agents_that_are_shut_out_of_an_address(path: str, agents: str) -> None:
    assert at(path)["robots_txt_ai"] == agents


def test_signals_are_those_of_the_group_that_holds_for_us() -> None:
    assert at("/a")["robots_txt_signal"] == "search=no, search=yes, ai-train=no"
    assert at("/a", token="Applebot-Extended")["robots_txt_signal"] == "ai-train=no"


def test_the_signal_of_the_longest_path_holds() -> None:
    assert at("/a")["robots_txt_usage"] == "train-ai=n"
    assert at("/open/a")["robots_txt_usage"] == "train-ai=y"


@pytest.mark.parametrize(
    "text", ["", "User-agent: *\nDisallow: /x", "User-agent: GPTBot\nDisallow:", "User-agent: GPTBot\nAllow: /", "\0\n:::\n"]
)
def test_a_robots_txt_that_says_nothing_of_it(text: str) -> None:
    assert at("/a", text) == {}
