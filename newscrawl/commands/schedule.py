"""scrapy schedule: the crawls of each site as cron lines or systemd timers."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from scrapy.exceptions import UsageError
from scrapy.utils.conf import closest_scrapy_cfg

from newscrawl import site as sites
from newscrawl.command import ProjectCommand
from newscrawl.schedule import cron, systemd
from newscrawl.schedule.jobs import Job, jobs_of
from newscrawl.schedule.times import ScheduleError
from newscrawl.site import SiteError

PIPED = 180  # columns where there is no terminal that says how many it has
HERE = "replica"  # a site on this machine: nobody's cron job


class Command(ProjectCommand):
    """Shows, installs and removes the jobs of the profiles."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--sites A,B] [--print | --install | --remove] [--with cron|systemd] [-s NAME=value ...]"

    def short_desc(self) -> str:
        return "Show, install or remove the cron lines or systemd timers that crawl the sites with a profile"

    def long_desc(self) -> str:
        return (
            "Makes one job of each spider that a profile's [schedule] names (sections every 6 hours, where it names none); the minute is "
            "spread by the site's name, so that not all begin at once. Without an option it shows the jobs; --print prints the lines for "
            "those who manage their own; --install writes them, and takes away those of profiles that are no longer named; --remove takes all "
            "of this project's away. Lines and units of others are never touched. Settings (-s) are written into each line: "
            "-s NEWSCRAWL_CONTACT=you@example.org. Two runs on one site never overlap: the later one ends with code 7. "
            "Exit codes: 0, 1 cron or systemd refuses, 2 a profile or its [schedule] can't be used."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--sites", metavar="A,B", help="only these profiles, or paths of profiles (default: all)")
        parser.add_argument(
            "--with", dest="through", choices=("cron", "systemd"), default="cron", help="what starts the jobs (default: cron)"
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--print", action="store_true", help="print the lines, or the units, and change nothing")
        what.add_argument("--install", action="store_true", help="write the jobs, in the place of those that are there")
        what.add_argument("--remove", action="store_true", help="take all jobs of this project away")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError(f"unexpected argument {args[0]!r}", print_help=False)
        self.folder = Path(closest_scrapy_cfg()).parent
        try:
            jobs = [] if opts.remove else self._jobs(opts)
        except (SiteError, ScheduleError) as error:
            return self.refuse(2, error)
        try:
            tell = self._done(jobs, opts)
        except (ScheduleError, OSError) as error:
            return self.refuse(1, error)
        return tell()

    def _done(self, jobs: list[Job], opts: argparse.Namespace) -> Callable[[], None]:
        """Does what was asked for; gives what prints it."""
        if opts.print:
            return partial(print, "\n".join(_lines(jobs, self.folder, opts.through)))
        if opts.install or opts.remove:
            self._settle(jobs, opts.through)
            return partial(print, f"{len(jobs)} jobs are in place" if jobs else "no job of this project is left")
        return partial(_show, jobs, self._there(opts.through), opts.through)

    def _jobs(self, opts: argparse.Namespace) -> list[Job]:
        names = [name.strip() for name in opts.sites.split(",")] if opts.sites else [name for name in sites.names() if name != HERE]
        logs = Path(self.settings["NEWSCRAWL_DATA"], "logs")
        scrapy = Path(sys.executable).with_name("scrapy")
        found = []
        for name in names:
            jobs = jobs_of(sites.load(name), scrapy, self.folder, logs, opts.set)
            found += [job.at(Path(name).resolve()) for job in jobs] if name.endswith(sites.SUFFIX) else jobs
        return found

    def _settle(self, jobs: list[Job], through: str) -> None:
        for job in jobs:
            (self.folder / job.logs).mkdir(parents=True, exist_ok=True)
        if through == "systemd":
            systemd.settle(self.folder, jobs, systemd.place())
        else:
            cron.write(cron.merged(cron.read(), self.folder, jobs))

    def _there(self, through: str) -> set[str]:
        """The jobs that are installed as they should be, by the text that stands for each."""
        try:
            if through == "systemd":
                return {path.read_text("utf-8") for path in systemd.installed(self.folder, systemd.place())}
            return set(cron.ours(cron.read(), self.folder))
        except ScheduleError:
            return set()


def _lines(jobs: list[Job], folder: Path, through: str) -> list[str]:
    if through == "cron":
        return cron.block(folder, jobs)
    return [f"# {systemd.place() / name}\n{text}" for job in jobs for name, text in systemd.units(job).items()]


def _show(jobs: list[Job], there: set[str], through: str) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("site", "spider", "every", "starts", "installed", "log"):
        table.add_column(column, overflow="fold")
    for job in jobs:
        text = cron.line(job) if through == "cron" else systemd.units(job)[f"newscrawl-{job.name}.timer"]
        starts = job.every.cron(job.name) if through == "cron" else job.every.calendar(job.name)
        log = f"{job.log}-YEAR-MONTH.log" if through == "cron" else f"journalctl -u newscrawl-{shlex.quote(job.name)}"
        table.add_row(job.site, job.spider, str(job.every), starts, "yes" if text in there else "no", log)
    console = Console(highlight=False)
    Console(highlight=False, width=console.width if console.is_terminal else PIPED).print(table)
    print("scrapy schedule --install writes what is not installed, --print prints it, --remove takes all of it away")
