"""scrapy savepage: a page and what it reads as, as a test case."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from scrapy.exceptions import UsageError
from scrapy.utils.conf import closest_scrapy_cfg

from newscrawl import cases
from newscrawl.cases import Case, CaseError
from newscrawl.commands.crawl import CRASHED, EXIT_CODES
from newscrawl.items import Article
from newscrawl.normalise.text import printable
from newscrawl.probe.asked import PageCommand
from newscrawl.site import SUFFIX
from newscrawl.spiders.page import NotFetched
from newscrawl.urls import link_key

FOLDER = "tests/pages"
LONGEST = 60  # characters of a case's name
SHOWN = 70  # characters of each side of a change
CONTEXT = 15  # characters before the first one that differs
NAME = re.compile(r"\w[\w.-]*")
OWNED = "The page belongs to its outlet: keep the case to yourself, or ask before you publish it."
CHECK = "article.json is what the program read, not what is right. Open the page in a browser and compare, above all:"


class Command(PageCommand):
    """Writes a case, or what saved cases read as by now."""

    name = "savepage"

    def syntax(self) -> str:
        return "[options] <URL|FILE> | --refresh [CASE ...]"

    def short_desc(self) -> str:
        return "Save a page as a test case of reading, or read saved ones again: --refresh"

    def long_desc(self) -> str:
        return (
            f"Fetches a page with the manners of a crawl and writes {FOLDER}/SITE/CASE: page.html.gz, meta.json (its address, the headers that "
            "reading needs, the profile) and article.json (what it reads as). Check article.json by hand and correct it where the program is "
            "wrong: the tests then say, field by field, what is still to be done. After a change of the readers, --refresh reads the saved pages "
            "again (all, or the named ones: SITE/CASE), rewrites article.json alone and prints which fields changed. Examples: scrapy savepage "
            "https://news.example/politics/a --name with-byline; scrapy savepage --refresh; scrapy savepage --refresh news.example/with-byline. "
            f"{OWNED} Exit codes: 0 it is written, 2 usage, 3 the site refuses or robots.txt forbids it, 4 the site does not answer."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", metavar="CASE", help="name of the case (default: the last part of its address)")
        parser.add_argument("--folder", metavar="DIR", help=f"where the cases are (default: {FOLDER} of the project)")
        parser.add_argument("--force", action="store_true", help="overwrite a case that there is")
        parser.add_argument("--refresh", action="store_true", help="read saved pages again: rewrite article.json, print what changed")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        folder = Path(opts.folder) if opts.folder else Path(closest_scrapy_cfg()).parent / FOLDER
        if any(word.startswith("-") for word in args):
            raise UsageError(f"unknown option {args[0]}")
        if opts.refresh and (opts.name or opts.url or opts.site or opts.no_site or opts.force):
            raise UsageError("--refresh reads cases as they were saved; it takes their names and --folder only")
        if not opts.refresh and len(args) != 1:
            raise UsageError("name one page, by its address or a file")
        told: list[str] = []  # of what was done before an error, too
        try:
            told.extend(_refresh(folder, args) if opts.refresh else self._save(folder, args[0], opts))
        except NotFetched as error:
            self.refuse(EXIT_CODES.get(error.reason, CRASHED), error)
        except (ValueError, OSError) as error:
            self.refuse(2, error)
        for line in told:
            print(printable(line))

    def _save(self, folder: Path, named: str, opts: argparse.Namespace) -> list[str]:
        if opts.name and not NAME.fullmatch(opts.name):
            raise CaseError(f"--name {opts.name}: letters, digits, '-', '_' and '.' make a name, such as with-byline")
        if opts.site and opts.site.endswith(SUFFIX):
            raise CaseError(f"--site {opts.site}: a case is read with a profile that the project brings; put it into newscrawl/sites")
        case = self.case(named, opts)
        path = folder / (case.site or link_key(case.url).partition("/")[0].replace(":", "-")) / (opts.name or _name(case.url))
        if path.exists() and not opts.force:
            raise CaseError(f"{path} is there already: give another --name, or overwrite it with --force")
        article = cases.write(case, path)
        return [f"Written: {path}", CHECK, *(f"  {line}" for line in _to_check(article)), OWNED]


def _name(url: str) -> str:
    """The name of a case from the last part of its address that has letters or digits."""
    parts = [re.sub(r"[^\w]+", "-", unquote(part)).strip("-_") for part in urlsplit(url).path.split("/")]
    return next((part[:LONGEST].strip("-_") for part in reversed(parts) if part), "front-page")


def _to_check(article: Article) -> list[str]:
    texts = [block.text for block in article.blocks if block.text] or ["none"]
    return [
        f"title      {article.title}",
        f"authors    {', '.join(article.authors) or 'none'}",
        f"published  {article.published_at and article.published_at.isoformat()} from {article.published_raw!r}: is the zone right?",
        f"section    {article.section}",
        f"body       {article.word_count} words, status {article.status}",
        f"  begins   {texts[0][:SHOWN]}",
        f"  ends     {texts[-1][-SHOWN:]}",
        f"pictures   {len(article.images)}",
    ]


def _refresh(folder: Path, named: list[str]) -> Iterator[str]:
    """Reads saved cases again, all where none is named, and tells what changed."""
    there = {f"{path.parent.parent.name}/{path.parent.name}": path.parent for path in sorted(folder.glob("*/*/meta.json"))}
    if unknown := [name for name in named if name not in there]:
        raise CaseError(f"no case {unknown[0]!r} in {folder}; there are: {', '.join(there) or 'none'}")
    for name in named or there:
        changed = _refreshed(cases.read(there[name]), there[name] / "article.json")
        yield f"{name}: {'changed' if changed else 'the same'}"
        yield from changed


def _refreshed(case: Case, path: Path) -> list[str]:
    """Rewrites the article of a case where it differs; a line for each field that changed."""
    text = cases.as_json(cases.told(case.look().article))
    before = path.read_text("utf-8") if path.exists() else "{}"
    if text == before:
        return []
    path.write_text(text, "utf-8")
    one, two = json.loads(before), json.loads(text)
    lines = [
        f"  {field}: {_pair(one.get(field), two.get(field))}" for field in dict.fromkeys([*two, *one]) if one.get(field) != two.get(field)
    ]
    return lines or ["  the form of the file alone"]


def _pair(old: Any, new: Any) -> str:
    """Two values, from shortly before where they part."""
    one, two = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (old, new))
    same = next((index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    start = max(0, same - CONTEXT)
    return " -> ".join(
        f"{'…' if start else ''}{text[start : start + SHOWN]}{'…' if len(text) > start + SHOWN else ''}" for text in (one, two)
    )
