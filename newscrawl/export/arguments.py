"""The arguments of ``scrapy export``, checked against the store: what is wrong, where, and what there is instead."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.export.columns import ARTICLES, chosen
from newscrawl.export.names import BadName, dataset_name
from newscrawl.export.order import Order
from newscrawl.export.pseudonyms import WeakKey, read_key
from newscrawl.items import KINDS
from newscrawl.store import selection
from newscrawl.store.database import Store
from newscrawl.store.query import QueryError
from newscrawl.store.search import search
from newscrawl.store.selection import Selection

FORMATS = ("jsonl", "csv", "parquet", "sqlite")
# Arguments that the files tell; where a file stands on this machine is nobody's business.
TOLD = ("sites", "since", "until", "sections", "kinds", "languages", "query", "versions", "fields", "rights", "csv_formulas")


class ArgumentError(ValueError):
    """An argument that can't be used; its text says what it takes."""


def order(given: argparse.Namespace, store: Store, contact: str = "") -> Order:
    """What is asked for; raises :class:`ArgumentError`. ``contact`` is told where none is given."""
    try:
        name = dataset_name(given.name or "")
        key = read_key(Path(given.pseudonymise_authors)) if given.pseudonymise_authors else None
    except (BadName, WeakKey) as error:
        raise ArgumentError(str(error)) from None
    fields = _known("--fields", listed(given.fields), [column.name for column in ARTICLES])
    return Order(
        name=name,
        out=Path(given.out),
        selection=_selection(given, store),
        columns=chosen(fields, quoting=not given.hydrate),
        formats=_known("--formats", listed(given.formats), FORMATS) or FORMATS,
        asked=asked(given),
        append=given.append_version,
        sightings=given.sightings,
        respect=given.rights == "respect",
        hydrate=given.hydrate,
        key=key,
        formulas=given.csv_formulas,
        creator=given.creator,
        contact=given.contact or contact,
        licence=given.licence,
    )


def _selection(given: argparse.Namespace, store: Store) -> Selection:
    sections = selection.sections(store) if given.sections else []
    since, until = _moment("--since", given.since), _moment("--until", given.until)
    if until and len(given.until) == 10:
        until += timedelta(days=1)  # a day is meant to its end
    if since and until and since >= until:
        raise ArgumentError(f"--since {given.since} is after --until {given.until}: nothing lies between")
    return Selection(
        sites=_known("--sites", listed(given.sites), selection.sites(store)),
        since=since,
        until=until,
        sections=_known("--sections", listed(given.sections), sections),
        kinds=_known("--kinds", listed(given.kinds), KINDS),
        languages=listed(given.languages),
        query=_query(given.query, store),
        which=given.versions,
    )


def _query(text: str, store: Store) -> str | None:
    """The query, once it has been asked: what it can't mean is told before anything is written."""
    try:
        return text if text and search(store, text, limit=1) else None
    except QueryError as error:
        raise ArgumentError(f"--query: {error}") from None


def asked(given: argparse.Namespace) -> dict[str, Any]:
    """The arguments that choose what is in the files, as they were typed."""
    told = {name: getattr(given, name) for name in TOLD if getattr(given, name)}
    return {
        **told,
        **({"hydrate": True} if given.hydrate else {}),
        **({"pseudonymise_authors": True} if given.pseudonymise_authors else {}),
    }


def listed(text: str | None) -> tuple[str, ...]:
    """The parts between commas."""
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


def _known(option: str, given: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """The given names as they are spelt where they are known; upper and lower case are one."""
    spelt = list(known)
    found: dict[str, None] = {}
    for name in given:
        same = [one for one in spelt if one.casefold() == name.casefold()]
        if not same:
            near = difflib.get_close_matches(name, spelt, 3, 0.5) or sorted(spelt)[:20]
            raise ArgumentError(
                f"{option}: there is no {name!r}; there is {', '.join(near) or 'nothing in the store yet: scrapy crawl sections'}"
            )
        found.update(dict.fromkeys(same))
    return tuple(found)


def _moment(option: str, text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentError(f"{option} {text!r} is no day (2024-01-31) and no time (2024-01-31T12:00+02:00)") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
