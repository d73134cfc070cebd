"""The floors of the house: a room imports only from floors below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "newscrawl"
FLOORS = [
    {"items", "urls", "clock", "command", "hints", "normalise", "similarity"},
    {"site", "store", "politeness"},
    {"loaders"},
    {"reading", "discovery"},
    {"pipelines", "export", "health", "rendering", "archive", "changes", "cases"},
    {"addons"},
    {"scheduler", "spiders", "extensions"},
    {"replica", "probe", "newsite", "schedule", "report", "browse"},
    {"commands", "settings"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        modules = (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        names |= {module.split(".")[1] for module in modules if module and module.startswith("newscrawl.")}
    return names


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_floors_below(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    above = {name for name in imported(path) if name != room and FLOOR[name] > FLOOR[room]}
    assert not above


def test_only_the_store_has_sql() -> None:
    users = {room_of(path) for path in PACKAGE.rglob("*.py") if "sqlalchemy" in path.read_text("utf-8")}
    assert users == {"store"}
