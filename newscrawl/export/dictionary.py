"""The data dictionary: every field of items.py as a table of Markdown (docs/data.md)."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from newscrawl.items import Article, Block, Image, Link, Video

HEAD = """# What is in the data?

Made by `make docs` from newscrawl/items.py; don't edit. Each line of data/SITE.jsonl is one version of an article with these
fields. In the store, the table `versions` has them all, the table `articles` those of the current version that are short;
times are in UTC there, with their offset in minutes in a column of its own (`published_offset`). `sections` is complete in the
store (table `sightings`); in the log it is what was known when the line was written.

*Content*: an edit of this field makes a new version. *schema.org*: the property of NewsArticle (or of the part's type) that
it corresponds to.
"""


def markdown() -> str:
    """The whole page."""
    return "\n".join(
        [HEAD, *_table("Article", Article), *(line for part in (Block, Image, Video, Link) for line in _table(part.__name__, part))]
    )


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
