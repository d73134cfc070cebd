"""Runs a command of this project and kills its process with -9 at one write of one kind, or lists the kinds of its writes.

usage: python -m benchmarks.killed LIST scrapy crawl ...              writes the kinds, with how often each came, to LIST
       python -m benchmarks.killed KIND:COUNT:WHEN scrapy crawl ...   WHEN: before, after, amid
       python -m benchmarks.killed KIND:COUNT:WHEN:eager ...          each write is committed at once, so that a wrong order shows

A kind is what the database is told to do (its statements, commits) or what is done to the JSONL log. The hooks are in this
process alone: the program has none.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from scrapy import cmdline
from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from newscrawl.store import database

EAGER = ":eager"
COMMIT, APPEND, SYNC = "commit", "append to the log", "sync of the log"
_VERB = re.compile(
    r"\s*(INSERT INTO|UPDATE|DELETE FROM|(?:CREATE|DROP)(?: UNIQUE| VIRTUAL)? (?:TABLE|INDEX|TRIGGER)|ALTER TABLE) +\"?(\w+)", re.I
)
_SET = re.compile(r"\bSET (.*?)(?: WHERE|$)", re.S)


class Writes:
    """Counts writes by kind; at the chosen one the process is killed."""

    def __init__(self, chosen: str = "", count: int = 0, when: str = ""):
        self.chosen, self.count, self.when = chosen, count, when
        self.seen: Counter[str] = Counter()
        self.first: dict[str, int] = {}  # after how many writes of any kind

    def before(self, kind: str) -> None:
        self.seen[kind] += 1
        self.first.setdefault(kind, self.seen.total())
        self._turn(kind, "before")

    def after(self, kind: str) -> None:
        self._turn(kind, "after")

    def amid(self, kind: str) -> bool:
        return self._now(kind, "amid")

    def _now(self, kind: str, when: str) -> bool:
        return kind == self.chosen and when == self.when and self.seen[kind] == self.count

    def _turn(self, kind: str, when: str) -> None:
        if self._now(kind, when):
            die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kind_of(statement: str) -> str | None:
    """``insert into links``, ``update links: state, run_id``; None for what writes nothing."""
    match = _VERB.match(statement)
    if not match:
        return None
    name = f"{match[1].lower()} {match[2]}"
    if match[1].upper() == "UPDATE" and (columns := _SET.search(statement)):
        name += ": " + ", ".join(re.findall(r"(\w+)=", columns[1]))
    return name[:100]


def watch(writes: Writes) -> None:
    """Puts the hooks under SQLAlchemy and around the log's file."""
    event.listen(Engine, "before_cursor_execute", lambda _c, _u, statement, *_: _called(writes.before, statement))
    event.listen(Engine, "after_cursor_execute", lambda _c, _u, statement, *_: _called(writes.after, statement))
    SQLiteDialect_pysqlite.do_commit = around(writes, COMMIT, SQLiteDialect_pysqlite.do_commit)
    os.fsync = around(writes, SYNC, os.fsync)
    opened = Path.open

    def open_log(path: Path, mode: str = "r", *arguments: Any, **names: Any) -> Any:
        return LogFile(path, writes) if path.suffix == ".jsonl" and mode == "ab" else opened(path, mode, *arguments, **names)

    Path.open = open_log  # type: ignore[method-assign]


def _called(function: Callable[[str], None], statement: str) -> None:
    if kind := kind_of(statement):
        function(kind)


def around(writes: Writes, kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*arguments: Any, **names: Any) -> Any:
        writes.before(kind)
        result = function(*arguments, **names)
        writes.after(kind)
        return result

    return call


class LogFile(io.BufferedWriter):
    """The log, whose chosen line is torn: half of it is on disk when the process dies."""

    def __init__(self, path: Path, writes: Writes):
        super().__init__(io.FileIO(path, "ab"))
        self.writes = writes

    def write(self, line: Any) -> int:
        self.writes.before(APPEND)
        if self.writes.amid(APPEND):
            super().write(line[: len(line) // 2])
            self.flush()
            die()
        written = super().write(line)
        self.writes.after(APPEND)
        return written


def main(asked: str, command: list[str]) -> None:
    asked, eager = asked.removesuffix(EAGER), asked.endswith(EAGER)
    kind, _, rest = asked.partition(":")
    kind, count, when = asked.rsplit(":", 2) if rest else ("", "0", "")
    if eager:
        database.BATCH = 1
    writes = Writes(kind, int(count), when)
    watch(writes)
    if not rest:
        listed = lambda: {name: [writes.seen[name], writes.first[name]] for name in writes.seen}  # noqa: E731
        atexit.register(lambda: Path(asked).write_text(json.dumps(listed())))
    cmdline.execute(command)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
