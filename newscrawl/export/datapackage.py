"""datapackage.json: the Data Package standard, as Frictionless reads it."""

from __future__ import annotations

from typing import Any

from newscrawl.export.citation import abstract
from newscrawl.export.columns import Column, Kind
from newscrawl.export.facts import Facts
from newscrawl.export.media import media_type

_TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.MOMENT: {"type": "datetime"},
    Kind.STRINGS: {"type": "array"},
    Kind.RECORDS: {"type": "array"},
    Kind.OBJECT: {"type": "object"},
}


def descriptor(facts: Facts) -> dict[str, Any]:
    """The package: every data file with size and hash; CSV with its schema as well."""
    tables = {f"{table.name}.csv": table for table in facts.tables}
    resources = []
    for file in facts.files:
        resource: dict[str, Any] = {
            "name": "".join(c if c.isalnum() or c in "-._" else "-" for c in file.path.lower()).replace("/", "-"),
            "path": file.path,
            "type": "file",
            "mediatype": media_type(file.path),
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
        }
        if table := tables.get(file.path):
            schema = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
            if table.name == "articles":
                schema["primaryKey"] = ["id", "version"]
            resource |= {"type": "table", "format": "csv", "encoding": "utf-8", "schema": schema}
        resources.append(resource)
    return {
        "name": facts.order.name,
        "version": f"{facts.version}.0.0",
        "title": facts.title,
        "description": abstract(facts),
        "created": f"{facts.day}T00:00:00Z",
        "contributors": [{"title": facts.creator, "role": "author"}],
        "resources": resources,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        **_TYPES[column.kind],
        "description": column.meaning,
        **({"rdfType": f"https://schema.org/{column.term}"} if column.term.isalpha() else {}),
        **({"constraints": constraints} if constraints else {}),
    }
