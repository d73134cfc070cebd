"""The lines around a headline: who wrote it, when, from which agency, how often it was shared, how long it takes to read.

A line is matched by its pattern, never by its position or its class: outlets change both, and leave lines out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newscrawl.normalise.alternatives import by_letter
from newscrawl.normalise.names import is_byline, is_role, looks_like_name, names_in, source_in
from newscrawl.normalise.text import lowered
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.place import short_text, text_of

LINES = 24  # behind the headline; what is further down is no byline
LONGEST = 140  # characters of a line that may be one
SHORT = 40  # characters of a line that may name an author in one word
MOST_LETTERS = 50  # of a line that has a date; more is a sentence
STANDFIRST = (60, 500)  # characters: from, to
RUNNING = 100  # characters of a paragraph of text; after three of them the byline is past
_BLOCKS = frozenset(
    "address article aside dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 header li main nav ol p section table td time tr ul".split()
)
_UNSEEN = frozenset("script style template noscript svg figure figcaption picture video audio iframe form button nav select aside".split())

MINUTES = re.compile(
    r"^(?:reading time|read time|lesezeit|lesedauer|tiempo de lectura|temps de lecture|tempo di lettura|tempo de leitura|leestijd|okuma süresi|"
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
# Words that say of a date that it is the second one, and that it is the first; asked of a text in lower case.
_UPDATED_WORDS = (
    r"updated?|last modified|modified|aktualisiert|stand|zuletzt|geändert|actualizado|actualizada|actualización|modificado|mis à jour|modifié|actualisé|"
    r"aggiornat[oa]|aggiornamento|atualizad[oa]|atualização|bijgewerkt|güncelleme|güncellen\w+|обновл[её]но|изменено|оновлено|обновена|ажурирано|ažurirano|izmjena|"
    r"aktualizováno|aktualizované|aktualizace|zaktualizowano|aktualizacja|oppdatert|uppdaterad|opdateret|päivitetty|muokattu|frissítve|módosítva|actualizat|"
    r"ενημερώθηκε|ενημέρωση|diperbarui|dikemas ?kini|cập nhật|actualitzat"
)
_UPDATED_SPACELESS = r"تحديث|آخر تعديل|به‌روزرسانی|עודכן|עדכון אחרון|अपडेट|আপডেট|อัปเดต|อัพเดต|更新|업데이트|수정"
_PUBLISHED_WORDS = (
    r"(?:first )?published|posted|created|veröffentlicht|erschienen|erstellt|publicad[oa]|publicación|publié|pubblicat[oa]|gepubliceerd|geplaatst|yayınlanma|yayın|"
    r"опубликовано|опубліковано|публикувано|објављено|objavljeno|publikováno|vydáno|opublikowano|publisert|publicerad|publiceret|julkaistu|megjelent|publicat|"
    r"δημοσιεύθηκε|δημοσίευση|diterbitkan|đăng"
)
_PUBLISHED_SPACELESS = r"نشر|منتشر|פורסם|प्रकाशित|প্রকাশ|เผยแพร่|发布|發布|公開|입력"
_UPDATED = re.compile(rf"\b(?:{by_letter(_UPDATED_WORDS)})\b|{_UPDATED_SPACELESS}")
_PUBLISHED = re.compile(rf"\b(?:{by_letter(_PUBLISHED_WORDS)})\b|{_PUBLISHED_SPACELESS}")
_DATE = re.compile(
    r"\b\d{1,2}[\s./-]+(?:de )?[^\W\d_][^\s\d:;!?()]{1,20}(?: de)?[\s.,/-]+\d{2,4}\b|\b\d{1,2}[\s./-]+\d{1,2}[\s./-]+\d{2,4}\b|"
    r"\b\d{4}[-/.年년]\s*\d{1,2}[-/.月월]\s*\d{1,2}|\b\d{1,2}:\d\d\b|\b\d{1,2}\.\s?\w+\.?\s\d{4}|\b[^\W\d_]+\.? \d{1,2},? \d{4}|"
    r"\b(?:ago|hace|منذ|yesterday|today|gestern|heute|اليوم|أمس)\b"
)
_MAY_DATE = re.compile(r"\d|ago|hace|منذ|yesterday|today|gestern|heute|اليوم|أمس")  # most lines have none of it
# Where somebody is, up to the next name: "Jane Doe in Cairo and Joe Roe in Beirut".
_PLACED = re.compile(r"\s*[,·•]?\s+in\s+[^\W\d_a-z].*?(?=,?\s+(?:and|und|with|mit)\s+\S.*\sin\s+[^\W\d_a-z]|$)")
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d")
# Scripts without capitals: a day of the week looks as a name does.
_WEEKDAY = re.compile(
    r"(?:يوم )?(?:ال)?(?:سبت|[أا]حد|[إا]?ثنين|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)|(?:سه|چهار|پنج|دو|یک)?[\u200c\s]?شنبه|جمعه|יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי)|שבת|"
    r"(?:सोम|मंगल|बुध|गुरु|गुरू|शुक्र|शनि|रवि)वार|(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
)


# The folder that a link to an author's page leads to, and what names a byline to the tests of the site.
_AUTHORS = re.compile(
    r"/(?:authors?|by|byline|autor(?:es|in|en|i)?|auteurs?|autore|reporters?|journalists?|journalistes?|redaktion|redaktor|people|staff|staff-writers?|contributors?|writers?|columnists?|"
    r"columnistas?|firmas?|signataires?|szerzo|profiles?|redactie|avtor|yazar(?:lar)?|penulis)/[^/]"
)
_BYLINE = re.compile(r"\b(?:byline|authors?)\b", re.IGNORECASE)
LABEL = 24  # characters of a line that says of which date the next one is
SIGNED = 40  # characters of a line that is a name
_TESTS = ("data-testid", "data-component", "data-qa")


def lines_behind(heading: Element) -> Iterator[tuple[str, Element]]:
    """The lines and paragraphs behind a headline, in the order of the page, until the text runs; an overlong one is empty."""
    paragraphs = 0
    for element in itertools.islice(_following(heading), LINES):
        text = short_text(element, STANDFIRST[1])
        if element.tag == "p" and (len(text) > RUNNING or not text and next(element.itertext(), None)):
            paragraphs += 1
        if paragraphs == 3:
            return
        yield text, element


def _following(start: Element) -> Iterator[Element]:
    """The elements behind an element that have no block-level element inside."""
    element: Element | None = start
    for _ in range(7):
        if element is None or element.tag in ("body", "html"):
            return
        for sibling in element.itersiblings():
            yield from _leaves(sibling)
        element = element.getparent()


def _leaves(element: Element) -> Iterator[Element]:
    waiting = [element]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        if len(element) and any(inner.tag in _BLOCKS for inner in element.iterdescendants()):
            waiting.extend(reversed(element))
        else:
            yield element


def read(heading: Element, unnamed: bool = True) -> Iterator[Candidate]:
    """The candidates in the lines behind the headline; ``unnamed``: names of authors, too, that only their links call so."""
    summary_may_come, label = True, ""
    for text, element in lines_behind(heading):
        if summary_may_come and (len(text) >= STANDFIRST[0] and not date_in(text[:40]) or not text and element.tag == "p"):
            summary_may_come = False
            if text and _stands_alone(element):
                yield Candidate("summary", text, "dom", "line")
        if text and len(text) <= LONGEST:
            yield from read_line(f"{label} {text}" if label else text, element, "line")
            if unnamed and (names := _signed(text, element)):
                yield Candidate("authors", names, "dom", "author link")
            bare = lowered(text).strip(" :") if len(text) <= LABEL else ""
            label = text if bare and (_UPDATED.fullmatch(bare) or _PUBLISHED.fullmatch(bare)) else ""
            for child in element if len(element) > 1 else ():
                if isinstance(child.tag, str) and (part := text_of(child)):
                    yield from read_line(part, child, "line")


def _signed(text: str, element: Element) -> list[str]:
    """The names in a line that its links, or the names for tests around it, call authors'."""
    named: list[Element] = []
    if (first := next(element.iter("a"), None)) is not None and _AUTHORS.search((first.get("href") or "").lower()):
        named = list(element.iter("a"))
    elif (
        len(text) <= SIGNED
        and 0 < text.count(" ") < 5
        and any(map(_is_tested_byline, (element, *itertools.islice(element.iterancestors(), 3))))
    ):
        named = [element]
    return [name for part in named for name in names_in(short_text(part, LONGEST)) if looks_like_name(name) and not is_role(name)]


def _is_tested_byline(element: Element) -> bool:
    return any((name := element.get(attribute)) and _BYLINE.search(name) for attribute in _TESTS)


def _stands_alone(element: Element) -> bool:
    """Whether a paragraph has no other paragraph beside it: it is the standfirst between headline and text, not the text's first."""
    siblings = (*element.itersiblings(element.tag), *element.itersiblings(element.tag, preceding=True))
    return not any(len(text_of(sibling)) > STANDFIRST[0] for sibling in siblings)


def read_line(text: str, element: Element, detail: str) -> Iterator[Candidate]:
    """The candidates in one line; bars part what it says."""
    for line in (part.strip() for part in text.split("|")):
        yield from _part(line, detail)
    if element.tag != "time" and (moment := date_in(text)) and len(_LETTERS.findall(text)) <= MOST_LETTERS:
        yield from dates_in(text, detail)
        before = text[: moment.start()].strip(" |·•,-–—")
        if looks_like_name(before) and not _WEEKDAY.fullmatch(before):
            yield Candidate("authors", [before], "dom", "name and date")


def dates_in(text: str, detail: str) -> Iterator[Candidate]:
    """The dates of a line: what stands before "updated" is the first, what stands behind it the second; "published" behind both turns them."""
    first, second = text, ""
    if mark := updated_in(text):
        first, second = text[: mark.start()], text[mark.start() :]
        turn = _PUBLISHED.search(lowered(second), mark.end() - mark.start())
        if turn and date_in(second[: turn.start()]):
            first, second = second[turn.start() :], second[: turn.start()].strip(" |")
    if not second or date_in(first):
        yield Candidate("published_at", first, "dom", detail)
    if second:
        yield Candidate("modified_at", second if date_in(first) else text, "dom", detail)


def updated_in(text: str) -> re.Match[str] | None:
    """Where a line says that what follows is the date of a change."""
    return _UPDATED.search(lowered(text))


def _without_updated(text: str) -> str:
    mark = updated_in(text)
    return text[: mark.start()] + text[mark.end() :] if mark else text


def date_in(text: str) -> re.Match[str] | None:
    """Where a line has a date or a time; None where it has none."""
    return _DATE.search(text) if _MAY_DATE.search(text) else None


def is_head_line(text: str) -> bool:
    """Whether a short line of the text belongs to the head of the page: a byline, a source, a date, a counter, the cross of a close button."""
    return len(text) < 2 or (
        len(text) <= LONGEST
        and any(True for part in text.split("|") for _ in _part(part.strip(), ""))
        or len(text) <= SHORT
        and date_in(text) is not None
    )


def has_label(text: str) -> bool:
    """Whether a line says by itself what it names: an author, a source, a date."""
    return bool(source_in(text) or date_in(text) or "|" in text)


def _part(line: str, detail: str) -> Iterator[Candidate]:
    if source := source_in(line):
        yield Candidate("source", source, "dom", detail)
    elif is_byline(line):
        names = names_in(_without_updated(_PLACED.sub("", _DATE.split(line)[0])))
        if names and all(looks_like_name(name) or (len(line) <= SHORT and name[0].isupper()) for name in names):
            yield Candidate("authors", names, "dom", detail)
    elif not _NUMBER.search(line):
        return
    elif match := MINUTES.match(line):
        yield Candidate("reading_minutes", int(match[1]), "dom", detail)
    elif match := SHARES.match(line):
        yield Candidate("shares", count(match[1], match[2]), "dom", detail)


def count(digits: str, unit: str | None) -> int:
    """A counter as people write it: ``1,204``, ``1.2 K``."""
    if unit:
        return round(float(digits.strip().replace(",", ".")) * {"k": 1_000, "m": 1_000_000}[unit.lower()])
    return int(re.sub(r"\D", "", digits))
