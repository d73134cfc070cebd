"""Site: what a profile says of a news site. TOML in, typed and strict.

An unknown key is an error that names file and key, so that a slip of the pen never passes for a rule.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from importlib import resources
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from urllib.parse import urljoin, urlsplit

from newscrawl.items import KINDS, Article
from newscrawl.urls import link_key

SUFFIX = ".toml"


class SiteError(ValueError):
    """A profile that cannot be used, or a name that has none; its text says what to do."""


class UnknownSite(SiteError):
    """A name that no profile has."""


@dataclass(slots=True, frozen=True)
class Section:
    """A section of a site's menu."""

    label: str
    url: str  # absolute, or a path below the front page
    kind: str = "article"  # what its listing lists
    parent: str | None = None  # label of the menu entry above it
    render: str | bool = "auto"  # whether its list exists only after JavaScript ran; auto: where plain HTML shows none
    region: bool = False  # it lists what happened in a place, across the other sections

    @property
    def slug(self) -> str:
        """The last part of its path: the name that people type."""
        return urlsplit(self.url).path.rstrip("/").rsplit("/", 1)[-1]


@dataclass(slots=True, frozen=True)
class Links:
    """Which addresses are articles, as regular expressions searched in path and query."""

    article: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)  # kind to the pattern of its addresses


@dataclass(slots=True, frozen=True)
class Rule:
    """Where a field stands in a page: a CSS selector, or a key of the page's metadata script."""

    css: str | None = None
    key: str | None = None
    attribute: str | None = None  # of the element; its text where none is named


@dataclass(slots=True, frozen=True)
class Reading:
    """What the generic readers get wrong on this site."""

    metadata_script: str | None = None  # id of a script element that holds JSON
    body: str | None = None  # CSS selector of the element that holds the text
    remove: list[str] = field(default_factory=list)  # CSS selectors of what is not part of it
    fields: dict[str, Rule] = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Zones:
    """IANA names of the zones in which dates without an offset are meant."""

    page: str | None = None  # visible text
    meta: str | None = None  # meta tags; as visible text where it is not given


@dataclass(slots=True, frozen=True)
class Politeness:
    """How the site wants to be treated, beyond its robots.txt."""

    delay: float = 1.0  # seconds between requests; a longer Crawl-delay of robots.txt wins
    concurrency: int = 1  # requests at a time


@dataclass(slots=True, frozen=True)
class Revisit:
    """When an article is looked at again, so that edits and deletions are found: soon at first, later and later after."""

    first: float = 1.0  # hours between two looks, at least; after an edit it begins here again
    growth: float = 2.0  # how many times as old an article is at each look; 2: after 1, 2, 4, 8... hours, then days
    longest: float = 365.0  # days between two looks, at most
    budget: int = 200  # looks of one run, at most; 0: none


@dataclass(slots=True, frozen=True)
class Schedule:
    """How often each spider runs ("15 minutes", "6 hours", "day", "week"); None: not at all. scrapy schedule makes cron lines of it."""

    sections: str | None = "6 hours"
    feed: str | None = None
    sitemap: str | None = None
    revisit: str | None = None


@dataclass(slots=True, frozen=True)
class Expect:
    """What an ordinary run finds at least; less of it means that the site, or its reading, has changed."""

    sections: int | None = None  # of the menu
    articles_per_day: float | None = None  # that the site publishes
    fields: dict[str, float] = field(default_factory=dict)  # of items.Article, to the share of articles that have it, from 0 to 1


@dataclass(slots=True, frozen=True)
class Rights:
    """What becomes of pages whose text may not be given on (docs/rights.md)."""

    reserved: str = "keep"  # keep: they are stored, and left out of exports; skip: they are not stored at all


@dataclass(slots=True, frozen=True)
class Site:
    """A news site. ``name`` is the stem of its profile, or the host where there is none."""

    name: str
    home: str
    title: str | None = None
    language: str | None = None
    zones: Zones = field(default_factory=Zones)
    sections: list[Section] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    links: Links = field(default_factory=Links)
    reading: Reading = field(default_factory=Reading)
    politeness: Politeness = field(default_factory=Politeness)
    revisit: Revisit = field(default_factory=Revisit)
    schedule: Schedule = field(default_factory=Schedule)
    rights: Rights = field(default_factory=Rights)
    expect: Expect = field(default_factory=Expect)

    @property
    def bare(self) -> bool:
        """Whether it is no more than an address: that of a site without a profile."""
        return self == Site(self.name, self.home)

    def own_url(self, url: str) -> str:
        """The absolute form of an address that a profile gives below its front page."""
        return urljoin(self.home, url)

    def ignores(self, url: str) -> bool:
        """Whether the profile says that an address is none of the site's articles or sections."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        return any(re.search(pattern, target) for pattern in self.links.ignore)


def folder() -> Path:
    """Where the profiles are."""
    return Path(str(resources.files("newscrawl") / "sites"))


def names() -> list[str]:
    """The names of all profiles."""
    return sorted(path.stem for path in folder().glob(f"*{SUFFIX}"))


def load(name: str) -> Site:
    """The profile of that name, or in the file that the name is a path of, which ends in ``.toml``.

    Raises :class:`UnknownSite` where there is none (with the nearest names, or all), :class:`SiteError` where it is not valid.
    """
    if name.endswith(SUFFIX):
        return read(Path(name))
    if name not in names():
        near = difflib.get_close_matches(name, names(), 3, 0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names())};"
        raise UnknownSite(f"no site {name!r}; {hint} scrapy newsite URL writes the profile of another")
    return read(folder() / f"{name}{SUFFIX}")


def find(url: str) -> Site | None:
    """The profile whose front page is on the same host as an address, None where there is none."""
    return next((site for site in map(load, names()) if _host(site.home) == _host(url)), None)


def _host(url: str) -> str:
    return link_key(url).partition("/")[0]


def read(path: Path) -> Site:
    """The profile in a file; raises :class:`SiteError` that names file and key."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise SiteError(f"{path}: {error}") from None
    except OSError as error:
        raise SiteError(f"{path} cannot be read: {error.strerror}; scrapy newsite writes a profile") from None
    return parse(text, path)


def parse(text: str, path: Path) -> Site:
    """The profile that a text is; ``path`` is where it stands or will stand. Raises as :func:`read` does."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{path}: {error}") from None
    site = _typed(Site, {"name": path.stem, **table}, path, "")
    for section in site.sections:
        if section.kind not in KINDS:
            raise SiteError(f"{path}: sections: kind {section.kind!r} is none of {', '.join(KINDS)}")
        if isinstance(section.render, str) and section.render != "auto":
            raise SiteError(f'{path}: sections: render {section.render!r} is none of true, false, "auto"')
    if site.rights.reserved not in ("keep", "skip"):
        raise SiteError(f'{path}: rights: reserved {site.rights.reserved!r} is none of "keep", "skip"')
    _check(site.expect, path)
    _check_revisit(site.revisit, path)
    return site


def _check_revisit(revisit: Revisit, path: Path) -> None:
    least = {"first": 0.01, "growth": 1.1, "longest": 0.1, "budget": 0}
    for name, bound in least.items():
        if getattr(revisit, name) < bound:
            raise SiteError(f"{path}: revisit.{name} must be at least {bound}, not {getattr(revisit, name)}")


def _check(expect: Expect, path: Path) -> None:
    known = {f.name for f in fields(Article)}
    for name, share in expect.fields.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise SiteError(
                f"{path}: expect.fields: no field {name!r}; {f'did you mean {near[0]!r}?' if near else 'docs/data.md has them all'}"
            )
        if not 0 <= share <= 1:
            raise SiteError(f"{path}: expect.fields.{name} must be a share from 0 to 1, not {share}")


def _typed(kind: Any, value: Any, path: Path, where: str) -> Any:
    """The TOML value as that type, strictly."""
    if is_dataclass(kind):
        return _record(kind, value, path, where)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        fitting = [kind for kind in arguments if isinstance(value, get_origin(kind) or kind)]
        return _typed((fitting or arguments)[0], value, path, where)
    if origin is list and isinstance(value, list):
        return [_typed(arguments[0], entry, path, where) for entry in value]
    if origin is dict and isinstance(value, dict):
        return {key: _typed(arguments[1], entry, path, f"{where}.{key}") for key, entry in value.items()}
    plain = origin or kind
    if isinstance(value, plain) or plain is float and isinstance(value, int):
        return plain(value)
    raise SiteError(f"{path}: {where} must be {plain.__name__}, not {value!r}")


def _record(kind: Any, value: Any, path: Path, where: str) -> Any:
    if not isinstance(value, dict):
        raise SiteError(f"{path}: {where} must be a table, not {value!r}")
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}
    for key in value:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(sorted(known))}"
            raise SiteError(f"{path}: unknown key {f'{where}.{key}'.strip('.')!r}{hint}")
    typed = {key: _typed(hints[key], entry, path, f"{where}.{key}".strip(".")) for key, entry in value.items()}
    try:
        return kind(**typed)
    except TypeError as error:
        raise SiteError(f"{path}: {where or 'profile'}: {str(error).partition(') ')[2]}") from None
