"""Bylines: the elements of a page that name its authors, read as one list of names."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newscrawl.normalise.names import is_role, looks_like_name, names_in
from newscrawl.normalise.text import unique
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.place import short_text, text_of

LONGEST = 160  # characters of a byline
JOINT = 5  # characters between two names
NEAR = 4  # levels around the elements of one byline
_NAME = re.compile(r"(?:^|[-_\s])(?:name|names|nombre|nome|nom|naam|navn|nimi)(?:$|[-_\s])|[a-z]Name\b")
_APART = frozenset(("div", "p", "li", "h3", "h4", "h5", "h6", "dd", "section"))
_MARKS = re.compile(r"[:：]")


def linked(links: list[Element]) -> Iterator[Candidate]:
    """The authors that links lead to (HTML, rel=author), those of one byline together."""
    for _, byline in itertools.groupby(links, key=_around if len(links) > 1 else None):
        if names := unique([text_of(link) for link in byline]):
            yield Candidate("authors", names, "dom", "rel=author")


def side_by_side(elements: list[Element]) -> Iterator[Candidate]:
    """The authors of several elements that each name one and stand together, as those of one byline."""
    if len(elements) < 2:
        return
    above = [list(itertools.islice(element.iterancestors(), NEAR)) for element in elements]
    holders = Counter(outer for around in above for outer in around)
    inner = [(element, around) for element, around in zip(elements, above, strict=True) if element not in holders]
    for holder, byline in itertools.groupby(inner, key=lambda one: next((outer for outer in one[1] if holders[outer] > 1), None)):
        members = [element for element, _ in byline]
        if holder is None or len(members) < 2 or not (short_text(holder, LONGEST) or _adjoin(holder, members)):
            continue
        texts = unique([line(element, text) for element in members if (text := short_text(element, LONGEST))])
        texts = [text for text in texts if any(map(looks_like_name, names_in(text)))]
        if len(texts) > 1:
            yield Candidate("authors", texts, "dom", "byline")


def _adjoin(holder: Element, members: list[Element]) -> bool:
    """Whether the elements follow one another in what holds them, with no more than an "and" between them."""
    tops = [next(itertools.chain((e for e in member.iterancestors() if e.getparent() is holder), (member,))) for member in members]
    return all(one.getnext() is two and len((one.tail or "").strip()) <= JOINT for one, two in itertools.pairwise(tops))


def _around(named: Element) -> Element:
    """The outermost element around one that has no more text than a byline."""
    around = named
    for outer in named.iterancestors():
        if not short_text(outer, LONGEST):
            break
        around = outer
    return around


def line(element: Element, text: str) -> str:
    """The byline; where it links to all of its authors, the names in the links alone; where it has parts, those that are names."""
    if not len(element):
        return text
    links = [text_of(link) for link in element.iter("a") if (link.get("href") or "").startswith(("/", "http"))]
    if any(links) and all(link in text for link in links):
        return ", ".join(links) if _are_all(links, text) else text
    named = [text_of(inner) for inner in element.iterdescendants() if _NAME.search(inner.get("class") or "")]
    parts = named or [text_of(part) for part in element if part.tag in _APART]
    names = list(itertools.takewhile(lambda part: looks_like_name(part) and not is_role(part), parts))
    return ", ".join(names) if names and (named or len(parts) > 1) else text


def _are_all(links: list[str], text: str) -> bool:
    """Whether a byline names nobody but those that it links to, and labels none of them."""
    rest = text
    for link in links:
        rest = rest.replace(link, "x", 1)
    return not _MARKS.search(rest) and not any(looks_like_name(name) and not is_role(name) for name in names_in(rest))
