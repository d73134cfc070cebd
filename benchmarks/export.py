"""Exports: CPU time and memory of each format, beside the bare writer of that format on the same rows in the same run.

usage: python benchmarks/export.py [--articles N] [--formats jsonl,csv] [--folder DIR]

A store of generated articles (about 300 words each, with blocks, pictures, links, sightings) is made in the folder, or taken from there.
The export is the real one, in a process of its own: reading from the store, counting, card, checksums and pictures are in its time. The bare
writer gets rows that are in memory already, in the form that it takes, and only its own calls count: csv.writer with tuples; executemany of
sqlite3 with tuples, and the same indexes; json.dumps and zstd with dicts; pyarrow's ParquetWriter with dicts by way of Table.from_pylist, and
with tables that are Arrow already. Some two seconds of each export are its start and the pictures, whatever the number of rows.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newscrawl.export.batch import batches
from newscrawl.export.columns import ARTICLES, Kind
from newscrawl.export.writers import WRITERS
from newscrawl.export.writers.arrow import record_batch, schema
from newscrawl.export.writers.sqlite import INDEXES
from newscrawl.store import selection
from newscrawl.store.database import Store
from newscrawl.store.selection import Selection

FIRST = datetime(2016, 1, 1, tzinfo=UTC)
SECTIONS = ("Politics", "Economy", "Sports", "Health", "Technology", "Culture", "Opinion", "World")
SITES = ("north.example", "south.example", "east.example")
CHUNK = 2_000


def sentences(chance: random.Random, count: int = 20_000) -> list[str]:
    words = [line.strip() for line in (ROOT / "newscrawl/replica/words/en.txt").read_text("utf-8").splitlines() if line[:1].isalpha()]
    words = [word for line in words for word in line.split() if word.isalpha()]
    return [" ".join(chance.choices(words, k=chance.randint(8, 18))).capitalize() + "." for _ in range(count)]


def generated(count: int) -> Iterator[dict[str, Any]]:
    """Rows of versions; the same number gives the same rows."""
    chance = random.Random(count)
    pool = sentences(chance)
    for number in range(count):
        paragraphs = [" ".join(chance.choices(pool, k=2)) for _ in range(chance.randint(5, 18))]
        when, site = FIRST + timedelta(minutes=5 * number + chance.randint(-3000, 3000)), chance.choice(SITES)
        url = f"https://{site}/{when:%Y/%m}/{number}"
        yield {
            "article_id": f"{number:016x}", "number": 1, "run_id": 1, "url": url, "site": site, "canonical_url": url, "kind": "article",
            "title": chance.choice(pool)[:90], "summary": chance.choice(pool), "authors": '["Jane Doe"]', "published_at": f"{when:%Y-%m-%d %H:%M:%S}.000000",
            "published_offset": chance.choice((0, 180)), "published_raw": f"{when:%d %B %Y}", "section": chance.choice(SECTIONS), "regions": "[]",
            "tags": json.dumps(chance.choices(SECTIONS, k=3)), "language": "en", "body": "\n\n".join(paragraphs),
            "blocks": json.dumps([{"type": "paragraph", "text": text, "level": None, "url": None} for text in paragraphs], separators=(",", ":")),
            "images": json.dumps([{"url": f"{url}.jpg", "caption": chance.choice(pool), "credit": "AFP", "alt": None, "lead": True}]), "videos": "[]",
            "links": json.dumps([{"url": f"{url}/{i}", "text": chance.choice(pool), "rel": "related"} for i in range(2)]),
            "word_count": 25 * len(paragraphs), "access": "free", "crawled_at": f"{when:%Y-%m-%d %H:%M:%S}.000000", "crawled_offset": 0, "status": "ok",
            "content_hash": f"{number:064x}", "provenance": '{"title":"jsonld","body":"dom"}', "rights": "{}",
        }  # fmt: skip


def fill(path: Path, count: int) -> None:
    """Makes the store; the rows go in by plain SQL, which is no part of what is measured."""
    Store(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("PRAGMA journal_mode=OFF")
        store.execute("PRAGMA synchronous=OFF")
        store.execute("BEGIN")
        store.execute(
            "INSERT INTO runs VALUES (1, 'north.example', 'sections', ?, ?, 'finished', '{}', '{}', '0')",
            ("2026-01-01 00:00:00.000000", "2026-01-02 00:00:00.000000"),
        )
        made = {table: [row[1] for row in store.execute(f"PRAGMA table_info({table})")] for table in ("articles", "versions")}
        for row in generated(count):
            _insert(store, "articles", made["articles"], row | {"id": row["article_id"], "versions": 1, "first_seen": row["crawled_at"], "last_seen": row["crawled_at"]})  # fmt: skip
            _insert(store, "versions", made["versions"], row)
            _list(store, row)
        store.execute("COMMIT")


def _insert(store: sqlite3.Connection, table: str, columns: list[str], row: dict[str, Any]) -> None:
    names = [name for name in columns if name in row]
    store.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [row[name] for name in names])


def _list(store: sqlite3.Connection, row: dict[str, Any]) -> None:
    seen, site = row["crawled_at"], row["site"]
    link = store.execute(
        "INSERT INTO links (site, key, url, kind, state, rank, page, depth, text, data, tries, article_id, run_id, first_seen) "
        "VALUES (?, ?, ?, 'article', 'done', 1, 1, 1, '', '{}', 1, ?, 1, ?)",
        (site, row["url"], row["url"], row["article_id"], seen),
    ).lastrowid
    store.execute(
        "INSERT INTO sightings (link_id, article_id, site, section, channel, run_id, first_seen, last_seen) VALUES (?, ?, ?, ?, 'menu', 1, ?, ?)",
        (link, row["article_id"], site, row["section"], seen, seen),
    )


def exported(store: Path, form: str, out: Path) -> tuple[float, int, int]:
    """CPU seconds, peak memory in MB and bytes written of the command."""
    command = [sys.executable, __file__, "--child", form, str(store), str(out)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()[-1].split()
    return float(told[0]), int(told[1]), int(told[2])


def child(form: str, store: str, out: str) -> None:
    """What ``exported`` runs: the command, then what it took."""
    from scrapy.cmdline import execute

    os.chdir(ROOT)
    with suppress(SystemExit):
        execute(["scrapy", "export", "--name", form, "--formats", form, "--out", out, "-s", f"NEWSCRAWL_STORE=sqlite:///{store}", "--json"])
    used = resource.getrusage(resource.RUSAGE_SELF)
    size = sum(path.stat().st_size for path in Path(out).rglob("articles*") if path.is_file())

    print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, size)


def bare(form: str, store: Path, out: Path) -> dict[str, float]:
    """CPU seconds of the format's own library on the same rows, by the form in which it is given them."""
    opened, spent = Store(f"sqlite:///{store}"), Spent()
    writers = BARE[form](out, spent)
    with selection.snapshot(opened, Selection()):
        chunk: dict[str, list[Any]] = {}
        for batch in batches(opened, ARTICLES, "latest"):
            for name, cells in batch.items():
                chunk.setdefault(name, []).extend(cells)
            if len(chunk["id"]) >= CHUNK:
                writers(chunk)
                chunk = {}
        if chunk:
            writers(chunk)
        writers(None)
    opened.close()
    return spent.seconds


class Spent:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, name: str, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began


Chunk = dict[str, list[Any]] | None  # None: that was all
NAMES = [column.name for column in ARTICLES]
NESTED = {column.name for column in ARTICLES if column.kind in (Kind.STRINGS, Kind.RECORDS)}


def tuples(chunk: dict[str, list[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*(chunk[name] for name in NAMES), strict=True))


def dicts(chunk: dict[str, list[Any]], nested: set[str]) -> list[dict[str, Any]]:
    return [{name: json.loads(cell) if name in nested else cell for name, cell in zip(NAMES, row, strict=True)} for row in tuples(chunk)]


def bare_csv(out: Path, spent: Spent) -> Callable[[Chunk], None]:
    file = (out / "bare.csv").open("w", encoding="utf-8", newline="")
    writer = csv.writer(file)
    return lambda chunk: spent("tuples", writer.writerows, tuples(chunk)) if chunk else spent("tuples", file.close)


def bare_sqlite(out: Path, spent: Spent) -> Callable[[Chunk], None]:
    base = sqlite3.connect(out / "bare.sqlite", isolation_level=None)
    for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "BEGIN", f"CREATE TABLE articles ({', '.join(NAMES)})"):
        base.execute(statement)
    insert = f"INSERT INTO articles VALUES ({', '.join('?' * len(NAMES))})"

    def close() -> None:
        for columns in INDEXES["articles"]:
            base.execute(f"CREATE INDEX {'_'.join(columns)} ON articles ({', '.join(columns)})")
        base.commit()

    return lambda chunk: spent("tuples", base.executemany, insert, tuples(chunk)) if chunk else spent("tuples", close)


def bare_jsonl(out: Path, spent: Spent) -> Callable[[Chunk], None]:
    from newscrawl.export.writers.jsonl import LEVEL, zstd

    file = zstd.open(out / "bare.jsonl.zst", "wb", level=LEVEL)
    nested = NESTED | {column.name for column in ARTICLES if column.kind is Kind.OBJECT}

    def write(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    return lambda chunk: spent("dicts", write, dicts(chunk, nested)) if chunk else spent("dicts", file.close)


def bare_parquet(out: Path, spent: Spent) -> Callable[[Chunk], None]:
    import pyarrow as pa
    from pyarrow import parquet

    types = schema(ARTICLES)
    options = {"compression": "zstd", "compression_level": 3}
    files = {name: parquet.ParquetWriter(out / f"{name}.parquet", types, **options) for name in ("dicts", "Arrow")}
    moments = [column.name for column in ARTICLES if column.kind is Kind.MOMENT]

    def by_dicts(rows: list[dict[str, Any]]) -> None:
        files["dicts"].write_table(pa.Table.from_pylist(rows, types))

    def write(chunk: Chunk) -> None:
        if chunk is None:
            for name, file in files.items():
                spent(name, file.close)
            return
        rows = dicts(chunk, NESTED)
        for row in rows:
            row.update((name, row[name] and datetime.fromisoformat(row[name])) for name in moments)
        spent("dicts", by_dicts, rows)
        spent("Arrow", files["Arrow"].write_table, pa.Table.from_batches([record_batch(chunk, ARTICLES, types)]))

    return write


BARE = {"jsonl": bare_jsonl, "csv": bare_csv, "parquet": bare_parquet, "sqlite": bare_sqlite}


def measure(forms: list[str], count: int, folder: Path) -> None:
    store = folder / f"store-{count}.sqlite"
    if not store.exists():
        fill(store, count)
    print(f"{count:,} articles, {store.stat().st_size / 2**20:,.0f} MB in the store")
    print(f"{'format':9}{'rows/s':>9}{'MB':>8}{'memory, MB':>12}{'CPU, s':>9}   bare writer: CPU, s (times)")
    for form in forms:
        with TemporaryDirectory(dir=folder) as name:
            seconds, memory, size = exported(store, form, Path(name))
            shutil.rmtree(Path(name) / form)
            beside = ", ".join(f"{given} {spent:.1f} ({seconds / spent:.2f})" for given, spent in bare(form, store, Path(name)).items())
        print(f"{form:9}{count / seconds:9,.0f}{size / 2**20:8,.0f}{memory:12,}{seconds:9.1f}   {beside}", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        return child(*sys.argv[2:5])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--formats", default=",".join(WRITERS))
    parser.add_argument("--folder", type=Path, help="where the store is made and kept (default: a temporary one)")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        measure(given.formats.split(","), given.articles, given.folder or Path(name))
    return None


if __name__ == "__main__":
    main()
