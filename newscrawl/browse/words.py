"""How values are written on a page: filters of the templates."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit


def web(url: str | None) -> str:
    """The address where a browser may follow it (http, https), else nothing: javascript: and data: are text of the web, too."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def moment(value: datetime | None) -> str:
    """A time to the minute with its offset."""
    return f"{value:%Y-%m-%d %H:%M} {'UTC' if not value.utcoffset() else f'{value:%z}'}" if value else ""


def stored_moment(text: str | None, offset: int | None) -> str:
    """A time as the store keeps it (UTC), in its own zone."""
    if not text:
        return ""
    value = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return moment(value.astimezone(timezone(timedelta(minutes=offset or 0))))


def listed(text: str | None) -> list[Any]:
    """A list as the store keeps it."""
    return list(json.loads(text)) if text else []


FILTERS: dict[str, Callable[..., Any]] = {"web": web, "moment": moment, "stored_moment": stored_moment, "listed": listed}
