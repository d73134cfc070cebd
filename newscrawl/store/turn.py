"""Turn: whose turn it is to write, among processes that share a SQLite file.

SQLite lets one process write at a time, and has no queue: one that writes all the time leaves no other a gap. So whoever
waits says so, by a lock (flock(2)) on a file beside the store, and whoever writes asks for that after each page.
"""

from __future__ import annotations

import fcntl
import time
from functools import cached_property
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

ASKED = 0.005  # seconds between two tries to have the turn
GAP = 0.02  # seconds that are left to those who wait: a few tries


class Turn:
    """The turn to write to the SQLite file at ``path``; ``patience`` in seconds. A process that dies loses its place and its turn."""

    def __init__(self, path: Path, patience: float):
        self.path, self.patience = path.with_name(f"{path.name}-turn"), patience

    @cached_property
    def file(self) -> TextIO:
        return self.path.open("a")  # made by the first process that writes; one that only reads has no need of it

    def others_wait(self) -> bool:
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self.file, fcntl.LOCK_UN)
        return False

    def take(self, connection: Connection) -> None:
        """Begins a transaction that writes; raises OperationalError ("database is locked") when patience is at an end.

        OSError where the file beside the store can't be made.
        """
        if self.others_wait():
            time.sleep(GAP)
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        fcntl.flock(self.file, fcntl.LOCK_SH)
        try:
            self._wait(connection, time.monotonic() + self.patience)
        finally:
            fcntl.flock(self.file, fcntl.LOCK_UN)
            connection.exec_driver_sql(f"PRAGMA busy_timeout={round(1000 * self.patience)}")

    def _wait(self, connection: Connection, until: float) -> None:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > until:
                    raise
                time.sleep(ASKED)
            else:
                return

    def close(self) -> None:
        if "file" in vars(self):
            self.file.close()
