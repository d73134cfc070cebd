"""croissant.json: the dataset in Croissant 1.0 (MLCommons), JSON-LD that search engines and loaders read."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args, get_type_hints

from newscrawl.export.citation import abstract, bibtex
from newscrawl.export.columns import Column, Kind, Table
from newscrawl.export.facts import Facts
from newscrawl.export.media import media_type

# The context that the specification asks for (docs.mlcommons.org/croissant, version 1.0, appendix 1).
_TERMS = (
    "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 "
    "parentField path recordSet references regex repeated replace samplingRate separator source subField transform"
)
_TYPED = {"data": "@json", "examples": "@json", "dataType": "@vocab"}
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    **{term: f"cr:{term}" for term in _TERMS.split()},
    **{term: {"@id": f"cr:{term}", "@type": kind} for term, kind in _TYPED.items()},
    "conformsTo": "dct:conformsTo",
}
_TYPES = {Kind.INTEGER: "sc:Integer", Kind.MOMENT: "sc:DateTime"}
_ADDRESSES = ("url", "canonical_url")


def metadata(facts: Facts) -> dict[str, Any]:
    """The whole of it. Records are told of tables that are there as Parquet or as CSV, the formats that Croissant can extract from."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": facts.order.name,
        "description": abstract(facts),
        "version": f"{facts.version}.0.0",
        "datePublished": facts.day,
        "license": facts.order.licence or "The texts belong to their publishers; see README.md.",
        "url": facts.order.name,
        "creator": {"@type": "sc:Organization", "name": facts.creator},
        "citeAs": bibtex(facts),
        "inLanguage": sorted(language for language in facts.census.languages if language != "(none)"),
        "distribution": [*map(_file, facts.files), *(_set(table) for table in facts.tables if _partitioned(facts, table))],
        "recordSet": [made for table in facts.tables if (made := _record_set(facts, table))],
    }


def _file(file: Any) -> dict[str, Any]:
    kind = "application/x-parquet" if file.path.endswith(".parquet") else media_type(file.path)
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": kind,
        "sha256": file.sha256,
    }


def _partitioned(facts: Facts, table: Table) -> bool:
    return any(file.path.startswith(f"{table.name}/") for file in facts.files)


def _set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table.name}-parquet",
        "name": f"{table.name}-parquet",
        "encodingFormat": "application/x-parquet",
        "includes": f"{table.name}/*/*.parquet",
    }


def _record_set(facts: Facts, table: Table) -> dict[str, Any] | None:
    if _partitioned(facts, table):
        source = {"fileSet": {"@id": f"{table.name}-parquet"}}
    else:
        there = {file.path for file in facts.files}
        path = next((path for path in (f"{table.name}.parquet", f"{table.name}.csv") if path in there), None)
        if path is None:
            return None
        source = {"fileObject": {"@id": path}}
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        **({"key": [{"@id": f"{table.name}/id"}, {"@id": f"{table.name}/version"}]} if table.name == "articles" else {}),
        "field": [_field(table, column, source) for column in table.columns],
    }


def _field(table: Table, column: Column, source: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
    }
    nested = not next(iter(source.values()))["@id"].endswith(".csv")  # where CSV has JSON, Parquet has lists and records
    if column.record and nested:
        parts = get_type_hints(column.record)
        return made | {"repeated": True, "subField": [_part(made["@id"], f, parts[f.name], column, source) for f in fields(column.record)]}
    kind = "sc:URL" if column.name in _ADDRESSES else _TYPES.get(column.kind, "sc:Text")
    listed = {"repeated": True} if column.kind is Kind.STRINGS and nested else {}
    return made | {"dataType": kind, **listed, "source": {**source, "extract": {"column": column.name}}}


def _part(parent: str, part: Any, hint: Any, column: Column, source: dict[str, Any]) -> dict[str, Any]:
    """A field of a record: the same column, and in each of its records the value of that name."""
    kind = "sc:Boolean" if hint is bool else "sc:Integer" if int in get_args(hint) else "sc:URL" if part.name == "url" else "sc:Text"
    return {
        "@type": "cr:Field",
        "@id": f"{parent}/{part.name}",
        "name": part.name,
        "description": part.metadata["json_schema_extra"]["description"],
        "dataType": kind,
        "source": {**source, "extract": {"column": column.name}, "transform": {"jsonPath": part.name}},
    }
