"""Expected: how much an ordinary run of a site should find, from what a look round it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.items import Article
from newscrawl.newsite.seen import Road, Survey

RATED = ("title", "published_at", "authors", "body", "section", "summary", "images", "tags")  # fields whose fill rates are told
EXPECTED = ("title", "published_at", "authors", "body", "section")  # those that a profile expects
LEAST, SHORTEST = 5, timedelta(hours=1)  # dates and the time that they span, below which they tell no pace
ALWAYS = ("title",)  # a page without one is not kept


@dataclass(slots=True, frozen=True)
class Pace:
    """How many articles a day a list says are published."""

    per_day: float
    road: Road
    dates: Sequence[datetime]


def filled(articles: Sequence[Article]) -> dict[str, int]:
    """For each field in how many of the articles it is."""
    return {name: sum(bool(getattr(article, name)) for article in articles) for name in RATED}


def shares(articles: Sequence[Article]) -> dict[str, float]:
    """The share of articles that must have each field: of n articles that have it in n + 1, since a sample is no proof for all."""
    counts = filled(articles)
    return {name: 1.0 if name in ALWAYS else round(counts[name] / (len(articles) + 1), 2) for name in EXPECTED if counts[name]}


def pace(survey: Survey) -> Pace | None:
    """The busiest of the site's lists: one of all articles says more than that of a section. None where no list has enough dates."""
    paces = []
    for road in (*survey.feeds, *survey.sitemaps):
        dates = sorted(road.published)
        if len(dates) >= LEAST and dates[-1] - dates[0] >= SHORTEST:
            per_day = (len(dates) - 1) / ((dates[-1] - dates[0]) / timedelta(days=1))
            paces.append(Pace(float(f"{per_day:.2g}"), road, dates))
    return max(paces, key=lambda found: found.per_day, default=None)
