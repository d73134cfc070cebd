"""Rereading of a store: its versions, each read again from its record, with what that changes; and how it is written."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from newscrawl import __version__
from newscrawl import site as sites
from newscrawl.archive.again import read_again
from newscrawl.archive.captures import ArchiveError
from newscrawl.archive.sources import Shelf
from newscrawl.items import Article
from newscrawl.site import Site, SiteError
from newscrawl.store import readings, records
from newscrawl.store.articles import stored
from newscrawl.store.database import Store
from newscrawl.store.records import Record
from newscrawl.store.rereading import differences, rewrite

logger = logging.getLogger(__name__)

SOURCE = "reread"
PAGE = 200  # versions that are taken from the store at a time


@dataclass(frozen=True, slots=True)
class Read:
    """A version that was read again. ``why``: empty where it has no record, else why its record can't be read; None where it was."""

    row: int
    before: Article
    after: Article | None = None
    why: str | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def plain(self) -> dict[str, tuple[Any, Any]]:
        """The changes as values of JSON, but for times."""
        return {name: (_plain(before), _plain(after)) for name, (before, after) in self.changes.items()}


class Rereading:
    """The versions of a site, the current ones alone where ``latest``, read again one after the other.

    ``name`` is a site's of the store, or the path of its profile. Those published before ``since`` are left out. Raises
    :class:`newscrawl.site.SiteError` for a profile that can't be used, :class:`StoreError` where the store can't be.
    """

    def __init__(self, store: Store, folder: Path, name: str, since: datetime | None = None, latest: bool = True):
        self.store, self.since, self.latest = store, since, latest
        self.shelf = Shelf(folder)
        self.profile = _profile(name)
        self.name = self.profile.name if self.profile else name
        self.scope = json.dumps([since, latest, __version__], default=str)
        self.done = 0  # row of versions

    @property
    def site(self) -> Site:
        """The site; without a profile its front page is not needed."""
        return self.profile or Site(name=self.name, home="")

    def resume(self) -> int | None:
        """Goes on after the version that a reading of the same kind was cut at; its row, None where none was."""
        self.done = readings.position(self.store, self.name, SOURCE, self.scope) or 0
        return self.done or None

    def __iter__(self) -> Iterator[Read]:
        try:
            while page := list(islice(stored(self.store, self.name, self.done, self.latest), PAGE)):
                known = records.of(self.store, [row for row, _ in page])
                for row, article in page:
                    if not self._too_old(article):
                        yield self._read(row, article, known.get(row))
                    self.done = row
        finally:
            self.shelf.close()

    def _too_old(self, article: Article) -> bool:
        return bool(self.since and article.published_at and article.published_at < self.since)

    def _read(self, row: int, article: Article, record: Record | None) -> Read:
        if record is None:
            return Read(row, article, why="")
        try:
            capture = self.shelf.read(record)
        except ArchiveError as error:
            logger.error("%s", error)
            return Read(row, article, why=str(error))
        again = read_again(article, capture, self._of(article))
        return Read(row, article, again, changes=differences(article, again))

    def _of(self, article: Article) -> Site:
        return self.profile or Site(name=self.name, home=article.url)

    def written(self, now: datetime) -> Iterator[Read]:
        """As the iteration itself, and what changed is in the store."""
        for read in self:
            with self.store.together():
                if read.after and read.changes:
                    rewrite(self.store, read.row, read.after, list(read.changes), now)
                readings.reached(self.store, self.name, SOURCE, self.scope, read.row)
            yield read
        readings.forget(self.store, self.name, SOURCE)
        self.store.commit()


def _profile(name: str) -> Site | None:
    try:
        return sites.load(name)
    except SiteError:
        if name.endswith(".toml") or name in sites.names():
            raise
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
