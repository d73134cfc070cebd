"""Hydration: a list of ids, addresses and hashes becomes articles again; what each entry of it was, and how far it has changed since.

The list is a dataset that ``scrapy export --hydrate`` wrote, or any table with a column ``url``; with ``content_hash`` it can be
compared. Nothing here touches the network.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newscrawl.hints import extra
from newscrawl.items import Article
from newscrawl.normalise.text import folded

FILES = ("articles.jsonl.zst", "articles.csv")  # of a dataset's folder, the first that is there
ENDINGS = (".jsonl", ".jsonl.zst", ".jsonl.gz", ".csv", ".csv.gz")
LONGEST = 64 * 1024 * 1024  # characters of a cell


class ListError(ValueError):
    """A list that can't be used; the text says where and why."""


class Verdict(StrEnum):
    """What became of an entry."""

    MATCH = "match"  # the same content
    DRIFT = "drift"  # other content
    FETCHED = "fetched"  # the list has no hash to compare with
    GONE = "gone"  # there is no such page any more
    REFUSED = "refused"  # robots.txt, the server, or a tombstone forbids it: the next run asks again
    FAILED = "failed"  # no answer: the next run tries again


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the list. ``words`` is how many it had, ``text`` and ``title`` what they were, where the list says so."""

    url: str
    id: str = ""
    site: str = ""
    content_hash: str = ""
    words: int | None = None
    title: str | None = None
    text: str | None = None

    @property
    def key(self) -> str:
        return self.id or self.url


def entries(path: Path) -> dict[str, Entry]:
    """The entries of a list by their key, of several versions the last. Raises :class:`ListError`."""
    path = _file(path)
    found: dict[str, tuple[int, Entry]] = {}
    try:
        for place, row in enumerate(_rows(path), 1):
            entry, version = _entry(row, f"{path}, row {place}"), int(row.get("version") or 0)
            if entry.key not in found or found[entry.key][0] <= version:
                found[entry.key] = (version, entry)
    except (OSError, EOFError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise error if isinstance(error, ListError) else ListError(f"{path} can't be read: {error}") from None
    if not found:
        raise ListError(f"{path} has no entries")
    return {key: entry for key, (_, entry) in found.items()}


def _file(path: Path) -> Path:
    if path.is_dir():
        inside = [path / name for name in FILES if (path / name).is_file()]
        if not inside:
            raise ListError(f"{path} has neither {' nor '.join(FILES)}; name the list itself")
        return inside[0]
    if not path.is_file():
        raise ListError(f"there is no list {path}")
    if not path.name.endswith(ENDINGS):
        raise ListError(f"{path} must end in {', '.join(ENDINGS)}, or be the folder of a dataset")
    return path


def _opener(path: Path) -> Any:
    """What opens a file of that ending."""
    if path.suffix == ".gz":
        return gzip.open
    if path.suffix != ".zst":
        return open
    try:
        from compression import zstd
    except ImportError:  # before Python 3.14
        try:
            from backports import zstd
        except ImportError:
            raise ListError(f"{path} needs zstd: {extra('export')}; or take the CSV") from None
    return zstd.open


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with _opener(path)(path, "rb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as lines:
        if ".csv" in path.suffixes:
            csv.field_size_limit(LONGEST)
            yield from csv.DictReader(lines)
        else:
            yield from (json.loads(line) for line in lines if line.strip())


def _entry(row: Any, where: str) -> Entry:
    if not isinstance(row, dict) or not isinstance(url := row.get("url"), str):
        raise ListError(f"{where}: there is no url")
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ListError(f"{where}: {url[:200]!r} is no web address")
    words = row.get("word_count")
    texts = {name: str(row.get(name) or "") for name in ("id", "site", "content_hash")}
    return Entry(
        url, **texts, words=int(words) if words not in (None, "") else None, title=row.get("title") or None, text=row.get("body") or None
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry; ``drift`` is the share of its words that differ (``at_least`` where only their number was known)."""

    entry: Entry
    verdict: Verdict
    reason: str = ""
    drift: float | None = None
    at_least: bool = False
    title_same: bool | None = None
    article: Article | None = None


def compared(entry: Entry, article: Article, before: str | None = None) -> Outcome:
    """The outcome for an article that was read again; ``before`` is the text that the entry had, where the list has none."""
    same = None if entry.title is None else folded(entry.title) == folded(article.title or "")
    if not entry.content_hash:
        return Outcome(entry, Verdict.FETCHED, title_same=same, article=article)
    if entry.content_hash == article.content_hash:
        return Outcome(entry, Verdict.MATCH, drift=0.0, title_same=same, article=article)
    text = entry.text or before
    drift = differing(text, article.body) if text else _by_number(entry.words, article.word_count)
    reason = "" if article.status == "ok" else f"{article.status}: {article.reason}"
    return Outcome(entry, Verdict.DRIFT, reason, drift, not text, same, article)


def differing(one: str, other: str) -> float:
    """The share of the words of two texts that only one of them has (1 - Dice's coefficient of the bags of words)."""
    bags = Counter(one.split()), Counter(other.split())
    whole = bags[0].total() + bags[1].total()
    return 1 - 2 * (bags[0] & bags[1]).total() / whole if whole else 0.0


def _by_number(before: int | None, now: int) -> float | None:
    return None if before is None else abs(before - now) / max(before, now, 1)


def by_site(wanted: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each site, by its name in the list, or by the origin of the address."""
    sites: dict[str, list[Entry]] = {}
    for entry in wanted:
        parts = urlsplit(entry.url)
        sites.setdefault(entry.site or f"{parts.scheme}://{parts.netloc}", []).append(entry)
    return sites
