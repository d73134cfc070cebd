"""Reports made up for tests: a site of three sections that brings twenty-four articles a day, and what can befall it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from newscrawl.health.run import Run, runs_of
from newscrawl.site import Site

FIRST = datetime.fromisoformat("2026-01-05T12:00:00+00:00")  # a Monday
SITE = Site("made", "https://news.example/")
SHARES = {"Politics": 0.5, "Economy": 0.3, "Sports": 0.2}
SHAPE = "main>article.post>div.text"

Report = dict[str, Any]


def report(day: int, new: int = 24, again: int = 10) -> Report:
    """A run of an ordinary day: so many new articles, and known ones that were read again."""
    began, read = FIRST + timedelta(days=day), new + again
    bodiless = read // 10
    fields = dict.fromkeys(("title", "published_at", "authors", "section", "summary", "tags", "images", "language"), read)
    sections = {label: {"found": 40, "stored": 40, "note": None, "new": round(new * share)} for label, share in SHARES.items()}
    sections["Politics"]["new"] += new - sum(section["new"] for section in sections.values())
    return {
        "schema": 1, "site": "made", "run": day + 1, "spider": "sections", "version": "0.1.0", "arguments": {}, "narrowed": False,
        "started_at": began.isoformat(), "finished_at": (began + timedelta(minutes=4)).isoformat(), "reason": "finished",
        "before": {"run": day, "spider": "sections", "started_at": (began - timedelta(days=1)).isoformat(), "reason": "finished"},
        "home": SITE.home, "front": SITE.home,
        "articles": {"new": new, "version": again // 2, "same": again - again // 2}, "kinds": {"article": read}, "read": read,
        "statuses": {"ok": read - bodiless, "bodiless": bodiless}, "fields": {**fields, "body": read - bodiless},
        "provenance": {"title": {"jsonld+meta": read}, "published_at": {"jsonld": read}},
        "reasons": {"article/skipped": {"not an article": 1}}, "layout": {SHAPE: read},
        "dates": {
            "new": new, "future": 0, "alike": 1, "newest": began.isoformat(), "median_age": 12.0, "youngest": 0.4,
            "again": again, "shifted": {}, "server_ahead": 0.4,
        },
        "copies": {"equal": 0, "near": 1}, "sections": sections, "links": {"article/done": read, "front/done": 1},
        "http": {"200": read + 20}, "refusals": {}, "robots": {"sha256": "a", "rules": ["disallow: /search"], "gap": 1.0},
        "bytes": {"received": 900_000, "sent": 20_000}, "cpu": {"pages": read + 20, "all": 1.2},
    }  # fmt: skip


def year(days: int, change: Callable[[Report], None] | None = None, last: int = 1) -> list[Run]:
    """The runs of so many ordinary days, of which the last ones are changed."""
    made = [report(day) for day in range(days)]
    for one in made[-last:] if change else ():
        change(one)
    return runs_of(made)


def runs(reports: Sequence[Report]) -> list[Run]:
    return runs_of(reports)
