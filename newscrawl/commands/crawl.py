"""scrapy crawl: Scrapy's own, with arguments that are checked and exit codes that cron can read."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from newscrawl.clock import Clock
from newscrawl.site import SiteError
from newscrawl.spiders import arguments
from newscrawl.spiders.arguments import HELP, ArgumentError
from newscrawl.spiders.base import NewsSpider
from newscrawl.store.database import Store, StoreError

# By the reason that a run ends with; docs/operate.md explains each.
EXIT_CODES = {"finished": 0, "limit": 0, "usage": 2, "refused": 3, "down": 4, "store": 5, "nothing": 6, "shutdown": 130}
CRASHED = 1


class Command(ScrapyCrawl):
    """Runs a spider of this project."""

    def syntax(self) -> str:
        return "[options] <spider> [-a name=value ...]"

    def short_desc(self) -> str:
        return "Crawl a news site into the store: scrapy crawl sections -a site=NAME | -a url=ADDRESS"

    def long_desc(self) -> str:
        lines = [f"{name}: {text}" for name, text in HELP.items()]
        codes = ", ".join(f"{code} {reason}" for reason, code in EXIT_CODES.items())
        return "Crawls a news site: front page, section menu, listings, articles. Arguments (-a name=value): " + "; ".join(lines) + f". Exit codes: {codes}, {CRASHED} error of the program."

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one spider, for example: scrapy crawl sections")
        assert self.crawler_process
        if args[0] not in (spiders := self.crawler_process.spider_loader.list()):
            return self._refuse(2, f"no spider {args[0]!r}; there are: {', '.join(sorted(spiders))}")
        crawler = self._create_crawler(args[0])
        if issubclass(crawler.spidercls, NewsSpider) and not self._usable(opts.spargs):
            return None
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        self.exitcode = self._code(crawler.stats.get_stats() if crawler._stats else {})

    def _usable(self, spargs: dict[str, str]) -> bool:
        """Whether arguments, clock and store are fit for a run; otherwise one line says what is not."""
        try:
            arguments.parse(spargs)
            Clock(self.settings["NEWSCRAWL_CLOCK"])
            Store(self.settings["NEWSCRAWL_STORE"]).close()
        except StoreError as error:
            self._refuse(5, str(error))
        except (ArgumentError, SiteError) as error:
            self._refuse(2, str(error))
        except ValueError as error:
            self._refuse(2, f"NEWSCRAWL_CLOCK: {error}; an example: 2026-01-31T12:00:00+00:00")
        else:
            return True
        return False

    def _refuse(self, code: int, line: str) -> None:
        print(f"scrapy crawl: {line}", file=sys.stderr)
        self.exitcode = code

    def _code(self, stats: dict[str, object]) -> int:
        reason = str(stats.get("newscrawl/reason", ""))
        code = EXIT_CODES.get(reason, CRASHED)
        return CRASHED if code == 0 and (stats.get("spider_exceptions/count") or stats.get("log_count/CRITICAL")) else code
