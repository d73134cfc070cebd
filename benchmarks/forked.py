"""Runs the command many times without starting Python anew: each line of standard input is a list of arguments (JSON), run in a fork.

It answers each with a line: the exit code. What the command says goes to the file that the first argument names.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PRELOADED = (
    "scrapy.cmdline",
    "newscrawl.commands.crawl",
    "newscrawl.spiders.sections",
    "newscrawl.scheduler",
    "newscrawl.extensions.report",
)


def run(arguments: list[str], log: str) -> int:
    """The exit code of ``scrapy`` with these arguments, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    try:
        sys.modules["scrapy.cmdline"].execute(["scrapy", *arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stderr.flush()
        os._exit(code)
    finally:
        os._exit(1)


def main(log: str) -> None:
    for name in PRELOADED:
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "each fork makes a reactor of its own"
    for line in sys.stdin:
        print(run(json.loads(line), log), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
