"""Design: pages of another shape than before, or read by other readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newscrawl.health.finding import Finding
from newscrawl.health.run import Run, newest
from newscrawl.site import Site

LEAST, BEFORE, RUNS = 20, 60, 14  # pages now, pages before, runs that are looked back
CHANGED = 0.5  # of the pages have another shape, or a field from another reader
COMMON, STEADY = 3, 0.8  # a shape that so many pages had; shapes tell something where so many pages had a common one
FIELDS = ("title", "published_at", "authors", "section", "summary")
TODO = "read a few pages with scrapy probe, and run scrapy savepage --refresh on saved ones; rules of the profile may point to nothing now"


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    last = newest(runs, lambda run: _shapes([run]).total(), LEAST)
    earlier = runs[: len(runs) - len(last)][-RUNS:]
    now, before = _shapes(last), _shapes(earlier)
    steady = sum(count for count in before.values() if count >= COMMON) >= STEADY * before.total()
    if steady and (moved := _moved(now, before)) >= CHANGED:
        new = max(now, key=lambda shape: now[shape] / now.total() - before[shape] / before.total())
        old = before.most_common(1)[0][0]
        yield Finding(
            "redesign", "", f"{moved:.0%} of {now.total()} pages have another shape than before: {new}, was {old}", TODO,
            {"moved": round(moved, 2), "pages": now.total(), "new": new, "old": old},
        )  # fmt: skip
    for name in FIELDS:
        yield from _reader(name, _winners(name, last), _winners(name, earlier))


def _moved(now: Counter[str], before: Counter[str]) -> float:
    """By how much the shares differ, from 0 to 1 (total variation distance); 0 where there are too few pages."""
    if now.total() < LEAST or before.total() < BEFORE:
        return 0.0
    return sum(abs(now[name] / now.total() - before[name] / before.total()) for name in now | before) / 2


def _reader(name: str, now: Counter[str], before: Counter[str]) -> Iterator[Finding]:
    if _moved(now, before) < CHANGED:
        return
    winner, loser = now.most_common(1)[0][0], before.most_common(1)[0][0]
    yield Finding(
        "reader", name, f"{name} comes from {winner} now on {now[winner] / now.total():.0%} of the pages, mostly from {loser} before", TODO,
        {reader: [round(now[reader] / now.total(), 2), round(before[reader] / before.total(), 2)] for reader in now | before},
    )  # fmt: skip


def _shapes(runs: Sequence[Run]) -> Counter[str]:
    return _added([run.part("layout") for run in runs])


def _added(tables: list) -> Counter[str]:
    counts: Counter[str] = Counter()
    for table in tables:
        counts.update({key: value for key, value in table.items() if isinstance(value, int)})
    return counts


def _winners(name: str, runs: Sequence[Run]) -> Counter[str]:
    """Which reader won the field; those that said the same don't count."""
    said = _added([found for run in runs if isinstance(found := run.part("provenance").get(name), dict)])
    winners: Counter[str] = Counter()
    for readers, count in said.items():
        winners[readers.partition("+")[0]] += count
    return winners
