"""What a person gets from scrapy savepage: a case that tests can read, that is never overwritten by accident."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl import cases
from newscrawl.cases import Case, CaseError
from newscrawl.replica.server import Replica
from tests.commands.conftest import Ended, prepared
from tests.commands.test_probe import PAGE, URL


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with one case."""
    cases.write(
        Case(PAGE.encode(), URL, {"Content-Type": "text/html", "Date": "Tue, 04 Mar 2025 12:00:00 GMT", "Server": "x"}),
        tmp_path / "news.example/ferry",
    )
    return tmp_path


def test_a_saved_page_reads_as_the_site_says_and_its_bytes_are_the_same_each_time(
    replica: Replica, tmp_path: Path, typed: Callable[..., Ended]
) -> None:
    true = next(article for article in replica.truth()["articles"] if article["kind"] == "article" and article["tags"])
    ended = typed("savepage", true["url"], "--site", "replica", "--name", "plain", "--folder", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert "compare, above all" in ended.stdout and true["title"] in ended.stdout and "belongs to its outlet" in ended.stdout
    case = tmp_path / "replica" / "plain"
    told = json.loads((case / "article.json").read_text("utf-8"))
    assert (told["id"], told["title"], told["tags"], told["body"]) == (true["id"], true["title"], true["tags"], true["body"])
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    assert set(meta) == {"url", "headers", "site", "fetched_at"} and meta["site"] == "replica"
    assert set(meta["headers"]) == {"Content-Type", "Date"} and meta["fetched_at"] == "2026-01-05T12:00:00+00:00"
    before = files(case)
    cases.write(cases.read(case), case)
    assert files(case) == before


def test_a_case_is_its_page_and_what_reading_needs_of_its_answer(saved: Path) -> None:
    case = cases.read(saved / "news.example/ferry")
    assert case == Case(PAGE.encode(), URL, {"Content-Type": "text/html", "Date": "Tue, 04 Mar 2025 12:00:00 GMT"})
    assert gzip.decompress((saved / "news.example/ferry/page.html.gz").read_bytes()) == PAGE.encode()
    assert case.look().article.crawled_at.isoformat() == "2025-03-04T12:00:00+00:00"


def test_a_case_is_not_overwritten_but_by_force(saved: Path, tmp_path: Path, called: Callable[..., Ended]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("Jane Doe", "John Roe"))
    words = ["savepage", str(page), "--name", "ferry", "--folder", str(saved)]
    before = files(saved / "news.example/ferry")
    ended = called(*words)
    assert ended.returncode == 2 and "there already" in ended.stderr and ended.stderr.count("\n") == 1
    assert files(saved / "news.example/ferry") == before
    assert called(*words, "--force").returncode == 0
    assert cases.read(saved / "news.example/ferry").look().article.authors == ["John Roe"]


def test_refresh_rewrites_the_article_alone_and_says_what_changed(saved: Path, called: Callable[..., Ended]) -> None:
    case = saved / "news.example/ferry"
    before = files(case)
    told = json.loads(before["article.json"])
    told["authors"] = ["Jane Roe"]
    told["body"] = told["body"].replace("speaker number 3", "speaker number 33")
    (case / "article.json").write_text(cases.as_json(told), "utf-8")
    ended = called("savepage", "--refresh", "--folder", str(saved))
    assert ended.returncode == 0, ended.stderr
    name, *lines = ended.stdout.splitlines()
    assert name == "news.example/ferry: changed" and len(lines) == 2
    assert any('"Jane Roe"] -> ' in line and '"Jane Doe"]' in line for line in lines)
    assert any(line.startswith("  body: …") and "number 33, who" in line and "-> …" in line for line in lines)
    assert files(case) == before
    assert called("savepage", "--refresh", "news.example/ferry", "--folder", str(saved)).stdout == "news.example/ferry: the same\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--refresh", "news.example/fery"], "no case 'news.example/fery' in"),
        (["--refresh", "--force"], "--refresh reads cases as they were saved"),
        (["--refersh"], "unknown option --refersh"),
        ([], "name one page"),
        (["https://news.example/a", "--name", "../../a"], "make a name"),
    ],
)
def test_slips_are_told(words: list[str], says: str, saved: Path, called: Callable[..., Ended]) -> None:
    ended = called("savepage", *words, "--folder", str(saved))
    assert ended.returncode == 2 and says in ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (URL, "harbour-council-votes-for-a-second-ferry"),
        ("https://news.example:8443/2025/%d9%85%d8%b1%d9%81%d8%a3/", "مرفأ"),
        ("https://news.example/../..%2f..%2fetc", "etc"),
        ("https://news.example/", "front-page"),
    ],
)
def test_a_case_is_named_by_its_address_and_stays_in_its_folder(url: str, name: str, tmp_path: Path, called: Callable[..., Ended]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    assert called("savepage", str(page), "--url", url, "--folder", str(tmp_path / "pages")).returncode == 0
    (case,) = (tmp_path / "pages").glob("*/*")
    assert case.name == name and case.parent.name in ("news.example", "news.example-8443")


@pytest.mark.parametrize(
    "meta",
    [
        "",
        "{}",
        "[]",
        '{"url": "https://n.example/a", "headers": {}}',
        '{"url": "https://n.example/a", "headers": {}, "site": null, "fetched_at": "noon"}',
    ],
)
def test_a_broken_case_is_named_with_its_file(meta: str, saved: Path) -> None:
    path = saved / "news.example/ferry/meta.json"
    path.write_text(meta)
    with pytest.raises(CaseError, match="meta.json: "):
        cases.read(path.parent)


def test_json_of_a_case_is_whole_whatever_the_page_had_in_it() -> None:
    value = {"title": "half \ud800, control \x9b, end \u2028"}
    text = cases.as_json(value)
    assert json.loads(text) == value and text.isascii()


def test_the_help_teaches() -> None:
    text = " ".join(prepared("savepage")[1].format_help().split())
    assert all(word in text for word in ("--refresh", "--name", "--site", "--force", "belongs to its outlet", "Exit codes"))
