"""What scrapy probe and scrapy savepage share: a page named by address, file or case, and the profile that it is read with."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from newscrawl import cases
from newscrawl import site as sites
from newscrawl.cases import Case, CaseError
from newscrawl.command import ProjectCommand
from newscrawl.spiders.page import fetch
from newscrawl.urls import absolute


class PageCommand(ProjectCommand):
    """A command about one page. What goes wrong is one line on stderr and an exit code."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    name = ""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="where a FILE came from, if it does not say so itself")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--site", metavar="NAME", help="read with this profile (default: the one whose front page is on the same host)")
        which.add_argument("--no-site", action="store_true", help="read without a profile")

    def case(self, named: str, opts: argparse.Namespace) -> Case:
        """The page that was named. Raises NotFetched, or ValueError with what to do."""
        for option, url in (("", named if named.startswith(("http://", "https://")) else None), ("--url ", opts.url)):
            if url and not absolute("", url):
                raise CaseError(f"{option}{url} is no web address; an example: https://news.example/politics/a")
        if absolute("", named):
            if opts.url:
                raise CaseError("--url says where a file came from; an address says so itself")
            return self._fetched(named, opts)
        if not Path(named).exists():
            raise CaseError(f"no file {named!r}; an address begins with https://")
        case = cases.read_file(Path(named), opts.url)
        if Path(named).is_dir() and not opts.site and not opts.no_site:
            return case
        return replace(case, site=_profile(case.url, opts))

    def _fetched(self, url: str, opts: argparse.Namespace) -> Case:
        assert self.crawler_process
        fetched = fetch(self.crawler_process, url, _profile(url, opts))
        page = fetched.page
        if fetched.note:
            self.tell(fetched.note)
        site = _profile(page.url, opts)
        return Case(page.html, page.url, page.headers, site, fetched.answered_at, fetched.rendered)


def _profile(url: str, opts: argparse.Namespace) -> str | None:
    """What names the profile of an address: what was given, or the one whose front page is there."""
    if opts.no_site:
        return None
    if opts.site:
        sites.load(opts.site)
        return str(opts.site)
    found = sites.find(url)
    return found.name if found else None
