"""A dataset is what its descriptions say: validators of each standard pass, and every documented way of loading it works."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import parquet

from newscrawl.export.columns import ARTICLES
from newscrawl.export.writers import parquet as writers_parquet
from newscrawl.export.writers.csv import guard, unguarded
from newscrawl.store.database import Store
from tests.export.conftest import Exports, article, export_of, fill, keep, listed
from tests.export.readers import jsonl

# Libraries whose own warnings are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")
ROWS = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("formats")
    store = fill(Store(f"sqlite:///{home}/news.sqlite"))
    keep(store, article(4, title="=1+1", rights={"x_robots_tag": "noai"}))
    listed(store, "World", article(1), article(2))
    told = {"creator": "Jane “Doe”: of\nthe House", "contact": "mailto:a@b.example", "licence": "cc-by-4.0"}
    made = export_of(store, home, sightings=True, **told).folder
    store.close()
    return made


@pytest.fixture
def parted(store: Store, exported: Exports, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(writers_parquet, "PARTITIONED_FROM", 2)
    keep(store, *(article(number, site=f"{'ab'[number % 2]}-site") for number in range(ROWS)))
    return exported(store, formats=("parquet",)).folder


def test_croissant_is_valid_and_gives_every_record(folder: Path) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert dataset.metadata.issues.report() == ""
    records = list(dataset.records("articles"))
    assert [record["articles/id"].decode() for record in records] == [row["id"] for row in jsonl(folder)]
    assert records[0]["articles/body"].decode() == "The body of 1.\n\nIts end."
    assert [image["articles/images/caption"] for image in records[0]["articles/images"]] == [b"Caption"]
    assert len(list(dataset.records("sightings"))) == 2


def test_croissant_of_a_parted_dataset(parted: Path) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=parted / "croissant.json")
    assert dataset.metadata.issues.report() == ""
    assert len({record["articles/id"] for record in dataset.records("articles")}) == ROWS


@pytest.mark.parametrize("form", ["csv", "jsonl", "sqlite"])
def test_croissant_of_one_format(small: Store, exported: Exports, form: str) -> None:
    import mlcroissant

    made = exported(small, formats=(form,)).folder
    dataset = mlcroissant.Dataset(jsonld=made / "croissant.json")
    assert dataset.metadata.issues.report() == ""
    if form == "csv":
        assert [record["articles/title"].decode() for record in dataset.records("articles")][2] == "عنوان"


def test_the_data_package_is_valid(folder: Path) -> None:
    import frictionless

    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert sum(task.stats.get("rows", 0) or 0 for task in report.tasks) == ROWS + 2


def test_a_changed_file_does_not_pass(folder: Path, tmp_path: Path) -> None:
    import frictionless

    folder = Path(shutil.copytree(folder, tmp_path / "changed"))
    path = folder / "articles.csv"
    path.write_bytes(path.read_bytes().replace(b"Title 1", b"Title 9"))
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_the_card_has_a_head_that_the_hub_reads(folder: Path) -> None:
    from huggingface_hub import DatasetCard

    data = DatasetCard.load(folder / "README.md").data
    assert (data.license, data.language, data.size_categories, data.pretty_name) == ("cc-by-4.0", ["ar", "en"], ["n<1K"], "news, version 1")
    assert [config["config_name"] for config in data["configs"]] == ["articles", "sightings"]


@pytest.mark.parametrize("formats", [("parquet", "csv"), ("csv",), ("jsonl",)], ids=str)
def test_load_dataset(small: Store, exported: Exports, formats: tuple[str, ...], tmp_path: Path) -> None:
    import datasets

    made = exported(small, formats=formats).folder
    loaded = datasets.load_dataset(str(made), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.num_rows == 3 and loaded[0]["body"] == "The body of 1.\n\nIts end."


def test_load_dataset_of_parts(parted: Path, tmp_path: Path) -> None:
    import datasets

    assert datasets.load_dataset(str(parted), "articles", split="train", cache_dir=str(tmp_path / "cache")).num_rows == ROWS


def told(folder: Path, language: str) -> list[str]:
    """The lines that the card has in a language."""
    found = re.search(rf"```{language}\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.DOTALL)
    return found[1].replace("DIR", str(folder)).splitlines() if found else []


@pytest.mark.parametrize(
    ("formats", "loads"),
    [(("jsonl", "csv", "parquet", "sqlite"), 5), (("jsonl",), 2), (("csv",), 2), (("parquet",), 2), (("sqlite",), 1)],
    ids=["all", "jsonl", "csv", "parquet", "sqlite"],
)
def test_every_line_in_python_loads_every_article(small: Store, exported: Exports, formats: tuple[str, ...], loads: int) -> None:
    made = exported(small, formats=formats).folder
    code = "\n".join(
        f"{line.partition('   #')[0]}; print([str(i) for i in articles['id']])" if "articles =" in line else line
        for line in told(made, "python")
    )
    environment = {"HF_HOME": str(made.parent / "hf"), "HF_HUB_OFFLINE": "1"}
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert ran.stdout.splitlines() == [str([f"{number:016x}" for number in (1, 2, 3)])] * loads, ran.stderr


def test_a_parted_dataset_is_loaded_by_its_folder(parted: Path) -> None:
    import pandas

    (line,) = (line for line in told(parted, "python") if "read_parquet" in line)
    assert len(eval(line.partition("= ")[2], {"pandas": pandas})) == ROWS
    assert told(parted, "r") == [f'articles <- arrow::open_dataset("{parted}/articles") |> dplyr::collect()']


def test_every_line_for_the_shell_counts_every_article(folder: Path) -> None:
    """With DuckDB as a library, and Python's SQLite."""
    import duckdb

    lines = told(folder, "sh")
    counted = [duckdb.sql(query).fetchall() for line in lines for query in re.findall('duckdb -c "(.*)"', line)]
    with closing(sqlite3.connect(folder / "articles.sqlite")) as base:
        counted += [base.execute(query).fetchall() for line in lines for query in re.findall(r'sqlite3 \S+ "(.*)"', line)]
    assert [sorted(rows) for rows in counted] == [[("Opinion", 1), ("Politics", 3)]] * 4


def test_arrow_reads_what_the_lines_for_r_give_it(folder: Path) -> None:
    """R's arrow is the same library; its functions read by the ending how a file is packed, as these do."""
    import pyarrow
    from pyarrow import csv as arrow_csv
    from pyarrow import dataset
    from pyarrow import json as arrow_json

    assert [line.split("(")[0].split("::")[1] for line in told(folder, "r")] == [
        "open_dataset",
        "read_json_arrow",
        "read_csv_arrow",
        "dbReadTable",
    ]
    with pyarrow.input_stream(folder / "articles.jsonl.zst", compression="zstd") as file:
        tables = [arrow_json.read_json(file)]
    tables.append(dataset.dataset(folder / "articles.parquet").to_table())
    tables.append(arrow_csv.read_csv(folder / "articles.csv", parse_options=arrow_csv.ParseOptions(newlines_in_values=True)))
    assert [table.column("title").to_pylist()[1] for table in tables] == ["Title 2 “quoted”"] * 3


def test_pandas_and_duckdb_read_every_format(folder: Path) -> None:
    import duckdb
    import pandas

    frames = [
        pandas.read_parquet(folder / "articles.parquet"),
        pandas.read_json(folder / "articles.jsonl.zst", lines=True),
        pandas.read_csv(folder / "articles.csv"),
    ]
    assert [len(frame) for frame in frames] == [ROWS] * 3
    assert all(list(frame["id"].astype(str).str[-1].astype(int)) == [1, 2, 4, 3] for frame in frames)
    for name in ("articles.parquet", "articles.jsonl.zst", "articles.csv"):
        assert duckdb.sql(
            f"SELECT count(*), max(published_at)::TIMESTAMPTZ::VARCHAR LIKE '2026-01-05%' FROM '{folder}/{name}'"
        ).fetchall() == [(ROWS, True)]


def test_arrow_has_lists_records_and_times(folder: Path) -> None:
    schema = parquet.read_schema(folder / "articles.parquet")
    assert schema.names == [column.name for column in ARTICLES]
    kinds = {name: str(schema.field(name).type) for name in ("published_at", "tags", "videos")}
    assert kinds["published_at"] == "timestamp[ms, tz=UTC]" and kinds["tags"].startswith("list<")
    assert "seconds: int64" in kinds["videos"]


def test_the_citation_names_who_made_it_and_when(folder: Path) -> None:
    import yaml

    cff = yaml.safe_load((folder / "CITATION.cff").read_text())
    assert cff["cff-version"] == "1.2.0" and cff["type"] == "dataset" and cff["version"] == "1" and cff["title"] == "news"
    assert cff["authors"] == [{"name": "Jane “Doe”: of the House"}] and str(cff["date-released"]) == "2026-01-06"


def test_what_was_asked_and_what_took_part_is_told(folder: Path) -> None:
    told = json.loads((folder / "provenance.json").read_text())
    assert told["rows"] == {"articles": ROWS, "sightings": 2} and told["texts_left_out"] == {"X-Robots-Tag: noai": 1}
    assert {"newscrawl", "pyarrow", "python", "sqlite"} <= set(told["programs"]) and len(told["runs"]) == 5


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1 234", "'+1 234"),
        ("-x", "'-x"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("- item", "'- item"),
        ("-5", "-5"),
        ("+1,5", "+1,5"),
        ("-5.25", "-5.25"),
        ("'quoted'", "'quoted'"),
        ("plain = text", "plain = text"),
        ("  plain", "  plain"),
        ("", ""),
        (None, None),
    ],
)
def test_cells_that_a_spreadsheet_would_calculate_are_guarded(cell: str | None, expected: str | None) -> None:
    assert guard(cell) == expected
    assert cell is None or unguarded(guard(cell)) == cell


def test_raw_cells_are_as_they_are(store: Store, exported: Exports) -> None:
    keep(store, article(1, title="=1+1"))
    for formulas, title in (("raw", "=1+1"), ("guarded", "'=1+1")):
        path = exported(store, formulas, formats=("csv",), formulas=formulas).folder / "articles.csv"
        with path.open(newline="") as file:
            assert [row["title"] for row in csv.DictReader(file)] == [title]
