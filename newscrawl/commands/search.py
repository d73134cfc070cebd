"""scrapy search: which articles of the store speak of something."""

from __future__ import annotations

import argparse
import difflib
import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Any, ClassVar

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError

from newscrawl.clock import parse_moment
from newscrawl.command import ProjectCommand
from newscrawl.normalise.text import printable
from newscrawl.store import runs, search
from newscrawl.store.database import Store, StoreError, must_be_there
from newscrawl.store.query import SYNTAX
from newscrawl.store.reader import Reader
from newscrawl.store.search import Filter, Found, Hit
from newscrawl.store.snippets import Part, Snippet, snippets

LIMIT = 20
HIT = "bold yellow"
MARK = "[{}]"  # around a hit where there are no colours


class Command(ProjectCommand):
    """Finds articles by the words of their current text."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] <words>"

    def short_desc(self) -> str:
        return "Find articles of the store by the words of their text"

    def long_desc(self) -> str:
        return (
            "Finds articles by the words of title, summary, authors, tags and text, as they stand now; case and accents don't count. The best "
            f"come first, a hit in the title weighs most. There are: {SYNTAX}. Examples: scrapy search 'grain deal' --since 2026-01-01; "
            "scrapy search 'title:ceasefire NOT sport' --site english-almayadeen --newest; scrapy search 'auth*' --json. The store is only read, "
            "also while a crawl runs. Exit codes: 0 something was found, 1 nothing, 2 the query or an option can't be used, 5 the store can't be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only articles of this site")
        parser.add_argument("--section", metavar="NAME", help="only articles that name this section, or that its listing had")
        parser.add_argument(
            "--since", metavar="DATE", help="published on this day or later: 2026-01-31, or 2026-01-31T12:00+02:00 (default zone: UTC)"
        )
        parser.add_argument("--until", metavar="DATE", help="published before the end of this day, or before this time")
        parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help=f"show no more than so many (default: {LIMIT})")
        parser.add_argument("--newest", action="store_true", help="the newest first, not the best")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--rebuild", action="store_true", help="make the index anew from the stored texts, after rows were changed by hand"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if bool(args) == opts.rebuild:
            raise UsageError("say what to search for: scrapy search 'grain deal'; --rebuild takes nothing", print_help=False)
        try:
            if opts.rebuild:
                return self._rebuild()
            with Reader(self.settings["NEWSCRAWL_STORE"]) as store:
                return self._search(store, " ".join(args), opts)
        except StoreError as error:
            return self.refuse(5, error)
        except ValueError as error:
            return self.refuse(2, error)

    def _search(self, store: Store, query: str, opts: argparse.Namespace) -> None:
        where = _filter(opts)
        found = search.search(store, query, where, opts.limit, opts.newest)
        if not found.total:
            _spelled("site", where.site, runs.sites(store))
            _spelled("section", where.section, search.sections(store))
            self.exitcode = 1
        shown = snippets(store, query, [hit.row for hit in found.hits])
        _print_json(query, found, shown) if opts.json else _tell(found, shown)

    def _rebuild(self) -> None:
        must_be_there(self.settings["NEWSCRAWL_STORE"])
        store = Store(self.settings["NEWSCRAWL_STORE"])
        count = search.rebuild(store.connection)
        store.close()
        print(f"{count:,} articles are in the full-text index")


def _filter(opts: argparse.Namespace) -> Filter:
    if opts.limit < 1:
        raise ValueError(f"--limit {opts.limit} must be a whole number from 1")
    since, until = _moment("since", opts.since, time.min), _moment("until", opts.until, time.max)
    if since and until and since > until:
        raise ValueError(f"--since {opts.since} is after --until {opts.until}")
    return Filter(opts.site, opts.section, since, until)


def _moment(name: str, text: str | None, of_day: time) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parse_moment(text)
    except ValueError:
        raise ValueError(f"--{name} {text} is no date; examples: 2026-01-31, 2026-01-31T12:00+02:00") from None
    return datetime.combine(moment.date(), of_day, UTC) if len(text) <= 10 else moment


def _spelled(name: str, given: str | None, known: list[str]) -> None:
    """Refuses a site or a section that the store has not, when nothing was found in it."""
    if given is None or given in known:
        return
    near = difflib.get_close_matches(given.casefold(), {text.casefold(): text for text in known}, 1, 0.5)
    names = {text.casefold(): text for text in known}
    hint = f"did you mean {names[near[0]]!r}?" if near else f"there are: {', '.join(known[:30]) or 'none'}"
    raise ValueError(f"the store has no {name} {given!r}; {hint}")


def _print_json(query: str, found: Found, shown: dict[int, Snippet]) -> None:
    hits = [{**_plain(hit), "snippet": _marked(shown[hit.row].text)} for hit in found.hits]
    print(json.dumps({"query": query, "total": found.total, "hits": hits}, ensure_ascii=False, indent=1))


def _plain(hit: Hit) -> dict[str, Any]:
    values = {name: value for name, value in asdict(hit).items() if name != "row"}
    return values | {"published_at": hit.published_at and hit.published_at.isoformat(), "score": round(hit.score, 4)}


def _marked(parts: list[Part]) -> str:
    return "".join(MARK.format(part.text) if part.hit else part.text for part in parts)


def _tell(found: Found, shown: dict[int, Snippet]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for hit in found.hits:
        snippet = shown[hit.row]
        date = f"{hit.published_at:%Y-%m-%d}" if hit.published_at else "no date"
        console.print(_line(snippet.title or [Part("(no title)", False)], console.is_terminal, "bold"))
        console.print(Text(printable("  ".join(filter(None, (date, hit.site, hit.section, hit.id)))), "dim"))
        console.print(_line(snippet.text, console.is_terminal), end="\n\n")
    more = f", the first {len(found.hits)} are shown (--limit)" if found.total > len(found.hits) else ""
    console.print(f"{found.total:,} article{'s' * (found.total != 1)} found{more}" if found.total else "nothing found")


def _line(parts: list[Part], coloured: bool, style: str = "") -> Text:
    line = Text(style=style)
    for part in parts:
        text = printable(part.text)
        line.append(MARK.format(text) if part.hit and not coloured else text, HIT if part.hit else "")
    return line
