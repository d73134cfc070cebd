"""Dates: how each edition writes them. All visible times are Beirut's, without saying so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from newscrawl.replica.editions import ZONE, Edition


def hour(moment: datetime) -> str:
    """``14:05``"""
    return f"{moment.astimezone(ZONE):%H:%M}"


def article_date(moment: datetime, edition: Edition, clock: datetime) -> str:
    """Under a headline: ``22 Sep 2022 11:03``, ``6 Noviembre 2023 21:52``, ``20 آب 16:41`` (the year where it is another)."""
    local, now = moment.astimezone(ZONE), clock.astimezone(ZONE)
    month = edition.months[local.month - 1]
    year = "" if edition.code == "ar" and local.year == now.year else f" {local.year}"
    day = f"{local.day:02}" if edition.code == "en" else str(local.day)
    return f"{day} {month}{year} {local:%H:%M}"


def list_date(moment: datetime, edition: Edition, clock: datetime) -> str:
    """In lists: ``14 Nov 2025``; the Arabic edition writes today and yesterday as words, and no year."""
    local, now = moment.astimezone(ZONE), clock.astimezone(ZONE)
    if edition.code == "ar":
        for days, word in ((0, "اليوم"), (1, "أمس")):
            if local.date() == (now - timedelta(days=days)).date():
                return f"{word} {local:%H:%M}"
        return f"{local.day} {edition.months[local.month - 1]} {local:%H:%M}" + ("" if local.year == now.year else f" {local.year}")
    return post_date(moment, edition)


def post_date(moment: datetime, edition: Edition) -> str:
    """Under an embedded post."""
    local = moment.astimezone(ZONE)
    return f"{local.day} {edition.months[local.month - 1]} {local.year}"


def local_iso(moment: datetime) -> str:
    """With Beirut's offset: what the metadata script holds."""
    return moment.astimezone(ZONE).isoformat()


def net_utc(moment: datetime) -> str:
    """UTC as .NET's round-trip format writes it where nobody told it the zone: seven digits, no offset."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0"


def http_date(moment: datetime) -> str:
    """For HTTP headers and RSS."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
