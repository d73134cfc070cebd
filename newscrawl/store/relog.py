"""A log without some of its lines: written aside and renamed, so that a kill leaves the old file or the new one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection
from pathlib import Path

from newscrawl.urls import link_key

_ID = re.compile(rb'"id": "([^"]*)"')  # the first one in a line is the article's


def without(path: Path, length: int, ids: Collection[str], keys: set[str]) -> int:
    """Takes the lines of these articles out of a log of which ``length`` bytes are whole, and links to these addresses out of the
    others; the new length. Raises OSError."""
    if not path.exists():
        return 0
    aside = path.with_name(f".{path.name}.forget")
    gone = {article.encode() for article in ids}
    left = length
    with path.open("rb") as old, aside.open("wb") as new:
        for line in old:
            left -= len(line)
            if left < 0:  # torn, or not known to be whole: the next run writes it again
                break
            found = _ID.search(line)
            if not found or found[1] not in gone:
                new.write(_unlinked(line, keys))
        new.flush()
        os.fsync(new.fileno())
        size = new.tell()
    aside.replace(path)
    return size


def _unlinked(line: bytes, keys: set[str]) -> bytes:
    if not keys or b'"links": [{' not in line:
        return line
    article = json.loads(line)
    kept = [entry for entry in article["links"] if link_key(entry["url"]) not in keys]
    if len(kept) == len(article["links"]):
        return line
    return json.dumps({**article, "links": kept}, ensure_ascii=False).encode() + b"\n"
