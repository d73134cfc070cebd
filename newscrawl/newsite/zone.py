"""Zone: in which time zone a site writes its dates, where dates with an offset tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newscrawl.newsite.seen import Survey
from newscrawl.normalise.dates import read_date
from newscrawl.normalise.zones import country_zone
from newscrawl.reading.when import reference

LEAST = 3  # dates with an offset, below which they tell nothing


@dataclass(slots=True, frozen=True)
class Told:
    """The zone, or none; and the reason in words either way."""

    name: str | None
    why: str


def zone_of(survey: Survey, language: str | None) -> Told:
    """The zone whose offsets all dates of the site have: that of its domain's country, or of its language's.

    UTC tells nothing: many systems write it, wherever they stand.
    """
    moments = _moments(survey)
    local = [moment for moment in moments if moment.utcoffset()]
    offsets = sorted({moment.strftime("%z") for moment in local})
    assumed = reference(survey.home, language, None, None, []).zone_for("dom")[0]
    if len(local) < LEAST:
        seen = f"only {len(local)} of {len(moments)} dates with an offset have another than UTC's" if moments else "no date has an offset"
        return Told(None, f"unknown: {seen}; {assumed} is assumed for dates without one")
    for name in _likely(survey.home, language):
        if _fits(name, local):
            return Told(name, f"{len(local)} dates have its offset ({', '.join(offsets)})")
    return Told(
        None, f"unknown: dates have the offset {', '.join(offsets)}, which several zones have; {assumed} is assumed for dates without one"
    )


def _moments(survey: Survey) -> list[datetime]:
    """The dates that were written with their offset."""
    texts = [text for sample in survey.read for text in (sample.article.published_raw, sample.article.modified_raw) if text]
    read = [moment.value for text in texts if (moment := read_date(text)) and moment.aware]
    return read + [
        moment for road in (*survey.sitemaps, *survey.feeds) for moment in (*road.published, *road.changed) if moment.utcoffset()
    ]


def _likely(home: str, language: str | None) -> list[str]:
    """Zones of the domain's country, of the language's region, and of the country of the same name as the language (it, pl, tr)."""
    words = [(urlsplit(home).hostname or "").rpartition(".")[2], *reversed((language or "").split("-"))]
    return [name for word in words if len(word) == 2 and (name := country_zone(word))]


def _fits(name: str, moments: Sequence[datetime]) -> bool:
    zone = ZoneInfo(name)
    return all(moment.astimezone(zone).utcoffset() == (moment.utcoffset() or timedelta()) for moment in moments)
