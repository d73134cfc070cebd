"""Tally: what a run counts while it goes, in memory; what it is asked costs a few microseconds a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from newscrawl.health.layout import fingerprint
from newscrawl.items import Article

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newscrawl.store.link import Link

FILLED = tuple(
    f.name for f in fields(Article) if f.name not in ("url", "id", "site", "crawled_at", "content_hash", "provenance", "status", "kind")
)
EARLY = timedelta(minutes=10)  # a date may be so far ahead of the crawl's: clocks differ
LONGEST = 80  # characters of a reason that are kept
MOST = 50  # reasons, and shapes, that are told apart
TOLD = 3  # reasons that a line names


class Tally:
    """Counts of one run. ``plain`` gives them as the run's report has them (docs/health.md)."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.provenance: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.sections: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.shapes: Counter[str] = Counter()
        self.rights: Counter[str] = Counter()
        self.shifts: Counter[int] = Counter()  # whole hours that the dates of known articles moved by
        self.dated_again = 0
        self.moments: Counter[datetime] = Counter()  # of publication, of new articles
        self.ages: list[float] = []  # hours, of new articles
        self.future = 0
        self.skews: list[float] = []  # seconds that the server's clock is ahead of ours
        self.roads: dict[str, str] = {}  # address of a sitemap or feed that was read, to its kind
        self.new: list[str] = []  # ids
        self.front = ""  # where the front page was answered from

    def read(self, root: _Element, article: Article, before: datetime | None) -> None:
        """A page that is an article; ``before`` is when it said it was published the last time it was read."""
        shape = fingerprint(root, bool(article.body))
        self.shapes[shape if shape in self.shapes or len(self.shapes) < MOST else "(others)"] += 1
        if before and article.published_at:
            self.dated_again += 1
            hours = (article.published_at - before) / timedelta(hours=1)
            if hours and hours == round(hours):
                self.shifts[round(hours)] += 1

    def kept(self, article: Article, outcome: str, now: datetime) -> None:
        """An article that went into the store, or was found there; ``outcome``: new, version, same, kept."""
        self.outcomes[outcome] += 1
        self.kinds[article.kind] += 1
        self.statuses[article.status] += 1
        for name in FILLED:
            if getattr(article, name):
                self.fields[name] += 1
        for name, reader in article.provenance.items():
            self.provenance[name][reader] += 1
        self.rights.update(article.rights.keys())
        for section in article.sections or ([article.section] if article.section else []):
            self.sections[section][outcome] += 1
        if article.crawled_at:
            self.skews.append((article.crawled_at - now).total_seconds())
        if article.published_at and article.crawled_at and article.published_at > article.crawled_at + EARLY:
            self.future += 1
        if outcome == "new":
            self._new(article, now)

    def _new(self, article: Article, now: datetime) -> None:
        self.new.append(article.id)
        if article.published_at:
            self.moments[article.published_at] += 1
            self.ages.append((now - article.published_at) / timedelta(hours=1))

    def settled(self, link: Link) -> None:
        """A link that the run is done with; what is fetched again in vain is counted as often."""
        if link.kind in ("sitemap", "feed") and link.state == "done":
            self.roads[link.url] = link.kind
        if link.reason and link.state != "done":
            counts = self.reasons[f"{link.kind}/{link.state}"]
            reason = link.reason.partition(": ")[0].partition("http://")[0].partition("https://")[0].strip()[:LONGEST]
            counts[reason if reason in counts or len(counts) < MOST else "(others)"] += 1

    def lost(self) -> str:
        """Why pages gave nothing, the commonest first, for people."""
        told = Counter(
            {f"{name.partition('/')[0]}: {reason}": count for name, reasons in self.reasons.items() for reason, count in reasons.items()}
        )
        return ", ".join(f"{said} ({count})" for said, count in told.most_common(TOLD)) or "nothing on it leads to one"

    def plain(self) -> dict[str, Any]:
        return {
            "articles": dict(self.outcomes),
            "kinds": dict(self.kinds),
            "statuses": dict(self.statuses),
            "read": self.outcomes.total(),
            "fields": {name: self.fields[name] for name in FILLED},
            "provenance": {name: dict(readers.most_common()) for name, readers in sorted(self.provenance.items())},
            "reasons": {name: dict(reasons.most_common()) for name, reasons in sorted(self.reasons.items())},
            "rights": dict(self.rights),
            "layout": dict(self.shapes.most_common()),
            "dates": self._dates(),
        }

    def _dates(self) -> dict[str, Any]:
        """Ages are hours between publication and reading; ``alike``: new articles that name the commonest moment."""
        told = sorted(self.ages)
        return {
            "new": len(told),
            "future": self.future,
            "alike": max(self.moments.values(), default=0),
            "newest": max(self.moments).isoformat() if self.moments else None,
            "median_age": round(median(told), 2) if told else None,
            "youngest": round(told[0], 2) if told else None,
            "again": self.dated_again,
            "shifted": {f"{hours:+d}": count for hours, count in sorted(self.shifts.items())},
            "server_ahead": round(median(self.skews), 1) if self.skews else None,
        }
