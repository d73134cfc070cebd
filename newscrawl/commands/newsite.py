"""scrapy newsite: writes the profile of a site that has none."""

from __future__ import annotations

import argparse
import logging
import re
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl import site as sites
from newscrawl.command import ProjectCommand
from newscrawl.commands.crawl import CRASHED, EXIT_CODES
from newscrawl.newsite.asker import progress
from newscrawl.newsite.profile import Profile
from newscrawl.newsite.sheet import show
from newscrawl.newsite.survey import look_round
from newscrawl.normalise.text import printable
from newscrawl.spiders import arguments as spider_arguments
from newscrawl.spiders.page import NotFetched

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.IGNORECASE)


class Told(logging.Formatter):
    """Progress as a line that nothing of the web steers the terminal by."""

    def format(self, record: logging.LogRecord) -> str:
        return f"scrapy newsite: {printable(record.getMessage())}"


class Command(ProjectCommand):
    """Looks round a site and writes what it saw as a profile, with the reason of each line."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] <URL>"

    def short_desc(self) -> str:
        return "Write the profile of a news site: sections, sitemaps, feeds, patterns, expectations"

    def long_desc(self) -> str:
        return (
            "Looks round a news site with the manners of a crawl (some twenty pages, one at a time: front page, robots.txt, sitemaps, feeds, "
            "three section pages, five articles) and writes newscrawl/sites/NAME.toml, with the reason of each line as a comment. It asks "
            "nothing. At the end it tells what it found, what to look at by hand, and what to type next. NAME is the site's host, as the store "
            "calls a site that was crawled with -a url=; so what was crawled before stays the same site. Examples: scrapy newsite "
            "https://news.example/; scrapy newsite https://news.example/ --name example; scrapy newsite https://news.example/ --stdout. A "
            "profile elsewhere is crawled by its path: scrapy crawl sections -a site=my/example.toml. Exit codes: 0 it was written, 2 usage, "
            "or the file is there already, 3 the site refuses or robots.txt forbids it, 4 the site does not answer, 6 no article was found, "
            "so nothing is written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", metavar="NAME", help="name of the site (default: its host)")
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--out",
            metavar="FILE",
            help="write to this file, which ends in .toml, and make its folder (default: newscrawl/sites/NAME.toml)",
        )
        where.add_argument("--stdout", action="store_true", help="print the profile, and all else on stderr")
        parser.add_argument("--force", action="store_true", help="overwrite a profile that is there")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one site, by the address of its front page: scrapy newsite https://news.example/")
        assert self.crawler_process
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(Told())
        progress.addHandler(handler)
        progress.setLevel(logging.INFO)
        progress.propagate = False
        try:
            asked = spider_arguments.parse({"url": args[0]})
            path = None if opts.stdout else _place(opts, asked.site.name)
            profile = Profile(look_round(self.crawler_process, asked.home))
            _write(profile, path)
        except NotFetched as error:
            return self.refuse(EXIT_CODES.get(error.reason, CRASHED), error)
        except (ValueError, OSError) as error:
            return self.refuse(2, error)
        return self._tell(profile, path)

    def _tell(self, profile: Profile, path: Path | None) -> None:
        found = bool(profile.survey.read)
        if found and not path:
            sys.stdout.write(profile.text)
        show(profile, path if found else None, to_stderr=path is None)
        if not found:
            self.refuse(
                EXIT_CODES["nothing"],
                f"no article was found on {profile.survey.home}, so no profile is written: is it a news site, does it need JavaScript (docs/render.md)?",
            )


def _write(profile: Profile, path: Path | None) -> None:
    """Checks the profile where an article was found, and writes it where it is to be a file."""
    if not profile.survey.read:
        return
    sites.parse(profile.text, path or Path("profile.toml"))
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(profile.text, "utf-8")


def _place(opts: argparse.Namespace, host: str) -> Path:
    """Where the profile goes; raises ValueError for a name or file that can't be used."""
    if opts.out and opts.name:
        raise ValueError("--name and --out exclude each other: the name of the file is the name of the site")
    if opts.out and not opts.out.endswith(sites.SUFFIX):
        raise ValueError(f"--out {opts.out} must end in {sites.SUFFIX}, so that -a site= can name it")
    if not NAME.fullmatch(opts.name or host):
        raise ValueError(f"--name {opts.name or host!r} must be letters, digits, points and hyphens, such as news-example")
    path = Path(opts.out) if opts.out else sites.folder() / f"{opts.name or host}{sites.SUFFIX}"
    if path.exists() and not opts.force:
        raise ValueError(f"{path} is there already: --force overwrites it, --name, --out and --stdout write elsewhere")
    there = next(parent for parent in path.absolute().parents if parent.exists())
    if not there.is_dir():
        raise ValueError(f"{there} is no folder")
    return path
