"""Examine: the reports of a site, read and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl import site as sites
from newscrawl.health import files
from newscrawl.health.finding import Finding
from newscrawl.health.judge import judge
from newscrawl.health.run import Run, runs_of
from newscrawl.site import Expect, Site

EXPECTED = {"sections": int, "articles_per_day": (int, float), "fields": dict}  # site.Expect, as a report has it


@dataclass(slots=True, frozen=True)
class Examined:
    """A site with its runs, oldest first, and what is not as it should be."""

    site: str
    runs: Sequence[Run]
    findings: Sequence[Finding]

    def plain(self) -> dict[str, Any]:
        last = self.runs[-1]
        return {
            "site": self.site,
            "healthy": not self.findings,
            "runs": len(self.runs),
            "last": {
                "run": last.number,
                "spider": last.spider,
                "started_at": last.started_at.isoformat(timespec="seconds"),
                "reason": last.reason,
                "new": last.new,
                "read": last.read,
            },
            "findings": [finding.plain() for finding in self.findings],
        }


def examine(folder: Path, name: str, now: datetime) -> Examined:
    """Judges the runs of a site that has reports; raises :class:`newscrawl.site.SiteError` for a profile that can't be read."""
    runs = runs_of(files.load(folder, name))
    return Examined(name, runs, judge(runs, _profile(name, runs), now))


def _profile(name: str, runs: Sequence[Run]) -> Site:
    """The profile of the site; where it stands elsewhere, or there is none, what the last run knew of it."""
    if name in sites.names():
        return sites.load(name)
    if not runs:
        return Site(name, "")
    known = {key: value for key, value in runs[-1].part("expect").items() if key in EXPECTED and isinstance(value, EXPECTED[key])}
    return Site(name, str(runs[-1].report.get("home") or ""), expect=Expect(**known))
