"""One crawl with a clock around each step: the process that benchmarks/crawl.py measures.

usage: python -m benchmarks.clocked RESULT scrapy crawl ...     the command
       python -m benchmarks.clocked RESULT ADDRESS ...          a bare Scrapy spider that fetches these addresses

Seconds of CPU by step, from the first request on, are written to RESULT as JSON.
"""

from __future__ import annotations

import atexit
import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from scrapy import Request, Spider, cmdline
from scrapy.crawler import CrawlerProcess

ENGINE = "fetch, engine"  # all that is none of the steps
NAMES = ["newscrawl.discovery", "newscrawl.spiders.sections", "newscrawl.scheduler", "newscrawl.pipelines"]
STEPS = {
    "parse": ["newscrawl.reading.page:Page.root"],
    "read": ["newscrawl.reading.article:read_page"],
    "discovery": [f"newscrawl.discovery:{name}" for name in ("article_links", "new_links", "fragment_links", "next_page", "sections_of", "is_article_page")],
    "frontier": [f"newscrawl.store.frontier:Frontier.{name}" for name in ("reopen", "add", "take", "close", "known", "listed_in")],
    "keep": [f"newscrawl.pipelines.{name}.process_item" for name in ("validate:Validate", "duplicates:Duplicates", "store:Keep", "jsonl:Jsonl")]
    + ["newscrawl.store.database:Store.commit"],
}  # fmt: skip
spent: Counter[str] = Counter()
running: list[str] = []
since = 0.0


def turn() -> None:
    """Books the time since the last turn to the innermost step that runs."""
    global since
    now = process_time()
    spent[running[-1] if running else ENGINE] += now - since
    since = now


def timed(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        turn()
        running.append(step)
        try:
            return function(*args, **kwargs)
        finally:
            turn()
            running.pop()

    return call


def instrument() -> None:
    """Puts a clock around each step, wherever its name was imported."""
    for step, names in STEPS.items():
        for module, _, path in (name.partition(":") for name in names):
            *owners, name = path.split(".")
            owner = import_module(module)
            for part in owners:
                owner = getattr(owner, part)
            was = vars(owner)[name]
            if hasattr(was, "func"):  # a cached property
                was.func = timed(step, was.func)
                continue
            new = timed(step, was)
            for other in [owner, *(module for key, module in sys.modules.items() if key.startswith("newscrawl"))]:
                if vars(other).get(name) is was:
                    setattr(other, name, new)


def main(result: str, arguments: list[str]) -> None:
    """Runs the command, or the bare spider over addresses, and writes what was spent from its first request on."""

    def begin() -> None:
        global since
        spent.clear()
        since = process_time()

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            begin()
            for url in arguments:
                yield Request(url, self.parse, dont_filter=True)

        def parse(self, response: Any) -> None:
            pass

    atexit.register(lambda: (turn(), Path(result).write_text(json.dumps(spent))))
    if arguments[0] == "scrapy":
        for name in NAMES:
            import_module(name)
        instrument()
        answers = import_module("newscrawl.spiders.base").NewsSpider
        was = answers.start
        answers.start = lambda self: begin() or was(self)
        cmdline.execute(arguments)
    process = CrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False})
    process.crawl(Bare)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
