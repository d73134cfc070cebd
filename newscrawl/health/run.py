"""Run: a report as the checks see it. What a report lacks, or has in another form, counts as nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

REFUSED = ("refused", "down")  # reasons of runs that saw nothing of the site
PARTIAL = ("shutdown", "store", "usage", "limit")  # reasons of runs that saw a part of it
SECTIONS = "sections"  # the spider that walks the menu
FINDING = (SECTIONS, "feed", "sitemap")  # spiders that find new articles
RECENT = timedelta(days=2)


@dataclass(slots=True, frozen=True)
class Run:
    """One run, newest last where there are several. ``after``: when the run before it began, None where that is not known."""

    report: Mapping[str, Any]
    started_at: datetime
    finished_at: datetime
    after: datetime | None = None

    @property
    def number(self) -> int:
        return int(self.report.get("run") or 0)

    @property
    def spider(self) -> str:
        return str(self.report.get("spider"))

    @property
    def reason(self) -> str:
        return str(self.report.get("reason"))

    @property
    def killed_before(self) -> bool:
        """Whether the run before it was killed."""
        return bool(self.part("before")) and self.part("before").get("reason") is None

    @property
    def whole(self) -> bool:
        """Whether it saw all that was new, so that numbers can be compared."""
        return not self.report.get("narrowed") and self.reason not in (*REFUSED, *PARTIAL) and not self.killed_before and not self.elsewhere

    @property
    def elsewhere(self) -> bool:
        """Whether the front page led to another site, or was no page."""
        return bool(self.count("links", "front/skipped"))

    def part(self, name: str) -> Mapping[str, Any]:
        """A table of the report; empty where it has none."""
        value = self.report.get(name)
        return value if isinstance(value, Mapping) else {}

    def count(self, name: str, key: str) -> int:
        """A number of a table; 0 where there is none."""
        value = self.part(name).get(key)
        return value if isinstance(value, int) else 0

    def section(self, label: str, key: str) -> int:
        """A number of a section."""
        entry = self.part("sections").get(label)
        value = entry.get(key) if isinstance(entry, Mapping) else 0
        return value if isinstance(value, int) else 0

    @property
    def new(self) -> int:
        return self.count("articles", "new")

    @property
    def read(self) -> int:
        """Articles that were read, new and known ones."""
        value = self.report.get("read")
        return value if isinstance(value, int) else 0

    @property
    def texts(self) -> int:
        """Of these, those whose kind has a text."""
        return self.read - self.count("statuses", "bodiless")


def runs_of(reports: Iterable[Mapping[str, Any]]) -> list[Run]:
    """The runs of a site in the order in which they began, but for those that asked it nothing."""
    asked = [report for report in reports if report.get("reason") != "usage" and report.get("spider") != "archive"]
    told = [(began, report) for report in asked if (began := _moment(report.get("started_at")))]
    told.sort(key=lambda pair: (pair[0], pair[1].get("run") or 0))
    befores = [None, *(began for began, _ in told)]
    return [Run(report, began, _moment(report.get("finished_at")) or began, before) for (began, report), before in zip(told, befores)]


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def newest(runs: Sequence[Run], of: Callable[[Run], int], least: int, most: int = 3) -> Sequence[Run]:
    """The last runs that together have ``least`` of something; none where neither the last ``most`` nor those of two days have it."""
    total = 0
    for at in range(len(runs) - 1, -1, -1):
        if len(runs) - at > most and runs[-1].started_at - runs[at].started_at > RECENT:
            break
        total += of(runs[at])
        if total >= least:
            return runs[at:]
    return []


def whole(runs: Sequence[Run], spiders: Sequence[str] = FINDING) -> list[Run]:
    """The runs of spiders that find new articles, up to the last one that saw all that was new."""
    found = [run for run in runs if run.spider in spiders]
    while found and not found[-1].whole:
        found.pop()
    return found
