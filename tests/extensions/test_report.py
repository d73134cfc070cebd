"""Each run leaves a report, however it ends; it says what the run did."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls

DAY = "2026-01-05T12:00:00+00:00"


def reports(crawls: Crawls) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(crawls.folder.glob("runs/*/*.json"))]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawls, dict[str, Any], list[tuple[float, str, int]]]:
    """A run on a small replica, its report, and what was asked."""
    crawls = Crawls(tmp_path_factory.mktemp("report"))
    with Replica(articles=40, clock=DAY) as replica:
        ended = crawls.run(replica.home, "-a", "site=replica", clock=DAY)
        asked = list(replica.requests)
    assert ended.returncode == 0, ended.stderr
    (report,) = reports(crawls)
    return crawls, report, asked


def test_the_report_agrees_with_the_store_and_with_the_server(first: Any) -> None:
    crawls, report, asked = first
    assert [path.name for path in crawls.folder.glob("runs/replica/*")] == ["20260105T120000Z-1.json"]
    assert (report["schema"], report["run"], report["reason"], report["before"], report["narrowed"]) == (1, 1, "finished", None, False)
    stored = crawls.rows("SELECT count(*), sum(near_duplicate_of IS NOT NULL) FROM articles")[0]
    assert (report["articles"]["new"], report["copies"]["near"]) == stored
    assert report["read"] == sum(report["articles"].values()) == sum(report["kinds"].values()) >= stored[0] > 30
    assert report["fields"]["published_at"] == report["read"]
    assert report["kinds"].keys() == {kind for (kind,) in crawls.rows("SELECT DISTINCT kind FROM articles")}
    assert sum(report["http"].values()) == len(asked) == sum(host["requests"] for host in report["hosts"].values())
    assert report["robots"]["rules"] == ["crawl-delay: 0.05", "disallow: /search", "disallow: /print/"]
    seen = crawls.rows("SELECT count(*) FROM sightings WHERE channel IN ('menu', 'region') AND section = 'Politics'")[0][0]
    assert report["sections"]["Politics"]["found"] == seen
    assert report["completeness"]["menu"]["seen"] >= report["completeness"]["menu"]["stored"] > 30


def test_every_key_of_the_report_is_explained(first: Any) -> None:
    told = (ROOT / "docs/health.md").read_text("utf-8")
    assert [key for key in first[1] if f"`{key}`" not in told] == []


def test_the_gap_between_two_requests_is_as_the_server_saw_it(first: Any) -> None:
    _, report, asked = first
    times = sorted(moment for moment, _, _ in asked)
    least = min(later - earlier for earlier, later in zip(times, times[1:], strict=False))
    (host,) = report["hosts"].values()
    assert host["least_gap"] == pytest.approx(least, abs=0.04)
    assert host["least_gap"] >= 0.04


def test_the_shape_of_pages_and_the_readers_are_told(first: Any) -> None:
    _, report, _ = first
    assert next(iter(report["layout"])) == "main>article.article>div.p-content"
    assert not any("ticker" in shape for shape in report["layout"])
    assert sum(report["provenance"]["title"].values()) == report["read"]
    cpu = report["cpu"]
    assert cpu["all"] == pytest.approx(sum(cpu[step] for step in ("reading", "storing", "discovery", "rest")), abs=0.01)
    assert cpu["reading"] > 0 and cpu["storing"] > 0 and cpu["discovery"] > 0


def test_a_run_that_is_refused_leaves_its_report(crawls: Crawls) -> None:
    with Replica(articles=20, clock=DAY, challenge=True) as replica:
        assert crawls.run(replica.home, "-a", "site=replica", clock=DAY).returncode == 3
    (report,) = reports(crawls)
    assert (report["reason"], report["refusals"], report["read"]) == ("refused", {"challenge (403)": 1}, 0)
    told = subprocess.run(
        [sys.executable, "-m", "scrapy", "health", "-s", f"NEWSCRAWL_DATA={crawls.folder}", "-s", f"NEWSCRAWL_CLOCK={DAY}"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode == 8
    assert "the site refuses: challenge (403)" in told.stdout


def test_a_narrowed_run_says_so(crawls: Crawls) -> None:
    with Replica(articles=20, clock=DAY) as replica:
        assert crawls.run(replica.home, "-a", "site=replica", "-a", "limit=2", clock=DAY).returncode == 0
    (report,) = reports(crawls)
    assert (report["reason"], report["narrowed"], report["arguments"]["limit"]) == ("limit", True, 2)


def test_a_stopped_run_leaves_its_report_and_a_killed_one_is_told_by_the_next(crawls: Crawls) -> None:
    with Replica(articles=60, clock=DAY, slow=0.1) as replica:
        _stopped(crawls, replica, signal.SIGKILL, clock="2026-01-05T12:00:00+00:00")
        assert reports(crawls) == []
        _stopped(crawls, replica, signal.SIGTERM, clock="2026-01-05T13:00:00+00:00")
        (report,) = reports(crawls)
    assert report["reason"] == "shutdown"
    assert report["before"] == {"run": 1, "spider": "sections", "started_at": DAY, "reason": None}
    assert list(crawls.folder.glob("runs/*/.*")) == []


def _stopped(crawls: Crawls, replica: Replica, number: int, clock: str) -> None:
    """Begins a run and sends it a signal once it has fetched a few pages."""
    begun = len(replica.requests)
    command = crawls.command(
        "sections", "-a", "site=replica", "-a", f"home={replica.home}", private=urlsplit(replica.home).netloc, clock=clock
    )
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while len(replica.requests) < begun + 6 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(number)
        process.wait(30)


def test_a_folder_that_cannot_be_written_is_one_line_and_no_failed_run(crawls: Crawls) -> None:
    (crawls.folder / "runs").write_text("a file in the folder's place")
    with Replica(articles=20, clock=DAY) as replica:
        ended = crawls.run(replica.home, "-a", "site=replica", "-a", "limit=1", clock=DAY)
    assert ended.returncode == 0
    assert "the report of the run can't be written" in ended.stderr
    assert Path(crawls.folder / "runs").read_text() == "a file in the folder's place"
