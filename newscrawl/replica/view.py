"""View: one edition at one moment, as it is served from one address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp

from newscrawl.replica.accidents import ZONE_LATE, Kind
from newscrawl.replica.editions import Edition
from newscrawl.replica.edits import edits, modified
from newscrawl.replica.prose import Story
from newscrawl.replica.story import story, title
from newscrawl.replica.timeline import chance
from newscrawl.replica.world import Fate, Plan, World

CANONICAL = "http://127.0.0.1:8008"  # origin of the canonical links, whatever port the site is served on
_LIVES = timedelta(hours=36)  # what will be gone is there so long
_NEAR = 40  # articles link to one of so many before them


@dataclass(slots=True)
class View:
    """What a visitor sees of an edition now."""

    world: World
    clock: datetime
    origin: str = CANONICAL
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = self.world.count(self.clock)

    @property
    def edition(self) -> Edition:
        return self.world.edition

    @property
    def suffers(self) -> dict[Kind, datetime]:
        """The accidents of this moment, each with its beginning."""
        return {accident.kind: accident.since for accident in self.world.accidents if accident.holds(self.clock)}

    @property
    def published(self) -> list[Plan]:
        """All articles up to now, oldest first."""
        return [plan for plan in self.world.plans[: self.count] if plan.fate is not Fate.UNPUBLISHED]

    def dated(self, plan: Plan) -> datetime:
        """When an article's page says that it was published."""
        suffers = self.suffers
        return suffers.get(Kind.STANDING) or plan.published + (ZONE_LATE if Kind.ZONE in suffers else timedelta(0))

    def done(self, plan: Plan) -> int:
        """How many of its edits have happened."""
        return sum(edit.at <= self.clock for edit in edits(self.world, plan))

    def story(self, plan: Plan) -> Story:
        return story(self.world, plan.number, self.done(plan))

    def title(self, plan: Plan) -> str:
        return title(self.world, plan.number, self.done(plan))

    def modified(self, plan: Plan) -> datetime:
        return modified(self.world, plan, self.clock)

    def gone(self, plan: Plan) -> bool:
        return plan.fate is Fate.GONE and self.clock - plan.published > _LIVES

    def plans(self, listing: str) -> list[Plan]:
        """The articles of a listing, newest first."""
        return [self.world.plans[number] for number in self.world.numbers(listing, self.count)]

    def latest(self, wanted: int) -> list[Plan]:
        """The newest articles that anybody may link to."""
        found: list[Plan] = []
        for number in reversed(range(self.count)):
            plan = self.world.plans[number]
            if len(found) == wanted:
                break
            if plan.plain and plan.original is None:
                found.append(plan)
        return found

    def shares(self, plan: Plan) -> int | None:
        """The share counter; one in four pages has none."""
        draw = chance(self.world.seed, plan.number, "shares")
        if draw < 0.25:
            return None
        days = (self.clock - plan.published) / timedelta(days=1)
        return int(2600 * (draw - 0.25) ** 4 * (1 - exp(-days / 2)) + days / 40) or None

    def minutes(self, plan: Plan) -> int | None:
        """Reading time; none where there is nothing to read, or the edition does not tell it."""
        words = len(self.story(plan).body.split())
        return max(1, round(words / 130)) if words and self.edition.minutes else None

    def links(self, plan: Plan) -> dict[str, list[Plan]]:
        """The articles that an article links to, by the rel of :class:`newscrawl.items.Link`."""
        if plan.section.kind not in ("article", "opinion"):
            return {}
        near = [other for other in self.world.plans[max(0, plan.number - _NEAR) : plan.number] if other.plain and other.original is None]
        if len(near) < 4:
            return {}
        start = int(chance(self.world.seed, plan.number, "links") * len(near))
        picked = [near[(start + step) % len(near)] for step in range(4)]
        found = {"related": picked[:2]} if chance(self.world.seed, plan.number, "related") < 0.7 else {}
        if chance(self.world.seed, plan.number, "read more") < 0.6:
            found["read_more"] = [picked[2]]
        if self.story(plan).anchor:
            found["body"] = [picked[3]]
        return found
