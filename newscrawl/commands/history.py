"""scrapy history: the versions of an article, with a word diff."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError

from newscrawl.changes import Change, changes
from newscrawl.command import ProjectCommand
from newscrawl.items import Article
from newscrawl.normalise.text import printable
from newscrawl.store.database import StoreError
from newscrawl.store.history import Event, events_of, find, versions_of
from newscrawl.store.reader import Reader

STYLES = {"same": "", "removed": "red strike", "added": "green"}
MARKS = {"same": "", "removed": "[-{}-]", "added": "{{+{}+}}"}
CONTEXT = 60  # characters of unchanged text that are shown around a change


class Command(ProjectCommand):
    """Shows what became of an article over time."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] <URL|ID>"

    def short_desc(self) -> str:
        return "Show the versions of an article, and what changed between them"

    def long_desc(self) -> str:
        return (
            "Shows each version of an article that the store has: when it was read, and which words went and came. A change of "
            "spelling or punctuation alone is marked trivial. On a terminal removed words are red and added ones green; elsewhere "
            "they are marked [-so-] and {+so+}. --json prints the same for programs. Exit codes: 0 it was shown, 1 the store has no such article, 5 the store can't be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one article, by its address or its id")
        try:
            with Reader(self.settings["NEWSCRAWL_STORE"]) as store:
                article = find(store, args[0])
                if article is None:
                    return self.refuse(1, f"the store has no article {args[0]}")
                versions, events = versions_of(store, article), events_of(store, article)
        except StoreError as error:
            return self.refuse(5, error)
        print(json.dumps(_plain(versions, events), ensure_ascii=False, indent=1, default=str)) if opts.json else _tell(versions, events)
        return None


def _plain(versions: list[Article], events: list[Event]) -> dict[str, object]:
    edits = [[asdict(change) for change in changes(one, two)] for one, two in zip(versions, versions[1:], strict=False)]
    return {
        "id": versions[0].id,
        "url": versions[0].url,
        "versions": [asdict(v) for v in versions],
        "changes": edits,
        "events": [asdict(e) for e in events],
    }


def _tell(versions: list[Article], events: list[Event]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    first = versions[0]
    console.print(Text(f"{printable(versions[-1].title or '')}\n{first.url}  id {first.id}\n"))
    console.print(f"version 1, read {first.crawled_at}, {first.word_count} words")
    for number, (one, two) in enumerate(zip(versions, versions[1:], strict=False), 2):
        found = changes(one, two)
        trivial = " (trivial)" if all(change.trivial for change in found) else ""
        console.print(f"\nversion {number}, read {two.crawled_at}, {two.word_count} words{trivial}")
        for change in found:
            console.print(_line(change, console.is_terminal))
    for event in events:
        console.print(f"\n{event.kind} {event.at}: {printable(event.detail)}")


def _line(change: Change, coloured: bool) -> Text:
    line = Text(f"  {change.field}: ")
    for piece in change.pieces:
        text = printable(piece.text)
        if piece.kind == "same" and len(text) > 2 * CONTEXT:
            text = f"{text[:CONTEXT]} … {text[-CONTEXT:]}"
        mark = "" if coloured else MARKS[piece.kind]
        line.append(mark.format(text) if mark else text, STYLES[piece.kind])
    return line
