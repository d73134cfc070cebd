"""The data dictionary: every field of items.py as a table of Markdown (docs/data.md)."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from newscrawl.export.columns import Kind, Table
from newscrawl.items import Article, Block, Image, Link, Video

HEAD = """# What is in the data?

Made by `make docs` from newscrawl/items.py; don't edit. Each line of data/SITE.jsonl is one version of an article with these
fields. In the store, the table `versions` has them all, the table `articles` those of the current version that are short;
times are in UTC there, with their offset in minutes in a column of its own (`published_offset`). `sections` is complete in the
store (table `sightings`); in the log it is what was known when the line was written.

*Content*: an edit of this field makes a new version. *schema.org*: the property of NewsArticle (or of the part's type) that
it corresponds to.
"""

DATASET = """# What do the columns mean?

Times are ISO 8601 with the offset that they were given with, to the second; in Parquet they are UTC, and the column that ends in `_offset`
has the minutes. Lists and records are JSON in CSV and SQLite. Rows are in the order of site, time of publication, id and version.
"""
KINDS = {Kind.TEXT: "text", Kind.INTEGER: "integer", Kind.MOMENT: "time", Kind.STRINGS: "list of texts", Kind.OBJECT: "JSON object"}


def markdown() -> str:
    """The whole page."""
    return "\n".join(
        [HEAD, *_table("Article", Article), *(line for part in (Block, Image, Video, Link) for line in _table(part.__name__, part))]
    )


def of_tables(tables: Sequence[Table]) -> str:
    """The dictionary of a dataset: its tables with the columns that they have, and the parts of its records."""
    records = {column.record for table in tables for column in table.columns if column.record}
    parts = [line for part in (Block, Image, Video, Link) if part in records for line in _table(part.__name__, part)]
    return "\n".join([DATASET, *(line for table in tables for line in _columns(table)), *parts])


def _columns(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield "| column | type | empty | meaning | example | schema.org |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for column in table.columns:
        values = f" One of {', '.join(column.choices)}." if column.choices else ""
        kind = f"list of {column.record.__name__}" if column.record else KINDS[column.kind]
        example = json.dumps(column.example, ensure_ascii=False)
        empty = "never" if column.needed else ""
        yield f"| `{column.name}` | {kind} | {empty} | {column.meaning}{values} | `{example}` | {column.term} |"
    yield ""


def _table(title: str, kind: Any) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| field | type | meaning | example | schema.org | content |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for field in fields(kind):
        extra = field.metadata["json_schema_extra"]
        values = f" One of {', '.join(extra['enum'])}." if "enum" in extra else ""
        example = json.dumps(extra["examples"][0], ensure_ascii=False)
        content = "yes" if field.metadata["content"] else ""
        yield f"| `{field.name}` | {_plain(field.type)} | {extra['description']}{values} | `{example}` | {field.metadata['term']} | {content} |"
    yield ""


def _plain(annotation: str) -> str:
    return re.sub(r"\s*\|\s*None", ", or null", annotation)


if __name__ == "__main__":
    sys.stdout.write(markdown())
