"""Evidence: what speaks for and against an entry of a menu being a section, by itself and among its neighbours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from newscrawl.discovery.entries import ASIDE, Entry
from newscrawl.discovery.features import slug_weight, text_weight
from newscrawl.discovery.links import is_article
from newscrawl.discovery.places import Zone
from newscrawl.discovery.shapes import Shape, shape_of
from newscrawl.discovery.words import HOME, KIND_WORDS, LANGUAGES, LISTING, PASTIME, SECTION, SECTION_PATH, SERVICE, SERVICE_WORDS, fold
from newscrawl.reading.page import Page

WEIGHTS = {
    "menu": 1.0,  # in a menu or the page's header
    "footer": -1.0,
    "side": -1.5,  # in a side box or among the articles
    "off menu": -2.0,  # in none of the menus of a page that has some
    "unnamed list": -1.5,  # nothing in its list is named as sections are, though the menus are in a language known here
    "picture": -1.5,  # its label is that of a picture
    "named": 2.0,  # its label is what a section is called somewhere
    "partly named": 0.7,  # a word of it is
    "slug named": 0.7,
    "filed": 1.0,  # below /category/, /section/ and the like
    "plain": 1.0,  # its path has one part
    "deep": -0.7,  # more than three parts
    "below a section": 0.5,  # its path continues that of another entry
    "alike": 0.5,  # its address has the form of much of its list
    "among sections": 0.7,  # much of its list is named as sections are
    "repeated": 0.3,  # printed more than once: desktop and mobile
    "wordy": -0.8,  # a label of four or five words
    "wordy address": -1.0,
    "record": -1.5,  # a number in the address as articles have it
    "year": -3.5,  # an event or an archive, not a section
    "elsewhere": -2.0,  # on another host of the same domain
    "own host": 1.5,  # the front page of that host, with a section's name
    "fellow host": 2.5,  # so have others of its list, with the names of sections
    "service": -5.0,
    "service below": -3.0,  # in the address only
    "language": -5.0,
    "person or topic": -3.0,
    "shunned list": -2.5,  # most of its list are services
    "shunned branch": -3.0,  # most of what lies below the same path is
    "below a service": -3.0,  # so is the entry above it
    "show": -2.0,  # one of many below a listing of broadcasts
}  # fmt: skip
_ASIDE = SERVICE | PASTIME
ENOUGH = 2.0  # evidence that makes an entry a section
_MENU = 4  # so many sections make a menu
_LIST = 3  # so many entries make a list
_LOCALE = re.compile(r"[a-z]{2}[-_][a-z]{2}", re.IGNORECASE)  # BCP 47, language and region


def weight_of(entry: Entry) -> float:
    return round(sum(WEIGHTS[name] for name in entry.evidence), 3)  # in whatever order a set gives them


def is_section(entry: Entry) -> bool:
    return weight_of(entry) >= ENOUGH


def judge(entries: dict[str, Entry], page: Page) -> None:
    """Gives every entry its evidence: first what it is by itself, then what those around it are."""
    host = shape_of(page.base).host
    for entry in entries.values():
        entry.evidence |= set(_alone(entry, host))
    branches: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if len(entry.shape.parts) > 1 and fold(entry.shape.parts[0]) not in SECTION_PATH:
            branches[f"{entry.shape.host}/{entry.shape.parts[0]}"].append(entry)
    for members in _lists(entries.values()).values():
        _judge_list(members)
    for members in branches.values():
        if len(members) > _LIST and sum(map(_shunned, members)) > 0.4 * len(members):
            for entry in members:
                entry.evidence.add("shunned branch")
    _judge_filing(entries)
    _judge_menus(entries)
    roots = {(e.shape.host, e.shape.parts) for e in entries.values() if not _shunned(e)}
    for entry in entries.values():
        if any((entry.shape.host, entry.shape.parts[:n]) in roots for n in range(1, len(entry.shape.parts))):
            entry.evidence.add("below a section")
        if entry.above and _shunned(entry.above) or entry.head and fold(entry.head) in _ASIDE:
            entry.evidence.add("below a service")


def _judge_filing(entries: dict[str, Entry]) -> None:
    """Where all that a menu lists lies below one path, that path files sections, even if it is /tag/ or /search/."""
    if sum("menu" in entry.evidence and is_section(entry) for entry in entries.values()) >= _MENU:
        return
    filed: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if {"menu", "person or topic"} <= entry.evidence:
            filed[entry.shape.parts[:-1]].append(entry)
    for members in filed.values():
        if sum("named" in entry.evidence for entry in members) >= max(_LIST, 0.5 * len(members)):
            for entry in members:
                entry.evidence -= {"person or topic", "service below", "shunned list", "shunned branch"}
                entry.evidence.add("filed")


def _judge_menus(entries: dict[str, Entry]) -> None:
    """What the menus of the page as a whole say of an entry."""
    listed = [entry for entry in entries.values() if "menu" in entry.evidence and not _shunned(entry)]
    if sum("own host" in entry.evidence for entry in listed) > 1:
        for entry in listed:
            if "elsewhere" in entry.evidence and not entry.shape.parts:
                entry.evidence.add("fellow host")
    if sum("named" in entry.evidence for entry in listed) > _MENU:
        for members in _lists(entries.values()).values():
            if len(members) >= _LIST and not any(entry.evidence & {"named", "partly named", "slug named"} for entry in members):
                for entry in members:
                    entry.evidence.add("unnamed list")
    if sum("menu" in entry.evidence and is_section(entry) for entry in entries.values()) >= _MENU:
        for entry in entries.values():
            if not entry.evidence.isdisjoint({"footer", "side"}):
                entry.evidence.add("off menu")


def _lists(entries: Iterable[Entry]) -> dict[Element | None, list[Entry]]:
    lists: dict[Element | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        lists[entry.block].append(entry)
    return lists


def _shunned(entry: Entry) -> bool:
    return not entry.evidence.isdisjoint({"service", "service below", "language"})


def _judge_list(members: list[Entry]) -> None:
    if len(members) < _LIST:
        return
    shunned, named = sum(map(_shunned, members)), sum("named" in entry.evidence for entry in members)
    if shunned > ASIDE * len(members) and shunned >= named:
        for entry in members:
            entry.evidence.add("shunned list")
    forms = Counter(_form(entry.shape) for entry in members)
    for entry in members:
        if forms[_form(entry.shape)] >= max(_LIST, 0.3 * len(members)):
            entry.evidence.add("alike")
        if named >= max(2, 0.25 * len(members)):
            entry.evidence.add("among sections")


def _form(shape: Shape) -> tuple[str, int, str]:
    """Host, depth and what the path begins with where it is filed."""
    return shape.host, len(shape.parts), shape.parts[0] if len(shape.parts) > 1 else ""


def _alone(entry: Entry, host: str) -> Iterator[str]:
    yield from _placed(entry)
    yield from _named(entry)
    yield from _addressed(entry, host)


def _placed(entry: Entry) -> Iterator[str]:
    zone = entry.anchor.zone
    if zone in (Zone.MENU, Zone.HEADER):
        yield "menu"
    elif zone is Zone.FOOTER:
        yield "footer"
    elif zone in (Zone.SIDE, Zone.MAIN) or entry.anchor.in_article or entry.among_articles:
        yield "side"
    if entry.times > 1:
        yield "repeated"


def _named(entry: Entry) -> Iterator[str]:
    words = entry.label.split()
    if entry.label in LANGUAGES or entry.anchor.element.get("hreflang") or any(_LOCALE.fullmatch(part) for part in entry.shape.parts[-1:]):
        yield "language"
    if entry.label in _ASIDE | HOME or entry.label not in SECTION and any(word in SERVICE_WORDS for word in words):
        yield "service"
    if entry.label in SECTION or any(entry.label in table for table in KIND_WORDS.values()):
        yield "named"
    elif any(word in SECTION for word in words):
        yield "partly named"
    if entry.shape.dated or re.search(r"(?<!\d)(199\d|20[0-2]\d)(?!\d)", entry.label):
        yield "year"
    if text_weight(entry.anchor.text) > 3:
        yield "wordy"
    if not "".join(entry.anchor.element.itertext()).strip():
        yield "picture"


def _addressed(entry: Entry, host: str) -> Iterator[str]:
    shape = entry.shape
    parts = [fold(part) for part in shape.parts]
    hosts = [fold(name) for name in shape.host.split(".")[:-2]] if shape.host != host else []
    if shape.host != host:
        yield "elsewhere"
        if not parts and entry.label in SECTION:
            yield "own host"
    elif len(parts) < 2:
        yield "plain"
    if len(parts) > 3:
        yield "deep"
    if any(part in SECTION_PATH for part in parts[:-1]):
        yield "filed"
    if parts and (parts[-1] in SECTION or " ".join(shape.words) in SECTION):
        yield "slug named"
    if any(part in _ASIDE for part in parts) or any(word in SERVICE_WORDS for part in (*parts, *hosts) for word in part.split()):
        yield "service below"
    if any(part in LISTING or part.split()[-1:] in (["tag"], ["tags"]) for part in parts[:-1]):
        yield "person or topic"
    if any(part in KIND_WORDS["audio"] for part in parts[:-1]):
        yield "show"
    if slug_weight(shape.slug) > 3:
        yield "wordy address"
    if shape.numbered and (slug_weight(shape.slug) > 2 or shape.slug.isdigit()) or is_article(entry.anchor.url, entry.anchor.text) > 0.5:
        yield "record"
