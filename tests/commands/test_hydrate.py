"""scrapy hydrate as it is typed, on a site that has changed since."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.reading import read_article
from tests.commands.conftest import Ended
from tests.conftest import ROOT, served

TEXT = "The harbour council met at dawn and spoke of bridges, bread and the price of a ferry across the wide river."
HEAD = '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-01-05T10:00:00Z">'


def page(title: str, text: str = TEXT) -> str:
    paragraphs = "".join(f"<p>{text} It was day {n} of the talks, and the {n * 7}th motion passed.</p>" for n in range(8))
    return f"<html><head><title>{title}</title>{HEAD}</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


def answer(path: str) -> tuple[int, dict[str, str], str]:
    if path == "/robots.txt":
        return 200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /secret/\n\nUser-agent: GPTBot\nDisallow: /"
    if path.startswith("/news/"):
        return 200, {}, page(f"Ferry number {path[6:]}")
    return {"/gone": (410, {}, "gone"), "/down": (503, {}, "down")}.get(path, (404, {}, "none"))


def listed(home: str, folder: Path, paths: list[str]) -> Path:
    """A list of these paths; the even ones had the content that they have now."""
    rows = []
    for number, path in enumerate(paths):
        url = home + path.lstrip("/")
        text = answer(path)[2] if number % 2 == 0 else page("Old", TEXT.replace("dawn", "noon"))
        read = read_article(text.encode(), url)
        rows.append(
            {"id": f"{number:016x}", "url": url, "content_hash": read.content_hash, "body": read.body, "word_count": read.word_count}
        )
    path_ = folder / "list.jsonl"
    path_.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path_


def told(path: Path) -> dict[str, dict]:
    return {(row := json.loads(line))["key"][-1]: row for line in path.read_text().splitlines()}


@pytest.fixture
def hydrate(typed: Callable[..., Ended], tmp_path: Path) -> Callable[..., Ended]:
    store = ("-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/none.sqlite")
    return lambda path, home, *words: typed("hydrate", str(path), *store, "-s", f"NEWSCRAWL_PRIVATE_HOSTS={home.split('/')[2]}", *words)


def test_each_entry_is_told_and_the_articles_are_written(hydrate: Callable[..., Ended], tmp_path: Path) -> None:
    with served(answer) as (home, asked):
        path = listed(home, tmp_path, ["/news/1", "/news/2", "/gone", "/secret/a", "/news/3"])
        ended = hydrate(path, home, "--out", str(tmp_path / "out.jsonl"), "--json")
        assert ended.returncode == 0, ended.stderr
        report = told(tmp_path / "list.hydrated.jsonl")
        assert {key: row["verdict"] for key, row in report.items()} == {
            "0": "match",
            "1": "drift",
            "2": "gone",
            "3": "refused",
            "4": "match",
        }
        assert 0 < report["1"]["drift"] < 0.1
        assert "robots.txt" in report["3"]["reason"]
        assert "/secret/a" not in asked
        assert asked.index("/robots.txt") < asked.index("/.well-known/tdmrep.json") < asked.index("/news/1")
        out = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
        assert sorted(row["title"] for row in out) == ["Ferry number 1", "Ferry number 2", "Ferry number 3"]
        assert out[0]["rights"] == {"robots_txt_ai": "GPTBot"}
        assert TEXT in out[0]["body"]
        sums = json.loads(ended.stdout)
        assert (sums["entries"], sums["match"], sums["drift"], round(sums["match_share"], 3)) == (5, 2, 1, 0.667)
        before = len(asked)
        assert hydrate(path, home, "--out", str(tmp_path / "out.jsonl")).returncode == 0
        assert set(asked[before:]) == {
            "/robots.txt",
            "/.well-known/tdmrep.json",
        }  # what was refused is asked for once more, the rest is done


def test_what_does_not_answer_is_tried_again_by_the_next_run(hydrate: Callable[..., Ended], tmp_path: Path) -> None:
    with served(answer) as (home, asked):
        path = listed(home, tmp_path, ["/down", "/news/1"])
        for _ in range(2):
            asked.clear()
            assert hydrate(path, home, "-s", "RETRY_TIMES=0").returncode == 4
            assert "/down" in asked
        assert "/news/1" not in asked


def test_a_killed_run_is_carried_on(tmp_path: Path) -> None:
    paths = [f"/news/{number}" for number in range(40)]
    with served(answer) as (home, asked):
        path = listed(home, tmp_path, paths)
        command = [sys.executable, "-m", "scrapy", "hydrate", str(path), "--out", str(tmp_path / "out.jsonl"), "-s"]
        command += [f"NEWSCRAWL_PRIVATE_HOSTS={home.split('/')[2]}", "-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/none.sqlite"]
        first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while sum(path.startswith("/news/") for path in asked) < 15 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        done = len((tmp_path / "list.hydrated.jsonl").read_bytes().splitlines())
        assert 0 < done < 40
        assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120).returncode == 0
        titles = [json.loads(line)["title"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
        assert sorted(titles) == sorted(f"Ferry number {number}" for number in range(40))


def test_what_was_forgotten_is_not_asked_for(typed: Callable[..., Ended], tmp_path: Path) -> None:
    with served(answer) as (home, asked):
        path = listed(home, tmp_path, ["/news/1"])
        store = ("-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/news.sqlite", "-s", f"NEWSCRAWL_DATA={tmp_path}")
        from newscrawl.store.database import Store

        Store(f"sqlite:///{tmp_path}/news.sqlite").close()
        assert typed("forget", "--url", f"{home}news/1", "--yes", *store).returncode == 0
        assert typed("hydrate", str(path), *store, "-s", f"NEWSCRAWL_PRIVATE_HOSTS={home.split('/')[2]}").returncode == 0
        assert told(tmp_path / "list.hydrated.jsonl")["0"]["reason"] == "forgotten"
        assert asked == []


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("", [], "has no entries"),
        ('{"url": "x"}\n', [], "row 1"),
        ('{"url": "http://127.0.0.1:1/"}\n', ["--home", "ftp://x"], "home=ftp://x"),
    ],
)
def test_bad_input_is_one_line_and_code_2(typed: Callable[..., Ended], tmp_path: Path, text: str, words: list[str], line: str) -> None:
    (tmp_path / "a.jsonl").write_text(text)
    ended = typed("hydrate", str(tmp_path / "a.jsonl"), "-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/none.sqlite", *words)
    assert ended.returncode == 2
    assert line in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
