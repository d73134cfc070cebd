"""Filling: a store with as many articles as are asked for, made of the rows of a small one, much faster than a crawl.

Every article of the small store is told over and over under another address and id, with its link, version, sightings
and signature; of its text the beginning is kept, and of its bands a few, so that a million articles fit on a disk.
None of them is due to be looked at, all of them were seen by the first run.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

TEXT, BANDS = 200, 8  # characters of a version's body; bands of a signature
FAR = "2099-01-01 00:00:00.000000"
# Row numbers of the n-th telling are so far from those of the small store: its tables are shorter than that.
STEP = 10_000
CHANGED: dict[str, dict[str, str]] = {
    "articles": {
        "id": "printf('%06x', n) || substr(id, 1, 10)", "url": "url || '-' || n", "canonical_url": "canonical_url || '-' || n",
        "content_hash": "content_hash || n", "duplicate_of": "NULL", "near_duplicate_of": "NULL",
        "cluster_id": "printf('%06x', n) || substr(id, 1, 10)",
    },
    "links": {
        "id": f"id + n * {STEP}", "key": "key || '-' || n", "url": "url || '-' || n", "run_id": "1", "look_at": f"'{FAR}'",
        "article_id": "printf('%06x', n) || substr(article_id, 1, 10)",
    },
    "versions": {
        "id": f"id + n * {STEP}", "article_id": "printf('%06x', n) || substr(article_id, 1, 10)", "url": "url || '-' || n",
        "canonical_url": "canonical_url || '-' || n", "content_hash": "content_hash || n", "run_id": "1",
        "body": f"substr(body, 1, {TEXT})", "blocks": "'[]'", "links": "'[]'", "images": "'[]'", "provenance": "'{}'",
    },
    "sightings": {
        "id": f"id + n * {STEP}", "link_id": f"link_id + n * {STEP}", "run_id": "1",
        "article_id": "printf('%06x', n) || substr(article_id, 1, 10)",
    },
    "signatures": {
        "id": f"id + n * {STEP}", "article_id": "printf('%06x', n) || substr(article_id, 1, 10)",
        "cluster_id": "printf('%06x', n) || substr(article_id, 1, 10)", "units": f"substr(units, 1, {2 * TEXT // 6 + 1})",
    },
}  # fmt: skip
# Articles that their own links led to, once each, and what belongs to them.
CHOSEN = {
    "articles": "versions = 1 AND id IN (SELECT article_id FROM links WHERE state = 'done' AND kind = 'article')",
    "links": "state = 'done' AND kind = 'article' AND article_id IN (SELECT id FROM chosen)",
    "versions": "number = 1 AND article_id IN (SELECT id FROM chosen)",
    "sightings": "link_id IN (SELECT id FROM links WHERE state = 'done' AND kind = 'article' AND article_id IN (SELECT id FROM chosen))",
    "signatures": "article_id IN (SELECT id FROM chosen)",
}
PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000", "temp_store=FILE")


def fill(path: Path, articles: int) -> int:
    """Tells the store's articles over until there are so many; how many there are then."""
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        for pragma in PRAGMAS:
            rows.execute(f"PRAGMA {pragma}")
        rows.execute(f"CREATE TEMP TABLE chosen AS SELECT id FROM articles WHERE {CHOSEN['articles']}")
        there, each = (rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("articles", "chosen"))
        rounds = max(0, -(-(articles - there) // each))
        rows.execute("CREATE TEMP TABLE rounds (n INTEGER PRIMARY KEY)")
        rows.executemany("INSERT INTO rounds VALUES (?)", ((n,) for n in range(1, rounds + 1)))
        rows.execute("BEGIN")
        for table in ("links", "articles", "versions", "sightings", "signatures"):
            rows.execute(f"CREATE TEMP TABLE few_{table} AS SELECT * FROM {table} WHERE {CHOSEN[table]}")
            rows.execute(_telling(rows, table))
        _bands(rows)
        rows.execute("UPDATE logs SET version_id = (SELECT max(id) FROM versions)")
        rows.execute("COMMIT")
        total: int = rows.execute("SELECT count(*) FROM articles").fetchone()[0]
        rows.execute("PRAGMA journal_mode=WAL")
    return total


def _telling(rows: sqlite3.Connection, table: str) -> str:
    """Round by round: SQLite walks the table on the left of a CROSS JOIN in its order, and so the rows' numbers grow as in a crawl."""
    names = [row[1] for row in rows.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(CHANGED[table].get(name, f"old.{name}") for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) SELECT {values} FROM rounds CROSS JOIN few_{table} AS old"


def _bands(rows: sqlite3.Connection) -> None:
    """Keys as random as hashes, in the table's own order."""
    rows.execute(
        f"CREATE TEMP TABLE told AS SELECT random() AS key, s.id AS signature_id FROM signatures AS s, rounds WHERE s.id > {STEP} AND n <= {BANDS}"
    )
    rows.execute("INSERT INTO bands SELECT key, signature_id FROM told ORDER BY key")
