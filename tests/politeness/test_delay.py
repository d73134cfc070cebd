from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from statistics import median

import pytest
from scrapy.http import Response

from newscrawl.politeness.delay import seconds_to_wait

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("120", 120), ("0", 0), (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90), (format_datetime(NOW - timedelta(hours=1), usegmt=True), 0),
     ("Tuesday, 01-Jan-30 12:00:30 GMT", 30), ("-5", None), ("1e9", None), ("soon", None), ("", None), ("²", None)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date_counted_from_the_answers_own(asked, seconds):
    headers = {"Retry-After": asked.encode(), "Date": format_datetime(NOW, usegmt=True)}
    assert seconds_to_wait(Response("http://example.org", headers=headers)) == seconds


def first(answer, then=(200, {}, b"ok")):
    """Answers so once, and otherwise from then on."""
    answers = [answer]
    return lambda handler: answers.pop()(handler) if answers else then


def busy(status, **headers):
    return first(lambda _: (status, {name.replace("_", "-"): value for name, value in headers.items()}, b""))


def until(seconds):
    return first(lambda _: (503, {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)}, b""))


def delayed(text):
    return {"/robots.txt": (200, {}, f"User-agent: newscrawl\n{text}".encode())}


@pytest.fixture(scope="module")
def crawled(crawl, site):
    """One crawl of hosts that each ask for another pace, with AutoThrottle, jitter and eight requests at a time."""
    none = {"/robots.txt": (404, {}, b"")}
    sites = {
        "delay": site(delayed("Crawl-delay: 0.4")),
        "rate": site(delayed("Request-rate: 4/1s")),
        "long": site(delayed("Crawl-delay: 100000")),
        "plain": site(none),
        "seconds": site({**none, "/0": busy(429, Retry_After="1")}),
        "date": site({**none, "/0": until(2)}),
        "hour": site({**none, "/0": busy(503, Retry_After="3600")}),
    }
    urls = [f"{one.home}/{i}" for one in sites.values() for i in range(5)]
    result = crawl(
        urls,
        [sites["hour"].home + "/later"],
        private=[one.host for one in sites.values()],
        AUTOTHROTTLE_ENABLED=True,
        AUTOTHROTTLE_START_DELAY=0.1,
        DOWNLOAD_DELAY=0.1,
        DOWNLOAD_DELAY_JITTER=0.5,
        CONCURRENT_REQUESTS=100,
        NEWSCRAWL_CRAWL_DELAY_MAX=0.45,
        NEWSCRAWL_RETRY_AFTER_MAX=5,
    )
    return sites, result


def gaps(times):
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize(("name", "delay"), [("delay", 0.4), ("rate", 0.25), ("long", 0.45)])
def test_no_gap_is_shorter_than_robots_txt_asks_for(crawled, name, delay):
    sites, _ = crawled
    found = gaps(sites[name].times())
    assert len(found) == 5
    assert min(found) >= delay
    assert median(found) < delay * 1.6


def test_a_host_that_asks_for_nothing_is_not_slowed(crawled):
    sites, _ = crawled
    assert median(gaps(sites["plain"].times())) < 0.25


def test_a_longer_delay_than_the_bound_is_cut_and_said_so(crawled):
    sites, result = crawled
    host = sites["long"].server_address[0]
    assert f"robots.txt of {host} asks for 100000 s between requests; 0.45 s are kept" in result.log


@pytest.mark.parametrize(("name", "wait"), [("seconds", 1.0), ("date", 1.0)])
def test_after_retry_after_nothing_is_sent_before_the_time(crawled, name, wait):
    sites, result = crawled
    one = sites[name]
    (busy_at, *_) = one.times("/0")
    sent_later = [moment for moment in one.times() if moment > busy_at]
    assert len(sent_later) == 5
    assert min(sent_later) - busy_at >= wait
    assert result[one.home + "/0"] == 200


def test_a_pause_beyond_the_bound_ends_the_requests_of_that_host(crawled):
    sites, result = crawled
    one = sites["hour"]
    assert one.paths() == ["/robots.txt", "/0"]
    for path in ("/0", "/3", "/later"):
        assert result[one.home + path] == "AskedToWait"
    assert re.search(r"asks for a pause of 35\d\d s more; a later run may fetch it", result.outcomes[one.home + "/later"][0][1])
