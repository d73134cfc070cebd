"""What a person at a terminal, and cron, get from scrapy crawl: one clear line, an exit code, nothing lost."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import Answer, Crawls, served
from tests.spiders.test_links import Town


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["sectoins"], 2, "no spider 'sectoins'; there are: archive, feed, revisit, sections, sitemap"),
        (["sections", "-a", "site=replca"], 2, "no site 'replca'; did you mean replica"),
        (["sections", "-a", "sections=Politcs", "-a", "site=replica"], 2, "no section 'Politcs'; did you mean Politics"),
        (["sections", "-a", "lmit=3"], 2, "unknown argument 'lmit'; did you mean 'limit'?"),
        (["sections", "-a", "since=1.2.2024"], 2, "since=1.2.2024 is no date; examples: 2024-01-31"),
        (["sections", "-s", "NEWSCRAWL_STORE=nonsense"], 5, "NEWSCRAWL_STORE is no SQLAlchemy URL: 'nonsense'"),
        (["sections", "-s", "NEWSCRAWL_STORE=sqlite:////proc/no/n.sqlite"], 5, "set NEWSCRAWL_STORE to a place that you may write to"),
        (
            ["sections", "--logfile", "/proc/no/crawl.log"],
            5,
            "the log file /proc/no/crawl.log can't be written (No such file or directory)",
        ),
        (["sections", "-s", "NEWSCRAWL_CLOCK=noon"], 2, "NEWSCRAWL_CLOCK: "),
    ],
)
def test_what_cannot_run_is_one_line_and_a_code(crawls: Crawls, arguments: list[str], code: int, says: str) -> None:
    ended = crawls.call(*arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_the_folder_of_the_log_file_is_made_as_the_lines_of_schedule_need_it(crawls: Crawls, tmp_path: Path) -> None:
    log = tmp_path / "data" / "logs" / "news-sections.log"
    with served(lambda path: (200, {}, "<html><body>nothing</body></html>") if path == "/" else (404, {}, "")) as (home, _):
        ended = crawls.run(home, "--logfile", str(log))
    assert (ended.returncode, ended.stderr) == (6, "")
    assert "no article" in log.read_text()


def lines(text: str) -> str:
    """The error lines of a log."""
    return "\n".join(line for line in text.splitlines() if "ERROR" in line)


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (lambda path: (403, {}, "Forbidden"), 3, "refuses: forbidden (403)"),
        (lambda path: (200, {"cf-mitigated": "challenge"}, "<title>Just a moment...</title>"), 3, "refuses: challenge (200)"),
        (lambda path: (404, {}, "") if path == "/robots.txt" else (429, {}, "slow down"), 3, "refuses: rate_limited (429)"),
        (lambda path: (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /"), 3, "may not be fetched"),
        (lambda path: (404, {}, "nothing") if path == "/robots.txt" else (500, {}, "broken"), 4, "does not answer: HTTP 500"),
        (lambda path: (503, {}, "busy"), 4, "does not answer"),  # robots.txt fails closed
    ],
)
def test_a_site_that_refuses_or_is_down_ends_the_run_early(crawls: Crawls, answer: Answer, code: int, says: str) -> None:
    with served(answer) as (home, asked):
        ended = crawls.run(home, "-s", "RETRY_TIMES=1")
    assert ended.returncode == code, ended.stderr
    assert says in lines(ended.stderr)
    assert "Traceback" not in ended.stderr
    assert len(asked) <= 4  # robots.txt, tdmrep.json, the front page twice
    assert ended.stderr.count(f"links refused ({'refused' if code == 3 else 'down'})") == 1


def test_a_host_that_does_not_answer_at_all_is_down(crawls: Crawls) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ended = crawls.run(f"http://127.0.0.1:{port}/", "-s", "RETRY_TIMES=0")
    assert ended.returncode == 4
    assert "does not answer" in lines(ended.stderr)


def test_a_private_address_is_not_asked_unless_it_is_named(crawls: Crawls) -> None:
    with served(lambda path: (200, {}, "secret")) as (home, asked):
        ended = crawls.call("sections", "-a", f"url={home}")
    assert (ended.returncode, asked) == (3, [])


def test_an_unknown_section_of_a_site_without_a_profile_is_told_from_its_menu(crawls: Crawls) -> None:
    menu = (
        "<nav><ul>"
        + "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in ("Politics", "Economy", "Sports"))
        + "</ul></nav>"
    )
    with served(lambda path: (404, {}, "") if path == "/robots.txt" else (200, {}, f"<html><body>{menu}</body></html>")) as (home, _):
        ended = crawls.run(home, "-a", "sections=Politcs")
    assert ended.returncode == 2
    assert "no section 'Politcs'; did you mean Politics" in lines(ended.stderr)


def test_a_refusal_does_not_stop_the_next_run(crawls: Crawls) -> None:
    with served(lambda path: (404, {}, "") if path == "/robots.txt" else (200, {}, "<html><body>nothing</body></html>")) as (home, asked):
        assert crawls.call("sections", "-a", f"url={home}").returncode == 3  # a private address that is not named
        assert crawls.run(home).returncode == 6
    assert "/" in asked


NO_ROBOTS = (404, {}, "")


def page(path: str) -> tuple[int, dict[str, str], str]:
    return NO_ROBOTS if path == "/robots.txt" else (200, {}, '<html><body><a href="/imprint">Imprint</a></body></html>')


def front_alone(path: str) -> tuple[int, dict[str, str], str]:
    """A site that breaks down after its front page."""
    links = "".join(
        f'<li><a href="/news/2026/01/{day:02}/a-long-headline-of-day-{day}">A long headline of day {day}</a></li>' for day in range(1, 20)
    )
    return (
        NO_ROBOTS if path == "/robots.txt" else (200, {}, f"<html><body><ul>{links}</ul></body></html>") if path == "/" else (500, {}, "")
    )


@pytest.mark.parametrize(
    ("spider", "answer", "code", "says"),
    [
        ("sections", lambda path: (404, {}, "not here"), 6, "front: HTTP 404 (1)"),
        ("sections", page, 6, "scrapy probe ADDRESS shows how a page of it is read"),
        ("sections", lambda path: NO_ROBOTS if path == "/robots.txt" else (500, {}, "no"), 4, "does not answer: HTTP 500"),
        ("sitemap", lambda path: NO_ROBOTS if path == "/robots.txt" else (403, {}, "no"), 3, "refuses: forbidden (403)"),
        ("feed", lambda path: (404, {}, "not here"), 6, "can be read: none of these is there"),
    ],
    ids=["404", "no news", "down", "refused", "no feed"],
)
def test_an_address_that_gave_nothing_is_told_and_leaves_no_site(crawls: Crawls, spider: str, answer: Answer, code: int, says: str) -> None:
    with served(answer) as (home, _):
        ended = crawls.call(spider, "-a", f"url={home}", "-s", "RETRY_ENABLED=0", private=urlsplit(home).netloc)
    assert ended.returncode == code, ended.stderr
    assert says in lines(ended.stderr) and "wait in the store" not in ended.stderr
    assert "so that it is not kept as a site" in ended.stderr
    for table in ("runs", "links", "sections", "sightings", "logs"):
        assert crawls.rows(f"SELECT * FROM {table}") == [], table
    assert {path.name.partition("-")[0] for path in crawls.folder.iterdir()} == {"news.sqlite"}


def test_a_site_that_broke_down_with_links_that_wait_is_kept(crawls: Crawls) -> None:
    with served(front_alone) as (home, _):
        ended = crawls.run(home, "-s", "RETRY_ENABLED=0")
    ((waiting,),) = crawls.rows("SELECT count(*) FROM links WHERE state IN ('open', 'leased')")
    assert ended.returncode == 4 and f"try again later; {waiting} links wait in the store for the next run" in lines(ended.stderr)
    assert waiting and crawls.rows("SELECT reason FROM runs") == [("down",)]
    assert len(list(crawls.folder.glob("runs/*/*.json"))) == 1


def test_a_site_with_a_profile_is_kept_though_it_refuses(crawls: Crawls) -> None:
    with served(lambda path: (403, {}, "no")) as (home, _):
        assert crawls.run(home, "-a", "site=replica").returncode == 3
    assert crawls.rows("SELECT site, reason FROM runs") == [("replica", "refused")]
    assert len(list(crawls.folder.glob("runs/replica/*.json"))) == 1


def test_a_known_site_without_its_front_page_is_down(crawls: Crawls) -> None:
    town, gone = Town(), {"now": False}
    with served(lambda path: (404, {}, "not here") if gone["now"] and path == "/" else town(path)) as (home, asked):
        assert crawls.run(home).returncode == 0
        gone["now"] = True
        asked.clear()
        ended = crawls.run(home)
    assert ended.returncode == 4
    assert "has no front page: HTTP 404" in ended.stderr
    assert set(asked) <= {"/robots.txt", "/", "/.well-known/tdmrep.json", "/ai.txt"}
    assert crawls.rows("SELECT reason FROM runs") == [("finished",), ("down",)]
