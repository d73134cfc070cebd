"""Runs a command of this project and notes every statement that it gives to SQLite: how often, how long, and by which plan.

usage: python -m benchmarks.queries RESULT scrapy crawl ...       {statement: [count, seconds, plan]} as JSON
"""

from __future__ import annotations

import atexit
import json
import sys
import time
from pathlib import Path
from typing import Any

from scrapy import cmdline
from sqlalchemy import Engine, event

seen: dict[str, list[Any]] = {}
begun: list[float] = []


def before(_connection: Any, cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
    if statement not in seen:
        seen[statement] = [0, 0.0, _plan(cursor, statement, parameters[0] if many else parameters)]
    begun.append(time.process_time())


def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    seen[statement][0] += 1
    seen[statement][1] += time.process_time() - begun.pop()


def _plan(cursor: Any, statement: str, parameters: Any) -> str:
    if statement.split(None, 1)[0] not in ("SELECT", "UPDATE", "DELETE", "INSERT"):
        return ""
    return "; ".join(row[3] for row in cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))


if __name__ == "__main__":
    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    atexit.register(lambda: Path(sys.argv[1]).write_text(json.dumps(seen)))
    cmdline.execute(sys.argv[2:])
