"""When an article was published and changed: which of the dates in a page is believed, and in which zone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from urllib.parse import urlsplit

from newscrawl.normalise.dates import Moment, plausible, read_date
from newscrawl.normalise.zones import country_zone, zone
from newscrawl.reading.candidate import Candidate
from newscrawl.site import Site

# English-speaking and other places that write the month first.
MONTH_FIRST = frozenset(("US", "PH", "FM", "PW"))
GENERIC = frozenset(("com", "net", "org", "info", "news", "tv", "co", "io", "biz", "online", "media", "press", "eu", "int"))
# Languages to the country where nearly all that publish in them are, for pages that name none (``lang="tr"`` on a ``.com``).
HOMES = {
    "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "et": "EE", "fa": "IR", "fi": "FI", "he": "IL", "hi": "IN", "hu": "HU", "id": "ID", "is": "IS",
    "it": "IT", "ja": "JP", "ka": "GE", "ko": "KR", "lt": "LT", "lv": "LV", "nb": "NO", "no": "NO", "pl": "PL", "ro": "RO", "sk": "SK", "sl": "SI", "sv": "SE",
    "th": "TH", "tr": "TR", "uk": "UA", "vi": "VN",
}  # fmt: skip
MOST = 12  # dates of a page that are looked at
_CLOCK = re.compile(r"\d[:.h]\d\d")
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Reference:
    """Against what the dates of a page are read: the time of the answer, the page's country and language, the outlet's zones."""

    now: datetime | None
    country: str | None
    language: str | None
    page_zone: tzinfo | None
    meta_zone: tzinfo | None
    dates: list[Candidate]  # all that the page has

    @cached_property
    def seen_zone(self) -> tzinfo | None:
        """The zone of the page's other dates."""
        seen = (moment.value for candidate in self.dates[:MOST] if (moment := read_date(str(candidate.value))) and moment.aware)
        return next((value.tzinfo for value in seen if value.utcoffset()), None)

    @property
    def day_first(self) -> bool:
        if self.country:
            return self.country not in MONTH_FIRST
        return not (self.language or "en").startswith("en")

    def zone_for(self, reader: str) -> tuple[tzinfo, bool]:
        """The zone of a date without one, and whether it is only assumed."""
        known = self.meta_zone if reader in ("meta", "jsonld") else self.page_zone
        if known:
            return known, False
        if self.seen_zone:
            return self.seen_zone, True
        known = self.country if self.country and self.country != "US" else None  # en-US is what templates come with
        country = known or HOMES.get((self.language or "").partition("-")[0])
        name = country_zone(country) if country else None
        return (zone(name) if name else UTC), True


def reference(url: str, language: str | None, site: Site | None, now: datetime | None, dates: list[Candidate]) -> Reference:
    """The reference of a page at that address, in that language (BCP 47), which has these dates."""
    top = (urlsplit(url).hostname or "").rsplit(".", 1)[-1]
    region = next((part for part in (language or "").split("-")[1:] if len(part) == 2 and part.isupper()), None)
    country = top.upper() if len(top) == 2 and top not in GENERIC else region
    zones = site.zones if site else None
    page_zone = zone(zones.page) if zones and zones.page else None
    meta_zone = zone(zones.meta) if zones and zones.meta else page_zone
    return Reference(now, "GB" if country == "UK" else country, language, page_zone, meta_zone, dates)


_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0?[1-9]|[12]\d|3[01])(?=[/_-])")


def in_address(url: str) -> list[Candidate]:
    """The day in an address like ``/2024/04/30/slug`` or ``/2024-04-30-slug``: what is believed where nothing else tells."""
    match = _IN_PATH.search(urlsplit(url).path)
    return [Candidate("published_at", f"{match[1]}-{match[2]}-{match[3]}", "url", "path")] if match else []


@dataclass(frozen=True, slots=True)
class Dated:
    """A believed date: the moment, its text, and its provenance."""

    value: datetime
    raw: str
    provenance: str


def believed(candidates: list[Candidate], ref: Reference) -> Dated | None:
    """The first date of the readers' order that is plausible; a later one may give it the time or the offset that it lacks."""
    distinct: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates[:MOST]:
        distinct.setdefault((candidate.reader, str(candidate.value)), candidate)
    readers: dict[str, None] = {}  # that say the same
    reading = _plausible(list(distinct.values()), ref, readers)
    if (first := next(reading, None)) is None:
        return None
    candidate, moment = first
    read = [first] if moment.aware and moment.timed else [first, *reading]
    for other, better in read[1:]:
        if _completes(better, moment):
            candidate, moment = other, better
    value = _placed(candidate, moment, ref)
    readers[candidate.reader] = None
    for other, its in itertools.chain(read, reading):
        if abs(_placed(other, its, ref) - value) < timedelta(minutes=1):
            readers.setdefault(other.reader)
    assumed = "" if moment.aware or not ref.zone_for(candidate.reader)[1] else f" (zone assumed: {ref.zone_for(candidate.reader)[0]})"
    return Dated(value, str(candidate.value), "+".join(readers) + assumed)


def of_that_day(candidates: list[Candidate], published: Dated, ref: Reference) -> Dated | None:
    """The moment of a change of which only the time is told ("Updated 2:12 p.m."): on the day of publication, if it came after it."""
    day = published.value.date().isoformat()
    for candidate in candidates[:MOST]:
        if candidate.reader != "dom" or not _CLOCK.search(str(candidate.value)):
            continue
        moment = read_date(f"{day} {candidate.value}", ref.now, ref.day_first, ref.language)
        if not read_date(str(candidate.value), ref.now, ref.day_first, ref.language) and moment and moment.timed:
            value = moment.at(published.value.tzinfo or UTC)
            if value >= published.value and plausible(value, ref.now):
                return Dated(value, str(candidate.value), candidate.reader)
    return None


def _plausible(candidates: list[Candidate], ref: Reference, heard: Container[str]) -> Iterator[tuple[Candidate, Moment]]:
    """The candidates that name a moment of the web's time, each text read once, when it is asked for; those of a reader that was heard are left."""
    moments: dict[str, Moment | None] = {}
    for candidate in candidates:
        if candidate.reader in heard:
            continue
        if (text := str(candidate.value)) not in moments:
            moments[text] = read_date(text, ref.now, ref.day_first, ref.language)
        if (moment := moments[text]) and plausible(_placed(candidate, moment, ref), ref.now):
            yield candidate, moment


def _placed(candidate: Candidate, moment: Moment, ref: Reference) -> datetime:
    return moment.value if moment.aware else moment.at(ref.zone_for(candidate.reader)[0])


def _completes(other: Moment, moment: Moment) -> bool:
    """Whether another date tells the same moment with more: the time of the same day, or the offset of the same wall clock."""
    wall, mine = other.value.replace(tzinfo=None), moment.value.replace(tzinfo=None)
    if not moment.timed:
        return other.timed and abs(wall - mine - timedelta(hours=12)) <= timedelta(hours=24)
    shift = abs(wall - mine)
    return not moment.aware and other.aware and other.timed and shift <= timedelta(hours=14) and shift % QUARTER < timedelta(minutes=1)
