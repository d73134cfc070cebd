"""The saved pages of tests/pages, field by field, as they were checked by hand. A case is a folder: what comes in, and what comes out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newscrawl import cases

PAGES = Path(__file__).resolve().parents[1] / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/*/article.json"))


@cache
def read(case: Path) -> dict[str, Any]:
    return json.loads(cases.as_json(cases.told(cases.read(case).look().article)))


def expected(case: Path) -> dict[str, Any]:
    return json.loads((case / "article.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("case", "name"), [pytest.param(case, name, id=f"{case.parent.name}-{case.name}-{name}") for case in CASES for name in expected(case)]
)
def test_a_saved_page_reads_as_it_was_checked(case: Path, name: str) -> None:
    assert read(case)[name] == expected(case)[name]
