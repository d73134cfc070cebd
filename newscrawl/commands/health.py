"""scrapy health: whether a site's runs bring what they used to, and how well it is caught."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from newscrawl.clock import Clock
from newscrawl.command import ProjectCommand
from newscrawl.health import files, news, notify, prometheus
from newscrawl.health.examine import Examined, examine
from newscrawl.health.notify import NotifyError
from newscrawl.health.tables import tell_completeness, tell_findings
from newscrawl.site import SiteError
from newscrawl.store import runs
from newscrawl.store.completeness import Cell, cells, estimate
from newscrawl.store.database import StoreError
from newscrawl.store.reader import Reader

FINDINGS = 8  # exit code: something is not as it should be
ERROR = 1


class Refused(Exception):
    """Why the command does nothing: an exit code and a line."""

    def __init__(self, code: int, line: str):
        super().__init__(line)
        self.code = code


class Command(ProjectCommand):
    """Judges the reports of a site's runs, and tells which share of its articles is in the store."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--site NAME] [--json] [--notify] [--prometheus FILE] | --completeness [--site NAME] [--json]"

    def short_desc(self) -> str:
        return "Tell what is wrong with a site's crawls: silence, rotten fields, refusals... --completeness: how much is caught"

    def long_desc(self) -> str:
        return (
            "Compares the last run of each site with the runs before it and with the profile's expectations ([expect]), from the reports "
            "in data/runs: a site or a section that fell silent, half of the usual, a field that is empty, dates that stand still or jump, "
            "a challenge, another robots.txt, a new design, copies, a moved domain, runs that are overdue or were killed. Exit code 0: all "
            f"is well; {FINDINGS}: it is not. --notify tells people what is new and what is over, and nothing twice. --completeness says for "
            "each section how many articles were seen by the menu, by sitemaps and by feeds, how many are stored, and how many there are "
            "likely to be: what two roads both found tells how much both have missed (capture and recapture); so crawl a site by more "
            "than one road first. docs/health.md explains every finding."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only this site (default: all that were crawled)")
        parser.add_argument("--json", action="store_true", help="print JSON, a line for each site")
        parser.add_argument("--notify", action="store_true", help="tell the addresses of NEWSCRAWL_NOTIFY or APPRISE_URLS what has changed")
        parser.add_argument("--prometheus", metavar="FILE", type=Path, help="write the figures for node_exporter's textfile collector")
        parser.add_argument("--completeness", action="store_true", help="the table of sections, the estimate and the days with gaps")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            if args:
                raise Refused(2, f"unexpected argument {args[0]!r}; a site is named by --site")
            if opts.completeness:
                self._completeness(opts)
            else:
                self._findings(opts)
        except Refused as refused:
            self.refuse(refused.code, refused)

    def _findings(self, opts: argparse.Namespace) -> None:
        servers = self._servers() if opts.notify else {}
        examined = self._examined(opts.site)
        if opts.json:
            for one in examined:
                print(json.dumps(one.plain(), ensure_ascii=False))
        else:
            tell_findings(_console(), examined)
        self.exitcode = FINDINGS if any(one.findings for one in examined) else 0
        if opts.prometheus:
            try:
                files.write(opts.prometheus, prometheus.text(examined))
            except OSError as error:
                raise Refused(2, f"{opts.prometheus} can't be written: {error.strerror}") from None
        if servers:
            self._tell(servers, examined)

    def _examined(self, only: str | None) -> list[Examined]:
        folder = files.folder_of(self.settings["NEWSCRAWL_DATA"])
        known = files.sites(folder)
        if only and only not in known or not known:
            there = ", ".join(known) or "none yet: scrapy crawl sections"
            raise Refused(2, f"no report of {only or 'any run'} in {folder}; there are: {there}")
        try:
            now = Clock(self.settings["NEWSCRAWL_CLOCK"]).now()
            found = [examine(folder, name, now) for name in ([only] if only else known)]
        except (SiteError, ValueError) as error:
            raise Refused(2, str(error)) from None
        return [one for one in found if one.runs]

    def _servers(self) -> dict[str, object]:
        try:
            return notify.servers(notify.addresses(self.settings["NEWSCRAWL_NOTIFY"], os.environ))
        except NotifyError as error:
            raise Refused(2, str(error)) from None

    def _tell(self, servers: dict[str, object], examined: Sequence[Examined]) -> None:
        """Tells what has changed since the last time; what somebody did not take is told to all again."""
        path = Path(self.settings["NEWSCRAWL_DATA"]) / "health.json"
        try:
            told = news.load(path)
            failed: list[str] = []
            for one in examined:
                changed = news.news(one, told.get(one.site, {}))
                missed = notify.send(servers, changed.title, changed.body) if changed else []
                failed += missed
                if not missed:
                    told[one.site] = news.told_now(one)
            news.save(path, told)
        except (OSError, ValueError) as error:
            raise Refused(ERROR, f"{path}: {error}; it remembers what people were told: repair or delete it") from None
        if failed:
            raise Refused(ERROR, f"a message was not taken by {', '.join(dict.fromkeys(failed))}; it is sent again the next time")

    def _completeness(self, opts: argparse.Namespace) -> None:
        try:
            with Reader(self.settings["NEWSCRAWL_STORE"]) as store:
                known = runs.sites(store)
                sites = [opts.site] if opts.site else known
                unknown = set(sites) - set(known)
                found = {} if unknown else {site: cells(store, site) for site in sites}
        except StoreError as error:
            raise Refused(5, str(error)) from None
        if unknown or not found:
            there = ", ".join(known) or "none yet: scrapy crawl sections"
            raise Refused(2, f"no run of {', '.join(unknown) or 'any site'} in the store; there are: {there}")
        for site, seen in found.items():
            print(json.dumps(_plain(site, seen), ensure_ascii=False)) if opts.json else tell_completeness(_console(), site, seen)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _plain(site: str, seen: list[Cell]) -> dict[str, object]:
    days = [{**asdict(cell), "day": cell.day and cell.day.isoformat()} for cell in seen]
    return {
        "site": site,
        "seen": sum(c.seen for c in seen),
        "stored": sum(c.stored for c in seen),
        "estimate": estimate(seen),
        "cells": days,
    }
