"""Snippets: the place of a text where a query hits, with the hits marked.

SQLite says what hits: the few texts that are shown go through an index in memory with the same words and the same query.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from newscrawl.store.database import Store
from newscrawl.store.query import COLUMNS, expression, spelt
from newscrawl.store.schema import versions
from newscrawl.store.search import MADE, indexed

BEGIN, END = "\x02", "\x03"  # never in what spelt() gives
WIDTH = 180  # characters of a snippet
LEAD = 50  # of these at most before the first hit
_HIT = re.compile(f"{BEGIN}[^{END}]*{END}")
_MARKS = re.compile(f"([{BEGIN}{END}])")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; ``hit`` where the query meets it."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """What a result shows: its title, and the part of its text where most hits stand close together."""

    title: list[Part]
    text: list[Part]


def snippets(store: Store, query: str, rows: list[int]) -> dict[int, Snippet]:
    """The snippets of these rows of ``versions``, all of which match the query."""
    names = [versions.c[name] for name in COLUMNS]
    texts = {row["id"]: row for row in store.execute(select(versions.c.id, *names).where(versions.c.id.in_(rows))).mappings()}
    made = {}
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(MADE.replace("content='', ", ""))
        memory.executemany(
            f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) VALUES (?,?,?,?,?,?)", [tuple(indexed(*row).values()) for row in texts.items()]
        )
        lit = ", ".join(f"highlight(words, {COLUMNS.index(name)}, ?2, ?3)" for name in ("title", "body", "summary"))
        for row, *marked in memory.execute(f"SELECT rowid, {lit} FROM words WHERE words MATCH ?1", (expression(query), BEGIN, END)):
            title, *others = (carried(texts[row][name] or "", text) for name, text in zip(("title", "body", "summary"), marked))
            made[row] = Snippet(_parts(title), _parts(_window(next((text for text in others if BEGIN in text), others[0] or others[1]))))
    return made


def carried(text: str, marked: str) -> str:
    """The text as it was written, with the marks of the form that the index has of it."""
    if (text := _MARKS.sub(" ", text)) == spelt(text):
        return marked
    written, at = [], 0
    for character in text:
        form = _form(character)
        if not form:
            written.append(character)
        for part in form:
            while marked[at] in (BEGIN, END):
                written.append(marked[at])
                at += 1
            at += 1
            if part != " " or form == " ":
                written.append(character)
    return "".join(written) + marked[at:]


_form = lru_cache(20_000)(spelt)


def _window(marked: str) -> str:
    """The stretch with most hits, cut at words, on one line."""
    starts = [hit.start() for hit in _HIT.finditer(marked)] or [0]
    first = max(starts, key=lambda start: (sum(start <= other < start + WIDTH - LEAD for other in starts), -start))
    begin = max(0, first - LEAD)
    if begin:
        begin = marked.find(" ", begin, first) + 1 or begin
    end = begin + WIDTH
    if end < len(marked):
        end = max(marked.rfind(" ", begin, end), first + 1)
    return ("… " if begin else "") + " ".join(marked[begin:end].split()) + (" …" if end < len(marked) else "")


def _parts(marked: str) -> list[Part]:
    parts, hit = [], False
    for text in _MARKS.split(marked):
        if text in (BEGIN, END):
            hit = text == BEGIN
        elif text:
            parts.append(Part(text, hit))
    return parts
