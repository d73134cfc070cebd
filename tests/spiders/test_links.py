"""Every link ends in a state that says what happened, whatever its server does; nothing is dropped silently."""

from __future__ import annotations

from tests.conftest import Crawls, served

PROSE = "The council of the harbour town met on Tuesday to talk about the price of bread and the repair of the old bridge. "
MENU = (
    "<header><nav><ul>"
    + "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in ("Politics", "Economy", "Sports"))
    + "</ul></nav></header>"
)
SLUGS = {
    "plain": "council-meets-again-over-the-price-of-bread",
    "moved": "old-address-of-a-story-about-the-harbour-bridge",
    "target": "new-address-of-a-story-about-the-harbour-bridge",
    "flaky": "farmers-ask-for-help-after-the-long-dry-summer",
    "gone": "mayor-promises-a-new-school-before-the-winter",
    "paper": "budget-of-the-town-published-in-full-this-week",
    "loop": "ferry-company-changes-its-timetable-once-again",
}


def page(title: str, content: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{MENU}<main>{content}</main></body></html>'


def article(slug: str) -> tuple[int, dict[str, str], str]:
    title = slug.replace("-", " ").capitalize()
    body = "".join(f"<p>{number} {slug}: {PROSE * 2}</p>" for number in range(4))
    return (
        200,
        {},
        page(title, f'<article><h1>{title}</h1><time datetime="2026-01-03T10:00:00+00:00">3 January 2026</time>{body}</article>'),
    )


class Town:
    """A small news site whose servers have moods; ``day`` tells the first run from the second."""

    def __init__(self) -> None:
        self.day = 1

    def __call__(self, path: str) -> tuple[int, dict[str, str], str]:
        if path == "/robots.txt":
            return 404, {}, ""
        if path in ("/", "/economy/", "/sports/"):
            return 200, {}, page("Town news", "")
        if path == "/politics/":
            listed = [slug for name, slug in SLUGS.items() if name != "target"]
            links = "".join(
                f'<article><h2><a href="/politics/{slug}">{slug.replace("-", " ").capitalize()}</a></h2></article>' for slug in listed
            )
            return 200, {}, page("Politics", links)
        name = next((name for name, slug in SLUGS.items() if path == f"/politics/{slug}"), "")
        special = {
            "moved": (301, {"Location": f"/politics/{SLUGS['target']}"}, ""),
            "loop": (302, {"Location": path}, ""),
            "gone": (410, {}, "gone"),
            "paper": (200, {"Content-Type": "application/pdf"}, "%PDF-1.7"),
            "flaky": (500, {}, "broken") if self.day == 1 else article(SLUGS["flaky"]),
        }
        return special[name] if name in special else article(SLUGS[name]) if name else (404, {}, "")


def ends(crawls: Crawls) -> dict[str, tuple[str, str | None]]:
    rows = crawls.rows("SELECT url, state, reason FROM links WHERE kind = 'article'")
    return {name: (row[1], row[2]) for row in rows for name, slug in SLUGS.items() if row[0].endswith(slug)}


def test_each_link_says_how_it_ended_and_failures_are_tried_again(crawls: Crawls) -> None:
    town = Town()
    with served(town) as (home, asked):
        ended = crawls.run(home, "-s", "RETRY_TIMES=1", clock="2026-01-05T12:00:00+00:00")
        assert ended.returncode == 0, ended.stderr
        assert ends(crawls) == {
            "plain": ("done", None),
            "moved": ("done", f"moved to {home}politics/{SLUGS['target']}"),
            "target": ("done", None),
            "flaky": ("failed", "HTTP 500"),
            "gone": ("gone", "HTTP 410"),
            "paper": ("skipped", "no page: application/pdf"),
            "loop": ("failed", "max redirections reached"),
        }
        assert asked.count(f"/politics/{SLUGS['loop']}") <= 11
        asked.clear()
        town.day = 2
        crawls.run(home, "-s", "RETRY_TIMES=1", clock="2026-01-06T12:00:00+00:00")
        assert ends(crawls)["flaky"] == ("done", None)
        assert f"/politics/{SLUGS['plain']}" not in asked
        assert f"/politics/{SLUGS['target']}" not in asked
    titles = [row[0] for row in crawls.rows("SELECT title FROM articles ORDER BY title")]
    assert titles == sorted(SLUGS[name].replace("-", " ").capitalize() for name in ("plain", "target", "flaky"))


def test_an_article_that_vanishes_later_is_kept_and_marked(crawls: Crawls) -> None:
    town = Town()
    with served(lambda path: (410, {}, "gone") if town.day == 2 and path.endswith(SLUGS["plain"]) else town(path)) as (home, _):
        crawls.run(home, clock="2026-01-05T12:00:00+00:00")
        town.day = 2
        crawls.run(home, "-a", "refresh=1", clock="2026-01-06T12:00:00+00:00")
    rows = crawls.rows(f"SELECT status, gone_at IS NOT NULL, versions FROM articles WHERE url LIKE '%{SLUGS['plain']}'")
    assert rows == [("gone", 1, 1)]
