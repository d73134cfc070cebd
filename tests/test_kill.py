"""kill -9 at any moment, or a disk that is full: start again, and nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.torture import torture
from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls


def test_ten_kills_end_in_the_same_store_and_log_as_none() -> None:
    """At random moments and at kinds of write in turn; the log is cut between them. make torture does it three hundred times."""
    tally = torture(kills=10, articles=200, seed=1)
    assert (tally.kills.total(), tally.lost) == (10, [])


@pytest.mark.parametrize("kilobytes", [250, 500])
def test_a_full_disk_is_one_line_and_a_code_and_the_next_run_completes(tmp_path: Path, kilobytes: int) -> None:
    crawls = Crawls(tmp_path)
    where = ("-a", "site=replica", "-a", "sections=economics,sports")
    with Replica() as replica:
        command = crawls.command("sections", *where, "-a", f"home={replica.home}", private=urlsplit(replica.home).netloc)
        limited = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "bash", *command]
        ended = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 5, ended.stderr
        assert "free or repair it" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert crawls.rows("PRAGMA integrity_check") == [("ok",)]
        assert crawls.run(replica.home, *where).returncode == 0
        true = {a["canonical_url"] for a in replica.truth()["articles"] if {"Economy", "Sports"} & set(a["sections"])}
    assert {row[0] for row in crawls.rows("SELECT canonical_url FROM articles")} == true
    lines = (tmp_path / "replica.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["canonical_url"] for line in lines) == sorted(true)
