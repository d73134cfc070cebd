"""kill -9 at any moment, or a disk that is full: start again, and nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawl.replica.server import Replica
from tests.conftest import ROOT, Crawls

KILLS = 20
STATE = {
    "articles": "SELECT id, url, title, content_hash, versions, status FROM articles ORDER BY id",
    "versions": "SELECT article_id, number, content_hash FROM versions ORDER BY article_id, number",
    "links": "SELECT key, kind, state, article_id FROM links ORDER BY key",
    "sightings": "SELECT l.key, s.section, s.article_id FROM sightings s JOIN links l ON l.id = s.link_id ORDER BY 1, 2",
    "integrity": "PRAGMA integrity_check",
}


def state(crawls: Crawls) -> dict[str, list[tuple[object, ...]]]:
    return {name: crawls.rows(sql) for name, sql in STATE.items()}


def kill_after(command: list[str], seconds: float) -> bool:
    """Whether the command was still running then, and so was killed."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    return False


@pytest.mark.parametrize("seed", [1])
def test_twenty_kills_end_in_the_same_store_as_none(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole, killed = Crawls(tmp_path / "whole"), Crawls(tmp_path / "killed")
    with Replica(articles=400) as replica:
        where = ("-a", "site=replica")
        assert whole.run(replica.home, *where).returncode == 0
        command = killed.command("sections", *where, "-a", f"home={replica.home}", private=urlsplit(replica.home).netloc)
        kills = sum(kill_after(command, chance.uniform(0.7, 2.4)) for _ in range(KILLS))
        assert killed.run(replica.home, *where).returncode == 0
    assert kills == KILLS, "the crawl was over before the last kill: shorten the time between them"
    for name, rows in state(whole).items():
        assert set(state(killed)[name]) ^ set(rows) == set(), name
        assert len(state(killed)[name]) == len(rows), name
    lines = [json.loads(line)["id"] for line in (killed.folder / "replica.jsonl").read_text("utf-8").splitlines()]
    assert sorted(lines) == sorted(row[0] for row in killed.rows("SELECT article_id FROM versions"))


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
        assert crawls.rows(STATE["integrity"]) == [("ok",)]
        assert crawls.run(replica.home, *where).returncode == 0
        true = {a["canonical_url"] for a in replica.truth()["articles"] if {"Economy", "Sports"} & set(a["sections"])}
    assert {row[0] for row in crawls.rows("SELECT canonical_url FROM articles")} == true
    lines = (tmp_path / "replica.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["canonical_url"] for line in lines) == sorted(true)
