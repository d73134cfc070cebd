"""scrapy crawl: Scrapy's own, with arguments that are checked and exit codes that cron can read."""

from __future__ import annotations

import argparse
import resource
import sys
from contextlib import closing
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newscrawl.archive.folder import wanted as archive_wanted
from newscrawl.clock import Clock
from newscrawl.command import ProjectCommand
from newscrawl.extensions import live, plain
from newscrawl.rendering.browser import mode as render_mode
from newscrawl.site import SiteError
from newscrawl.spiders import arguments
from newscrawl.spiders.arguments import HELP, ArgumentError
from newscrawl.store import tombstones
from newscrawl.store.database import Store, StoreError
from newscrawl.store.lock import SiteBusy, SiteLock
from newscrawl.store.log import Log

# By the reason that a run ends with; docs/operate.md explains each.
EXIT_CODES = {"finished": 0, "limit": 0, "usage": 2, "refused": 3, "down": 4, "store": 5, "nothing": 6, "busy": 7, "shutdown": 130}
CRASHED = 1
FILES = 64  # that may be open at a time, at least: store, log, lock, connections, what Python reads as it goes


class Command(ProjectCommand, ScrapyCrawl):
    """Runs a spider of this project."""

    def syntax(self) -> str:
        return "[options] <spider> [-a name=value ...]"

    def short_desc(self) -> str:
        return "Crawl a news site into the store: scrapy crawl sections|sitemap|feed -a site=NAME | -a url=ADDRESS"

    def long_desc(self) -> str:
        lines = [f"{name}: {text}" for name, text in HELP.items()]
        codes = ", ".join(f"{code} {reason}" for reason, code in EXIT_CODES.items())
        return (
            "Crawls a news site: sections (front page, section menu, listings, articles), sitemap or feed. Arguments (-a name=value): "
            + "; ".join(lines)
            + f". Exit codes: {codes}, {CRASHED} error of the program."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        plain.settle(self.settings)
        if live.possible(self.settings):
            self.settings.set("LOG_LEVEL", "WARNING", "project")  # until the view begins, which shows more
        refused = self._refused(args, opts.spargs)
        if refused:
            self.tell(refused[1])
            sys.exit(refused[0])

    def _refused(self, args: list[str], spargs: dict[str, str]) -> tuple[int, str] | None:
        """Exit code and line of what keeps a run from being begun: spider, arguments, clock, store."""
        if len(args) != 1:
            raise UsageError("name one spider, for example: scrapy crawl sections")
        spiders = get_spider_loader(self.settings)
        if args[0] not in spiders.list():
            return 2, f"no spider {args[0]!r}; there are: {', '.join(sorted(spiders.list()))}"
        if few := _too_few_files():
            return 2, few
        if lost := _no_log(self.settings["LOG_FILE"]):
            return EXIT_CODES["store"], lost
        try:
            render_mode(self.settings)
            archive_wanted(self.settings)
        except ValueError as error:
            return 2, str(error)
        try:
            asked = arguments.parse(spargs, spiders.load(args[0]).unused)  # type: ignore[attr-defined]
            Clock(self.settings["NEWSCRAWL_CLOCK"])
            self._open(asked.site.name)
        except SiteBusy as error:
            return EXIT_CODES["busy"], str(error)
        except StoreError as error:
            return EXIT_CODES["store"], str(error)
        except (ArgumentError, SiteError) as error:
            return 2, str(error)
        except ValueError as error:
            return 2, f"NEWSCRAWL_CLOCK: {error}; an example: 2026-01-31T12:00:00+00:00"
        return None

    def _open(self, site: str) -> None:
        """Takes the site's lock, and opens its store and its log once, so that what can't be written is told before anything is asked."""
        folder = Path(self.settings["NEWSCRAWL_DATA"])
        self.lock = SiteLock(folder, site)
        self.lock.acquire()
        try:
            self._prove(site, folder)
        except BaseException:
            self.lock.release()
            raise

    def _prove(self, site: str, folder: Path) -> None:
        with closing(Store(self.settings["NEWSCRAWL_STORE"])) as store:
            store.prove()
            if tombstones.there(store, [tombstones.of_site(site)]):
                raise ArgumentError(f"{site} was forgotten; scrapy forget --remember --site {site} lets it be crawled again")
            Log(store, site, folder / f"{site}.jsonl")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process
        crawler = self._create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if crawler._stats and "newscrawl/reason" not in crawler.stats.get_stats() and crawler.spider:
            crawler.spider.closed("shutdown")  # Scrapy's unclean stop, by a second signal, tells nobody
        self.lock.release()
        self.exitcode = self._code(crawler.stats.get_stats() if crawler._stats else {})

    def _code(self, stats: dict[str, object]) -> int:
        reason = str(stats.get("newscrawl/reason", ""))
        code = EXIT_CODES.get(reason, CRASHED)
        return CRASHED if code == 0 and (stats.get("spider_exceptions/count") or stats.get("log_count/CRITICAL")) else code


def _no_log(named: str | None) -> str | None:
    """Makes the folder of the log file, and the file; what is to be said where that is not possible."""
    if not named:
        return None
    try:
        Path(named).parent.mkdir(parents=True, exist_ok=True)
        Path(named).open("a").close()
    except OSError as error:
        return f"the log file {named} can't be written ({error.strerror}); name another with --logfile or LOG_FILE"
    return None


def _too_few_files() -> str | None:
    """Lifts the limit of open files to ``FILES`` where it is lower; what is to be said where that is not allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= FILES:
        return None
    if hard == resource.RLIM_INFINITY or hard >= FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, hard))
        return None
    return (
        f"only {hard} files may be open at a time, and a crawl needs {FILES}; raise the limit (ulimit -n {FILES}, LimitNOFILE= of systemd)"
    )
