"""What a whole site says of the use of its pages: robots.txt beyond its rules for this crawler, and the file of the TDM Reservation Protocol."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from scrapy import Request, signals
from scrapy.http.request import NO_CALLBACK

from newscrawl.politeness.rights import AI_AGENTS, LONGEST, SIGNALS, WELL_KNOWN, reservation
from newscrawl.politeness.rules import RobotsRules, product_token
from newscrawl.urls import same_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

SIZE = 1024 * 1024  # bytes of tdmrep.json
TIMEOUT = 30.0  # seconds
TOO_MANY = 429  # says that the host is busy, not that it has no such file
ENTRIES = 1000  # of tdmrep.json that are looked at


@dataclass(slots=True)
class SiteRights:
    """What one origin says: of robots.txt the AI agents that it shuts out and its signals, of tdmrep.json the entries."""

    rules: RobotsRules | None = None
    shut: list[str] = field(default_factory=list)  # agents that may fetch nothing
    partly: list[list[str]] = field(default_factory=list)  # agents that may not fetch some; those of one list share their rules
    signals: list[tuple[str, str, str]] = field(default_factory=list)  # name, path, what is said
    entries: list[tuple[str, str, str]] = field(default_factory=list)  # location, reservation, policy
    unknown: str = ""  # why tdmrep.json could not be had, where it may be there

    def at(self, url: str) -> dict[str, str]:
        """What holds for an address, in the form of ``Article.rights``."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        found = {"tdm_unknown": self.unknown} if self.unknown else dict(self._reserved(path))
        for name in SIGNALS:
            said = [(pattern, value) for what, pattern, value in self.signals if what == name and matches(pattern, path)]
            if nearest := max((len(pattern) for pattern, _ in said), default=0):
                found["robots_txt_" + name.partition("-")[2]] = ", ".join(v for pattern, v in said if len(pattern) == nearest)[:LONGEST]
        shut = [*self.shut, *(agent for agents in self.partly if self._forbids(url, agents[0]) for agent in agents)]
        if shut:
            found["robots_txt_ai"] = ", ".join(sorted(shut, key=str.lower))
        return found

    def _forbids(self, url: str, agent: str) -> bool:
        return self.rules is not None and not self.rules.allowed(url, agent)

    def _reserved(self, path: str) -> Iterator[tuple[str, str]]:
        """The first entry that matches decides (TDMRep, the file's processing model)."""
        for location, said, policy in self.entries:
            if matches(location, path):
                yield "tdm_reservation", said
                if policy:
                    yield "tdm_policy", policy
                return


def matches(pattern: str, path: str) -> bool:
    """Whether a path is one of a pattern of robots.txt: a prefix, with ``*`` for any characters and ``$`` for the end (RFC 9309, 2.2.3)."""
    pieces = unquote(pattern).removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    last = pieces.pop() if pattern.endswith("$") else ""
    for piece in pieces[1:]:
        if (found := path.find(piece, at)) < 0:
            return False
        at = found + len(piece)
    if not pattern.endswith("$"):
        return True
    return path.endswith(last) and len(path) - len(last) >= at if pieces else path == last


def read_robots(rules: RobotsRules, token: str) -> SiteRights:
    """What a robots.txt says to AI agents by name, and in the signals of the group that holds for the crawler of that token."""
    found = SiteRights(rules)
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for agent in AI_AGENTS:
        asked = tuple((name, value) for name, value in rules.groups.get(agent.lower(), ()) if name in ("allow", "disallow") and value)
        if any(name == "disallow" for name, _ in asked):
            alike.setdefault(asked, []).append(agent)
    for asked, agents in alike.items():
        if all(name == "disallow" for name, _ in asked) and {value for _, value in asked} & {"/", "/*", "*"}:
            found.shut += agents
        else:
            found.partly.append(agents)
    for name, value in rules.records_for(token):
        if name in SIGNALS and value:
            path, _, said = value.partition(" ") if value[0] in "/*" else ("/", "", value)
            found.signals.append((name, path, " ".join(said.split())))
    return found


def read_tdmrep(body: bytes) -> list[tuple[str, str, str]]:
    """Location, reservation (``0`` or ``1``) and policy (may be empty) of each entry of a tdmrep.json; none where it is no such file."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return []
    found = []
    for entry in value[:ENTRIES] if isinstance(value, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("location"), str) and (said := reservation(entry.get("tdm-reservation"))):
            policy = entry.get("tdm-policy")
            found.append((entry["location"], said, policy[:LONGEST] if isinstance(policy, str) else ""))
    return found


class Signals:
    """Gathers the rights of a site's origins during a crawl: each time that a robots.txt was read, tdmrep.json is asked for, before any page is.

    A file that is not there, or that can't be read, says nothing. Stat: ``rights/tdmrep`` counts those that were read.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.token = product_token(crawler.settings)
        self.known: dict[str, SiteRights] = {}
        crawler.signals.connect(self._robots_parsed, signals.robots_parsed)

    def at(self, url: str) -> dict[str, str]:
        """What the site says of the page at an address, as it was asked."""
        known = self.known.get(urlsplit(url).netloc.lower())
        return known.at(url) if known else {}

    async def _robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        home: Any = self.crawler.spider
        if not same_site(request.url, home.home):
            return
        found = read_robots(robotparser, self.token)
        self.known[urlsplit(request.url).netloc.lower()] = found
        url = urljoin(request.url, WELL_KNOWN)
        if robotparser.allowed(url, self.token):
            await self._tdmrep(url, found)

    async def _tdmrep(self, url: str, found: SiteRights) -> None:
        """Asks for the file at an address; no redirect is followed, the file stands at the root of its origin."""
        meta = {
            "dont_obey_robotstxt": True,  # its rules were asked; the middleware waits for this answer
            "dont_redirect": True,
            "dont_merge_cookies": True,
            "dont_cache": True,
            "download_timeout": min(TIMEOUT, self.crawler.settings.getfloat("DOWNLOAD_TIMEOUT")),
            "download_maxsize": SIZE,
            "dont_retry": True,  # a site that is down is not asked twice for a file that few have
        }
        try:
            response = await self.crawler.engine.download_async(Request(url, meta=meta, callback=NO_CALLBACK))
        except Exception as error:  # noqa: BLE001 -- whatever it was, the file is not known
            logger.info("%s cannot be read: %s", url, error or type(error).__name__)
            found.unknown = type(error).__name__
            return
        if response.status >= 500 or response.status == TOO_MANY:
            found.unknown = f"HTTP {response.status}"
        found.entries = read_tdmrep(response.body) if response.status == 200 else []
        self.crawler.stats.inc_value("rights/tdmrep", bool(found.entries))
