from __future__ import annotations

import pytest

from newscrawl.urls import absolute, answering_scheme, article_id, article_key, canonical_form, moved_to, same_site

PAGE = "https://news.example.com/politics/a"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example.COM:443/a#part", "https://news.example.com/a"),
        ("https://news.example.com", "https://news.example.com/"),
        ("https://user:secret@news.example.com/a", "https://news.example.com/a"),
        ("https://news.example.com/a?utm_source=x&id=7&fbclid=y", "https://news.example.com/a?id=7"),
        ("https://news.example.com/a?b=2&a=1", "https://news.example.com/a?b=2&a=1"),
        ("https://news.example.com/rate:-who--says-", "https://news.example.com/rate:-who--says-"),
        ("https://news.example.com/معز", "https://news.example.com/%D9%85%D8%B9%D8%B2"),
        ("https://news.example.com/a/", "https://news.example.com/a/"),
        ("http://127.0.0.1:8008/a", "http://127.0.0.1:8008/a"),
        ("http://[::1]:8008/a", "http://[::1]:8008/a"),
    ],
)
def test_the_canonical_form_drops_only_what_does_not_tell_pages_apart(url: str, canonical: str) -> None:
    assert canonical_form(url) == canonical
    assert canonical_form(canonical) == canonical


@pytest.mark.parametrize(
    ("declared", "key"),
    [
        (None, PAGE),
        ("https://news.example.com/politics/a-new-slug", "https://news.example.com/politics/a-new-slug"),
        ("https://www.example.com/x", "https://www.example.com/x"),  # the same registrable domain
        ("https://other.example.org/x", PAGE),
        ("https://news.example.com/", PAGE),  # a front page
        ("https://news.example.com/politics", PAGE),  # a section
        ("https://news.example.com/politics/", PAGE),
    ],
)
def test_the_declared_address_is_the_key_where_it_can_be_believed(declared: str | None, key: str) -> None:
    assert article_key(PAGE + "?utm_source=x", declared) == key


def test_ids_never_change() -> None:
    assert article_id("https://english.almayadeen.net/articles/opinion/playing-with-fire") == "6a6064fe16073d26"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("https://a.bbc.co.uk/x", "http://bbc.co.uk/", True),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("http://127.0.0.1:8008/a", "http://127.0.0.1:8008/b", True),
        ("http://127.0.0.1:8008/a", "http://127.0.0.1:8009/a", False),
        ("http://localhost:8008/", "http://localhost:8008/a", True),
        ("mailto:a@b.example", "https://b.example/", False),
    ],
)
def test_one_site_is_one_registrable_domain(one: str, two: str, same: bool) -> None:
    assert same_site(one, two) is same


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "mailto:a@b.example", "tel:1", "data:text/html,x", "http://", "http://[::1", "https://h:port/"]
)
def test_what_is_no_web_address_is_no_link(href: str) -> None:
    assert absolute(PAGE, href) is None


def test_a_mirrors_address_is_the_address_at_the_site_it_mirrors() -> None:
    assert moved_to("http://127.0.0.1:9/a?b#c", "http://127.0.0.1:9/", "https://n.example/") == "https://n.example/a?b#c"
    assert moved_to("http://127.0.0.1:10/a", "http://127.0.0.1:9/", "https://n.example/") == "http://127.0.0.1:10/a"


@pytest.mark.parametrize(
    ("url", "home", "asked"),
    [
        ("http://n.example/a", "https://n.example/", "https://n.example/a"),
        ("https://n.example/a", "http://n.example/", "https://n.example/a"),  # https is never given up
        ("https://127.0.0.1:9/a", "http://127.0.0.1:9/", "http://127.0.0.1:9/a"),  # one port, one scheme
        ("http://o.example/a", "https://n.example/", "http://o.example/a"),
    ],
)
def test_a_site_is_asked_in_the_scheme_that_its_front_page_answered(url: str, home: str, asked: str) -> None:
    assert answering_scheme(url, home) == asked
