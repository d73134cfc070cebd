"""Facts: who, where and what a story is about; its slots are filled from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, TypeVar

from newscrawl.replica.editions import ZONE, Section
from newscrawl.replica.timeline import chance

if TYPE_CHECKING:
    from newscrawl.replica.world import World

T = TypeVar("T")


@lru_cache(8192)
def facts(world: World, number: int, section: Section, published: datetime) -> dict[str, str]:
    """What the story with that number tells of: two places, a topic, and the people and bodies in it."""
    rng = Random(f"{world.seed}:{number}:facts")
    lists, rows, topics = world.words.lists, world.words.rows, world.edition.topics
    group = section.topics or topics[int(chance(world.seed, number, "topic") * len(topics))]
    (city, country, adjective, region), (city2, country2, adjective2, region2) = _two(rng, rows["places"])
    tag, thing, plan, worry, gain, unit = _one(rng, rows[f"topics.{group}"])
    body, body2 = _two(rng, lists["bodies"])
    first, last = _one(rng, lists["first"]), _one(rng, lists["last"])
    resident, expert, writer = (f"{_one(rng, lists['first'])} {_one(rng, lists['last'])}" for _ in range(3))
    return {
        "city": city, "country": country, "adj": adjective, "region": region,
        "city2": city2, "country2": country2, "adj2": adjective2, "region2": region2,
        "group": group, "tag": tag, "thing": thing, "plan": plan, "worry": worry, "gain": gain, "unit": unit,
        "first": first, "last": last, "name": f"{first} {last}", "resident": resident, "expert": expert, "writer": writer,
        "body": body, "body2": body2,
        "role": _one(rng, lists["roles"]), "trade": _one(rng, lists["trades"]), "expertise": _one(rng, lists["experts"]),
        "day": lists["weekday"][published.astimezone(ZONE).weekday()], "hashtag": tag.title().replace(" ", ""),
    }  # fmt: skip


def _one(rng: Random, choices: Sequence[T]) -> T:
    return choices[int(rng.random() * len(choices))]


def _two(rng: Random, choices: Sequence[T]) -> tuple[T, T]:
    """Two that are not the same."""
    first = int(rng.random() * len(choices))
    return choices[first], choices[first - 1 - int(rng.random() * (len(choices) - 1))]
