"""What befalls a site is named, with the figures that it stands on and the day since which it is so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from scrapy.exceptions import DownloadTimeoutError

from newscrawl.health.checks.cron import overdue
from newscrawl.health.judge import judge, look
from newscrawl.health.run import runs_of
from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.delay import AskedToWait
from newscrawl.politeness.robots import RobotsForbidden, RobotsUnreachable
from newscrawl.site import Expect
from tests.conftest import ROOT
from tests.health.made import FIRST, SHARES, SITE, Report, report, year


def brings(new: int) -> Any:
    """A run with so many new articles."""

    def change(one: Report) -> None:
        share = new / one["articles"]["new"]
        one["articles"]["new"] = new
        for section in one["sections"].values():
            section["new"] = round(section["new"] * share)

    return change


def without(field: str, share: float = 1.0) -> Any:
    """A run in which that share of the pages lacks a field."""

    def change(one: Report) -> None:
        one["fields"][field] = round(one["fields"][field] * (1 - share))

    return change


def silent(label: str) -> Any:
    def change(one: Report) -> None:
        one["articles"]["new"] -= one["sections"][label]["new"]
        one["sections"][label]["new"] = 0

    return change


def gone(label: str) -> Any:
    def change(one: Report) -> None:
        del one["sections"][label]

    return change


def empty(label: str) -> Any:
    def change(one: Report) -> None:
        one["sections"][label] |= {"found": 0, "stored": 0, "new": 0, "note": "HTTP 404"}

    return change


def set_(**tables: Any) -> Any:
    """A run with other entries in tables, or another value."""

    def change(one: Report) -> None:
        for name, value in tables.items():
            one[name] = one[name] | value if isinstance(value, dict) and isinstance(one.get(name), dict) else value

    return change


def other_shape(one: Report) -> None:
    one["layout"] = {"div.page>div.story": one["read"]}


def refused(one: Report) -> None:
    brings(0)(one)
    one |= {"reason": "refused", "read": 0, "fields": {}, "statuses": {}, "refusals": {"challenge (403)": 1}, "links": {}, "layout": {}}


@pytest.mark.parametrize(
    ("change", "days", "key", "said"),
    [
        (brings(0), 1, "silence", "nothing new from the whole site for 1 days"),
        (brings(11), 2, "drop", "11 new articles in 1 days, where 24 are usual"),
        (brings(5), 1, "drop", "5 new articles in 1 days"),
        (silent("Politics"), 2, "silence:Politics", "nothing new in the section Politics for 2 days"),
        (silent("Sports"), 4, "silence:Sports", "in which about 20 articles are usual"),
        (gone("Economy"), 1, "section-gone", "the section Economy is no longer in the menu"),
        (empty("Economy"), 1, "section-empty", "the section Economy is: no article in the listing, where 40 are usual"),
        (without("body", 0.8), 1, "field:body", "body empty on 81% of 31 pages, was 0%"),
        (without("authors"), 1, "field:authors", "authors empty on 100% of 34 pages"),
        (set_(statuses={"ok": 4, "teaser": 27}), 1, "field:whole text", "text cut or missing on 87%"),
        (set_(reasons={"article/skipped": {"not an article": 30}}, read=6), 1, "field:article", "not read as articles on 83% of 36 pages"),
        (set_(dates={"alike": 24}), 1, "dates-stand-still", "24 of 24 new articles say that they are of the same moment"),
        (set_(dates={"shifted": {"+3": 9}}), 1, "zone:+3", "9 of 10 known articles are dated +3 h from what they said before"),
        (set_(dates={"future": 6}), 1, "future", "6 of 34 articles are dated later than they were read"),
        (set_(dates={"median_age": 900.0}), 1, "dates-old", "older than 900 h, where 12 h are usual"),
        (set_(copies={"equal": 15}), 1, "copies", "16 of 24 new articles are copies of others, was 4%"),
        (other_shape, 2, "redesign", "div.page>div.story, was main>article.post>div.text"),
        (set_(provenance={"title": {"dom": 34}}), 1, "reader:title", "title comes from dom now on 100% of the pages, mostly from jsonld"),
        (refused, 1, "challenge", "the site refuses: challenge (403) (once)"),
        (set_(front="https://elsewhere.example/", links={"front/skipped": 1}), 1, "moved", "https://elsewhere.example/"),
        (set_(refusals={"forbidden (403)": 20}), 1, "refusals", "20 of 54 answers are refusals, was 0.0%"),
        (set_(robots={"rules": ["disallow: /search", "disallow: /news/"]}), 1, "robots", "new disallow: /news/"),
        (set_(before={"reason": None}), 1, "killed", "run 40 (sections) was killed"),
        (set_(dates={"server_ahead": 7200.0}), 1, "clock", "the site's clock is 2 hours ahead of this machine's"),
        (set_(dates={"server_ahead": -27956766.0}), 1, "clock", "the site's clock is 324 days behind this machine's"),
        (set_(dates={"server_ahead": 700.0}), 1, "clock", "the site's clock is 12 minutes ahead of this machine's"),
    ],
)  # fmt: skip
def test_what_befalls_a_site_is_named(change: Any, days: int, key: str, said: str) -> None:
    found = {finding.key: finding for finding in judge(year(41, change, days), SITE)}
    assert key in found
    assert said in found[key].what
    assert found[key].todo and found[key].since


def test_an_ordinary_year_brings_no_finding() -> None:
    runs = year(120)
    assert [key for end in range(1, 121) for key in look(runs[:end], SITE)] == []


def test_a_finding_is_dated_by_the_first_run_that_showed_it() -> None:
    (found,) = judge(year(40, without("authors"), 3), SITE)
    assert found.since == FIRST + timedelta(days=37)


def test_what_lasts_becomes_usual() -> None:
    def change(one: Report) -> None:
        other_shape(one)
        one["robots"] = {"rules": []}

    assert look(year(60, change, 3), SITE).keys() == {"redesign", "robots"}
    assert look(year(60, change, 20), SITE).keys() == set()


@pytest.mark.parametrize(
    "change",
    [
        set_(narrowed=True, articles={"new": 0}),
        set_(reason="shutdown", articles={"new": 1}),
        set_(before={"reason": None}, articles={"new": 2}),
    ],
    ids=["narrowed", "stopped", "after a kill"],
)
def test_a_run_that_saw_a_part_is_not_held_against_whole_ones(change: Any) -> None:
    assert look(year(40, change), SITE).keys() <= {"killed"}


def test_a_finding_stays_while_runs_tell_nothing_of_it() -> None:
    reports = [report(day) for day in range(40)]
    for one in reports[38:]:
        without("authors")(one)
        brings(0)(one)
    found = look(runs_of(reports), SITE).keys()
    assert {"silence", "field:authors"} <= found
    nothing = report(40, 0, 0) | {"spider": "revisit", "sections": {}, "layout": {}}
    refused_later = report(41)
    refused(refused_later)
    assert found <= look(runs_of([*reports, nothing]), SITE).keys()
    assert found <= look(runs_of([*reports, refused_later]), SITE).keys()


def test_runs_that_only_look_again_don_t_count_in_volumes() -> None:
    reports = []
    for day in range(40):
        later = (FIRST + timedelta(days=day, hours=6)).isoformat()
        again = report(day, 0, 5) | {"spider": "revisit", "started_at": later, "finished_at": later, "sections": {}}
        reports += [report(day), again]
    assert look(runs_of(reports), SITE) == {}
    assert look(runs_of([*reports, report(40, 4)]), SITE).keys() == {"drop"}


def test_weekends_are_compared_with_weekends() -> None:
    reports = [report(day, 4 if (FIRST + timedelta(days=day)).weekday() >= 5 else 40) for day in range(70)]
    saturday = runs_of(reports[:69])
    assert saturday[-1].started_at.weekday() == 5
    assert look(saturday, SITE) == {}
    monday = runs_of([*reports[:63], report(63, 4)])
    assert monday[-1].started_at.weekday() == 0
    assert "drop" in look(monday, SITE)


def test_hourly_runs_and_a_missing_one_make_no_drop() -> None:
    reports = []
    for hour in range(24 * 20):
        one = report(0, 2, 4) | {"run": hour + 1}
        one["started_at"] = one["finished_at"] = (FIRST + timedelta(hours=hour)).isoformat()
        reports.append(one)
    late = reports[:-1]
    late[-1] = report(0, 4, 4) | {"run": 999, "started_at": reports[-1]["started_at"], "finished_at": reports[-1]["finished_at"]}
    assert look(runs_of(reports), SITE) == look(runs_of(late), SITE) == {}
    assert "silence" in look(runs_of([*reports, *[_hour(hour, 0) for hour in range(480, 510)]]), SITE)


def _hour(hour: int, new: int) -> Report:
    one = report(0, new, 4) | {"run": hour + 1}
    moment = (FIRST + timedelta(hours=hour)).isoformat()
    return one | {"started_at": moment, "finished_at": moment}


@pytest.mark.parametrize(
    ("expect", "key"),
    [
        (Expect(articles_per_day=60.0), "expected-volume"),
        (Expect(sections=5), "expected-sections"),
        (Expect(fields={"kicker": 0.5}), "expected-field:kicker"),
        (Expect(articles_per_day=30.0, sections=3, fields={"title": 1.0, "body": 0.9}), ""),
    ],
)
def test_what_the_profile_expects_is_held_against_the_site(expect: Expect, key: str) -> None:
    assert set(look(year(20), replace(SITE, expect=expect))) == ({key} if key else set())


def test_no_run_for_long_is_overdue() -> None:
    runs = year(20)
    last = runs[-1].started_at
    assert overdue(runs, last + timedelta(days=2)) is None
    late = overdue(runs, last + timedelta(days=4))
    assert late and late.what == "no run for 96 h, where one every 24 h is usual"
    assert late.since == last + timedelta(days=1)


def test_one_run_is_judged_by_nothing_but_itself() -> None:
    assert judge(runs_of([report(0)]), SITE) == []
    assert judge([], SITE) == []


def test_reports_with_holes_are_no_error() -> None:
    bare = [{"schema": 1, "site": "made", "run": day, "started_at": report(day)["started_at"]} for day in range(30)]
    odd = [one | {"articles": 3, "sections": [1], "dates": None, "refusals": {"a": "b"}, "before": 7} for one in bare]
    assert look(runs_of(bare), SITE) == look(runs_of(odd), SITE) == {}
    assert runs_of([{"started_at": "yesterday"}, {}]) == []


def test_many_sections_in_trouble_are_one_finding() -> None:
    found = look(year(40, lambda one: [empty(label)(one) for label in SHARES]), SITE)
    assert "3 sections (Politics, Economy, Sports) are: no article" in found["section-empty"].what


def test_every_finding_is_explained() -> None:
    told = (ROOT / "docs/health.md").read_text("utf-8")
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "newscrawl/health/checks").glob("*.py"))
    names = set(re.findall(r'Finding\(\s*"([a-z-]+)"', sources)) | {"challenge", "refusal"}
    assert len(names) > 20
    assert [name for name in sorted(names) if f"`{name}`" not in told] == []


@pytest.mark.parametrize("asked_nothing", [{"reason": "usage"}, {"spider": "archive", "reason": "finished"}])
def test_a_run_that_asked_the_site_nothing_ends_no_alarm(asked_nothing: Report) -> None:
    down = [report(day) | {"reason": "down", "articles": {}, "read": 0} for day in (7, 8)]
    runs = runs_of([*(report(day) for day in range(7)), *down, report(9) | {"articles": {}, "read": 0} | asked_nothing])
    assert "down" in {finding.check for finding in judge(runs, SITE)}


@pytest.mark.parametrize("kind", [RobotsForbidden, RobotsUnreachable, PrivateAddress, AskedToWait, DownloadTimeoutError])
def test_errors_are_told_in_words(kind: type[Exception]) -> None:
    only = runs_of([report(0) | {"reason": "down", "articles": {}, "read": 0, "refusals": {kind.__name__: 1, "no page (500)": 2}}])
    (found,) = judge(only, SITE)
    assert kind.__name__ not in found.what
    assert found.what.startswith("the site does not answer: ") and found.what.endswith(" (once), no page (500) (2 times)")


def test_a_clock_that_differs_may_be_the_sites_or_this_machines() -> None:
    (found,) = [finding for finding in judge(year(41, set_(dates={"server_ahead": -27956766.0}), 1), SITE) if finding.check == "clock"]
    assert "if it is this machine's, set it" in found.todo and "if it is the site's, tell the site" in found.todo


def test_a_site_that_never_answered_is_down() -> None:
    only = runs_of([report(0) | {"reason": "down", "articles": {}, "read": 0}])
    assert [finding.check for finding in judge(only, SITE)] == ["down"]
