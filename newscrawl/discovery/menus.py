"""The sections of a site, from the menus of one of its pages.

Every short link is an entry; what speaks for and against it is evidence with a weight. Most of it is structure: where the
entry stands, the form of its address, what its neighbours are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.discovery.anchors import Anchor, Zone, anchors_of, text_of
from newscrawl.discovery.features import slug_weight, text_weight
from newscrawl.discovery.links import is_article
from newscrawl.discovery.shapes import Shape, shape_of
from newscrawl.discovery.words import HOME, KIND_WORDS, LANGUAGES, LISTING, PASTIME, SECTION, SECTION_PATH, SERVICE, SERVICE_WORDS, fold, kind_of
from newscrawl.reading.page import Page
from newscrawl.site import Section
from newscrawl.urls import link_key, same_site

_LABEL_WORDS, _LABEL_LENGTH = 5, 40  # a section's name is no longer
_HEADLINES = 3  # so many of them begin the list of articles
_HEADS = ("a", "span", "button", "strong", "b", "p", "label", "h2", "h3", "h4", "h5")  # what names a list of sub-sections
_MENU = 4  # so many sections make a menu
_ENOUGH = 2.0  # evidence that makes an entry a section

_LOCALE = re.compile(r"[a-z]{2}[-_][a-z]{2}", re.IGNORECASE)  # BCP 47, language and region

_EVIDENCE = {
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


@dataclass(slots=True)
class _Entry:
    """A short link that may be a section."""

    anchor: Anchor
    shape: Shape
    label: str  # folded
    block: HtmlElement | None  # the list that it stands in
    above: _Entry | None = None
    head: str | None = None  # the words above its list
    among_articles: bool = False  # the page's headlines begin above it
    times: int = 1
    evidence: set[str] = field(default_factory=set)

    @property
    def weight(self) -> float:
        return sum(_EVIDENCE[name] for name in self.evidence)


def section_links(html: bytes, url: str) -> list[Section]:
    """The sections of a site from the HTML of its front page or of any other page that prints its menu.

    Addresses are absolute; ``parent`` is the label of the menu entry above a sub-section, ``kind`` what its listing lists.
    """
    return sections_of(Page(html, url))


def sections_of(page: Page) -> list[Section]:
    """The sections in the menus of a page, each once, in the order of the menu."""
    entries = _entries(page)
    _judge(entries, page)
    chosen = [entry for entry in entries.values() if entry.weight >= _ENOUGH]
    by_path = {(entry.shape.host, entry.shape.parts): entry for entry in chosen if entry.shape.parts}
    return [_section(entry, by_path) for entry in chosen]


def _section(entry: _Entry, by_path: dict[tuple[str, tuple[str, ...]], _Entry]) -> Section:
    parent = entry.head if not entry.above or entry.above.weight >= _ENOUGH else None
    if not parent and (above := by_path.get((entry.shape.host, entry.shape.parts[:-1]))):
        parent = above.anchor.text
    if parent and fold(parent) == entry.label:
        parent = None
    kind = kind_of(entry.anchor.text, entry.shape.slug)
    if parent and kind == "article":
        kind = kind_of(parent)
    return Section(entry.anchor.text, entry.anchor.url, kind, parent)


def _entries(page: Page) -> dict[str, _Entry]:
    """The short links of the page to its own site by address; of those printed twice the one that stands in a menu."""
    found: dict[str, _Entry] = {}
    by_element: dict[HtmlElement, _Entry] = {}
    every = anchors_of(page)
    anchors = [anchor for anchor in every if _is_short(anchor, page)]
    below = _below_headlines(every)
    linked = {anchor.element: anchor.url for anchor in anchors}
    for anchor in anchors:
        key = anchor.key
        entry = _Entry(anchor, shape_of(anchor.url), fold(anchor.text), _block(anchor.element, linked), among_articles=anchor.element in below)
        by_element[anchor.element] = entry
        if known := found.get(key):
            known.times += 1
            entry.times = known.times
            if _rank(anchor) <= _rank(known.anchor):
                continue
        found[key] = entry
    for entry in found.values():
        entry.above, entry.head = _above(entry, by_element)
    return found


def _below_headlines(anchors: list[Anchor]) -> set[HtmlElement]:
    """The links after the first headlines of the page, in its order."""
    seen, below = 0, set()
    for anchor in anchors:
        if anchor.zone in (None, Zone.MAIN) and text_weight(anchor.text) > 3 and is_article(anchor.url, anchor.text) > 0.8:
            seen += 1
        if seen >= _HEADLINES:
            below.add(anchor.element)
    return below


def _rank(anchor: Anchor) -> int:
    return {Zone.MENU: 3, Zone.HEADER: 2, None: 1}.get(anchor.zone, 0)


def _is_short(anchor: Anchor, page: Page) -> bool:
    """Whether a link to this site has a label no longer than a section's name."""
    shape = shape_of(anchor.url)
    if not anchor.text or len(anchor.text) > _LABEL_LENGTH or text_weight(anchor.text) > _LABEL_WORDS or not fold(anchor.text):
        return False
    if shape.is_file or _is_home(shape, shape_of(page.base).host) or "@" in anchor.url:
        return False
    return same_site(anchor.url, page.url) or same_site(anchor.url, page.base)


def _is_home(shape: Shape, host: str) -> bool:
    """Whether it is the front page, whatever its query; ``/?cat=7`` is a page of its own."""
    return shape.host == host and not shape.parts and not re.search(r"=\d+", shape.query)


def _block(element: HtmlElement, linked: dict[HtmlElement, str]) -> HtmlElement | None:
    """The nearest element around a link that holds three or more of them."""
    for box in element.iterancestors():
        if len({linked[a] for a in box.iter("a") if a in linked}) > 2:
            return box
    return None


def _above(entry: _Entry, known: dict[HtmlElement, _Entry]) -> tuple[_Entry | None, str | None]:
    """The entry whose list item holds this one's list, and the words on it, which need not be a link."""
    item = next(islice(entry.anchor.element.iterancestors("li"), 1, 2), None)
    if item is None:
        return None, None
    for element in _heads(item):
        above = known.get(element)
        if above and above.shape == entry.shape:
            break
        if label := text_of(element):
            return above, label if len(label) <= _LABEL_LENGTH else None
    return None, None


def _heads(item: HtmlElement) -> Iterator[HtmlElement]:
    """What stands in a list item before its list: the link or words that name it."""
    for element in item.iter("ul", "ol", *_HEADS):
        if element.tag in ("ul", "ol"):
            return
        yield element


def _judge(entries: dict[str, _Entry], page: Page) -> None:
    """Gives every entry its evidence: first what it is by itself, then what those around it are."""
    host = shape_of(page.base).host
    for entry in entries.values():
        entry.evidence |= set(_alone(entry, host))
    branches: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries.values():
        if len(entry.shape.parts) > 1 and fold(entry.shape.parts[0]) not in SECTION_PATH:
            branches[f"{entry.shape.host}/{entry.shape.parts[0]}"].append(entry)
    for members in _lists(entries.values()).values():
        _judge_list(members)
    for members in branches.values():
        if len(members) > 3 and sum(map(_shunned, members)) > 0.4 * len(members):
            for entry in members:
                entry.evidence.add("shunned branch")
    _judge_filing(entries)
    _judge_menus(entries)
    roots = {(e.shape.host, e.shape.parts) for e in entries.values() if not _shunned(e)}
    for entry in entries.values():
        if any((entry.shape.host, entry.shape.parts[:n]) in roots for n in range(1, len(entry.shape.parts))):
            entry.evidence.add("below a section")
        if entry.above and _shunned(entry.above) or entry.head and (fold(entry.head) in SERVICE or fold(entry.head) in PASTIME):
            entry.evidence.add("below a service")


def _judge_filing(entries: dict[str, _Entry]) -> None:
    """Where all that a menu lists lies below one path, that path files sections, even if it is /tag/ or /search/."""
    if sum("menu" in entry.evidence and entry.weight >= _ENOUGH for entry in entries.values()) >= _MENU:
        return
    filed: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for entry in entries.values():
        if {"menu", "person or topic"} <= entry.evidence:
            filed[entry.shape.parts[:-1]].append(entry)
    for members in filed.values():
        if sum("named" in entry.evidence for entry in members) >= max(3, 0.5 * len(members)):
            for entry in members:
                entry.evidence -= {"person or topic", "service below", "shunned list", "shunned branch"}
                entry.evidence.add("filed")


def _judge_menus(entries: dict[str, _Entry]) -> None:
    """What the menus of the page as a whole say of an entry."""
    listed = [entry for entry in entries.values() if "menu" in entry.evidence and not _shunned(entry)]
    if sum("own host" in entry.evidence for entry in listed) > 1:
        for entry in listed:
            if "elsewhere" in entry.evidence and not entry.shape.parts:
                entry.evidence.add("fellow host")
    if sum("named" in entry.evidence for entry in listed) > _MENU:
        for members in _lists(entries.values()).values():
            if len(members) > 2 and not any(entry.evidence & {"named", "partly named", "slug named"} for entry in members):
                for entry in members:
                    entry.evidence.add("unnamed list")
    if sum("menu" in entry.evidence and entry.weight >= _ENOUGH for entry in entries.values()) >= _MENU:
        for entry in entries.values():
            if not entry.evidence.isdisjoint({"footer", "side"}):
                entry.evidence.add("off menu")


def _lists(entries: Iterable[_Entry]) -> dict[HtmlElement | None, list[_Entry]]:
    lists: dict[HtmlElement | None, list[_Entry]] = defaultdict(list)
    for entry in entries:
        lists[entry.block].append(entry)
    return lists


def _shunned(entry: _Entry) -> bool:
    return not entry.evidence.isdisjoint({"service", "service below", "language"})


def _judge_list(members: list[_Entry]) -> None:
    if len(members) < 3:
        return
    if sum(map(_shunned, members)) > 0.4 * len(members):
        for entry in members:
            entry.evidence.add("shunned list")
    forms = Counter(_form(entry.shape) for entry in members)
    named = sum("named" in entry.evidence for entry in members)
    for entry in members:
        if forms[_form(entry.shape)] >= max(3, 0.3 * len(members)):
            entry.evidence.add("alike")
        if named >= max(2, 0.25 * len(members)):
            entry.evidence.add("among sections")


def _form(shape: Shape) -> tuple[str, int, str]:
    """Host, depth and what the path begins with where it is filed."""
    return shape.host, len(shape.parts), shape.parts[0] if len(shape.parts) > 1 else ""


def _alone(entry: _Entry, host: str) -> Iterator[str]:
    yield from _placed(entry)
    yield from _named(entry)
    yield from _addressed(entry, host)


def _placed(entry: _Entry) -> Iterator[str]:
    zone = entry.anchor.zone
    if zone in (Zone.MENU, Zone.HEADER):
        yield "menu"
    elif zone is Zone.FOOTER:
        yield "footer"
    elif zone in (Zone.SIDE, Zone.MAIN) or entry.anchor.in_article or entry.among_articles:
        yield "side"
    if entry.times > 1:
        yield "repeated"


def _named(entry: _Entry) -> Iterator[str]:
    words = entry.label.split()
    if entry.label in LANGUAGES or entry.anchor.element.get("hreflang") or any(_LOCALE.fullmatch(part) for part in entry.shape.parts[-1:]):
        yield "language"
    if entry.label in SERVICE or entry.label in PASTIME or entry.label in HOME:
        yield "service"
    elif entry.label not in SECTION and any(word in SERVICE_WORDS for word in words):
        yield "service"
    if entry.label in SECTION or any(entry.label in table for table in KIND_WORDS.values()):
        yield "named"
    elif any(word in SECTION for word in words):
        yield "partly named"
    if entry.shape.dated or re.search(r"(?<!\d)(199\d|20[0-2]\d)(?!\d)", entry.label):
        yield "year"
    if text_weight(entry.anchor.text) > 3:
        yield "wordy"
    if not entry.anchor.element.text_content().strip():
        yield "picture"


def _addressed(entry: _Entry, host: str) -> Iterator[str]:
    shape = entry.shape
    parts = [fold(part) for part in shape.parts]
    labels = shape.host.split(".")
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
    if any(part in SERVICE or part in PASTIME for part in parts) or shape.host != host and any(fold(label) in SERVICE_WORDS for label in labels[:-2]):
        yield "service below"
    elif any(word in SERVICE_WORDS for part in parts for word in part.split()):
        yield "service below"
    if any(part in LISTING or part.split()[-1:] in (["tag"], ["tags"]) for part in parts[:-1]):
        yield "person or topic"
    if any(part in KIND_WORDS["audio"] for part in parts[:-1]):
        yield "show"
    if slug_weight(shape.slug) > 3:
        yield "wordy address"
    if shape.numbered and (slug_weight(shape.slug) > 2 or shape.slug.isdigit()) or is_article(entry.anchor.url, entry.anchor.text) > 0.5:
        yield "record"
