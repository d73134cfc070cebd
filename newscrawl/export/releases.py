"""Where a dataset goes: DIR/<name>/<version>/, versions from 1; what is there is never written over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newscrawl.export.order import Order


class Taken(Exception):
    """The dataset can't be written there; the text says why and what to do."""


class Nothing(Exception):
    """No article is as the arguments ask for it."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a dataset that is to be written: aside in ``partial``, then renamed to ``folder``; ``before`` is the one before it."""

    folder: Path
    partial: Path
    version: int
    before: Path | None


def release(order: Order) -> Release:
    """The place of the next version. Raises :class:`Taken`."""
    home, partial = order.out / order.name, order.out / f".{order.name}.partial"
    there = sorted(int(path.name) for path in home.glob("*") if path.name.isdecimal()) if home.is_dir() else []
    if partial.exists():
        raise Taken(f"{partial} is there: another export writes it, or one was killed; if none runs, remove it: rm -r {partial}")
    if home.exists() and not order.append:
        raise Taken(
            f"{home} is there, and nothing is written over: --append-version makes its next version, or give another --name or --out"
        )
    if order.append and not there:
        raise Taken(f"{home} has no version yet: leave --append-version out for the first")
    version = there[-1] + 1 if there else 1
    return Release(home / str(version), partial, version, home / str(there[-1]) if there else None)
