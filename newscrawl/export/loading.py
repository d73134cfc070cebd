"""How a dataset is loaded: the configurations of its card, and examples that are true for the files that are there."""

from __future__ import annotations

from newscrawl.export.facts import Facts

FORMATS = ("parquet", "jsonl.zst", "csv")  # that load_dataset reads, the best first
DUCKDB = """duckdb -c "SELECT section, count(*) FROM 'DIR/PATH' GROUP BY 1 ORDER BY 2 DESC\""""
ZSTD = "   # pip install zstandard"
PYTHON = {
    "parquet": 'articles = pandas.read_parquet("DIR/FOLDER")',
    "jsonl.zst": f'articles = pandas.read_json("DIR/PATH", lines=True, dtype={{"id": str}}){ZSTD}',
    "csv": 'articles = pandas.read_csv("DIR/PATH", dtype={"id": str})',
    "sqlite": 'articles = pandas.read_sql("SELECT * FROM articles", sqlite3.connect("DIR/PATH"))',
}
SHELL = {**dict.fromkeys(FORMATS, DUCKDB), "sqlite": 'sqlite3 DIR/PATH "SELECT section, count(*) FROM articles GROUP BY 1"'}
R = {
    "parquet": 'articles <- arrow::open_dataset("DIR/FOLDER") |> dplyr::collect()',
    "jsonl.zst": 'articles <- arrow::read_json_arrow("DIR/PATH")',
    "csv": 'articles <- arrow::read_csv_arrow("DIR/PATH", parse_options = arrow::csv_parse_options(newlines_in_values = TRUE))',
    "sqlite": 'articles <- DBI::dbReadTable(DBI::dbConnect(RSQLite::SQLite(), "DIR/PATH"), "articles")',
}


def pattern(facts: Facts, table: str, ending: str) -> str | None:
    """The path of a table in that format, with wildcards where it has several files; None where there is none."""
    there = {file.path for file in facts.files}
    if f"{table}.{ending}" in there:
        return f"{table}.{ending}"
    return f"{table}/*/*.{ending}" if any(path.startswith(f"{table}/") and path.endswith(ending) for path in there) else None


def configs(facts: Facts) -> dict[str, str]:
    """Table to the files that it is loaded from; without tables that only SQLite has."""
    found = {table.name: [pattern(facts, table.name, ending) for ending in FORMATS] for table in facts.tables}
    return {name: next(filter(None, paths)) for name, paths in found.items() if any(paths)}


def examples(facts: Facts) -> list[str]:
    """Blocks of Markdown, one for each language; in each a line for every format that is there."""
    found = {ending: pattern(facts, "articles", ending) for ending in PYTHON}
    there = {ending: path for ending, path in found.items() if path}
    blocks = (("python", [*_whole(facts), *_lines(PYTHON, there)]), ("sh", _lines(SHELL, there)), ("r", _lines(R, there)))
    text = [line for language, lines in blocks for line in (f"```{language}", *lines, "```\n")]
    return ["`DIR` is the folder of this file. Each line loads all articles.\n", *text, *_guard(facts)]


def _lines(of: dict[str, str], there: dict[str, str]) -> list[str]:
    return [of[ending].replace("PATH", path).replace("FOLDER", path.partition("/*")[0]) for ending, path in there.items()]


def _whole(facts: Facts) -> list[str]:
    """What the lines in Python import, and the line of ``datasets``, which takes the first of the formats by itself."""
    path = configs(facts).get("articles")
    base = ["import sqlite3"] if pattern(facts, "articles", "sqlite") else []
    if not path:
        return [*base, "import pandas", ""]
    texts = ', converters={"id": str}' if path.endswith("csv") else ""  # ids of digits alone would become numbers
    needs = ZSTD if path.endswith("zst") else ""
    line = f'articles = datasets.load_dataset("DIR", "articles", split="train"{texts}){needs}'
    return [*base, "import datasets", "import pandas", "", line]


def _guard(facts: Facts) -> list[str]:
    if not pattern(facts, "articles", "csv") or facts.order.formulas == "raw":
        return []
    return [
        "In CSV a text that a spreadsheet would take for a formula has an apostrophe before it, which is no part of it; the other formats "
        "have all texts as they are. Empty cells stand for nothing and for empty texts; lists are JSON.\n"
    ]
