"""The arguments of the spiders (``-a name=value``): declared once, validated, explained by error and help."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newscrawl import site as sites
from newscrawl.site import Site, SiteError


class ArgumentError(ValueError):
    """An argument that can't be used; its text says what it takes."""


@dataclass(slots=True, frozen=True)
class Arguments:
    """What a run was asked for."""

    site: Site
    home: str  # the front page that is fetched
    sections: tuple[str, ...] | None = None  # names or slugs, as given
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    max_pages: int | None = None
    refresh: bool = False
    warc: tuple[str, ...] = ()  # names and patterns of files, folders

    def given(self) -> dict[str, Any]:
        """For the run's row: what was asked, as JSON."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "site"}
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in values.items()
            if value not in (None, False, ())
        }


HELP = {
    "site": "name of a profile (scrapy sites lists them), or the path of one that ends in .toml; english-almayadeen where neither site nor url is given",
    "url": "front page of any news site, which needs no profile",
    "home": "another server, which is asked for the same addresses: a mirror, or the replica on another port",
    "sections": "only these sections, by name or by the last part of their address, with commas between",
    "since": "no articles before this day (2024-01-31) or time (2024-01-31T12:00+02:00)",
    "until": "no articles after this day or time; a day is meant to its end",
    "limit": "fetch no more than so many articles",
    "max_pages": "read no more than so many pages of each section's listing",
    "refresh": "1 fetches known articles again, within the other arguments; with limit, those that were fetched longest ago",
    "warc": "WARC files to read instead of the site: names, patterns, folders, with commas between (scrapy crawl archive)",
}
DEFAULT_SITE = "english-almayadeen"
NO_USE = {"warc": "it reads no archives; scrapy crawl archive does"}


def parse(given: Mapping[str, str], unused: Sequence[str] = ()) -> Arguments:
    """The arguments as typed values; ``unused`` are those that the spider has no use for.

    Raises :class:`ArgumentError` for an unknown name, a value that it can't take, or two that exclude each other;
    :class:`newscrawl.site.SiteError` for an unknown site.
    """
    given = {name: text for name, text in given.items() if not name.startswith("_")}  # Scrapyd adds a _job of its own
    for name in given:
        if name not in HELP:
            near = difflib.get_close_matches(name, HELP, 1)
            raise ArgumentError(f"unknown argument {name!r}; {f'did you mean {near[0]!r}?' if near else 'known ones: ' + ', '.join(HELP)}")
        if name in unused:
            raise ArgumentError(
                f"this spider has no use for {name}: {NO_USE.get(name, 'it walks no section listings; scrapy crawl sections does')}"
            )
    if "site" in given and "url" in given:
        raise ArgumentError("site and url exclude each other; home names another server for a profile")
    site = _unprofiled(given["url"]) if "url" in given else _profiled(given.get("site", DEFAULT_SITE))
    sections = tuple(name.strip() for name in given.get("sections", "").split(",") if name.strip())
    arguments = Arguments(
        site=site,
        home=_home(given["home"], site) if "home" in given else site.home,
        sections=sections or None,
        since=_moment("since", given, site, time.min),
        until=_moment("until", given, site, time.max),
        limit=_number("limit", given),
        max_pages=_number("max_pages", given),
        refresh=_flag("refresh", given),
        warc=tuple(name.strip() for name in given.get("warc", "").split(",") if name.strip()),
    )
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise ArgumentError(f"since={given['since']} is after until={given['until']}")
    for name in sections:
        _spelled(name, site.sections)
    return arguments


def profile_of(site: Site) -> str | None:
    """The name of the profile of a site that was given by its address alone, None where there is none, or one that can't be read."""
    with suppress(SiteError):
        found = sites.find(site.home) if site.bare else None
        return found.name if found else None
    return None


def _spelled(name: str, known: list[sites.Section]) -> None:
    """Refuses a slip of the pen; a name that is like none of the profile's may stand in the site's own menu."""
    labels = {text.casefold(): text for section in known for text in (section.slug, section.parent, section.label) if text}
    near = difflib.get_close_matches(name.casefold(), labels, 1, 0.8)
    if near and near[0] != name.casefold():
        raise ArgumentError(f"no section {name!r}; did you mean {labels[near[0]]}?")


def chosen(wanted: tuple[str, ...], menu: list[sites.Section]) -> list[sites.Section]:
    """The sections of a menu that were asked for by name or slug, with what stands below them.

    Raises :class:`ArgumentError` for one that the menu has not, with the nearest names.
    """
    found = []
    names = {section.slug.casefold(): section.slug for section in menu}
    names |= {name.casefold(): name for section in menu for name in (section.parent, section.label) if name}
    for name in wanted:
        if name.casefold() not in names:
            near = difflib.get_close_matches(name.casefold(), names, 3, 0.5)
            raise ArgumentError(
                f"no section {name!r}; {'did you mean ' + ' or '.join(names[n] for n in near) + '?' if near else 'there are: ' + ', '.join(s.label for s in menu)}"
            )
        found += [s for s in menu if name.casefold() in (s.label.casefold(), s.slug.casefold(), (s.parent or "").casefold())]
    return list(dict.fromkeys(found))


def _profiled(name: str) -> Site:
    try:
        return sites.load(name)
    except sites.UnknownSite as error:
        raise sites.UnknownSite(f"{error}; -a url=https://... needs none") from None


def _unprofiled(url: str) -> Site:
    address = _address("url", url)
    host = urlsplit(address).netloc.removeprefix("www.")
    return Site(name=host.replace(":", "-"), home=address)


def _address(name: str, text: str) -> str:
    parts = urlsplit(text if "://" in text else f"https://{text}")
    if "@" in parts.netloc:
        raise ArgumentError(f"{name} must hold no user name or password: it is kept in the store and in logs")
    try:
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or " " in text:
        raise ArgumentError(f"{name}={text} is no web address; an example: https://english.almayadeen.net/")
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def _home(text: str, site: Site) -> str:
    address = _address("home", text)
    parts, own = urlsplit(address), urlsplit(site.home)
    if parts.query or parts.path.rstrip("/") not in ("", own.path.rstrip("/")):
        only = parts._replace(path="/", query="").geturl()
        raise ArgumentError(
            f"home={text} names more than a server, and a server is all that home changes: addresses stay as the site has them; home={only}"
        )
    return address


def _moment(name: str, given: Mapping[str, str], site: Site, of_day: time) -> datetime | None:
    if name not in given:
        return None
    try:
        moment = datetime.fromisoformat(given[name])
    except ValueError:
        raise ArgumentError(f"{name}={given[name]} is no date; examples: 2024-01-31, 2024-01-31T12:00+02:00") from None
    if len(given[name]) <= 10:
        moment = datetime.combine(moment.date(), of_day)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(site.zones.page) if site.zones.page else UTC)


def _number(name: str, given: Mapping[str, str]) -> int | None:
    if name not in given:
        return None
    if not given[name].isdecimal() or int(given[name]) < 1:
        raise ArgumentError(f"{name}={given[name]} must be a whole number from 1")
    return int(given[name])


def _flag(name: str, given: Mapping[str, str]) -> bool:
    text = given.get(name, "0").lower()
    if text not in ("1", "0", "yes", "no", "true", "false"):
        raise ArgumentError(f"{name}={given[name]} must be 1 or 0")
    return text in ("1", "yes", "true")
