"""What Datasette says of the tables: derived from the definition of the fields in items.py."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from newscrawl.items import Article

STORE = "store"  # the name of the database in every address
FACETS = ["site", "section", "language", "kind", "access"]

TABLES = {
    "articles": ("Articles", "Every article as it stands, without its text."),
    "versions": ("Versions", "Every text that was ever read: an article has a row for each edit."),
    "sightings": ("Sightings", "Which section's listing, sitemap or feed showed which article, and when."),
    "events": ("Events", "What happened to articles besides edits: gone, back, moved, merged."),
    "sections": ("Sections", "The menus, how far back each section is complete, and what went wrong in it."),
    "links": ("Links", "Every page that was fetched or waits for it, and why it gave no article where it gave none."),
    "runs": ("Runs", "Every crawl: what was asked for, how it ended, what it counted."),
}
HIDDEN = ("alembic_version", "bands", "signatures", "logs")
OFFSET = "Offset from UTC of the time of the same name, in minutes."
ONLY_HERE = {
    "versions": "How many versions there are.",
    "first_seen": "When a run read it first (UTC).",
    "last_seen": "When a run read it last (UTC).",
    "gone_at": "When its site had taken it down (UTC).",
    "duplicate_of": "The first article with equal content.",
    "near_duplicate_of": "The article that its text is a copy of, edited or cut.",
    "cluster_id": "The first article of its cluster of near-duplicates.",
    "article_id": "The article.",
    "number": "Number of the version, from 1.",
    "run_id": "The run that read it.",
}


def metadata() -> dict[str, Any]:
    """Datasette's metadata of the whole store."""
    tables: dict[str, Any] = {name: {"title": title, "description": text} for name, (title, text) in TABLES.items()}
    tables |= {name: {"hidden": True} for name in HIDDEN}
    for name in ("articles", "versions"):
        tables[name] |= {"columns": _columns(), "sort_desc": "published_at", "label_column": "title"}
    tables["articles"]["facets"] = FACETS
    tables["versions"]["facets"] = ["site"]
    return {"title": "newscrawl", "databases": {STORE: {"title": "The store", "tables": tables}}}


def _columns() -> dict[str, str]:
    told = {field.name: field.metadata["json_schema_extra"]["description"] for field in fields(Article)}
    offsets = {name.removesuffix("_at") + "_offset": OFFSET for name in told if name.endswith("_at")}
    return told | offsets | ONLY_HERE
