"""Slugs: how the outlet makes an address from a headline."""

from __future__ import annotations

import re
from datetime import UTC, datetime

LENGTH = 60  # cut there, in the middle of a word if need be
# Until then a colon stayed and other punctuation fell away; since then every mark has become a dash.
NEW_RULES = datetime(2025, 3, 1, tzinfo=UTC)

_MARKS = re.compile("[\u064b-\u0652]")  # Arabic vowel signs
_DROPPED = re.compile(r"[^\w\s:-]")
_DASHED = re.compile(r"[^\w]")


def slug(title: str, published: datetime) -> str:
    """The last part of the address of an article with that headline."""
    text = _MARKS.sub("", title.lower())
    text = _DASHED.sub("-", text) if published >= NEW_RULES else _DROPPED.sub("", text)
    return re.sub(r"\s", "-", text)[:LENGTH].strip("-:")


def named(name: str) -> str:
    """The last part of the address of a tag, an author or a coverage."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")
