"""A list becomes entries, an answer a verdict, and a report is carried on from its last whole line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from newscrawl.export.hydrate import Entry, ListError, Outcome, Verdict, by_site, compared, differing, entries
from newscrawl.export.hydrated import Hydrated
from tests.store.conftest import NOON, article

URL = "https://news.example/a"
ROWS = [{"id": "1", "version": 1, "url": URL, "content_hash": "one"}, {"id": "2", "version": 1, "url": URL + "b", "word_count": 3}]


def jsonl(path: Path, rows: list[dict]) -> Path:
    text = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def zst(path: Path) -> Path:
    zstd = pytest.importorskip("backports.zstd")
    path.write_bytes(zstd.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))
    return path


def csv(path: Path) -> Path:
    path.write_text(f'\ufeffid,version,url,content_hash,word_count,body\n1,1,{URL},one,,"so,\nso"\n2,1,{URL}b,,3,\n', "utf-8")
    return path


@pytest.mark.parametrize("made", ["list.jsonl", "list.jsonl.gz", "list.csv", "articles.jsonl.zst", "a folder"])
def test_lists_of_every_form_are_read(tmp_path: Path, made: str) -> None:
    if made == "a folder":
        path = csv(tmp_path / "articles.csv").parent
    else:
        path = {"csv": csv, "zst": zst}.get(made.rpartition(".")[2], lambda path: jsonl(path, ROWS))(tmp_path / made)
    found = entries(path)
    assert [(entry.key, entry.url, entry.content_hash, entry.words) for entry in found.values()] == [
        ("1", URL, "one", None),
        ("2", URL + "b", "", 3),
    ]


def test_of_several_versions_the_last_counts(tmp_path: Path) -> None:
    rows = [{"id": "1", "version": n, "url": URL, "content_hash": str(n)} for n in (1, 3, 2)]
    assert entries(jsonl(tmp_path / "a.jsonl", rows))["1"].content_hash == "3"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.jsonl", '{"id": "1"}\n', "row 1: there is no url"),
        ("a.jsonl", '{"url": "https://news.example/a"}\n{"url": "javascript:x"}\n', "row 2: 'javascript:x' is no web address"),
        ("a.jsonl", '{"url": ', "can't be read"),
        ("a.jsonl", "[1]\n", "row 1: there is no url"),
        ("a.csv", "url,word_count\nhttps://news.example/a,many\n", "can't be read"),
        ("a.csv", "url\n", "no entries"),
        ("a.txt", "x", "must end in"),
        ("a.jsonl.gz", "not gzip", "can't be read"),
    ],
)
def test_a_list_that_can_not_be_used_says_where_and_why(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ListError, match=told.replace("(", r"\(")):
        entries(tmp_path / name)


def test_no_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="no list"):
        entries(tmp_path / "none.csv")
    with pytest.raises(ListError, match="neither"):
        entries(tmp_path)


def test_the_share_of_words_that_differ() -> None:
    assert differing("a b c d", "d c b a") == 0
    assert differing("a b c d", "a b c e") == 0.25
    assert differing("a", "b") == 1


@pytest.mark.parametrize(
    ("entry", "before", "verdict", "drift", "at_least", "same"),
    [
        (Entry(URL, content_hash="hash 1", title="TITLE 1 'quoted'"), None, "match", 0.0, False, True),
        (Entry(URL, content_hash="other", words=4), None, "drift", 0.0, True, None),
        (Entry(URL, content_hash="other", words=8), None, "drift", 0.5, True, None),
        (Entry(URL, content_hash="other", text="The body of 1. And end.", title="x"), None, "drift", pytest.approx(1 / 6), False, False),
        (Entry(URL, content_hash="other"), "The body of 1. Its end.", "drift", 0.0, False, None),
        (Entry(URL, content_hash="other"), None, "drift", None, True, None),
        (Entry(URL), None, "fetched", None, False, None),
    ],
)
def test_an_article_is_compared_with_its_entry(
    entry: Entry, before: str | None, verdict: str, drift: float | None, at_least: bool, same: bool | None
) -> None:
    outcome = compared(entry, article(1, word_count=4), before)
    assert (outcome.verdict, outcome.drift, outcome.at_least, outcome.title_same) == (verdict, drift, at_least, same)


def test_entries_without_a_site_go_by_their_origin() -> None:
    groups = by_site([Entry(URL, site="a"), Entry(URL), Entry("https://news.example/c"), Entry("https://other.example:8443/a")])
    assert {name: len(group) for name, group in groups.items()} == {"a": 1, "https://news.example": 2, "https://other.example:8443": 1}


def outcome(number: int, verdict: Verdict = Verdict.MATCH) -> Outcome:
    entry = Entry(f"{URL}/{number}", id=str(number))
    return Outcome(entry, verdict, article=article(number) if verdict is Verdict.MATCH else None)


def test_a_killed_run_is_carried_on_whatever_byte_it_was_cut_at(tmp_path: Path) -> None:
    report, out = tmp_path / "r.jsonl", tmp_path / "o.jsonl"
    whole = Hydrated(report, out)
    for number in (1, 2, 3):
        whole.add(outcome(number), NOON)
    whole.close()
    told, articles = report.read_bytes(), out.read_bytes()
    first = len(told.splitlines(keepends=True)[0])
    for cut in range(first, len(told), 31):
        report.write_bytes(told[:cut])
        out.write_bytes(articles)  # an article is there before its line of the report is
        again = Hydrated(report, out)
        for number in (1, 2, 3):
            if again.wants(str(number)):
                again.add(outcome(number), NOON)
        again.close()
        assert (report.read_bytes(), out.read_bytes()) == (told, articles), cut


def test_what_failed_is_tried_again_and_counts_once(tmp_path: Path) -> None:
    first = Hydrated(tmp_path / "r.jsonl", None)
    first.add(outcome(1, Verdict.FAILED), NOON)
    first.add(outcome(2, Verdict.GONE), NOON)
    first.close()
    again = Hydrated(tmp_path / "r.jsonl", None)
    assert [again.wants(key) for key in "123"] == [True, False, True]
    again.add(outcome(1), NOON)
    assert again.counts() == {"match": 1, "gone": 1}
    again.close()


@pytest.mark.parametrize(
    ("report", "out", "told"), [(None, "x", "is there, and"), ("[]\n", None, "no report"), ('{"a": 1}\n', None, "no report")]
)
def test_files_of_something_else_are_left_alone(tmp_path: Path, report: str | None, out: str | None, told: str) -> None:
    for name, text in (("r.jsonl", report), ("o.jsonl", out)):
        if text:
            (tmp_path / name).write_text(text)
    with pytest.raises(ListError, match=told):
        Hydrated(tmp_path / "r.jsonl", tmp_path / "o.jsonl" if out else None)
    assert all((tmp_path / name).read_text() == text for name, text in (("r.jsonl", report), ("o.jsonl", out)) if text)
