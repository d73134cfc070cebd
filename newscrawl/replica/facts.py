"""Facts: who, where and what a story is about; its slots are filled from them."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from newscrawl.replica.editions import ZONE, Section
from newscrawl.replica.timeline import chance

if TYPE_CHECKING:
    from newscrawl.replica.world import World

_PLACE = ("city", "country", "adj", "region")
_TOPIC = ("tag", "thing", "plan", "worry", "gain", "unit")


def facts(world: World, number: int, section: Section, published: datetime) -> dict[str, str]:
    """What the story with that number tells of: two places, a topic, and the people and bodies in it."""
    rng = Random(f"{world.seed}:{number}:facts")
    words, topics = world.words, world.edition.topics
    one, two = rng.sample(words.rows["places"], 2)
    group = section.topics or topics[int(chance(world.seed, number, "topic") * len(topics))]
    told = dict(zip(_TOPIC, rng.choice(words.rows[f"topics.{group}"]), strict=True))
    told |= dict(zip(_PLACE, one, strict=True)) | {f"{key}2": value for key, value in zip(_PLACE, two, strict=True)}
    told["group"] = group
    told["first"], told["last"] = (rng.choice(words.lists[name]) for name in ("first", "last"))
    told["name"] = f"{told['first']} {told['last']}"
    told["resident"], told["expert"], told["writer"] = (f"{rng.choice(words.lists['first'])} {rng.choice(words.lists['last'])}" for _ in range(3))
    told["body"], told["body2"] = rng.sample(words.lists["bodies"], 2)
    for fact, name in (("role", "roles"), ("trade", "trades"), ("expertise", "experts")):
        told[fact] = rng.choice(words.lists[name])
    told["day"] = words.lists["weekday"][published.astimezone(ZONE).weekday()]
    told["hashtag"] = told["tag"].title().replace(" ", "")
    return told
