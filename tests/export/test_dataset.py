"""What an export holds, where it goes, and that it is there whole or not at all."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.export.columns import ARTICLES
from newscrawl.export.releases import Nothing, Taken
from newscrawl.export.writers import parquet as writers_parquet
from newscrawl.export.writers.jsonl import Jsonl
from newscrawl.store import selection
from newscrawl.store.database import Store
from newscrawl.store.selection import PART
from tests.export.conftest import DAY, NOON, Exports, article, keep, listed
from tests.export.readers import READERS, jsonl


def ids(folder: Path) -> list[str]:
    return [row["id"].lstrip("0") for row in jsonl(folder)]


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_asked_for_is_written_and_told(small: Store, exported: Exports) -> None:
    made = exported(small, sites=("b-site",), asked={"sites": "b-site"})
    assert (made.rows, ids(made.folder)) == (1, ["3"])
    assert json.loads((made.folder / "provenance.json").read_text())["arguments"] == {"sites": "b-site"}


def test_an_empty_dataset_is_not_written(small: Store, exported: Exports, tmp_path: Path) -> None:
    with pytest.raises(Nothing):
        exported(small, kinds=("audio",))
    assert not (tmp_path / "exports" / "news").exists()


def test_an_article_is_in_every_section_that_listed_it(store: Store, exported: Exports) -> None:
    one, two = article(1), article(2, regions=["Asia"])
    keep(store, one, two)
    listed(store, "World", one)
    listed(store, "Europe", two, channel="region")
    listed(store, "https://a-site.example/feed", two, channel="feed")
    folder = exported(store, "all", sightings=True).folder
    assert [(row["sections"], row["regions"]) for row in jsonl(folder)] == [(["World"], []), ([], ["Asia", "Europe"])]
    lines = (folder / "sightings.csv").read_text().splitlines()[1:]
    assert [line.split(",")[:4] for line in lines] == [
        [one.id, "a-site", "World", "menu"],
        [two.id, "a-site", "https://a-site.example/feed", "feed"],
        [two.id, "a-site", "Europe", "region"],
    ]


def test_only_the_columns_that_are_asked_for_and_those_that_tell_versions_apart(small: Store, exported: Exports) -> None:
    assert list(jsonl(exported(small, fields=("body", "title")).folder)[0]) == ["id", "version", "title", "body", "content_hash"]


def test_an_export_of_addresses_has_no_text_in_any_file(small: Store, exported: Exports) -> None:
    files = content(exported(small, hydrate=True).folder)
    assert not [name for name, data in files.items() if b"body of" in data or b"Title 1" in data or b"about" in data]
    assert b"https://a-site.example/politics/1" in files["articles.csv"]


def test_reserved_texts_are_left_out_and_counted(store: Store, exported: Exports) -> None:
    keep(store, article(1, rights={"tdm_reservation": "1"}), article(2, rights={"tdm_reservation": "0"}), article(3))
    made = exported(store)
    assert made.left_out == 1
    for read in READERS.values():
        rows = read(made.folder)
        assert (
            [bool(row["body"]) for row in rows]
            == [bool(row["blocks"]) for row in rows]
            == [bool(row["summary"]) for row in rows]
            == [False, True, True]
        )
        assert rows[0]["status"] == "ok" and rows[0]["title"]
    card = (made.folder / "README.md").read_text()
    assert (
        "1 rows (33.3%) are without text" in card and "| TDMRep: tdm-reservation is 1 | 1 |" in card and "`tdm\\_reservation` | 2 |" in card
    )
    assert [bool(row["body"]) for row in jsonl(exported(store, "all", respect=False).folder)] == [True, True, True]


def test_authors_are_told_apart_and_not_named(small: Store, exported: Exports) -> None:
    folder = exported(small, key=b"k" * 32).folder
    assert not [name for name, data in content(folder).items() if b"Jane Doe" in data and name != "dictionary.md"]
    first, second, _ = (row["authors"] for row in jsonl(folder))
    assert first == second and len(set(first)) == 2


def test_the_same_store_and_arguments_give_the_same_bytes(small: Store, exported: Exports, tmp_path: Path) -> None:
    one, two = (content(exported(small, out=tmp_path / name, which="all", sightings=True).folder) for name in ("one", "two"))
    assert one == two and len(one) > 10


def test_the_files_hold_no_place_of_this_machine(small: Store, exported: Exports, tmp_path: Path) -> None:
    assert not [name for name, data in content(exported(small).folder).items() if str(tmp_path).encode() in data]


def test_what_a_crawl_writes_meanwhile_is_not_in_it(store: Store, exported: Exports) -> None:
    keep(store, *(article(number) for number in range(1, PART + 10)))
    crawl = Store(str(store.url))

    def write(done: int, count: int) -> None:
        keep(crawl, article(5000 + done, published_at=NOON + 999 * DAY))

    made = exported(store, tell=write, formats=("jsonl",))
    crawl.close()
    assert made.rows == len(ids(made.folder)) == PART + 9
    assert exported(store, "later", formats=("jsonl",)).rows == PART + 11


def test_nothing_is_written_over(small: Store, exported: Exports) -> None:
    before = content(exported(small).folder)
    with pytest.raises(Taken, match="--append-version"):
        exported(small)
    assert content(exported(small, "other").folder.parent.parent / "news" / "1") == before


def test_a_next_version_needs_a_first(small: Store, exported: Exports) -> None:
    with pytest.raises(Taken, match="no version yet"):
        exported(small, append=True)


def test_two_exports_do_not_write_into_each_other(small: Store, exported: Exports, tmp_path: Path) -> None:
    (tmp_path / "exports" / ".news.partial").mkdir(parents=True)
    with pytest.raises(Taken, match="another export writes it"):
        exported(small)


@pytest.mark.parametrize("form", READERS)
def test_a_next_version_tells_what_changed(small: Store, exported: Exports, form: str) -> None:
    first = exported(small, formats=(form,), sites=("a-site",))
    keep(small, article(1, body="Edited.", crawled_at=NOON + 2 * DAY), article(4), now=NOON + 2 * DAY)
    second = exported(small, formats=(form,), append=True, since=datetime(2026, 1, 1, tzinfo=UTC))
    assert (first.version, second.version, second.folder.name) == (1, 2, "2")
    assert second.changes == {"added": 1, "edited": 1}
    changes = [json.loads(line) for line in (second.folder / "changes.jsonl").read_text().splitlines()]
    assert [(one["change"], one["id"].lstrip("0")) for one in changes] == [("added", "4"), ("edited", "1")]
    third = exported(small, formats=(form,), append=True, sites=("b-site",))
    assert third.changes == {"added": 1, "deleted": 3}
    assert "1 added, 0 edited, 3 deleted" in (third.folder / "README.md").read_text()


def test_with_all_versions_an_article_is_edited_when_it_has_one_more(small: Store, exported: Exports) -> None:
    exported(small, which="all")
    keep(small, article(2, body="A third body.", crawled_at=NOON + 2 * DAY), now=NOON + 2 * DAY)
    assert exported(small, which="all", append=True).changes == {"edited": 1}


def test_a_failure_leaves_nothing_behind(small: Store, exported: Exports, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(self: Jsonl, batch: object) -> None:
        raise OSError(28, "No space left on device", str(self.path))

    monkeypatch.setattr(Jsonl, "write", full)
    with pytest.raises(OSError):
        exported(small)
    assert not [path for path in (tmp_path / "exports").rglob("*") if path.is_file()]
    monkeypatch.undo()
    assert exported(small).rows == 3


def test_checksums_are_those_of_every_file(small: Store, exported: Exports) -> None:
    folder = exported(small).folder
    ran = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True)
    assert {line.partition(": ")[0] for line in ran.stdout.splitlines()} == set(content(folder)) - {"SHA256SUMS"}


def test_large_tables_are_parted_by_site_and_no_site_names_a_path(store: Store, exported: Exports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers_parquet, "PARTITIONED_FROM", 4)
    monkeypatch.setattr(writers_parquet, "PART_ROWS", 2)
    monkeypatch.setattr(selection, "PART", 1)
    sites = ["a-site", "a-site", "a-site", "../../evil", "con", "x/y", "news.example"]
    keep(store, *(article(number, site=site) for number, site in enumerate(sites)))
    folder = exported(store, formats=("parquet",)).folder
    found = sorted(path.relative_to(folder / "articles").as_posix() for path in (folder / "articles").rglob("*.parquet"))
    assert found[0] == "a-site/part-00001.parquet" and "news.example/part-00001.parquet" in found
    assert len(found) == 6 and all(path.startswith(("a-site/", "news.example/", "site-")) for path in found)
    from pyarrow import parquet

    assert parquet.read_table(folder / "articles").num_rows == len(sites)
    assert exported(store, formats=("parquet",), append=True).changes == {}


def test_the_fields_of_an_article_are_all_there(small: Store, exported: Exports) -> None:
    row = jsonl(exported(small).folder)[0]
    assert list(row) == [column.name for column in ARTICLES]
    assert row["authors"] == ["Jane Doe", "Ali Hassan"] and row["first_seen"] == "2026-01-05T12:00:00+00:00"


def test_the_moment_of_a_dataset_is_the_stores_latest(small: Store, exported: Exports) -> None:
    made = exported(small)
    assert made.moment == selection.latest(small) == NOON + timedelta(days=1)
    assert "date-released: 2026-01-06" in (made.folder / "CITATION.cff").read_text()
