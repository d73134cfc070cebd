"""Reader: a store that is only looked into, also while a crawl writes it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from newscrawl.store.database import Store, StoreError, must_be_there, newest_schema


class Reader(Store):
    """The store at a SQLAlchemy URL, opened for reading alone: whoever has it can't change a row.

    Nothing is made where there is no store. One of an older newscrawl is brought up to date first. Reading never waits for a
    crawl, and sees what it has committed. Raises :class:`StoreError` where there is no store, or it can't be read.
    """

    def __init__(self, url: str):
        must_be_there(url)
        self.url = make_url(url)
        if self._opened() != newest_schema():
            self.close()
            Store(url).close()
            self._opened()

    def _opened(self) -> str | None:
        """Connects; which schema the store has, None where it has none."""
        self.engine = create_engine(_read_only(self.url), execution_options={"postgresql_readonly": True})
        try:
            self.connection = self.engine.connect()
            if not self.engine.dialect.has_table(self.connection, "alembic_version"):
                return None
            return self.connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except SQLAlchemyError as error:
            raise self._unread(error) from None

    def execute(self, statement: Any, parameters: Any = None) -> Any:
        try:
            return self.connection.execute(statement, parameters)
        except SQLAlchemyError as error:
            raise self._unread(error) from error

    def _unread(self, error: SQLAlchemyError) -> StoreError:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        return StoreError(f"the store {self.url.render_as_string()} can't be read: {cause}; free or repair it")

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def path_of(url: str) -> Path | None:
    """The file of a store in SQLite, None for a store elsewhere."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _read_only(url: URL) -> URL:
    """SQLite's own way to say it (sqlite.org/uri.html)."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return url
    return url.set(database="file:" + quote(str(Path(url.database).absolute())), query={"mode": "ro", "uri": "true"})
