"""Answers: what the site answers to a path, before it is a response."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

HTML, XML, JSON, TEXT = (f"{name}; charset=utf-8" for name in ("text/html", "application/xml", "application/json", "text/plain"))
RSS, ATOM = (f"application/{name}+xml; charset=utf-8" for name in ("rss", "atom"))
CLOUDFLARE = {"Server": "cloudflare"}


@dataclass(slots=True)
class Answer:
    """Status, text and headers."""

    body: str | bytes
    type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    mark: str = ""  # what the ETag is made from; the body where it is empty
    modified: datetime | None = None


def challenge() -> Answer:
    """What a bot wall answers in the site's place."""
    page = (
        '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>'
        "<body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>"
    )
    return Answer(page, status=403, headers={**CLOUDFLARE, "cf-mitigated": "challenge"})


def moved(path: str) -> Answer:
    return Answer("", status=301, headers={"Location": path})
