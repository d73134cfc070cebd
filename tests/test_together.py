"""Two runs at a time: different sites share a store, one site is crawled once."""

from __future__ import annotations

import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import update

from newscrawl.replica.server import Replica
from newscrawl.store.database import Store
from newscrawl.store.schema import links
from tests.conftest import ROOT, Crawls


def begun(crawls: Crawls, replica: Replica, *arguments: str) -> subprocess.Popen[str]:
    command = crawls.command("sections", *arguments, private=urlsplit(replica.home).netloc)
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> str:
    _, log = process.communicate(timeout=240)
    assert process.returncode == 0, log
    return log


def test_different_sites_crawl_into_one_store_from_its_first_moment_on(tmp_path: Path) -> None:
    crawls = Crawls(tmp_path)
    with Replica() as replica:
        both = [
            begun(crawls, replica, "-a", "site=replica", "-a", f"home={replica.home}", "-a", "sections=economics"),
            begun(crawls, replica, "-a", f"url={replica.home}es/"),
        ]
        logs = [ended(process) for process in both]
        truth = replica.truth()
    assert all("locked" not in log for log in logs)
    counts = dict(crawls.rows("SELECT site, count(*) FROM articles GROUP BY site"))
    assert counts["replica"] == sum("Economy" in article["sections"] for article in truth["articles"])
    assert counts[urlsplit(replica.home).netloc.replace(":", "-")] == len(truth["es"]["articles"])


def test_two_whole_crawls_into_one_store_leave_each_other_gaps_and_lose_nothing(tmp_path: Path) -> None:
    """Each waits for the other ten seconds at most, and there is not one row less than where each has a store of its own."""
    crawls = Crawls(tmp_path)
    patience = ("-s", f"NEWSCRAWL_STORE=sqlite:///{crawls.store}?timeout=10")
    with Replica(articles=100) as replica:
        arabic = ("-a", f"url={replica.home}ar/")
        both = [begun(crawls, replica, *site, *patience) for site in (("-a", "site=replica", "-a", f"home={replica.home}"), arabic)]
        logs = [ended(process) for process in both]
        truth = replica.truth()
    assert all("locked" not in log for log in logs)
    true = {a["canonical_url"].removeprefix(replica.origin) for a in truth["articles"] if a["canonical_url"] not in truth["needs_browser"]}
    stored = [urlsplit(row[0]).path for row in crawls.rows("SELECT canonical_url FROM articles WHERE site = 'replica'")]
    assert (len(stored), set(stored)) == (len(true), {urlsplit(url).path for url in true})
    assert crawls.rows("SELECT count(*) FROM articles WHERE site <> 'replica'") == [(len(truth["ar"]["articles"]),)]
    assert crawls.rows("SELECT count(*) FROM links WHERE state IN ('open', 'leased')") == [(0,)]
    lines = sum(len(path.read_bytes().splitlines()) for path in tmp_path.glob("*.jsonl"))
    assert crawls.rows("SELECT count(*) FROM versions") == [(lines,)]


def test_a_writer_that_writes_all_the_time_leaves_another_its_turn(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/news.sqlite"
    busy = Store(url)

    def write(store: Store) -> None:
        store.execute(update(links).values(rank=links.c.rank).where(links.c.id < 0))
        store.wrote()

    def other() -> None:
        store = Store(f"{url}?timeout=2")
        for _ in range(5):
            write(store)
            store.commit()
        store.close()
        done.set()

    done, writes = threading.Event(), 0
    write(busy)
    thread = threading.Thread(target=other)
    thread.start()
    while not done.is_set() and writes < 10**6:
        write(busy)
        writes += 1
    thread.join()
    busy.close()
    assert done.is_set()


def test_a_site_is_crawled_once_at_a_time_and_a_kill_leaves_no_lock(tmp_path: Path) -> None:
    crawls = Crawls(tmp_path)
    where = ("-a", "site=replica")
    with Replica(slow=0.2) as replica:
        first = begun(crawls, replica, *where, "-a", f"home={replica.home}")
        while not replica.requests:
            assert first.poll() is None
            time.sleep(0.02)
        second = crawls.run(replica.home, *where)
        assert second.returncode == 7
        assert f"replica is being crawled by process {first.pid} since" in second.stderr
        first.kill()
        first.communicate()
        replica.slow = 0
        assert crawls.run(replica.home, *where, "-a", "limit=3").returncode == 0
