"""scrapy crawl sitemap, the real command on real servers."""

from __future__ import annotations

import gzip
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls
from tests.spiders.shelf import Reply, Shelf, article, index, page, urlset

CLOCK = "2026-01-05T12:00:00+00:00"
STORIES = {
    f"/news/the-council-decides-about-ferry-line-{number}": article(f"The council decides about ferry line {number}")
    for number in "one two three four".split()
}
ONE, TWO, THREE, FOUR = STORIES


def crawl(crawls: Crawls, home: str, *arguments: str, clock: str = CLOCK) -> subprocess.CompletedProcess[str]:
    where = ["-a", f"home={home}"] if any(argument.startswith("site=") for argument in arguments) else ["-a", f"url={home}"]
    return crawls.call("sitemap", *where, *arguments, private=urlsplit(home).netloc, clock=clock)


def of(shelf: Shelf, crawls: Crawls, *arguments: str, clock: str = CLOCK) -> list[str]:
    """The articles that a run asks for, in order."""
    shelf.asked.clear()
    ended = crawl(crawls, shelf.home, *arguments, clock=clock)
    assert ended.returncode == 0, ended.stderr
    return [path for path in shelf.asked if path in STORIES]


def maps(shelf: Shelf) -> list[str]:
    return [path for path in shelf.asked if "map" in path]


class Found:
    """One crawl of a whole replica by its sitemaps."""

    def __init__(self, folder: Path, *arguments: str):
        self.crawls = Crawls(folder)
        with Replica(articles=120, clock=CLOCK) as replica:
            self.ended = crawl(self.crawls, replica.home, *arguments)
            self.truth = replica.truth()
            self.asked = [path for _, path, _ in replica.requests]
        self.stored = {row[0] for row in self.crawls.rows("SELECT canonical_url FROM articles")}


@pytest.fixture(scope="module", params=[("-a", "site=replica"), ()], ids=["profile", "no profile"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Found:
    return Found(tmp_path_factory.mktemp("found"), *request.param)


def true(truth: dict[str, list[dict[str, str]]], field: str = "canonical_url") -> set[str]:
    return {article[field] for article in truth["articles"]}


def test_every_article_is_found_those_of_the_section_that_needs_a_browser_too(found: Found) -> None:
    assert found.ended.returncode == 0, found.ended.stderr
    assert true(found.truth) - found.stored == set()
    assert set(found.truth["needs_browser"]) <= found.stored


def test_nothing_else_is_kept(found: Found) -> None:
    assert found.stored - true(found.truth) == set()


def test_no_listing_is_read_for_it(found: Found) -> None:
    fetched = {urlsplit(path).path for path in found.asked}
    listed = {urlsplit(url).path for key in ("gone", "soft_404") for url in found.truth[key]} | true(found.truth, "path")
    assert {path for path in fetched - listed if "sitemap" not in path} == {"/", "/robots.txt", "/.well-known/tdmrep.json"}


def test_what_each_sitemap_listed_is_kept_so_that_channels_can_be_compared(found: Found) -> None:
    assert found.crawls.rows("SELECT DISTINCT channel FROM sightings") == [("sitemap",)]
    listed = found.crawls.rows("SELECT count(DISTINCT article_id) FROM sightings WHERE section LIKE '/sitemaps/all/sitemap-%.xml'")
    assert listed == [(len(found.stored),)]
    assert found.crawls.rows("SELECT count(*) FROM links WHERE section IS NOT NULL") == [(0,)]


def test_a_later_run_reads_again_what_changed_and_nothing_else(tmp_path: Path) -> None:
    later = "2026-01-07T12:00:00+00:00"
    with Replica(articles=80, clock=CLOCK) as replica:
        crawls = Crawls(tmp_path)
        assert crawl(crawls, replica.home, "-a", "site=replica").returncode == 0
        before = {one["path"]: one for one in replica.truth()["articles"]}
        replica.requests.clear()
        replica.set_clock(later)
        assert crawl(crawls, replica.home, "-a", "site=replica", clock=later).returncode == 0
        after = {one["path"]: one for one in replica.truth()["articles"]}
        asked = {path for _, path, _ in replica.requests} & after.keys()
    changed = {path for path, one in after.items() if path not in before or one["edits"] != before[path]["edits"]}
    assert changed <= asked
    assert not {
        path
        for path in asked - changed
        if path in before and datetime.fromisoformat(after[path]["modified_at"] or CLOCK) < datetime.fromisoformat(CLOCK)
    }


def test_since_fetches_neither_months_nor_articles_that_the_sitemap_says_are_older(crawls: Crawls) -> None:
    since = datetime.fromisoformat("2026-01-02T00:00:00+02:00")
    with Replica(articles=120, clock=CLOCK) as replica:
        assert crawl(crawls, replica.home, "-a", "site=replica", "-a", "since=2026-01-02").returncode == 0
        asked = {path for _, path, _ in replica.requests}
        articles = {one["path"]: one for one in replica.truth()["articles"]}
    assert {path for path in asked if "sitemap-" in path} == {"/sitemaps/all/sitemap-2026-1.xml"}
    assert not [path for path in asked if path in articles and datetime.fromisoformat(articles[path]["modified_at"] or CLOCK) < since]
    wanted = {one["canonical_url"] for one in articles.values() if datetime.fromisoformat(one["published_at"]) >= since}
    assert {row[0] for row in crawls.rows("SELECT canonical_url FROM articles")} == wanted


def test_a_limit_fetches_the_newest(crawls: Crawls) -> None:
    with Replica(articles=120, clock=CLOCK) as replica:
        assert crawl(crawls, replica.home, "-a", "limit=6").returncode == 0
        newest = sorted((one["published_at"] for one in replica.truth()["articles"]), key=datetime.fromisoformat)
    found = [datetime.fromisoformat(row[0]) for row in crawls.rows("SELECT published_at FROM articles")]
    assert len(found) == 6
    assert min(found).timestamp() >= (datetime.fromisoformat(newest[-1]) - timedelta(days=2)).timestamp()
    assert crawls.rows("SELECT reason FROM runs") == [("limit",)]


def test_after_kill_9_the_next_run_completes(tmp_path: Path) -> None:
    with Replica(articles=120, clock=CLOCK) as replica:
        crawls = Crawls(tmp_path)
        command = crawls.command("sitemap", "-a", f"url={replica.home}", private=urlsplit(replica.home).netloc, clock=CLOCK)
        for seconds in (2.2, 3.0):
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                with pytest.raises(subprocess.TimeoutExpired):
                    process.wait(seconds)
                process.kill()
        assert crawl(crawls, replica.home).returncode == 0
        true = {one["canonical_url"] for one in replica.truth()["articles"]}
    assert true <= {row[0] for row in crawls.rows("SELECT canonical_url FROM articles")}
    assert (
        crawls.rows("SELECT count(*), count(DISTINCT article_id) FROM versions")[0][0] == crawls.rows("SELECT count(*) FROM articles")[0][0]
    )


def test_a_sitemap_is_done_only_when_its_articles_are_kept(crawls: Crawls) -> None:
    """Killed between two commits, with as many of them as there can be: the next run takes an unchanged sitemap's word for what it did."""
    by_age = [f"/maps/{day}.xml 2026-01-0{day}" for day in (4, 3, 2, 1)]
    replies = {"/robots.txt": Reply("Sitemap: /maps.xml", "text/plain"), "/maps.xml": index(*by_age), **STORIES}
    replies |= {path.partition(" ")[0]: urlset(story) for path, story in zip(by_age, STORIES, strict=True)}
    found = ("front", "robots", "index", *by_age)
    with Shelf(replies) as shelf:
        command = crawls.command("sitemap", "-a", f"url={shelf.home}", private=urlsplit(shelf.home).netloc, clock=CLOCK)
        killed = [command[0], "-m", "benchmarks.killed", f"insert into links:{len(found)}:before:eager", *command[2:]]
        assert subprocess.run(killed, cwd=ROOT, capture_output=True, timeout=60, check=False).returncode == -9
        assert "/maps/1.xml" in shelf.asked
        assert crawl(crawls, shelf.home).returncode == 0
    assert len(crawls.rows("SELECT url FROM articles")) == len(STORIES)


@pytest.mark.parametrize(
    ("replies", "asked"),
    [
        ({"/robots.txt": Reply("Sitemap: /maps/main.xml", "text/plain"), "/maps/main.xml": urlset(ONE)}, ["/maps/main.xml"]),
        ({"/sitemap_index.xml": index("/sitemap-a.xml"), "/sitemap-a.xml": urlset(ONE)}, None),
        ({"/sitemap.xml.gz": Reply(gzip.compress(str(urlset(ONE).body).encode()), "application/gzip")}, None),
        (
            {
                "/sitemap.xml.gz": Reply(
                    gzip.compress(gzip.compress(str(urlset(ONE).body).encode())), "application/xml", headers={"Content-Encoding": "gzip"}
                )
            },
            None,
        ),
        ({"/sitemap.txt": Reply("{home}" + ONE[1:], "text/plain")}, None),
        ({"/sitemap.xml": urlset("/sitemap-inside.xml"), "/sitemap-inside.xml": urlset(ONE)}, None),
        ({"/sitemap.xml": Reply("no", status=403), "/news-sitemap.xml": urlset(ONE)}, None),
    ],
    ids=["robots", "index", "gzip", "gzip twice", "text", "index that says urlset", "one refused"],
)
def test_where_sitemaps_are(crawls: Crawls, replies: dict[str, Reply], asked: list[str] | None) -> None:
    with Shelf({**STORIES, **replies}) as shelf:
        for reply in shelf.replies.values():
            reply.body = reply.body.replace("{home}", shelf.home) if isinstance(reply.body, str) else reply.body
        assert of(shelf, crawls) == [ONE]
        assert asked is None or maps(shelf) == asked, "the usual addresses are tried only where none is named"
        assert crawls.rows("SELECT count(*) FROM articles") == [(1,)]


def test_each_sitemap_is_read_once_and_indexes_end_at_the_third_depth(crawls: Crawls) -> None:
    deep = {
        f"/map{depth}.xml": index("/map0.xml", f"/map{depth}.xml", f"/map{depth + 1}.xml", f"/leaf{depth}-map.xml") for depth in range(6)
    }
    leaves = {f"/leaf{depth}-map.xml": urlset(path) for depth, path in enumerate(STORIES)}
    with Shelf({**STORIES, **deep, **leaves, "/robots.txt": Reply("Sitemap: /map0.xml", "text/plain")}) as shelf:
        assert sorted(of(shelf, crawls)) == sorted([ONE, TWO, THREE])
        assert sorted(maps(shelf)) == [
            "/leaf0-map.xml",
            "/leaf1-map.xml",
            "/leaf2-map.xml",
            "/map0.xml",
            "/map1.xml",
            "/map2.xml",
            "/map3.xml",
        ]


def test_the_newest_sitemap_and_the_newest_article_come_first(crawls: Crawls) -> None:
    site = {
        "/robots.txt": Reply("Sitemap: /map.xml", "text/plain"),
        "/map.xml": index("/map-2025-11.xml", "/map-2026-1.xml", "/map-2025-12.xml"),
        "/map-2026-1.xml": urlset(f"{THREE} 2026-01-03", f"{FOUR} 2026-01-04"),
        "/map-2025-12.xml": urlset(f"{TWO} 2025-12-04"),
        "/map-2025-11.xml": urlset(f"{ONE} 2025-11-04"),
    }
    with Shelf({**STORIES, **site}) as shelf:
        assert of(shelf, crawls) == [FOUR, THREE, TWO, ONE]


def test_what_says_that_it_is_no_article_is_not_fetched_and_what_turns_out_so_is_not_kept(crawls: Crawls) -> None:
    others = [
        "/tag/ferries",
        "/author/jane-doe",
        "/about",
        "/",
        "https://other.example/news/a-story-of-another-site-altogether",
        "/report.pdf",
    ]
    site = {
        "/sitemap.xml": urlset(ONE, *others, "/news/all-that-the-council-ever-decided"),
        "/news/all-that-the-council-ever-decided": page(title="Page not found"),
    }
    with Shelf({**STORIES, **site}) as shelf:
        assert of(shelf, crawls) == [ONE]
        assert not [path for path in others if path != "/" and path in shelf.asked]
    assert crawls.rows("SELECT state, reason FROM links WHERE url LIKE '%ever-decided'") == [("skipped", "not an article")]


def test_a_known_article_is_read_again_only_where_it_changed_later(crawls: Crawls) -> None:
    times = ["2026-01-05T11:00Z", "2026-01-05T13:00Z", "2026-01-05", "2036-01-05"]
    with Shelf({**STORIES, "/sitemap.xml": urlset(*map(" ".join, zip(STORIES, times, strict=True)))}) as shelf:
        assert set(of(shelf, crawls)) == set(STORIES)
        assert of(shelf, crawls, clock="2026-01-05T18:00:00+00:00") == [TWO], "a day says nothing new until it has ended"
        assert of(shelf, crawls, clock="2026-01-06T12:00:00+00:00") == [THREE]
        assert of(shelf, crawls, clock="2026-01-07T12:00:00+00:00") == []


def test_a_sitemap_that_did_not_change_is_not_read_again_unless_more_of_it_is_asked_for(crawls: Crawls) -> None:
    old = [f"/map{number}.xml" for number in range(3, 6)]
    site = {"/map0.xml": urlset(FOUR)} | {path: urlset(f"{story} 2025-01-05") for path, story in zip(old, STORIES, strict=False)}
    listed = [*(f"/map{number}.xml 2026-01-04" for number in range(3)), *(f"{path} 2025-06-01" for path in old)]
    with Shelf({**STORIES, **site, "/robots.txt": Reply("Sitemap: /map.xml", "text/plain"), "/map.xml": index(*listed)}) as shelf:
        assert of(shelf, crawls, "-a", "since=2025-03-01") == [FOUR]
        assert sorted(of(shelf, crawls)) == sorted([ONE, TWO, THREE])
        of(shelf, crawls, clock="2026-01-06T12:00:00+00:00")
        assert set(old) & set(shelf.asked) == set()
        of(shelf, crawls, "-a", "refresh=1", clock="2026-01-07T12:00:00+00:00")
        assert set(old) <= set(shelf.asked)


def test_both_spiders_share_what_waits_and_neither_trips_over_the_other(crawls: Crawls) -> None:
    with Replica(articles=60, clock=CLOCK) as replica:
        assert crawls.run(replica.home, "-a", "site=replica", "-a", "limit=5", clock=CLOCK).returncode == 0
        ended = crawl(crawls, replica.home, "-a", "site=replica", "-a", "limit=5")
        assert ended.returncode == 0, ended.stderr
        assert "Traceback" not in ended.stderr
        ended = crawls.run(replica.home, "-a", "site=replica", clock=CLOCK)
        assert ended.returncode == 0, ended.stderr
        truth = replica.truth()
        reachable = {one["canonical_url"]: one for one in truth["articles"] if one["canonical_url"] not in truth["needs_browser"]}
    stored = dict(
        crawls.rows(
            "SELECT a.canonical_url, count(s.id) FROM articles a JOIN sightings s ON s.article_id = a.id AND s.channel = 'menu' GROUP BY 1"
        )
    )
    assert reachable.keys() <= stored.keys()


@pytest.mark.parametrize(
    ("replies", "code", "said"),
    [
        ({}, 6, "none of these is there"),
        ({"/sitemap.xml": page()}, 6, "none of these is there"),
        ({"/sitemap.xml": Reply("no", status=403)}, 3, "each was refused"),
        ({"/": Reply("no", status=403)}, 3, "refuses"),
        ({"/sitemap.xml": urlset()}, 6, "no article was found"),
    ],
    ids=["none", "html", "sitemap refused", "site refuses", "empty"],
)
def test_how_a_run_without_articles_ends(crawls: Crawls, replies: dict[str, Reply], code: int, said: str) -> None:
    with Shelf(replies) as shelf:
        ended = crawl(crawls, shelf.home)
    assert ended.returncode == code, ended.stderr
    assert said in ended.stderr


@pytest.mark.parametrize("argument", ["sections=politics", "max_pages=2"])
def test_arguments_of_listings_are_refused(crawls: Crawls, argument: str) -> None:
    ended = crawls.call("sitemap", "-a", "site=replica", "-a", argument)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "scrapy crawl sections" in ended.stderr


def test_without_a_profile_the_sections_spider_learns_from_robots_txt_which_articles_changed(crawls: Crawls) -> None:
    front = page(body="".join(f'<h2><a href="{path}">The council decides about ferry line {path[-3:]}</a></h2>' for path in STORIES))
    site = {
        "/": front,
        "/robots.txt": Reply("Sitemap: /map.xml", "text/plain"),
        "/map.xml": urlset(f"{ONE} 2026-01-05T11:00Z", f"{TWO} 2026-01-06T11:00Z"),
    }
    with Shelf({**STORIES, **site}) as shelf:
        assert crawls.run(shelf.home, clock=CLOCK).returncode == 0
        assert "/map.xml" not in shelf.asked
        shelf.asked.clear()
        assert crawls.run(shelf.home, clock="2026-01-06T12:00:00+00:00").returncode == 0
        asked = [path for path in shelf.asked if path in STORIES]
        assert asked[0] == TWO
        assert ONE not in asked  # it is as old as the others, but the sitemap vouches for it
