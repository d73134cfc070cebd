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
_SHARES = (0.85, 0.55, 0.2)  # of the articles are edited once, twice, three times
_SPANS = (36, 60, 200)  # at most so many hours after the one before


def edits(world: World, plan: Plan) -> list[Edit]:
    """All edits that an article will ever have, in order."""
    if plan.original is not None:
        return []
    if plan.section.style == "live":
        return [Edit(plan.published + timedelta(hours=hour), Change.UPDATE) for hour in range(1, _UPDATES + 1)]
    changes = _TEXT if plan.section.kind in ("article", "opinion") else _HEAD
    draw = chance(world.seed, plan.number, "edits")
    found, hours = [], 0.2
    for turn, span in enumerate(_SPANS[: sum(draw < share for share in _SHARES)]):
        hours += span * chance(world.seed, plan.number, "delay", turn) ** 1.5
        change = changes[int(chance(world.seed, plan.number, "change", turn) * len(changes))]
        found.append(Edit(plan.published + timedelta(minutes=int(hours * 60)), change))
    return found


def modified(world: World, plan: Plan, clock: datetime) -> datetime:
    """What the site gives as the time of the last change: newsrooms save a page again soon after publication."""
    done = [edit.at for edit in edits(world, plan) if edit.at <= clock]
    saved = plan.published + timedelta(seconds=int(chance(world.seed, plan.number, "saved") * 2400))
    return max([plan.published, *done, *([saved] if saved <= clock else [])])
