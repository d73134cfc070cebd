"""One run at a time for each site: a lock that the system takes back when its owner dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.store.database import StoreError


class SiteBusy(Exception):
    """Another run crawls the site; the text says which process, and since when."""


class SiteLock:
    """The lock of a site on this machine: an flock(2) on ``<folder>/<site>.lock``, which names its owner.

    A process that is killed loses it at once, so that no lock is ever stale.
    """

    def __init__(self, folder: Path, site: str):
        self.site, self.path = site, folder / f"{site}.lock"

    def acquire(self) -> None:
        """Takes the lock; raises :class:`SiteBusy` where another process has it, and StoreError where it can't be written."""
        while not self._taken():
            self.file.close()
        self.file.truncate(0)
        self.file.write(f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
        self.file.flush()

    def _taken(self) -> bool:
        """Whether the lock is on the file that the others find, and not on one that its last owner has just removed."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = self.path.open("a+")
        except OSError as error:
            raise StoreError(
                f"the lock {self.path} can't be written: {error.strerror}; free or repair the folder, or name another in NEWSCRAWL_DATA"
            ) from None
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.file.seek(0)
            owner = self.file.read().strip()
            self.file.close()
            raise SiteBusy(f"{self.site} is being crawled by {owner or 'another process'}; this run is skipped") from None
        try:
            return os.path.samestat(os.fstat(self.file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Gives the lock up, and removes its file."""
        with suppress(OSError):
            self.path.unlink()
        self.file.close()
