"""The saved pages of tests/pages, field by field, as they were checked by hand. A case is a folder: what comes in, and what comes out."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newscrawl import site as sites
from newscrawl.reading import read_article

PAGES = Path(__file__).resolve().parents[1] / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/*/article.json"))


@cache
def read(case: Path) -> dict[str, Any]:
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    article = read_article((case / "page.html").read_bytes(), meta["url"], sites.load(meta["site"]), meta["headers"])
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(article).items()}


def expected(case: Path) -> dict[str, Any]:
    return json.loads((case / "article.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("case", "name"), [pytest.param(case, name, id=f"{case.parent.name}-{case.name}-{name}") for case in CASES for name in expected(case)]
)
def test_a_saved_page_reads_as_it_was_checked(case, name):
    assert read(case)[name] == expected(case)[name]
