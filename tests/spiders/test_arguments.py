from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.site import Section, SiteError
from newscrawl.spiders.arguments import ArgumentError, chosen, parse, profile_of

BEIRUT = ZoneInfo("Asia/Beirut")
MENU = [
    Section("News", "https://n.example/news"), Section("Politics", "https://n.example/news/politics", parent="News"),
    Section("Arts&Culture", "https://n.example/news/arts", parent="News"), Section("Videos", "https://n.example/videos"),
]  # fmt: skip


def test_without_arguments_the_first_site_is_crawled() -> None:
    arguments = parse({})
    assert arguments.site.name == "english-almayadeen"
    assert arguments.home == "https://english.almayadeen.net/"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"sit": "x"}, r"unknown argument 'sit'; did you mean 'site'\?"),
        ({"zzz": "x"}, "unknown argument 'zzz'; known ones: site, url, home"),
        ({"site": "replica", "url": "https://n.example"}, "site and url exclude each other"),
        ({"site": "english-almayaden"}, r"no site 'english-almayaden'; did you mean english-almayadeen"),
        ({"url": "no address"}, "url=no address is no web address; an example"),
        ({"url": "ftp://n.example/"}, "is no web address"),
        ({"site": "replica", "home": "http://mirror.example/copy/"}, r"names more than a server.* home=http://mirror\.example/$"),
        ({"site": "replica", "home": "mirror.example/?of=replica"}, r"names more than a server.* home=https://mirror\.example/$"),
        ({"since": "yesterday"}, "since=yesterday is no date; examples: 2024-01-31"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "since=2024-02-01 is after until=2024-01-01"),
        ({"limit": "0"}, "limit=0 must be a whole number from 1"),
        ({"limit": "ten"}, "limit=ten must be a whole number from 1"),
        ({"max_pages": "-1"}, "max_pages=-1 must be a whole number from 1"),
        ({"refresh": "maybe"}, "refresh=maybe must be 1 or 0"),
        ({"site": "replica", "sections": "Politcs"}, r"no section 'Politcs'; did you mean Politics"),
    ],
)
def test_what_cannot_be_used_is_explained_in_one_line(given: dict[str, str], says: str) -> None:
    with pytest.raises((ArgumentError, SiteError), match=says) as caught:
        parse(given)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ({"since": "2024-01-31"}, datetime(2024, 1, 31, tzinfo=BEIRUT)),
        ({"since": "2024-01-31T12:00"}, datetime(2024, 1, 31, 12, tzinfo=BEIRUT)),
        ({"since": "2024-01-31T12:00+00:00"}, datetime(2024, 1, 31, 12, tzinfo=UTC)),
    ],
)
def test_times_are_meant_in_the_zone_of_the_site(given: dict[str, str], moment: datetime) -> None:
    assert parse(given).since == moment


@pytest.mark.parametrize(
    "home", ["http://mirror.example", "http://mirror.example/", "http://mirror.example/en/", "http://mirror.example/en"]
)
def test_home_is_a_server_with_the_sites_own_path_or_none(home: str) -> None:
    assert parse({"url": "https://n.example/en/", "home": home}).home.startswith("http://mirror.example/")


def test_what_scrapyd_adds_of_its_own_is_no_argument() -> None:
    assert parse({"_job": "2f07", "site": "replica"}).site.name == "replica"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"url": "https://english.almayadeen.net/news"}, "english-almayadeen"), ({"url": "https://n.example"}, None),
        ({"site": "english-almayadeen"}, None), ({}, None),
    ],
)  # fmt: skip
def test_an_address_that_a_profile_knows_is_told_with_its_name(given: dict[str, str], name: str | None) -> None:
    assert profile_of(parse(given).site) == name


def test_until_a_day_is_meant_to_its_end() -> None:
    assert parse({"until": "2024-01-31"}).until == datetime(2024, 1, 31, 23, 59, 59, 999999, tzinfo=BEIRUT)


@pytest.mark.parametrize("url", ["n.example", "https://n.example", "https://www.n.example/"])
def test_any_site_needs_no_more_than_its_address(url: str) -> None:
    arguments = parse({"url": url})
    assert arguments.site.name == "n.example"
    assert arguments.home.startswith("https://") and arguments.home.endswith("/")


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        (("Politics",), ["Politics"]),
        (("politics",), ["Politics"]),
        (("arts",), ["Arts&Culture"]),
        (("News",), ["News", "Politics", "Arts&Culture"]),  # an entry above brings what stands below it
        (("videos", "Politics"), ["Videos", "Politics"]),
    ],
)
def test_sections_are_named_by_label_or_slug(wanted: tuple[str, ...], labels: list[str]) -> None:
    assert [section.label for section in chosen(wanted, MENU)] == labels
