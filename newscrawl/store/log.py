"""data/<site>.jsonl: one line for each new version, written from committed rows.

The length that is known to be whole is a row of the store. After a crash the file is cut back to it and carried on, so
that no line is torn, lost or doubled. Where versions in it were read again (:mod:`newscrawl.store.rereading`), it is written anew
beside the old file, which it then takes the place of.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import insert, select, update

from newscrawl.items import Article
from newscrawl.store.articles import stored
from newscrawl.store.database import Store, StoreError
from newscrawl.store.schema import logs

logger = logging.getLogger(__name__)


class Log:
    """The log of one site. ``catch_up`` is to be called after each commit of the store.

    Raises :class:`StoreError` where the file can't be written; what is stored is safe, and the next run writes it on.
    """

    def __init__(self, store: Store, site: str, path: Path):
        self.store, self.site, self.path = store, site, path
        row = store.execute(select(logs.c.length, logs.c.version_id, logs.c.stale).where(logs.c.site == site)).first()
        self.length, self.version = (row.length, row.version_id) if row else (0, 0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            size = self._cut()
            if size < self.length:
                logger.warning(
                    "%s is shorter than it was left (%d of %d bytes): it is written again from the store", path, size, self.length
                )
                self._note(stale=True)  # a crash while it is written would leave another length, and bytes that are not those
                store.commit()
            if size < self.length or (row and row.stale):
                self._write_anew()
        except OSError as error:
            raise self._error(error) from None
        self.catch_up()

    def _cut(self) -> int:
        """Cuts the file back to what is known to be whole; how long it was."""
        with self.path.open("ab") as file:
            size = file.seek(0, os.SEEK_END)
            if size > self.length:
                file.truncate(self.length)
        return size

    def _write_anew(self) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        self.length = self.version = 0
        with new.open("wb") as file:
            self._append(file)
        new.replace(self.path)
        self._note(stale=False)
        self.store.commit()

    def _append(self, file: BinaryIO) -> None:
        """Writes the versions after the last one that the log has, to the disk."""
        before = self.version
        for number, article in stored(self.store, self.site, self.version, latest=False):
            self.length += file.write(line(article))
            self.version = number
        if self.version != before:
            file.flush()
            os.fsync(file.fileno())

    def _note(self, **values: bool) -> None:
        values = {"length": self.length, "version_id": self.version, **values}
        if self.store.execute(update(logs).where(logs.c.site == self.site).values(values).returning(logs.c.site)).first() is None:
            self.store.execute(insert(logs).values(site=self.site, **values))

    def catch_up(self) -> None:
        """Appends the versions that were committed since the last call, and notes the new length."""
        before = self.version
        try:
            with self.path.open("ab") as file:
                self._append(file)
        except OSError as error:
            raise self._error(error) from None
        if self.version != before:
            self._note()
            self.store.wrote()

    def _error(self, error: OSError) -> StoreError:
        return StoreError(
            f"the log {self.path} can't be written: {error.strerror}; free or repair it, the next run writes it on from the store"
        )


def line(article: Article) -> bytes:
    """An article as one line of JSON, its fields in the order of items.py, times in ISO 8601."""
    return json.dumps(asdict(article), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON")
