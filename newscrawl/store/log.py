"""data/<site>.jsonl: one line for each new version, written from committed rows.

The length that is known to be whole is a row of the store. After a crash the file is cut back to it and carried on, so
that no line is torn, lost or doubled.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import delete, insert, select

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
        row = store.execute(select(logs.c.length, logs.c.version_id).where(logs.c.site == site)).first()
        self.length, self.version = (row.length, row.version_id) if row else (0, 0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                self._mend(file)
        except OSError as error:
            raise self._error(error) from None
        self.catch_up()

    def _mend(self, file: BinaryIO) -> None:
        """Cuts the file back to what is known to be whole; a file that lost lines is written again from the store."""
        size = file.seek(0, os.SEEK_END)
        if size < self.length:
            logger.warning(
                "%s is shorter than it was left (%d of %d bytes): it is written again from the store", self.path, size, self.length
            )
            self.length = self.version = 0
        if size > self.length:
            file.truncate(self.length)

    def catch_up(self) -> None:
        """Appends the versions that were committed since the last call, and notes the new length."""
        before = self.version
        try:
            with self.path.open("ab") as file:
                for number, article in stored(self.store, self.site, self.version, latest=False):
                    self.length += file.write(line(article))
                    self.version = number
                if self.version != before:
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise self._error(error) from None
        if self.version != before:
            self.store.execute(delete(logs).where(logs.c.site == self.site))
            self.store.execute(insert(logs).values(site=self.site, length=self.length, version_id=self.version))
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
