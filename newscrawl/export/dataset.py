"""One export: a single pass over the store writes all formats and counts, then the files that describe them are made.

All of it is written aside and renamed at the end, so that a dataset is there whole or not at all. The same store and arguments
give the same bytes: no clock but the store's own is asked.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from newscrawl.export import changes, checksums
from newscrawl.export.batch import batches, sightings
from newscrawl.export.census import NEEDED, Census
from newscrawl.export.changes import Ledger
from newscrawl.export.columns import ARTICLES, SIGHTINGS, Table
from newscrawl.export.describe import describe
from newscrawl.export.facts import Facts, gather
from newscrawl.export.order import Made, Order
from newscrawl.export.releases import Nothing, Release, release
from newscrawl.export.transform import LeaveOutReserved, Pseudonymise, Transform
from newscrawl.export.writers import WRITERS
from newscrawl.export.writers.csv import RawCsv
from newscrawl.export.writers.writer import Writer
from newscrawl.store import selection
from newscrawl.store.database import Store

Tell = Callable[[int, int], None]  # rows that are written, rows in all


def export(store: Store, order: Order, tell: Tell = lambda done, count: None) -> Made:
    """Writes the dataset. Raises OSError where it can't be written, ``Taken`` where it is there already, ``Nothing`` where it would be empty."""
    to = release(order)
    to.partial.mkdir(parents=True)
    try:
        with selection.snapshot(store, order.selection) as count:
            if not count:
                raise Nothing("no article in the store is as these arguments ask for it; nothing was written")
            facts = _write(store, order, to, count, tell)
        describe(to.partial, facts)
        checksums.write(to.partial, facts.files)
        to.folder.parent.mkdir(parents=True, exist_ok=True)
        to.partial.rename(to.folder)
    finally:
        shutil.rmtree(to.partial, ignore_errors=True)
    return Made(to.folder, facts.census.rows, to.version, facts.left_out.total(), dict(facts.changes or {}), facts.moment)


def _write(store: Store, order: Order, to: Release, count: int, tell: Tell) -> Facts:
    """The data files, and the facts about them."""
    articles, census, ledger = Table("articles", order.columns, count), Census(order.columns), Ledger()
    reserved = LeaveOutReserved()
    steps = _steps(order, reserved)
    read = [column for column in ARTICLES if column in order.columns or column.name in NEEDED]
    with _writers(order, to.partial, articles) as writers:
        for batch in batches(store, read, order.selection.which):
            for step in steps:
                step(batch)
            for part in (census.add, *(writer.write for writer in writers)):
                part(batch)
            if to.before:
                ledger.add(zip(batch["id"], batch["content_hash"], strict=True))
            tell(census.rows, count)
    tables = (articles, *([_write_sightings(store, order, to.partial)] if order.sightings else ()))
    changed = changes.write(to.partial / changes.FILE_NAME, _ledger_of(to.before), ledger) if to.before else None
    facts = gather(store, order, to.version, census, tables)
    return replace(facts, left_out=reserved.reasons, changes=changed, files=checksums.sums(to.partial))


def _steps(order: Order, reserved: LeaveOutReserved) -> list[Transform]:
    return [*([reserved] if order.respect else ()), *([Pseudonymise(order.key)] if order.key else ())]


@contextmanager
def _writers(order: Order, folder: Path, table: Table) -> Iterator[list[Writer]]:
    """The writers of all formats, closed at the end of the block, and after a failure as well as can be."""
    kinds = {**WRITERS, **({"csv": RawCsv} if order.formulas == "raw" else {})}
    writers = [kinds[name](folder, table) for name in order.formats]
    try:
        yield writers
    except BaseException:
        for writer in writers:
            with suppress(Exception):
                writer.close()
        raise
    for writer in writers:
        writer.close()


def _write_sightings(store: Store, order: Order, folder: Path) -> Table:
    table = Table("sightings", SIGHTINGS, selection.count_seen(store))
    with _writers(order, folder, table) as writers:
        for batch in sightings(store, SIGHTINGS):
            for writer in writers:
                writer.write(batch)
    return table


def _ledger_of(folder: Path) -> Ledger:
    """The articles of a version that was written earlier, from the first of its formats that is there."""
    ledger = Ledger()
    for writer in (WRITERS[name] for name in ("parquet", "sqlite", "jsonl", "csv")):
        if writer.files(folder, "articles"):
            ledger.add(writer.keys(folder))
            break
    return ledger
