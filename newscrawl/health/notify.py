"""Notify: tells people by e-mail, chat or webhook, through Apprise (extra ``notify``).

The addresses hold passwords and tokens. They come from a file or from the environment, and no message names one.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscrawl.hints import extra

VARIABLE = "APPRISE_URLS"  # the environment variable that Apprise's own command reads, too


class NotifyError(Exception):
    """Nobody can be told; the text says why and what to do."""


def addresses(file: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Where to: by the name under which errors speak of each. Lines of the file that begin with ``#`` are comments."""
    found = {f"{VARIABLE}, entry {number}": url for number, url in enumerate(environment.get(VARIABLE, "").split(), 1)}
    if file:
        try:
            lines = Path(file).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise NotifyError(f"NEWSCRAWL_NOTIFY: {file} can't be read: {getattr(error, 'strerror', error)}") from None
        found |= {f"{file}, line {n}": line.strip() for n, line in enumerate(lines, 1) if line.strip() and not line.strip().startswith("#")}
    if not found:
        raise NotifyError(f"nobody to notify: name a file of Apprise addresses in NEWSCRAWL_NOTIFY, or set {VARIABLE} (docs/health.md)")
    return found


def servers(addresses: Mapping[str, str]) -> dict[str, Any]:
    """Apprise's objects for the addresses; raises :class:`NotifyError`."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it would name addresses
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it imports imghdr
        try:
            from apprise import Apprise
        except ImportError:
            raise NotifyError(f"--notify needs Apprise: {extra('notify')}") from None
        made = {name: Apprise.instantiate(url) for name, url in addresses.items()}
    for name, server in made.items():
        if server is None:
            raise NotifyError(f"{name}: this is no address that Apprise knows; its documentation lists them all")
    return made


def send(servers: Mapping[str, Any], title: str, body: str) -> list[str]:
    """Sends a message to all, and returns the names of those that did not take it."""
    failed = []
    for name, server in servers.items():
        try:
            took = server.notify(title=title, body=body)
        except Exception:  # noqa: BLE001 -- one that fails must not keep the others from being told
            took = False
        if not took:
            failed.append(name)
    return failed
