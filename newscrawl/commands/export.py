"""scrapy export: a dataset with card, checksums and citation, out of the store."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time

from scrapy.exceptions import UsageError

from newscrawl.command import ProjectCommand
from newscrawl.hints import extra
from newscrawl.store.database import Store, StoreError, must_be_there

NEEDED = ("pyarrow", "matplotlib")
EVERY = 10.0  # seconds between two lines of progress

OPTIONS = {
    "--name": "of the dataset: its folder, and how it is cited (small letters, digits, hyphens)",
    "--sites": "only these sites, with commas between (default: all in the store)",
    "--since": "only articles published on this day (2024-01-31, UTC) or at this time (2024-01-31T12:00+02:00) or later",
    "--until": "only articles published before this time; a day is meant to its end",
    "--sections": "only these sections: what the page says, or whose listing had it",
    "--kinds": "only these kinds: article, opinion, live, video...",
    "--languages": "only these languages (BCP 47); en has en-GB in it",
    "--query": 'only articles whose text matches, as scrapy search has it: words, "a phrase", begin*, AND, OR, NOT, title:word',
    "--formats": "jsonl, csv, parquet, sqlite (default: all four)",
    "--fields": "only these columns, with id, version and content_hash, which always come (default: all; docs/data.md)",
    "--out": "folder of the datasets (default: exports in NEWSCRAWL_DATA)",
    "--pseudonymise-authors": "put a keyed hash in the place of authors' names; the key is in this file",
    "--creator": "who made it, for the citation",
    "--contact": "who takes things out on demand: a page or mail address (default: NEWSCRAWL_CONTACT)",
    "--licence": "of the collection, an SPDX id; the articles are their publishers'",
}
CHOICES = {
    "--versions": (("latest", "first", "all"), "which version of an article: as it stands, as it was read first, or every one as a row"),
    "--rights": (("respect", "ignore"), "respect: texts that their publisher reserves are left out, and counted"),
    "--csv-formulas": (("guarded", "raw"), "guarded: an apostrophe before texts that a spreadsheet would calculate"),
}
FLAGS = {
    "--append-version": "make the next version of a dataset that is there, with a list of what changed",
    "--sightings": "write the table of which listing, sitemap or feed had which article as well",
    "--hydrate": "no text and no headline: ids, addresses, metadata and hashes, for scrapy hydrate",
    "--json": "print the result as JSON",
}


class Command(ProjectCommand):
    """Writes a dataset."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--name NAME [options]"

    def short_desc(self) -> str:
        return "Write a dataset that can be cited: JSONL, CSV, Parquet, SQLite, card, checksums"

    def long_desc(self) -> str:
        return (
            "Writes DIR/NAME/1/ with the chosen articles in each format, a dataset card (README.md, index.html), pictures, a data dictionary, "
            "CITATION.cff, croissant.json, datapackage.json, and SHA256SUMS. The same store and arguments give the same bytes. What is there "
            "is never written over: --append-version writes DIR/NAME/2/ with a list of what changed. Needs: "
            f"{extra('export')}. "
            "More: docs/export.md."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group("Dataset")
        for option, text in OPTIONS.items():
            group.add_argument(option, help=text, default="")
        for option, (choices, text) in CHOICES.items():
            group.add_argument(option, choices=choices, default=choices[0], help=f"{text} (default: {choices[0]})")
        for option, text in FLAGS.items():
            group.add_argument(option, help=text, action="store_true")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not opts.name:
            raise UsageError("give the dataset a name: scrapy export --name elections")
        missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
        if missing:
            return self.refuse(2, f"needs {' and '.join(missing)}: {extra('export')}")
        opts.out = opts.out or f"{self.settings['NEWSCRAWL_DATA']}/exports"
        try:
            must_be_there(self.settings["NEWSCRAWL_STORE"])
            store = Store(self.settings["NEWSCRAWL_STORE"])
        except StoreError as error:
            return self.refuse(5, error)
        try:
            return self._export(store, opts)
        except StoreError as error:
            return self.refuse(5, error)
        except OSError as error:
            return self.refuse(5, f"{error.filename or opts.out} can't be written: {error.strerror or error}; nothing is left of it")
        finally:
            store.close()

    def _export(self, store: Store, opts: argparse.Namespace) -> None:
        from newscrawl.export.arguments import ArgumentError, order
        from newscrawl.export.dataset import export
        from newscrawl.export.releases import Nothing, Taken

        try:
            made = export(store, order(opts, store, self.settings["NEWSCRAWL_CONTACT"]), Progress())
        except (ArgumentError, Nothing, Taken) as error:
            return self.refuse(2, error)
        if opts.json:
            print(
                json.dumps(
                    {
                        "folder": str(made.folder),
                        "version": made.version,
                        "rows": made.rows,
                        "left_out": made.left_out,
                        "changes": made.changes,
                    }
                )
            )
            return None
        print(f"{made.rows:,} rows in {made.folder}/")
        if made.changes:
            print("  changed: " + ", ".join(f"{count:,} {kind}" for kind, count in made.changes.items()))
        if made.left_out:
            print(f"  {made.left_out:,} of them without text, since their publisher reserves it (--rights ignore brings it)")
        print("  README.md says what is in it, index.html shows it" + ("" if opts.creator else "; --creator says who is to be cited"))
        return None


class Progress:
    """A line now and then on standard error: how many rows are written, how long the rest will take."""

    def __init__(self) -> None:
        self.began = self.told = time.monotonic()

    def __call__(self, done: int, count: int) -> None:
        now = time.monotonic()
        if now - self.told < EVERY:
            return
        self.told = now
        left = (now - self.began) * (count - done) / done
        print(f"{done:,} of {count:,} rows ({done / count:.0%}), about {left // 60:.0f} min {left % 60:02.0f} s to go", file=sys.stderr)
