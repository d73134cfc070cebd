"""scrapy reread: the store's articles read again from their archived pages, by the readers of today."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from newscrawl.archive.folder import missing, place
from newscrawl.archive.reread import Read, Rereading
from newscrawl.clock import Clock, parse_moment
from newscrawl.command import ProjectCommand
from newscrawl.normalise.text import printable
from newscrawl.site import SiteError
from newscrawl.store import runs
from newscrawl.store.database import Store, StoreError, must_be_there
from newscrawl.store.lock import SiteBusy, SiteLock
from newscrawl.store.log import Log

TELL = 1000  # versions between two lines about how far it is
SHOWN = 60  # characters of an example


@dataclass(slots=True)
class Sum:
    """What a reading found in all."""

    read: int = 0
    changed: int = 0
    lost: int = 0
    unarchived: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)  # that had nothing before
    emptied: Counter[str] = field(default_factory=Counter)  # that have nothing now
    examples: dict[str, Read] = field(default_factory=dict)

    def add(self, read: Read) -> None:
        self.read += read.why is None
        self.lost += read.why not in (None, "")
        self.unarchived += read.why == ""
        self.changed += bool(read.changes)
        for name, (before, after) in read.changes.items():
            self.fields[name] += 1
            self.filled[name] += not before
            self.emptied[name] += not after
            self.examples.setdefault(name, read)


class Command(ProjectCommand):
    """Reads stored articles again from the archive."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--site NAME] [--since DATE] [--versions] [--write] [--json]"

    def short_desc(self) -> str:
        return "Read the stored articles again from their archived pages, and tell what changes"

    def long_desc(self) -> str:
        return (
            "Reads the page of each article's current version again, from its WARC record (-s NEWSCRAWL_ARCHIVE=1 keeps them), with the "
            "readers and profiles of today, and tells by field how many articles change. Nothing is written without --write. With it the "
            "better readings take the place of the old ones: the outlet edited nothing, so no version is added; reread_at and reread_by of "
            "the version say when it was and by which newscrawl, and the log is written anew. What was cut goes on where it was. "
            "Exit codes: 0 all was read, 1 some records could not be, 2 usage, 5 store or archive, 7 another run has the site, 130 stopped."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only this site (default: all of the store); a profile's path where it has one")
        parser.add_argument("--since", metavar="DATE", help="only what was published since (2024-01-31, or a time)")
        parser.add_argument("--versions", action="store_true", help="every version, not only the current ones")
        parser.add_argument("--write", action="store_true", help="put the new readings in place of the old ones")
        parser.add_argument("--json", action="store_true", help="a line of JSON for each article that changes, the sum as the last one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            if args:
                raise ValueError(f"{args[0]!r} is no option; name a site by --site")
            self._reread(opts)
        except StoreError as error:
            self.refuse(5, error)
        except SiteBusy as error:
            self.refuse(7, error)
        except (SiteError, ValueError) as error:
            self.refuse(2, error)
        except KeyboardInterrupt:
            self.refuse(130, "stopped; the same command goes on from here" if opts.write else "stopped")

    def _reread(self, opts: argparse.Namespace) -> None:
        if lacking := missing():
            raise ValueError(f"WARC files need the extra archive: {lacking}")
        since = _since(opts.since)
        clock = Clock(self.settings["NEWSCRAWL_CLOCK"])
        must_be_there(self.settings["NEWSCRAWL_STORE"])
        store = Store(self.settings["NEWSCRAWL_STORE"])
        try:
            for site in _sites(store, opts.site):
                readings = Rereading(store, place(self.settings), site, since, latest=not opts.versions)
                self._site(readings, opts, clock)
        finally:
            if not store.broken:
                store.close()

    def _site(self, readings: Rereading, opts: argparse.Namespace, clock: Clock) -> None:
        site, whole = readings.site.name, Sum()
        lock = SiteLock(Path(self.settings["NEWSCRAWL_DATA"]), site)
        if opts.write:
            lock.acquire()
            if before := readings.resume():
                print(f"{site}: an earlier reading was cut; it goes on after row {before} of versions", file=sys.stderr)
        try:
            for read in readings.written(clock.now()) if opts.write else readings:
                whole.add(read)
                if opts.json and read.changes:
                    print(json.dumps(_plain(read), ensure_ascii=False, default=_text))
                if (whole.read + whole.lost) % TELL == 0:
                    print(f"{site}: {whole.read} read, {whole.changed} change", file=sys.stderr)
        finally:
            if opts.write and not readings.store.broken:
                readings.store.commit()
                Log(readings.store, site, Path(self.settings["NEWSCRAWL_DATA"]) / f"{site}.jsonl")
                lock.release()
            print(json.dumps(_sum(site, whole, opts.write))) if opts.json else _tell(site, whole, opts.write)
        self.exitcode = max(self.exitcode or 0, int(bool(whole.lost)))


def _since(text: str | None) -> datetime | None:
    try:
        return parse_moment(text) if text else None
    except ValueError:
        raise ValueError(f"--since {text}: no date; examples: 2024-01-31, 2024-01-31T12:00+02:00") from None


def _sites(store: Store, wanted: str | None) -> list[str]:
    known = runs.sites(store)
    name = Path(wanted).stem if wanted and wanted.endswith(".toml") else wanted
    if not known or (name and name not in known):
        raise ValueError(
            f"no run of {wanted or 'any site'} in the store; there are: {', '.join(known) or 'none yet: scrapy crawl sections'}"
        )
    return [wanted] if wanted else known


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else vars(value) if hasattr(value, "__dict__") else str(value)


def _plain(read: Read) -> dict[str, Any]:
    changes = {name: {"before": before, "after": after} for name, (before, after) in read.plain().items()}
    return {"id": read.before.id, "url": read.before.url, "version": read.row, "changes": changes}


def _sum(site: str, whole: Sum, written: bool) -> dict[str, Any]:
    fields = {
        name: {"changed": count, "filled": whole.filled[name], "emptied": whole.emptied[name]} for name, count in whole.fields.most_common()
    }
    counts = {"read": whole.read, "changed": whole.changed, "lost": whole.lost, "without_record": whole.unarchived}
    return {"site": site, **counts, "written": written, "fields": fields, "at": datetime.now(UTC).isoformat(timespec="seconds")}


def _tell(site: str, whole: Sum, written: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    verb = "were changed" if written else "would change (--write does it)"
    console.print(f"{site}: {whole.read} read again, {whole.changed} {verb}")
    if whole.unarchived:
        console.print(f"{whole.unarchived} have no record: they were read when nothing was archived")
    if whole.lost:
        console.print(f"{whole.lost} records can't be read; the errors name them")
    if not whole.fields:
        return
    table = Table(box=None, pad_edge=False)
    for name in ("field", "changed", "filled", "emptied", "for example"):
        table.add_column(name, justify="right" if name in ("changed", "filled", "emptied") else "left")
    for name, count in whole.fields.most_common():
        before, after = (_short(value) for value in whole.examples[name].changes[name])
        counts = (str(count), str(whole.filled[name]), str(whole.emptied[name]))
        table.add_row(name, *counts, f"{before} -> {after} ({whole.examples[name].before.id})")
    console.print(table, markup=False)


def _short(value: Any) -> str:
    text = printable(" ".join(str(value).split()))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
