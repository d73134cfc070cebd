"""Bylines: who signs an article, where its text comes from, and its tags, without telling it."""

from __future__ import annotations

from newscrawl.replica.grammar import capital
from newscrawl.replica.world import Plan, World

_SIGNED = ("opinion", "features")  # prose that a person signs
_TWO = 0.15  # of those are signed by two
_DESK, _NET = 0.72, 0.86  # of the rest are signed by the edition's desk, and from there on by the network
_TAGS = {"tag": 1.0, "country": 0.7, "city": 0.6, "country2": 0.5, "name": 0.4}


def authors(world: World, plan: Plan) -> list[str]:
    """Its authors: people, or a desk."""
    if plan.original is not None:
        return [world.edition.net]
    draw, facts = world.chance(plan.number, "authors"), world.facts(plan)
    person = facts["writer"]
    if plan.section.style in _SIGNED:
        return [person, facts["expert"]] if draw < _TWO else [person]
    return [world.edition.name if draw < _DESK else world.edition.net if draw < _NET else person]


def source(world: World, plan: Plan) -> str | None:
    """Where the text comes from; some pages don't tell."""
    edition = world.edition
    if plan.original is not None:
        return edition.agencies
    if plan.section.style in (*_SIGNED, "video"):
        return edition.name
    choices = (edition.agencies, edition.agencies, f"{edition.agencies} + {edition.net}", edition.name, None)
    return choices[int(world.chance(plan.number, "source") * len(choices))]


def tags(world: World, plan: Plan) -> list[str]:
    """Its tags; a copy has those of what it copies."""
    number = plan.number if plan.original is None else plan.original
    facts = world.facts(plan)
    kept = [facts[fact] for fact, share in _TAGS.items() if world.chance(number, f"tag {fact}") < share]
    return list(dict.fromkeys(capital(name) for name in kept))
