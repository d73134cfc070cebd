"""How a dataset is loaded: the configurations of its card, and examples that are true for the files that are there."""

from __future__ import annotations

from newscrawl.export.facts import Facts

FORMATS = ("parquet", "jsonl.zst", "csv")  # that load_dataset reads, the best first


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
    """Blocks of Markdown, one for each language and tool."""
    paths = {ending: pattern(facts, "articles", ending) for ending in (*FORMATS, "sqlite")}
    python, shell, r = [], [], []
    if configs(facts):
        needs = "" if paths["parquet"] else "   # JSON Lines need: pip install zstandard" if paths["jsonl.zst"] else ""
        python += ["import datasets", f'articles = datasets.load_dataset("DIR", "articles", split="train"){needs}', ""]
    if path := paths["parquet"]:
        folder = "articles" if "*" in path else path
        python += ["import pandas", f'articles = pandas.read_parquet("DIR/{folder}")']
        shell += [f"""duckdb -c "SELECT section, count(*) FROM 'DIR/{path}' GROUP BY 1 ORDER BY 2 DESC" """.rstrip()]
        r += ["library(arrow)", f'articles <- open_dataset("DIR/{folder}") |> dplyr::collect()']
    elif path := paths["jsonl.zst"]:
        python += [
            "import pandas   # and: pip install zstandard",
            f'articles = pandas.read_json("DIR/{path}", lines=True, dtype={{"id": str}})',
        ]
    elif path := paths["csv"]:
        python += ["import pandas", f'articles = pandas.read_csv("DIR/{path}", dtype={{"id": str}})']
        r += [f'articles <- arrow::read_csv_arrow("DIR/{path}", parse_options = arrow::csv_parse_options(newlines_in_values = TRUE))']
    if path := paths["sqlite"]:
        shell += [f'sqlite3 DIR/{path} "SELECT section, count(*) FROM articles GROUP BY 1"']
    blocks = (("python", python), ("sh", shell), ("r", r))
    text = [line for language, lines in blocks if lines for line in (f"```{language}", *lines, "```\n")]
    return ["`DIR` is the folder of this file.\n", *text, *_guard(facts)]


def _guard(facts: Facts) -> list[str]:
    if not pattern(facts, "articles", "csv") or facts.order.formulas == "raw":
        return []
    return [
        "In CSV a text that a spreadsheet would take for a formula has an apostrophe before it, which is no part of it; the other formats "
        "have all texts as they are. Empty cells stand for nothing and for empty texts; lists are JSON.\n"
    ]
