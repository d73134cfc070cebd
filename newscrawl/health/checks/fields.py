"""Fields: one that rots, pages that no longer read as articles, texts that are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newscrawl.health.finding import Finding
from newscrawl.health.run import Run, newest
from newscrawl.health.statistics import ONE_IN_A_MILLION, at_most, share_of
from newscrawl.site import Site

LEAST, BEFORE = 8, 30  # pages that must have been read, now and before
RUNS = 60  # that are looked back
FALL = 0.2  # of the pages must have lost it
DOUBT = 1e-3  # chance at which a profile's expectation is taken as missed
MEASURED = (
    "title", "summary", "authors", "source", "published_at", "modified_at", "section", "regions", "tags", "language", "images", "links",
)  # fmt: skip
PROBE = "scrapy probe one of the newest articles: it says what each reader found; a rule of the profile may be out of date"


@dataclass(slots=True, frozen=True)
class Rate:
    """How often something is there: ``has`` of ``of``, per run."""

    name: str
    has: Callable[[Run], int]
    of: Callable[[Run], int]
    missing: str  # what is said of pages without it


def _rates() -> Iterator[Rate]:
    for name in MEASURED:
        yield Rate(name, lambda run, name=name: run.count("fields", name), lambda run: run.read, f"{name} empty")
    yield Rate("body", lambda run: run.count("fields", "body"), lambda run: run.texts, "body empty")
    yield Rate("whole text", lambda run: run.count("statuses", "ok"), lambda run: run.texts, "text cut or missing")
    yield Rate("article", lambda run: run.read, lambda run: run.read + _no_article(run), "not read as articles")


RATES = tuple(_rates())


def _no_article(run: Run) -> int:
    reasons = run.part("reasons").get("article/skipped")
    value = reasons.get("not an article") if isinstance(reasons, dict) else 0
    return value if isinstance(value, int) else 0


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    for rate in RATES:
        last = newest(runs, rate.of, LEAST)
        if last:
            yield from _rotten(rate, last, runs[: len(runs) - len(last)][-RUNS:])
    for name, share in site.expect.fields.items():
        yield from _missed(name, share, newest(runs, lambda run: run.read, BEFORE, 14))


def _rotten(rate: Rate, last: Sequence[Run], earlier: Sequence[Run]) -> Iterator[Finding]:
    has, of = sum(map(rate.has, last)), sum(map(rate.of, last))
    had, had_of = sum(map(rate.has, earlier)), sum(map(rate.of, earlier))
    if had_of < BEFORE:
        return
    share = share_of(had, had_of)
    if has / of <= share - FALL and at_most(has, of, share) <= ONE_IN_A_MILLION:
        yield Finding(
            "field", rate.name, f"{rate.missing} on {1 - has / of:.0%} of {of} pages, was {1 - had / had_of:.0%}", PROBE,
            {"pages": of, "share": round(has / of, 3), "usual": round(had / had_of, 3), "pages_before": had_of},
        )  # fmt: skip


def _missed(name: str, share: float, last: Sequence[Run]) -> Iterator[Finding]:
    """What a profile expects is measured over so many pages that chance plays no part."""
    of = sum(run.texts if name == "body" else run.read for run in last)
    has = sum(run.count("fields", name) for run in last)
    if of >= BEFORE and has < share * of and at_most(has, of, min(share, 0.999)) <= DOUBT:
        yield Finding(
            "expected-field", name, f"{name} on {has / of:.0%} of {of} pages, where the profile expects {share:.0%}",
            f"{PROBE}; or correct expect.fields of the profile", {"pages": of, "share": round(has / of, 3), "expected": share},
        )  # fmt: skip
