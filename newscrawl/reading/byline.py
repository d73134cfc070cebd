"""Who wrote an article, and where its text comes from: which of the bylines in a page is believed."""

from __future__ import annotations

from newscrawl.items import Block
from newscrawl.normalise.names import in_order, is_agency, looks_like_name, names_in, without_agencies
from newscrawl.normalise.text import compact, folded, unique
from newscrawl.reading.candidate import Candidate, Choice, Found, choose
from newscrawl.reading.headline import is_head_line

LONGEST = 100  # characters of a line of the head


def authors_and_source(found: Found, names: set[str], signed: list[str]) -> tuple[Choice, Choice]:
    """People, and the agency apart: the first reader that names a person; a site that names itself, then agencies, where none does.

    ``names`` are the site's own; ``signed`` are the names that the text itself begins with.
    """

    def named(candidate: Candidate) -> list[str]:
        values = candidate.value if isinstance(candidate.value, list) else [candidate.value]
        if len(values) > 1 and all(value.count(",") == 1 for value in values):  # a library's "Last, First"
            values = [in_order(value) for value in values]
        return unique([name for value in values for name in names_in(value)])

    def rank(candidate: Candidate) -> int:
        own = [name for name in named(candidate) if not is_agency(name)]
        return 2 if not own else all(compact(name) in names for name in own)

    candidates = [*found["authors"], Candidate("authors", signed, "dom", "first line")]
    chosen, reader = choose(sorted(candidates, key=rank), named, lambda values: {compact(value) for value in values})
    people, agency = without_agencies(chosen or [])
    people = [name for name in people if not _names_the_site(name, names)] or people
    if not found["source"] and agency:
        return (people, reader), (agency, reader)
    stated = [*found["source"], *(c for c in found["authors"] if people and rank(c) == 2 and named(c) and not is_agency(people[0]))]
    source, source_reader = choose(stated, lambda c: c.value if isinstance(c.value, str) else ", ".join(named(c) or c.value), folded)
    return (people, reader), (source, source_reader)


def without_head(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """The body without what it has of the page's head before its first paragraph of running text, and the names that it begins with.

    Small outlets sign in the first line of the text: a line of its own that is nothing but names.
    """
    names: list[str] = []
    kept = 0
    for block in blocks:
        if block.type not in ("paragraph", "list_item", "heading") or len(block.text) > LONGEST:
            break
        signed = [part for part in block.text.split("/") if looks_like_name(part.strip())]
        if signed and len(signed) == block.text.count("/") + 1 and block.type == "paragraph" and not names:
            names = [part.strip() for part in signed]
        elif not is_head_line(block.text):
            break
        kept += 1
    return (blocks[kept:], names) if kept < len(blocks) else (blocks, [])


def _names_the_site(name: str, names: set[str]) -> bool:
    """Whether a name is the site's own, or begins with it (a regional desk)."""
    key = compact(name)
    return any(key.startswith(own) for own in names if len(own) > 2)
