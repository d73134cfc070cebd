"""Edits: what happens to an article after its publication, as a function of its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newscrawl.replica.timeline import chance
from newscrawl.replica.world import Plan, World


class Change(StrEnum):
    """What an edit changes."""

    BODY = "body"  # a paragraph is added
    TITLE = "title"
    SUMMARY = "summary"
    SPELLING = "spelling"  # a slip of the pen is put right
    UPDATE = "update"  # a live page has an entry more


@dataclass(slots=True, frozen=True)
class Edit:
    """One edit."""

    at: datetime
    change: Change


_TEXT = (Change.BODY, Change.TITLE, Change.SUMMARY, Change.SPELLING)
_HEAD = (Change.TITLE, Change.SUMMARY)  # where there is no body
_UPDATES = 10  # one an hour


def edits(world: World, plan: Plan) -> list[Edit]:
    """All edits that an article will ever have, in order."""
    if plan.original is not None:
        return []
    if plan.section.style == "live":
        return [Edit(plan.published + timedelta(hours=hour), Change.UPDATE) for hour in range(1, _UPDATES + 1)]
    changes = _TEXT if plan.section.kind in ("article", "opinion") else _HEAD
    draw, first, second = (chance(world.seed, plan.number, what) for what in ("edits", "first", "second"))
    delays = [0.2 + 28 * first**2, 6.2 + 28 * first**2 + 40 * second][: 0 if draw < 0.25 else 1 if draw < 0.65 else 2]
    picks = [changes[int(chance(world.seed, plan.number, "change", turn) * len(changes))] for turn in range(len(delays))]
    return [Edit(plan.published + timedelta(minutes=int(delay * 60)), change) for delay, change in zip(delays, picks, strict=True)]


def modified(world: World, plan: Plan, clock: datetime) -> datetime:
    """What the site gives as the time of the last change: newsrooms save a page again soon after publication."""
    done = [edit.at for edit in edits(world, plan) if edit.at <= clock]
    saved = plan.published + timedelta(seconds=int(chance(world.seed, plan.number, "saved") * 2400))
    return max([plan.published, *done, *([saved] if saved <= clock else [])])
