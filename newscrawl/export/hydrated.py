"""What a hydration has done so far: a report, one line for each entry, and the articles, if they are wanted.

A line of the report says how long the file of articles was after it. So whatever was killed is cut back to its last whole line
and carried on: no article is lost or doubled.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from newscrawl.export.hydrate import ListError, Outcome, Verdict
from newscrawl.store.log import line


class Hydrated:
    """The report at ``path``, and the articles at ``out``. Entries of it are done, but for those that failed."""

    def __init__(self, path: Path, out: Path | None):
        self.done: dict[str, Verdict] = {}
        self.drift: list[float] = []
        self.whole = self.articles = 0
        self.path, self.out = path, out
        if path.exists():
            self._read()
        elif out and out.exists():
            raise ListError(f"{out} is there, and {path}, which would say what is in it, is not; name another --out, or remove it")
        self._report = self._carried_on(path, self.whole)
        self._articles = self._carried_on(out, self.articles) if out else None

    def _read(self) -> None:
        with self.path.open("rb") as lines:
            for text in lines:
                if not text.endswith(b"\n"):
                    break
                try:
                    said = json.loads(text)
                    self._noted(said["key"], Verdict(said["verdict"]), said["drift"])
                    self.articles = said["articles"] if said["articles"] is not None else self.articles
                except (ValueError, KeyError, TypeError):
                    raise ListError(f"{self.path} is no report of a hydration; name another with --report") from None
                self.whole += len(text)

    def _noted(self, key: str, verdict: Verdict, drift: float | None) -> None:
        self.done[key] = verdict
        if verdict is Verdict.DRIFT and drift is not None:
            self.drift.append(drift)

    @staticmethod
    def _carried_on(path: Path, length: int) -> BinaryIO:
        try:
            file = path.open("ab")
        except OSError as error:
            raise ListError(f"{path} can't be written: {error.strerror}") from None
        if file.seek(0, os.SEEK_END) < length:
            raise ListError(f"{path} is shorter than it was left; begin anew with another --report and --out")
        file.truncate(length)
        return file

    def wants(self, key: str) -> bool:
        """Whether an entry is still to be asked for."""
        return self.done.get(key) in (None, Verdict.FAILED, Verdict.REFUSED)

    def add(self, outcome: Outcome, at: datetime) -> None:
        """Writes an outcome, its article first."""
        if self._articles and outcome.article:
            self.articles += self._articles.write(line(outcome.article))
            self._articles.flush()
        said: dict[str, Any] = {
            "key": outcome.entry.key,
            "url": outcome.entry.url,
            "verdict": outcome.verdict,
            "reason": outcome.reason,
            "drift": None if outcome.drift is None else round(outcome.drift, 4),
            "drift_at_least": outcome.at_least,
            "title_same": outcome.title_same,
            "content_hash": outcome.article.content_hash if outcome.article else None,
            "at": at.isoformat(timespec="seconds"),
            "articles": self.articles if self._articles else None,
        }
        self._report.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
        self._report.flush()
        self._noted(outcome.entry.key, outcome.verdict, outcome.drift)

    def counts(self) -> dict[str, int]:
        """How many entries there are of each verdict."""
        found = Counter(self.done.values())
        return {verdict.value: found[verdict] for verdict in Verdict if found[verdict]}

    def close(self) -> None:
        for file in (self._articles, self._report):
            if file:
                os.fsync(file.fileno())
                file.close()
