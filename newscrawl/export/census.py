"""Counts of what is written, made in the same pass: what the card, the pictures and the page tell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from newscrawl.export.batch import Batch
from newscrawl.export.columns import Column, Kind

# Columns that are counted, whether they are written or not.
NEEDED = (
    "id", "version", "site", "section", "sections", "published_at", "published_offset", "language", "kind", "status", "rights",
    "duplicate_of", "near_duplicate_of", "content_hash",
)  # fmt: skip
EMPTY = {Kind.TEXT: (None, ""), Kind.STRINGS: ("[]",), Kind.RECORDS: ("[]",), Kind.OBJECT: ("{}",)}  # others: None
MOST = 10_000  # sections that are counted apart; a page can name what it wants
NONE, OTHERS = "(none)", "(others)"


@dataclass
class Census:
    """What a table of articles holds. Days are those of the site's own time; a cell is filled where it is not empty."""

    columns: Sequence[Column]
    rows: int = 0
    articles: int = 0
    sites: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sections: Counter[tuple[str, str]] = field(default_factory=Counter)  # site, section
    days: Counter[tuple[str, str]] = field(default_factory=Counter)  # day, section; no day: ""
    filled: Counter[str] = field(default_factory=Counter)
    signals: Counter[str] = field(default_factory=Counter)  # keys of Article.rights
    duplicates: int = 0
    near_duplicates: int = 0
    _last: str = ""

    def add(self, batch: Batch) -> None:
        ids = batch["id"]
        self.rows += len(ids)
        self.articles += sum(one != before for one, before in zip(ids, [self._last, *ids], strict=False))  # versions come together
        self._last = ids[-1]
        for counter, name in ((self.sites, "site"), (self.kinds, "kind"), (self.statuses, "status")):
            counter.update(batch[name])
        self.languages.update(language or NONE for language in batch["language"])
        self.duplicates += len(ids) - batch["duplicate_of"].count(None)
        self.near_duplicates += len(ids) - batch["near_duplicate_of"].count(None)
        for rights in batch["rights"]:
            if rights != "{}":
                self.signals.update(json.loads(rights).keys())
        self._count_sections(batch)
        for column in self.columns:
            cells = batch[column.name]
            self.filled[column.name] += len(cells) - sum(map(cells.count, EMPTY.get(column.kind, (None,))))

    def _count_sections(self, batch: Batch) -> None:
        named = [section or _first(listed) for section, listed in zip(batch["section"], batch["sections"], strict=True)]
        pairs = list(zip(batch["site"], named, strict=True))
        if len(self.sections) >= MOST:
            pairs = [pair if pair in self.sections else (pair[0], OTHERS) for pair in pairs]
        self.sections.update(pairs)
        days = [(time or "")[:10] for time in batch["published_at"]]
        self.days.update(zip(days, (section for _, section in pairs), strict=True))

    @property
    def months(self) -> Counter[str]:
        """Months (2026-01), "" where the day is not known."""
        months: Counter[str] = Counter()
        for (day, _), count in self.days.items():
            months[day[:7]] += count
        return months

    @property
    def span(self) -> tuple[str, str] | None:
        """The first and the last day; None where no article has one."""
        known = sorted(day for day, _ in self.days if day)
        return (known[0], known[-1]) if known else None

    def share(self, name: str) -> float:
        return self.filled[name] / self.rows if self.rows else 0.0


def _first(listed: str) -> str:
    return json.loads(listed)[0] if listed != "[]" else NONE
