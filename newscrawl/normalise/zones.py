"""Time zones: what pages write behind a time, and which zone a country keeps (tz database, zone.tab)."""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Abbreviations, in hours; of those with several meanings, the one that news pages use (IST is left out: India, Israel, Ireland).
ABBREVIATIONS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "sast": 2, "cat": 2, "wat": 1, "eest": 3, "msk": 3,
    "eat": 3, "trt": 3, "pkt": 5, "npt": 5.75, "wib": 7, "hkt": 8, "sgt": 8, "myt": 8, "wita": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "wit": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
# Without saying whether it is summer.
NAMED = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
# Countries whose first line in zone.tab is not where their newsrooms are; top-level domains that are no country code of ISO 3166.
NEWSROOMS = {
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "RU": "Europe/Moscow", "MN": "Asia/Ulaanbaatar", "KZ": "Asia/Almaty",
    "UA": "Europe/Kyiv",
    "UK": "Europe/London", "SU": "Europe/Moscow", "EU": "Europe/Brussels",
}  # fmt: skip


def named_zone(word: str) -> tzinfo | None:
    """The zone of an abbreviation (``CEST``, ``ET``), in any case; None where it is none."""
    word = word.lower()
    if (hours := ABBREVIATIONS.get(word)) is not None:
        return timezone(timedelta(hours=hours))
    return ZoneInfo(NAMED[word]) if word in NAMED else None


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises ValueError that names it where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"no time zone {name!r}: give an IANA name like Asia/Beirut") from None


@lru_cache(1)
def _countries() -> dict[str, str]:
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    found: dict[str, str] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            found.setdefault(country, name)
    return found | NEWSROOMS


def country_zone(country: str) -> str | None:
    """IANA name of the zone of a country (ISO 3166 code or top-level domain), of its newsrooms where it has several."""
    return _countries().get(country.upper())
