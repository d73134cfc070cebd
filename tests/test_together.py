"""Two runs at a time: different sites share a store, one site is crawled once."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls


def begun(crawls: Crawls, replica: Replica, *arguments: str) -> subprocess.Popen[str]:
    command = crawls.command("sections", *arguments, private=urlsplit(replica.home).netloc)
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> str:
    _, log = process.communicate(timeout=60)
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


def test_a_site_is_crawled_once_at_a_time_and_a_kill_leaves_no_lock(tmp_path: Path) -> None:
    crawls = Crawls(tmp_path)
    where = ("-a", "site=replica")
    with Replica(slow=0.2) as replica:
        first = begun(crawls, replica, *where, "-a", f"home={replica.home}")
        while not replica.requests:
            time.sleep(0.02)
        second = crawls.run(replica.home, *where)
        assert second.returncode == 7
        assert f"replica is being crawled by process {first.pid} since" in second.stderr
        first.kill()
        first.communicate()
        replica.slow = 0
        assert crawls.run(replica.home, *where, "-a", "limit=3").returncode == 0
