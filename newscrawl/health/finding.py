"""Finding: one thing that is not as it should be, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(slots=True, frozen=True)
class Finding:
    """``check`` and ``subject`` name it from run to run; ``what`` says it in a sentence, ``todo`` what to do about it.

    ``evidence`` are the figures that it stands on, ``since`` the beginning of the first run in a row that showed it.
    """

    check: str
    subject: str
    what: str
    todo: str
    evidence: dict[str, Any]
    since: datetime | None = None

    @property
    def key(self) -> str:
        return f"{self.check}:{self.subject}" if self.subject else self.check

    def dated(self, since: datetime) -> Finding:
        return replace(self, since=since)

    def plain(self) -> dict[str, Any]:
        return {
            "check": self.check,
            "subject": self.subject,
            "what": self.what,
            "since": self.since and self.since.isoformat(timespec="seconds"),
            "evidence": self.evidence,
            "todo": self.todo,
        }
