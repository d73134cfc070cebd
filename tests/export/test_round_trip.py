"""Text goes into every format and comes out of it byte for byte."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from newscrawl.export.columns import chosen
from newscrawl.export.dataset import export
from newscrawl.export.order import Order
from newscrawl.export.writers.jsonl import zstd
from newscrawl.items import Block, Image
from newscrawl.store.database import Store
from newscrawl.store.selection import Selection
from tests.export.conftest import Exports, article, keep
from tests.export.readers import READERS

HOSTILE = {
    "quotes": '"\'`,;\t|\\ \\" ""',
    "lines": "one\n\ntwo\r\nthree\rfour\x85five\u2028six\u2029seven\x0beight\x0cnine",
    "nul": "before\x00after",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x9b",
    "bidi": "\u202egnp.exe\u2066 עברית العربية\u200f",
    "emoji": "👩‍👩‍👧‍👦 𝕏 \U0010ffff",
    "marks": "e\u0301 \ufeff\ufffe\uffff",
    "replaced": "\ufffd",
    "sql": "'); DROP TABLE articles; --",
    "html": "<script>alert(1)</script> &amp; ]]>",
    "json": '{"a": [1, "\\u0000"]}',
    "percent": "100 %s %(title)s {0} {title}",
    "formula": '=HYPERLINK("http://x.example")',
    "minus": "- one\n- two",
    "apostrophe": "'=1+1",
    "spaces": "  in front and behind \u3000",
    "long": "word " * 200_000,
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with an article for each hostile text, which stands in each of its fields."""
    folder = tmp_path_factory.mktemp("hostile")
    store = Store(f"sqlite:///{folder}/news.sqlite")
    keep(store, *(article(number, **changed(text)) for number, text in enumerate(HOSTILE.values())))
    order = Order("hostile", folder, Selection(), chosen(), ("jsonl", "csv", "parquet", "sqlite"))
    made = export(store, order).folder
    store.close()
    return made


def changed(text: str) -> dict[str, Any]:
    return {
        **dict.fromkeys(("title", "body", "summary", "section", "published_raw"), text),
        "authors": [text],
        "tags": [text, "b"],
        "blocks": [Block("paragraph", text), Block("embed", "", url=text)],
        "images": [Image("https://x.example/a.jpg", caption=text, alt=text)],
        "provenance": {text: text},
    }


@pytest.mark.parametrize("form", READERS)
def test_texts_come_back_from_every_format_as_they_were(hostile: Path, form: str) -> None:
    rows = READERS[form](hostile)
    assert len(rows) == len(HOSTILE)
    for row, text in zip(rows, HOSTILE.values(), strict=True):
        for field, value in changed(text).items():
            plain = [asdict(part) for part in value] if field in ("blocks", "images") else value
            assert row[field] == plain, field


def test_no_line_of_json_holds_what_readers_take_for_an_end_of_line(hostile: Path) -> None:
    with zstd.open(hostile / "articles.jsonl.zst", "rt", encoding="utf-8", newline="\n") as file:
        assert len(file.read().splitlines()) == len(HOSTILE)


def test_no_cell_of_csv_begins_a_formula(hostile: Path) -> None:
    with (hostile / "articles.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in "=+-@" and cell.strip() and not cell.lstrip("+-").isdigit()]


def test_texts_steer_neither_card_nor_page_nor_picture(hostile: Path) -> None:
    for name in (
        "README.md",
        "index.html",
        "CITATION.cff",
        "dictionary.md",
        *(f"pictures/{name}.svg" for name in ("articles", "fields", "gaps")),
    ):
        text = (hostile / name).read_bytes().decode()
        assert not [character for character in text if character != "\n" and unicodedata.category(character) == "Cc"], name
        assert "<script" not in text and "\u202e" not in text, name
    for picture in (hostile / "pictures").iterdir():
        lxml.etree.parse(picture)
    lines = (hostile / "README.md").read_text().splitlines()
    start = lines.index("| section | rows |")
    assert all(line.count("|") - line.count("\\|") == 3 for line in lines[start : lines.index("", start)])
    assert len(lines[start : lines.index("", start)]) == len(HOSTILE) + 2


@pytest.mark.parametrize("name", READERS)
def test_all_formats_have_the_same_rows_in_the_same_order(small: Store, exported: Exports, name: str) -> None:
    folder = exported(small, which="all").folder
    rows = READERS[name](folder)
    assert [(row["id"][-1], int(row["version"])) for row in rows] == [("1", 1), ("2", 1), ("2", 2), ("3", 1)]
    assert [row["body"] for row in rows] == [
        "The body of 1.\n\nIts end.",
        "The body of 2.\n\nIts end.",
        "Another body.",
        "The body of 3.\n\nIts end.",
    ]
    assert rows[0]["videos"] == [{"url": "https://a-site.example/v.mp4", "title": None, "seconds": 12}]


def test_times_keep_their_offset_and_parquet_has_them_in_utc(small: Store, exported: Exports) -> None:
    folder = exported(small).folder
    for name in ("jsonl", "csv", "sqlite"):
        row = READERS[name](folder)[0]
        assert (row["published_at"], int(row["published_offset"])) == ("2026-01-02T23:30:00+02:00", 120)
        assert READERS[name](folder)[2]["published_at"] in (None, "")
    assert READERS["parquet"](folder)[0]["published_at"].isoformat() == "2026-01-02T21:30:00+00:00"
