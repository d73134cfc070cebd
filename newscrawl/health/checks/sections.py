"""Sections: one that vanished from the menu, or whose listing shows nothing any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from newscrawl.health.finding import Finding
from newscrawl.health.run import SECTIONS, Run
from newscrawl.site import Site

BEFORE = 14  # runs that are compared
LEAST = 5  # of them that there must be; and articles of a listing
STEADY = 0.9  # of them had the section


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    walked = [run for run in runs if run.spider == SECTIONS and run.whole and run.part("sections")]
    if not walked:
        return
    last, earlier = walked[-1], walked[-BEFORE - 1 : -1]
    menu = last.part("sections")
    yield from _fewer(len(menu), site.expect.sections)
    if len(earlier) < LEAST:
        return
    labels = {label for run in earlier for label in run.part("sections")}
    gone = [label for label in sorted(labels - menu.keys()) if sum(label in r.part("sections") for r in earlier) >= STEADY * len(earlier)]
    if gone:
        yield Finding(
            "section-gone", "", f"{_named(gone)} no longer in the menu",
            "look at the site's menu; a section that has another name or address now needs a line in the profile",
            {"sections": gone, "runs_before": len(earlier)},
        )  # fmt: skip
    before = {label: median(run.section(label, "found") for run in earlier) for label in menu}
    empty = [label for label in menu if not last.section(label, "found") and before[label] >= LEAST]
    if empty:
        yield Finding(
            "section-empty", "", f"{_named(empty)}: no article in the listing, where {_numbers(before, empty)} are usual",
            "scrapy probe the listing's address; the table sections of the store has a note for each",
            {label: {"usual": before[label], "note": menu[label].get("note")} for label in empty},
        )  # fmt: skip


def _fewer(found: int, expected: int | None) -> Iterator[Finding]:
    if expected and found < expected:
        yield Finding(
            "expected-sections", "", f"{found} sections in the menu, where the profile expects {expected}",
            "look at the site's menu, or correct expect.sections of the profile", {"found": found, "expected": expected},
        )  # fmt: skip


def _named(labels: list[str]) -> str:
    names = ", ".join(labels[:3]) + (", ..." if len(labels) > 3 else "")
    return f"the section {names} is" if len(labels) == 1 else f"{len(labels)} sections ({names}) are"


def _numbers(before: dict[str, float], labels: list[str]) -> str:
    return ", ".join(f"{before[label]:.0f}" for label in labels[:3]) + (", ..." if len(labels) > 3 else "")
