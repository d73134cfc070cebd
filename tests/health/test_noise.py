"""Chance raises no alarm: sites whose numbers vary as those of real ones do."""

from __future__ import annotations

from math import exp
from random import Random

import pytest

from newscrawl.health.judge import look
from newscrawl.health.run import runs_of
from tests.health.made import SITE, Report, report

DAYS = 200
WEEK = (1.0, 1.0, 1.05, 1.0, 0.95, 0.5, 0.4)  # of a site's volume, from Monday


def poisson(random: Random, mean: float) -> int:
    """A draw, by Knuth's method."""
    bound, product, count = exp(-mean), random.random(), 0
    while product > bound:
        product *= random.random()
        count += 1
    return count


def noisy(random: Random, day: int, volume: float) -> Report:
    """A day of a site with weekends, sections that draw their share, fields that are not always there, shapes that vary."""
    sections = {
        label: poisson(random, volume * WEEK[day % 7] * share) for label, share in (("Politics", 0.6), ("Sports", 0.3), ("Art", 0.1))
    }
    new, again = sum(sections.values()), poisson(random, volume / 2)
    one = report(day, new, again)
    read = new + again
    one["sections"] = {label: {"found": 40, "new": count} for label, count in sections.items()}
    for field, share in (("authors", 0.85), ("summary", 0.97), ("tags", 0.6), ("section", 0.99), ("images", 0.9)):
        one["fields"][field] = sum(random.random() < share for _ in range(read))
    shapes = [sum(random.random() < share for _ in range(read)) for share in (0.5, 0.3, 0.2)]
    one["layout"] = {f"main>div.kind-{'abc'[number]}": count for number, count in enumerate(shapes)}
    readers = sum(random.random() < 0.7 for _ in range(read))
    one["provenance"] = {"title": {"jsonld": readers, "meta+dom": read - readers}}
    one["copies"] = {"equal": 0, "near": sum(random.random() < 0.05 for _ in range(new))}
    one["dates"] |= {"median_age": 12 + random.gauss(0, 3)}
    return one


@pytest.mark.parametrize("volume", [3.0, 24.0, 150.0], ids=["small", "middling", "large"])
def test_chance_raises_hardly_an_alarm_in_half_a_year(volume: float) -> None:
    random = Random(volume)
    runs = runs_of([noisy(random, day, volume) for day in range(DAYS)])
    raised = [(day, key) for day in range(1, DAYS) for key in look(runs[max(0, day - 70) : day + 1], SITE)]
    assert len(raised) <= 1, raised
