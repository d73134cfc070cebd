from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl.politeness.rules import RobotsRules, product_token

SUITE = Path(__file__).resolve().parents[2] / ".." / "shared" / "suites" / "protego" / "robots_cases.json"


def allowed(text, path="/a", token="newscrawl"):
    body = text if isinstance(text, bytes) else text.encode()
    return RobotsRules(body, None).allowed(f"http://example.org{path}", token)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User-agent: newscrawl\nDisallow: /", False),
        ("USER-AGENT: NewsCrawl/2.0 beta\nDisallow: /", False),
        ("User-agent: newscrawl other\nDisallow: /", False),
        ("User-agent: news\nDisallow: /", True),
        ("User-agent: newscrawl-images\nDisallow: /", True),
        ("User-agent: crawl\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\nUser-agent: newscrawl\nAllow: /", True),
        ("User-agent: *\nDisallow: /\nUser-agent: other\nAllow: /", False),
        ("User-agent: *bot\nDisallow: /", True),
        ("User-agent: newscrawl*\nDisallow: /", False),
        ("User-agent: other\nUnknown: 1\nUser-agent: newscrawl\nDisallow: /", False),
        ("User-agent: newscrawl\nUnknown: 1\nUser-agent: other\nDisallow: /", False),
        ("User-agent: newscrawl\nSitemap: http://example.org/s\nDisallow: /", False),
        ("User-agent: newscrawl\rDisallow: /\r", False),
        ("\ufeffUser-agent: newscrawl\nDisallow: /", False),
        ("Disallow: /", True),
        ("<html><body><p>User-agent: everything you need to know</p>Disallow: /</body></html>", True),
    ],
)
def test_groups_are_found_by_whole_product_token(text, expected):
    assert allowed(text) is expected


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("User-agent: other\nUser-agent: newscrawl\nDisallow: /a\nDisallow: /b", ["disallow /a", "disallow /b"]),
        (
            "User-agent: newscrawl\nDisallow: /a\nUser-agent: *\nDisallow: /b\nUser-agent: NewsCrawl/2\nAllow: /c",
            ["disallow /a", "allow /c"],
        ),
        ("User-agent: news\nDisallow: /a\nUser-agent: *\nCrawl-delay: 2  # s", ["crawl-delay 2"]),
        ("User-agent: newscrawl\nSitemap: /s\nUser-agent: other\nDisallow: /a", ["sitemap /s", "disallow /a"]),
        (
            "User-agent: newscrawl\nContent-Signal: search=yes\nUser-agent: other\nDisallow: /a",
            ["content-signal search=yes", "disallow /a"],
        ),
        ("User-agent: *\nDisallow: /\nUser-agent: newscrawl", []),
        ("Content-Signal: search=no\nUser-agent: other\nDisallow: /", ["content-signal search=no"]),
        ("Content-Signal: search=no\nUser-agent: newscrawl\nDisallow: /", ["disallow /"]),
    ],
)
def test_what_is_said_to_a_crawler_is_its_group_or_the_one_for_all(text, records):
    assert [f"{name} {value}" for name, value in RobotsRules(text.encode(), None).records_for("newscrawl")] == records


def test_rules_within_500_kib_count_and_half_a_line_beyond_does_not():
    filler = b"# " + b"x" * 97 + b"\n"
    head = b"User-agent: *\n" + filler * 5110
    late = head + b"Disallow: /late\n"
    assert 499 * 1024 < len(head) < len(late) < 500 * 1024
    assert not allowed(late, "/late")
    edge = late + filler * 120
    edge += b"#" * (512 * 1024 - len(edge) - 12) + b"\nDisallow: /a/only/this"
    assert edge[: 512 * 1024].endswith(b"\nDisallow: /")
    assert allowed(edge, "/a")


@pytest.mark.parametrize(
    ("text", "gap"),
    [("", 0), ("User-agent: *\nCrawl-delay: 2.5", 2.5), ("User-agent: *\nRequest-rate: 1/10", 10), ("User-agent: *\nRequest-rate: 30/1m", 2),
     ("User-agent: *\nCrawl-delay: 3\nRequest-rate: 1/2s", 3), ("User-agent: news\nCrawl-delay: 9", 0), ("User-agent: *\nCrawl-delay: -1", 0),
     ("User-agent: *\nCrawl-delay: soon", 0)],
)  # fmt: skip
def test_the_gap_is_the_longer_of_crawl_delay_and_request_rate(text, gap):
    assert RobotsRules(text.encode(), None).gap("newscrawl") == gap


@pytest.mark.parametrize(
    ("settings", "token"),
    [
        ({"USER_AGENT": "newscrawl/1.2 (+https://example.org)"}, "newscrawl"),
        ({"USER_AGENT": "x", "ROBOTSTXT_USER_AGENT": "news-bot"}, "news-bot"),
    ],
)
def test_the_token_is_that_of_the_agent(settings, token):
    assert product_token(Settings(settings)) == token


def test_an_agent_without_a_token_is_an_error():
    with pytest.raises(ValueError, match="USER_AGENT: .* must begin with a product token"):
        product_token(Settings({"USER_AGENT": "2.0 (bot)"}))


# Where the suite asks for a prefix of a token, a token within a header, or that an unknown record ends a group, the RFC has it otherwise.
OTHERWISE = {f"protego-{number}" for number in (121, 246, 247, 248, 258, 319, 325, 326, 328, 329)}


@pytest.mark.skipif(not SUITE.exists(), reason="the public suite is not beside the project")
def test_the_public_suite_holds_but_where_the_rfc_is_stricter():
    failed = set()
    for case in json.loads(SUITE.read_text()):
        found = re.match(r"[\w-]+", case["user_agent"])
        token = found[0] if found else case["user_agent"]
        rules = RobotsRules(case["robots_txt"].encode(), None)
        held = (
            rules.allowed(case["url"], token) == case["expected_allowed"]
            if "expected_allowed" in case
            else rules.crawl_delay(token) == case["expected_crawl_delay"]
        )
        if not held:
            failed.add(case["id"])
    assert failed == OTHERWISE
