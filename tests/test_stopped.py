"""SIGTERM and SIGINT, once and twice, while the site is slow to answer: the run ends soon, and the next one completes it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.torture import Crawl, Site, losses
from newscrawl.commands.crawl import EXIT_CODES
from newscrawl.extensions.stopping import GRACE
from tests.conftest import ROOT

SLOW = 60.0  # seconds that the answer takes which is under way: longer than any of these runs may


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site(60) as served:
        yield served


@pytest.fixture(scope="module")
def whole(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """A crawl that nobody stopped."""
    crawl = Crawl(tmp_path_factory.mktemp("whole"), site.home)
    assert crawl.run() == 0
    return crawl


def stopped(site: Site, crawl: Crawl, signals: list[signal.Signals]) -> tuple[float, int, str]:
    """Sends the signals to a run whose twentieth article does not come; the seconds to its end, its exit code, its log."""
    site.requests.clear()
    with subprocess.Popen([sys.executable, "-m", *crawl.command()], cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            while len(site.given()) < 20:
                assert process.poll() is None
                time.sleep(0.01)
            site.slow = SLOW
            time.sleep(0.3)  # so that one is under way
            began = time.monotonic()
            for place, which in enumerate(signals):
                time.sleep(0.3 * bool(place))
                process.send_signal(which)
            _, log = process.communicate(timeout=50)
            return time.monotonic() - began, process.returncode, log
        finally:
            site.slow = 0.0
            process.kill()


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("times", "within"), [(1, GRACE + 16), (2, 16)])
def test_a_run_that_is_told_to_stop_ends_soon_and_loses_nothing(
    site: Site, whole: Crawl, tmp_path: Path, which: signal.Signals, times: int, within: float
) -> None:
    crawl = Crawl(tmp_path, site.home)
    took, code, log = stopped(site, crawl, [which] * times)
    assert code == EXIT_CODES["shutdown"] == 130, log
    assert took < within
    assert "Traceback" not in log
    assert crawl.rows("SELECT reason FROM runs") == [("shutdown",)]
    before = {row[0] for row in crawl.rows("SELECT url FROM articles")}
    assert len(before) >= 12
    site.requests.clear()
    assert crawl.run() == 0
    assert list(losses(crawl, whole.state(), set(site.articles()))) == []
