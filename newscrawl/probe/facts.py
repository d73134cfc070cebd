"""Facts: what the readers found on a page, what won, what was left out, and how long it took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from datetime import datetime
from time import perf_counter
from typing import Any, Literal

from newscrawl.cases import Case, told
from newscrawl.discovery import is_article, is_article_page
from newscrawl.discovery.links import LIKELY, ruled
from newscrawl.items import Article, Image, Video
from newscrawl.normalise.dates import read_date
from newscrawl.normalise.languages import tag
from newscrawl.normalise.text import compact, plain
from newscrawl.reading.article import Look, look_at
from newscrawl.reading.candidate import READERS, Candidate
from newscrawl.reading.images import marks
from newscrawl.reading.page import Page
from newscrawl.rendering.shells import is_shell

Standing = Literal["won", "agrees", ""]
FIELDS = [f.name for f in fields(Article)]
# What the readers do not give: it follows from other fields, or is told beside the table.
DERIVED = frozenset((
    "url", "id", "site", "published_raw", "modified_raw", "sections", "body", "blocks", "links", "word_count", "crawled_at", "status", "reason",
    "content_hash", "provenance",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A field: its candidates by reader, each with its standing, and what was decided.

    A reader that gave the value out of the text, without a candidate, is in ``giver`` alone.
    """

    field: str
    decided: Any
    giver: str
    candidates: dict[str, list[tuple[Candidate, Standing]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of how a page reads. Times are in milliseconds; ``likely`` is the probability by the address alone."""

    case: Case
    page: Page
    look: Look
    parse_ms: float
    read_ms: float
    likely: float
    article_page: bool
    shell: bool

    @property
    def article(self) -> Article:
        return self.look.article

    @property
    def by_address(self) -> bool:
        return self.likely >= LIKELY

    def rows(self) -> list[Row]:
        """The fields that readers give, in the order of items.py, with nothing where nothing was found."""
        return [_row(name, self.article, self.look.found[name]) for name in FIELDS if name not in DERIVED]


def facts_of(case: Case) -> Facts:
    """Reads a page; raises SiteError for a rule of its profile that can't be used."""
    profile, page = case.profile, case.page()
    began = perf_counter()
    page.root  # noqa: B018 -- parsed here
    parsed = perf_counter()
    look = look_at(page, profile, case.fetched_at)
    read = perf_counter()
    said = ruled(page.url, profile)
    likely = is_article(page.url) if said is None else said
    return Facts(
        case, page, look, (parsed - began) * 1e3, (read - parsed) * 1e3, likely, is_article_page(page, look.article), is_shell(page)
    )


def _row(name: str, article: Article, candidates: list[Candidate]) -> Row:
    decided = getattr(article, name)
    origin = article.provenance.get(name, "")
    giver, *agreeing = origin.split("+")
    raw = getattr(article, name.replace("_at", "_raw"), None) if name.endswith("_at") else None
    equal = _equals(decided)
    won = _best([c for c in candidates if c.reader == giver], lambda c: raw is not None and plain(str(c.value)) == raw, equal)
    able = [c for c in candidates if not isinstance(decided, datetime) or read_date(str(c.value), decided)]
    also = {id(_best([c for c in able if c.reader == reader], equal)) for reader in agreeing}
    row = Row(name, decided, giver)
    for reader in READERS:
        mine = [c for c in candidates if c.reader == reader]
        standings: list[Standing] = ["won" if c is won else "agrees" if id(c) in also or equal(c) else "" for c in mine]
        if mine:
            row.candidates[reader] = list(zip(mine, standings, strict=True))
    return row


def _best(candidates: list[Candidate], *tests: Callable[[Candidate], bool]) -> Candidate | None:
    """The first that the earliest test holds for, else the first."""
    return next((c for test in tests for c in candidates if test(c)), candidates[0] if candidates else None)


def _equals(decided: Any) -> Callable[[Candidate], bool]:
    """Whether a candidate, as the page has it, says what was decided."""
    if decided in (None, "", []):
        return lambda candidate: False
    if isinstance(decided, datetime):
        return lambda candidate: bool((moment := read_date(str(candidate.value))) and moment.aware and moment.value == decided)
    if isinstance(decided, list) and isinstance(decided[0], Image):
        return lambda candidate: bool(marks(candidate.value.url) & marks(decided[0].url))
    if isinstance(decided, list) and isinstance(decided[0], Video):
        return lambda candidate: candidate.value.url == decided[0].url
    wanted = _form(decided)
    return lambda candidate: _form(candidate.value) == wanted or candidate.field == "language" and tag(str(candidate.value)) == decided


def _form(value: Any) -> frozenset[str]:
    values = value if isinstance(value, list) else [value]
    return frozenset(compact(plain(str(entry))) for entry in values)


def as_plain(facts: Facts) -> dict[str, Any]:
    """The facts for programs."""
    candidates = {
        row.field: [_plain(*pair) for pairs in row.candidates.values() for pair in pairs] for row in facts.rows() if row.candidates
    }
    return {
        "url": facts.page.url,
        "site": facts.case.site,
        "rendered": facts.case.rendered,
        "shell": facts.shell,
        "article": told(facts.article),
        "candidates": candidates,
        "removed": [{"reason": reason, "text": text} for reason, text in facts.look.body.removed],
        "discovery": {"address": round(facts.likely, 4), "page": facts.article_page},
        "timings": {"parse_ms": round(facts.parse_ms, 2), "read_ms": round(facts.read_ms, 2)},
    }


def _plain(candidate: Candidate, standing: Standing) -> dict[str, Any]:
    value = asdict(candidate.value) if is_dataclass(candidate.value) else candidate.value
    return {"reader": candidate.reader, "detail": candidate.detail, "value": value, "standing": standing or None}
