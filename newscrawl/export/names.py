"""Names that become paths: those that people give are checked, those that come from the web never become one as they are."""

from __future__ import annotations

import hashlib
import re

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?", re.ASCII)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.ASCII)  # of Windows, whatever their ending


class BadName(ValueError):
    """A name that can't be a dataset's; the text says what one looks like."""


def dataset_name(text: str) -> str:
    """The name of a dataset, as it was given; raises :class:`BadName` where it could be a path or is no name for all systems."""
    if not _is_name(text):
        raise BadName(
            f"--name {text!r}: a name has small letters, digits, hyphens, dots and underscores, "
            "begins and ends with a letter or digit, and is at most 64 long"
        )
    return text


def folder_of(site: str) -> str:
    """The folder of a site's files: its name where that is harmless, otherwise a hash of it."""
    return site if _is_name(site) else "site-" + hashlib.sha256(site.encode(errors="replace")).hexdigest()[:16]


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and ".." not in text and not _RESERVED.fullmatch(text)
