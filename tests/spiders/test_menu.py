"""What is walked where the front page's menu does not say it all: the front page itself, sub-sections, months."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conftest import Answer, Crawls, served

PROSE = "The council of the harbour town met on Tuesday to talk about the price of bread and the repair of the old bridge. "
DAYS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
SHOPS = ("bakers", "butchers", "cobblers", "dyers", "fishers", "glaziers", "hatters", "joiners")


def html(title: str, body: str, menu: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{menu}<main>{body}</main></body></html>'


def slugs(word: str, count: int = 3) -> list[str]:
    return [f"{word}-of-the-harbour-town-meet-for-the-{day}-time" for day in DAYS[:count]]


def cards(folder: str, names: list[str]) -> str:
    return "".join(
        f'<div class="card"><h2><a href="{folder}{name}/">{name.replace("-", " ").capitalize()}</a></h2></div>' for name in names
    )


def article(name: str) -> str:
    body = "".join(f"<p>{name}, part {part}: {PROSE * 2}</p>" for part in range(4))
    return html(name, f'<h1>{name.replace("-", " ").capitalize()}</h1><time datetime="2026-01-03T10:00:00Z">3 January</time>{body}')


def site(listings: Mapping[str, str], robots: str = "") -> Answer:
    """A site of these listings; all else that is linked are articles."""

    def answer(path: str) -> tuple[int, dict[str, str], str]:
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, robots
        if path in listings:
            return 200, {}, listings[path]
        return (200, {}, article(path.strip("/").rpartition("/")[2])) if "-of-the-" in path else (404, {}, "")

    return answer


def menu(*names: str) -> str:
    return "<header><nav><ul>" + "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in names) + "</ul></nav></header>"


def pager(number: int, last: int) -> str:
    names = {number - 1: "Previous", number + 1: "Next"}
    links = [(names.get(n, n), n) for n in range(1, last + 1) if n != number]
    return '<nav class="pagination">' + "".join(f'<a href="{f"/page/{n}/" if n > 1 else "/"}">{name}</a>' for name, n in links) + "</nav>"


def crawled(crawls: Crawls, answer: Callable) -> list[tuple[str, int, str | None]]:
    """Each section with the number of its articles and its note."""
    with served(answer) as (home, _):
        ended = crawls.run(home)
    assert ended.returncode == 0, ended.stderr
    counted = "(SELECT count(DISTINCT article_id) FROM sightings WHERE section = label)"
    return crawls.rows(f"SELECT label, {counted}, note FROM sections ORDER BY position")


def test_a_front_page_without_a_menu_is_walked_to_its_last_page(crawls: Crawls) -> None:
    pages = {f"/page/{n}/" if n > 1 else "/": html("News", cards("/", slugs(SHOPS[n])) + pager(n, 4)) for n in range(1, 5)}
    assert crawled(crawls, site(pages)) == [("Front page", 12, None)]


def test_sub_sections_that_only_their_section_prints_are_walked(crawls: Crawls) -> None:
    inner = '<nav class="sub"><ul><li><a href="/economy/markets/">Markets</a></li><li><a href="/economy/work/">Work</a></li></ul></nav>'
    names = ("Politics", "Economy", "Culture", "Sport")
    listings = {"/": html("News", "", menu(*names))}
    listings |= {f"/{name.lower()}/": html(name, cards(f"/{name.lower()}/", slugs(SHOPS[n])), menu(*names)) for n, name in enumerate(names)}
    listings["/economy/"] = html("Economy", inner + cards("/economy/", slugs("bankers")), menu(*names))
    listings["/economy/markets/"] = html("Markets", cards("/economy/markets/", slugs("traders")), menu(*names))
    listings["/economy/work/"] = html("Work", cards("/economy/work/", slugs("porters")), menu(*names))
    assert crawled(crawls, site(listings)) == [(name, 3, None) for name in (*names, "Markets", "Work")]
    assert crawls.rows("SELECT label, parent FROM sections WHERE parent IS NOT NULL") == [("Markets", "Economy"), ("Work", "Economy")]


def test_a_listing_goes_on_by_its_months(crawls: Crawls) -> None:
    names = ("Politics", "Economy", "Culture", "Sport")
    listings = {f"/{name.lower()}/": html(name, cards(f"/{name.lower()}/", slugs(SHOPS[n])), menu(*names)) for n, name in enumerate(names)}
    listings["/"] = html("News", "", menu(*names))
    listings["/politics/"] = html(
        "Politics", cards("/politics/", slugs("bankers")) + '<p><a href="/politics/2026-02/">Archive: February 2026</a></p>', menu(*names)
    )
    for month, above, below in (("2026-02", "", "2026-01"), ("2026-01", "2026-02", "2025-12"), ("2025-12", "2026-01", "")):
        turns = "".join(f'<a href="/politics/{other}/">{other}</a> ' for other in (above, below) if other)
        listings[f"/politics/{month}/"] = html("Politics", cards("/politics/", slugs(f"singers-in-{month}")) + turns, menu(*names))
    assert crawled(crawls, site(listings)) == [("Politics", 12, None), ("Economy", 3, None), ("Culture", 3, None), ("Sport", 3, None)]


def test_a_listing_that_robots_txt_forbids_says_so(crawls: Crawls) -> None:
    names = ("Politics", "Economy", "Culture", "Sport")
    listings = {f"/{name.lower()}/": html(name, cards(f"/{name.lower()}/", slugs(SHOPS[n])), menu(*names)) for n, name in enumerate(names)}
    listings["/"] = html("News", "", menu(*names))
    found = crawled(crawls, site(listings, "User-agent: *\nDisallow: /sport/\n"))
    assert found == [("Politics", 3, None), ("Economy", 3, None), ("Culture", 3, None), ("Sport", 0, "robots.txt forbids it")]
