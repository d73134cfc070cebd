"""The lines around a headline: who wrote it, when, from which agency, how often it was shared, how long it takes to read.

A line is matched by its pattern, never by its position or its class: outlets change both, and leave lines out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newscrawl.normalise.names import is_byline, names_in, source_in
from newscrawl.normalise.text import clean
from newscrawl.reading.candidate import Candidate

LINES = 40  # behind the headline; what is further down is no byline
LONGEST = 140  # characters of a line that may be one
_BLOCKS = frozenset("div li ul ol p section header footer article aside main time h1 h2 h3 h4 table tr td dl dt dd figure figcaption nav form".split())
_UNSEEN = frozenset("script style template noscript svg figure picture video audio iframe form button nav select".split())

MINUTES = re.compile(
    r"^(?:reading time|read time|lesezeit|tiempo de lectura|temps de lecture|tempo di lettura|tempo de leitura|leestijd|okuma süresi|"
    r"время чтения|وقت القراءة|مدة القراءة|زمن القراءة)?\s*[:：]?\s*(?:ca\.?|~|approx\.?)?\s*(\d{1,3})\s*[-‑]?\s*"
    r"(?:min(?:ute)?s?|mins|minuten|minutos?|minuti|minuut|dakika|dk|мин(?:ут[аы]?)?|دقائق|دقيقة|分|분)\.?\s*"
    r"(?:read(?:ing)?(?: time)?|to read|lesezeit|lesedauer|lesen|de lectura|de lecture|di lettura|de leitura|leestijd|okuma|чтения|قراءة|للقراءة)?$",
    re.IGNORECASE,
)
SHARES = re.compile(
    r"^(?:shares?|compartidos?|مشاركات|مشاركة)?\s*[:：]?\s*(\d[\d.,\s]*)\s*(k|m)?\s*"
    r"(?:shares?|compartid[oa]s?|veces compartido|partages?|condivisioni|compartilhamentos?|mal geteilt|paylaşım|مشاركات|مشاركة|репост\w*)$",
    re.IGNORECASE,
)
# Words that say of a date that it is the second one.
UPDATED = re.compile(
    r"\b(?:updated?|last modified|modified|aktualisiert|stand|zuletzt|actualizado|actualización|mis à jour|modifié|aggiornat[oa]|atualizado|bijgewerkt|güncelleme|"
    r"обновлено|оновлено|aktualizováno|zaktualizowano|oppdatert|uppdaterad|opdateret|diperbarui)\b|تحديث|آخر تعديل|更新|수정",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[\s./-]+\S+[\s./-]+\d{2,4}|\d{4}[-/.年년]\s*\d{1,2}|\d{1,2}:\d\d|\d{1,2}\.\s?\w+\.?\s\d{4}|\w+\.? \d{1,2},? \d{4}")


def lines_behind(heading: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The short lines behind a headline, in the order of the page, up to the first paragraph of running text."""
    count = 0
    for element in _following(heading):
        text = clean(" ".join(element.itertext()))
        if len(text) > 2 * LONGEST and element.tag == "p":
            return
        if text and len(text) <= LONGEST:
            yield text, element
            count += 1
            if count == LINES:
                return


def _following(start: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind an element that have no block-level element inside."""
    element: HtmlElement | None = start
    for _ in range(6):
        if element is None or element.tag in ("body", "html"):
            return
        for sibling in element.itersiblings():
            yield from _leaves(sibling)
        element = element.getparent()


def _leaves(element: HtmlElement) -> Iterator[HtmlElement]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    if any(inner.tag in _BLOCKS for inner in element.iterdescendants()):
        for child in element.iterchildren():
            yield from _leaves(child)
    else:
        yield element


def read(heading: HtmlElement) -> Iterator[Candidate]:
    """The candidates in the lines behind the headline."""
    for text, element in lines_behind(heading):
        for line in (part.strip() for part in text.split("|")):
            yield from _read_line(line, element)


def _read_line(line: str, element: HtmlElement) -> Iterator[Candidate]:
    if source := source_in(line):
        yield Candidate("source", source, "dom", "line")
    elif is_byline(line) and (names := names_in(_DATE.split(line)[0])):
        yield Candidate("authors", names, "dom", "line")
    elif match := MINUTES.match(line):
        yield Candidate("reading_minutes", int(match[1]), "dom", "line")
    elif match := SHARES.match(line):
        yield Candidate("shares", count(match[1], match[2]), "dom", "line")
    if _DATE.search(line) and element.tag != "time":
        yield Candidate("modified_at" if UPDATED.search(line) else "published_at", line, "dom", "line")


def count(digits: str, unit: str | None) -> int:
    """A counter as people write it: ``1,204``, ``1.2 K``."""
    if unit:
        return round(float(digits.strip().replace(",", ".")) * {"k": 1_000, "m": 1_000_000}[unit.lower()])
    return int(re.sub(r"\D", "", digits))
