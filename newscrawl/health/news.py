"""News: which findings are new since people were told, and which are over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscrawl.health import files
from newscrawl.health.examine import Examined
from newscrawl.health.finding import Finding

State = dict[str, dict[str, str]]  # site to the findings that people were told of, by key


@dataclass(slots=True, frozen=True)
class News:
    """What is to be told of a site."""

    site: str
    new: Sequence[Finding]
    over: Sequence[str]  # what was said of them

    @property
    def title(self) -> str:
        parts = [f"{len(part)} {word}" for part, word in ((self.new, "new"), (self.over, "over")) if part]
        return f"newscrawl, {self.site}: {', '.join(parts)}"

    @property
    def body(self) -> str:
        lines = [f"{finding.what}\n  since {finding.since:%Y-%m-%d %H:%M} UTC. {finding.todo}." for finding in self.new]
        return "\n".join([*lines, *(f"over: {what}" for what in self.over)])


def news(examined: Examined, told: Mapping[str, str]) -> News | None:
    """What has changed since ``told``; None where nothing has."""
    keys = {finding.key for finding in examined.findings}
    new = [finding for finding in examined.findings if finding.key not in told]
    over = [what for key, what in told.items() if key not in keys]
    return News(examined.site, new, over) if new or over else None


def told_now(examined: Examined) -> dict[str, str]:
    """What is to be remembered once people have been told."""
    return {finding.key: finding.what for finding in examined.findings}


def load(path: Path) -> State:
    """What people were told of; nothing where there is no such file. Raises OSError and ValueError."""
    if not path.exists():
        return {}
    state = json.loads(path.read_text("utf-8"))
    if not isinstance(state, dict) or not all(isinstance(told, dict) for told in state.values()):
        raise ValueError("no table of sites")
    return state


def save(path: Path, state: State) -> None:
    files.write(path, json.dumps(state, ensure_ascii=False, indent=1) + "\n")
