"""Who wrote an article, and where its text comes from: which of the bylines in a page is believed."""

from __future__ import annotations

import itertools
import re

from newscrawl.items import Block
from newscrawl.normalise.names import in_order, is_account, is_agency, is_company, is_desk, looks_like_name, names_in, without_agencies
from newscrawl.normalise.text import compact, folded, unique
from newscrawl.reading.candidate import Candidate, Choice, Found, choose
from newscrawl.reading.headline import is_head_line
from newscrawl.reading.jsonld import ORGANIZATION

PEOPLE, NOBODY, ACCOUNTS = 0, 1, 2  # what a candidate names
MOST = 16  # bylines of a page that are looked at
LONGEST = 100  # characters of a line of the head
SENTENCE = 50  # characters of a line that is running text where it ends as a sentence does
FIRST = 4  # lines of the text in which it may be signed
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?(?:uhr|h|[ap]\.?m\.?))?", re.IGNORECASE)  # several headings of it: the entries of a live blog


def authors_and_source(found: Found, names: set[str], signed: list[str]) -> tuple[Choice, Choice]:
    """People, and the agency apart: the first reader that names a person; a site that names itself, then agencies, where none does.

    ``names`` are the site's own; ``signed`` are the names that the text itself begins with.
    """
    own_names = tuple(name for name in names if len(name) > 2)

    def named(candidate: Candidate) -> list[str]:
        values = candidate.value if isinstance(candidate.value, list) else [candidate.value]
        if len(values) > 1 and all(value.count(",") == 1 for value in values):  # a library's "Last, First"
            values = [in_order(value) for value in values]
        return unique([name for value in values for name in names_in(value)])

    candidates = [*found["authors"][:MOST], Candidate("authors", signed, "dom", "first line")]
    spelt = {candidate: named(candidate) for candidate in candidates}
    sorts = {candidate: _sort_of(spelt[candidate]) for candidate in candidates}
    ordered = sorted(candidates, key=sorts.__getitem__)
    if person := next((c for c in ordered if sorts[c] == PEOPLE and not _is_house(c, spelt[c], own_names)), None):
        ordered.remove(person)
        ordered.insert(0, person)
    chosen, reader = choose(ordered, spelt.get, lambda values: {compact(value) for value in values})
    known = {compact(name) for name in chosen or []}
    if fuller := next(
        (c for c in found.by("authors", "dom", "rel=author") if known and known < {compact(name) for name in named(c)}), None
    ):
        chosen, reader = named(fuller), "dom+" + reader
    people, agency = without_agencies(chosen or [])
    people = [name for name in people if not _names_the_site(name, own_names)] or people
    if not found["source"] and agency:
        return (people, reader), (agency, reader)
    stated = [*found["source"], *(c for c in candidates if people and sorts[c] == NOBODY and spelt[c] and not is_agency(people[0]))]
    source, source_reader = choose(stated, lambda c: c.value if isinstance(c.value, str) else ", ".join(spelt.get(c) or c.value), folded)
    return (people, reader), (source, source_reader)


def _sort_of(names: list[str]) -> int:
    """Whether the names of a candidate are people, nobody's, or accounts of a system; the better first."""
    own = [name for name in names if not is_agency(name)]
    return NOBODY if not own else ACCOUNTS if all(map(is_account, own)) else PEOPLE


def _is_house(candidate: Candidate, names: list[str], own_names: tuple[str, ...]) -> bool:
    """Whether a candidate names the outlet, or a desk of it, instead of people."""
    own = [name for name in names if not is_agency(name)]
    if candidate.detail == ORGANIZATION or all(is_desk(name) or is_company(name) or _names_the_site(name, own_names) for name in own):
        return True
    return not any(" " in name for name in own) and _names_the_site(str(candidate.value).strip("['"), own_names)


def without_head(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """The body without what it has of the page's head before its first paragraph of running text, and the names that it is signed with.

    Small outlets sign in one of the first lines of the text: a line of its own that is nothing but names.
    """
    head = list(itertools.takewhile(_may_be_head, blocks))
    if len(head) == len(blocks):
        return blocks, []
    signed = next((block for block in head[:FIRST] if block.type == "paragraph" and _all_names(block.text)), None)
    if signed is None and head and head[0].type == "heading" and _all_names(head[0].text):
        signed = head[0]  # in bold type
    clocks = {id(block) for block in blocks if block.type == "heading" and _CLOCK.fullmatch(block.text)}
    entries = clocks if len(clocks) > 1 else set()
    kept = [block for block in head if block is not signed and (id(block) in entries or not is_head_line(block.text))]
    return kept + blocks[len(head) :], names_in(signed.text.replace("/", ", ")) if signed else []


def _may_be_head(block: Block) -> bool:
    """Whether a block is a line rather than a paragraph of running text."""
    is_sentence = len(block.text) > SENTENCE and block.text.endswith((".", "!", "?", "。", "؟", "”", '"'))
    return block.type in ("paragraph", "list_item", "heading") and len(block.text) <= LONGEST and not is_sentence


def _all_names(line: str) -> bool:
    """Whether a line is nothing but names; in scripts without capitals a heading looks the same."""
    return any(c.isupper() for c in line) and all(looks_like_name(part.strip()) for part in line.split("/"))


def _names_the_site(name: str, own: tuple[str, ...]) -> bool:
    """Whether a name is the site's own, or begins with it (a regional desk)."""
    return compact(name).startswith(own)
