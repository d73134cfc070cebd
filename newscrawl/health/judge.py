"""Judge: all findings of a site's runs, each with the run since which it is so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newscrawl.health.checks import access, copies, cron, dates, design, fields, sections, volume
from newscrawl.health.finding import Finding
from newscrawl.health.run import Run
from newscrawl.site import Site

CHECKS = (access, volume, sections, fields, dates, copies, design, cron)
BACK = 30  # runs in which the beginning of a finding is looked for


def look(runs: Sequence[Run], site: Site) -> dict[str, Finding]:
    """The findings of the last of these runs, by key."""
    return {finding.key: finding for module in CHECKS for finding in module.check(runs, site)}


def judge(runs: Sequence[Run], site: Site, now: datetime | None = None) -> list[Finding]:
    """The findings as they stand after the last run, and at ``now`` where it is given; none where there are no runs."""
    if not runs:
        return []
    found = look(runs, site)
    since = dict.fromkeys(found, runs[-1].started_at)
    open_ = set(found)
    for end in range(len(runs) - 1, max(len(runs) - BACK, 0), -1):
        if not open_:
            break
        open_ &= look(runs[:end], site).keys()
        since |= dict.fromkeys(open_, runs[end - 1].started_at)
    dated = [finding if finding.since else finding.dated(since[key]) for key, finding in found.items()]
    late = cron.overdue(runs, now) if now else None
    return [*dated, *([late] if late else [])]
