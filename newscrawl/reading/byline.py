"""Who wrote an article, and where its text comes from: which of the bylines in a page is believed."""

from __future__ import annotations

from newscrawl.normalise.names import in_order, is_agency, names_in, without_agencies
from newscrawl.normalise.text import compact, folded, unique
from newscrawl.reading.candidate import Candidate, Choice, Found, choose


def authors_and_source(found: Found, names: set[str]) -> tuple[Choice, Choice]:
    """People, and the agency apart: the first reader that names a person; a site that names itself, then agencies, where none does."""

    def named(candidate: Candidate) -> list[str]:
        values = candidate.value if isinstance(candidate.value, list) else [candidate.value]
        if len(values) > 1 and all(value.count(",") == 1 for value in values):  # a library's "Last, First"
            values = [in_order(value) for value in values]
        return unique([name for value in values for name in names_in(value)])

    def rank(candidate: Candidate) -> int:
        own = [name for name in named(candidate) if not is_agency(name)]
        return 2 if not own else all(compact(name) in names for name in own)

    chosen, reader = choose(sorted(found["authors"], key=rank), named, lambda values: {compact(value) for value in values})
    people, agency = without_agencies(chosen or [])
    people = [name for name in people if not _names_the_site(name, names)] or people
    if not found["source"] and agency:
        return (people, reader), (agency, reader)
    stated = [*found["source"], *(c for c in found["authors"] if people and rank(c) == 2 and named(c) and not is_agency(people[0]))]
    source, source_reader = choose(stated, lambda c: c.value if isinstance(c.value, str) else ", ".join(named(c) or c.value), folded)
    return (people, reader), (source, source_reader)


def _names_the_site(name: str, names: set[str]) -> bool:
    """Whether a name is the site's own, or begins with it (a regional desk)."""
    key = compact(name)
    return any(key.startswith(own) for own in names if len(own) > 2)
