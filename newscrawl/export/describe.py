"""The files that describe a dataset, each made by a module of its own out of the same facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newscrawl.export import card, citation, croissant, datapackage, dictionary, page, pictures
from newscrawl.export.facts import Facts
from newscrawl.export.names import folder_of


def describe(folder: Path, facts: Facts) -> None:
    """Writes them into the folder; its data files are there already, with their sums in ``facts.files``."""
    drawn = pictures.draw(folder / "pictures", facts)
    texts = {
        "README.md": card.markdown(facts, drawn),
        "index.html": page.html(facts, drawn),
        "dictionary.md": dictionary.of_tables(facts.tables),
        "CITATION.cff": citation.cff(facts),
        "croissant.json": _json(croissant.metadata(facts)),
        "datapackage.json": _json(datapackage.descriptor(facts)),
        "provenance.json": _json(provenance(facts)),
        **{f"profiles/{folder_of(site)}.toml": text for site, text in facts.profiles.items()},
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def provenance(facts: Facts) -> dict[str, Any]:
    """What was asked for, of which state of the store, by which programs, from which runs."""
    return {
        "name": facts.order.name,
        "version": facts.version,
        "store_as_of": facts.moment,
        "arguments": facts.order.asked,
        "rows": {table.name: table.rows for table in facts.tables},
        "programs": facts.programs,
        "texts_left_out": dict(sorted(facts.left_out.items())),
        "runs": facts.runs,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> str:
    return value.isoformat()  # type: ignore[no-any-return]
