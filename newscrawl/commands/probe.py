"""scrapy probe: a page as the readers see it."""

from __future__ import annotations

import argparse
import sys

from scrapy.exceptions import UsageError

from newscrawl.cases import as_json
from newscrawl.commands.crawl import CRASHED, EXIT_CODES
from newscrawl.probe.asked import PageCommand
from newscrawl.probe.facts import as_plain, facts_of
from newscrawl.probe.sheet import show, show_field
from newscrawl.spiders.page import NotFetched


class Command(PageCommand):
    """Shows what each reader found, what won, and what was thrown away."""

    name = "probe"

    def syntax(self) -> str:
        return "[options] <URL|FILE|CASE>"

    def short_desc(self) -> str:
        return "Show a page as the readers see it: which reader gave what, and what was left out"

    def long_desc(self) -> str:
        return (
            "Shows how a page reads: for each field what every reader found, with * before the one that gave the value and = before those "
            "that say the same; then the body's first and last lines, what was left out and why, the pictures, and whether a crawl would take "
            "it for an article. An address is fetched with the manners of a crawl and kept nowhere; a FILE is .html or .html.gz, a CASE a "
            "folder that scrapy savepage made. Examples: scrapy probe https://news.example/politics/a; scrapy probe page.html --url "
            "https://news.example/politics/a; scrapy probe page.html --field published_at. Exit codes: 0 it was shown, 2 usage, 3 the site "
            "refuses or robots.txt forbids it, 4 the site does not answer."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--field", metavar="NAME", help="show everything that was found for one field, whole")
        parser.add_argument("--body", action="store_true", help="show the whole body")
        parser.add_argument("--json", action="store_true", help="print the same facts as JSON, candidates whole")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one page, by its address or a file")
        try:
            facts = facts_of(self.case(args[0], opts))
            rows = {row.field: row for row in facts.rows()}
            if opts.field and opts.field not in rows:
                return self.refuse(2, f"no field {opts.field!r} that readers give; there are: {', '.join(rows)}")
        except NotFetched as error:
            return self.refuse(EXIT_CODES.get(error.reason, CRASHED), error)
        except ValueError as error:
            return self.refuse(2, error)
        if opts.json:
            sys.stdout.write(as_json(as_plain(facts)))
        elif opts.field:
            show_field(rows[opts.field])
        else:
            show(facts, opts.body)
        return None
