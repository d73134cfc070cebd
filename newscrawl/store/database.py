"""Store: one connection, batched transactions, migrations; everything else of the store stands on it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, column, create_engine, event, table, update
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from newscrawl.store.turn import Turn

BATCH = 200  # writes in one transaction, at most
DELAY = 1.0  # seconds that a write waits for its commit, at most
PATIENCE = 30  # seconds that another writer is waited for; sqlite:///FILE?timeout=60 has another number


class StoreError(Exception):
    """The store can't be used; the text says which, why and what to do."""


class Store:
    """The store at a SQLAlchemy URL (setting ``NEWSCRAWL_STORE``), migrated to this version's schema.

    Writes gather in one transaction; ``wrote`` commits it when it is large or old. What was committed is always a
    consistent prefix of what was written. ``after_commit`` functions run right after each commit. After the first
    failure nothing more is written, and ``on_broken`` is told.
    Raises :class:`StoreError` where the store can't be opened or written.
    """

    def __init__(self, url: str):
        self.url = _parsed(url)
        self.engine = _engine(self.url)
        try:
            _migrate(self.engine, self.url)
            self.connection: Connection = self.engine.connect()
        except SQLAlchemyError as error:
            raise StoreError(_explained(self.url, error)) from None
        self.turn = _turn(self.url)
        self.after_commit: list[Callable[[], None]] = []
        self.broken: StoreError | None = None
        self.on_broken: Callable[[StoreError], None] = lambda error: None
        self._writes = 0
        self._since = time.monotonic()
        self._together = 0
        self._has_turn = False

    def execute(self, statement: Any, parameters: Any = None) -> Any:
        if self.broken:
            raise self.broken
        try:
            if self.turn and not self._has_turn and getattr(statement, "is_dml", False):
                if not self.connection.connection.dbapi_connection.in_transaction:  # begun by SQL that is written out
                    self.turn.take(self.connection)
                self._has_turn = True
            return self.connection.execute(statement, parameters)
        except (SQLAlchemyError, OSError) as error:
            raise self._break(StoreError(_explained(self.url, error))) from error

    def _break(self, error: StoreError) -> StoreError:
        """Gives the open batch up: its links are open still, so that the next run fetches them again."""
        self.broken, self._has_turn = error, False
        self.connection.rollback()
        self.on_broken(error)
        return error

    def prove(self) -> None:
        """Raises :class:`StoreError` where the store can be read and not written: a file without the right to, a full disk."""
        version = column("version_num")
        self.execute(update(table("alembic_version", version)).values(version_num=version))
        self.commit()

    def fail(self, error: StoreError) -> None:
        """Gives the store up, as its own first failure does: something that belongs to what is written can't be kept."""
        if not self.broken:
            self._break(error)

    def wrote(self, count: int = 1) -> None:
        """Counts writes and commits when the batch is full or old, or another process waits for its turn."""
        if not self._writes:
            self._since = time.monotonic()
        self._writes += count
        if self._together:
            return
        if self._writes >= BATCH or (self._has_turn and self.turn and self.turn.others_wait()):
            self.commit()
        else:
            self.tick()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written in the ``with`` block is committed as one, or not at all."""
        self._together += 1
        try:
            yield
        finally:
            self._together -= 1
        self.wrote(0)

    def tick(self) -> None:
        """Commits what has waited long enough."""
        if self._writes and not self._together and time.monotonic() - self._since >= DELAY:
            self.commit()

    def commit(self) -> None:
        if self.broken:
            raise self.broken
        try:
            self.connection.commit()
        except SQLAlchemyError as error:
            raise self._break(StoreError(_explained(self.url, error))) from error
        self._writes, self._has_turn = 0, False
        try:
            for function in self.after_commit:
                function()
        except StoreError as error:
            raise error if self.broken else self._break(error) from None

    def close(self) -> None:
        """Commits, lets the functions after it write once more, and closes."""
        try:
            self.commit()
            self.connection.commit()
        finally:
            self.connection.close()
            self.engine.dispose()
            if self.turn:
                self.turn.close()


def is_there(url: str) -> bool:
    """Whether a store may be at that URL: False for a file that is not there. Nothing is made. Raises :class:`StoreError` for no URL."""
    parsed = _parsed(url)
    return parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:") or Path(parsed.database).is_file()


def must_be_there(url: str) -> None:
    """Raises :class:`StoreError` where there is no store at that URL, for those who only read: opening it would make one."""
    if not is_there(url):
        raise StoreError(f"there is no store at {url} yet: scrapy crawl sections makes one")


def _parsed(given: str) -> URL:
    try:
        return make_url(given)
    except ArgumentError:
        raise StoreError(
            f"NEWSCRAWL_STORE is no SQLAlchemy URL: {given.rpartition('@')[2]!r}; an example: sqlite:///data/newscrawl.sqlite"
        ) from None


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the folder of the store {url.database} can't be made: {error.strerror}; set NEWSCRAWL_STORE to a place that you may write to"
            ) from None
    try:
        engine = create_engine(_patient(url), json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"the store {url.render_as_string()} needs a driver that is not installed: {error}") from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _pragmas)
    return engine


def _turn(url: URL) -> Turn | None:
    """None where no file is shared with other processes."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Turn(Path(url.database), float(str(url.query.get("timeout", PATIENCE))))


def _patient(url: URL) -> URL:
    return url if url.get_backend_name() != "sqlite" or "timeout" in url.query else url.update_query_dict({"timeout": str(PATIENCE)})


def _pragmas(connection: Any, _: Any) -> None:
    # WAL with NORMAL: a power cut may lose the last commits, never the file (sqlite.org/wal.html).
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "journal_size_limit=67108864"):
        connection.execute(f"PRAGMA {pragma}")


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def newest_schema() -> str | None:
    """The number of the last migration: what a store of this version has."""
    return ScriptDirectory.from_config(_migrations()).get_current_head()


def _migrate(engine: Engine, url: URL) -> None:
    """Brings the schema to this version's; a newer store is refused."""
    config, head = _migrations(), newest_schema()
    with engine.connect() as connection:
        if _revision(connection) == head:
            return  # without waiting for those who write
    with engine.begin() as connection:
        if url.get_backend_name() == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # two first runs at the same time make the tables once
        config.attributes["connection"] = connection
        if _revision(connection) == head:
            return
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreError(
                f"the store {url.render_as_string()} was written by a newer newscrawl; update newscrawl, or name another store in NEWSCRAWL_STORE"
            ) from None


def _revision(connection: Connection) -> Any:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _explained(url: URL, error: Exception) -> str:
    cause = str(getattr(error, "orig", None) or error).splitlines()[0]
    return f"the store {url.render_as_string()} can't be used: {cause}; free or repair it, or name another in NEWSCRAWL_STORE"
