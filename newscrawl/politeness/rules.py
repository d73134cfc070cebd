"""What a robots.txt says (RFC 9309): Protego's parser, held to the letter."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from protego import Protego
from scrapy.robotstxt import ProtegoRobotParser, decode_robotstxt
from scrapy.utils.python import to_unicode

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.settings import BaseSettings

SIZE = 512 * 1024  # bytes that are read; the RFC wants 500 KiB at least (2.5)
TOKEN = re.compile(r"[A-Za-z_-]+")  # product token (2.2.1)
AGENT = re.compile(r"user[- ]?agent\s*:?\s*(?P<every>\*(\s|$))?\**(?P<token>[\w-]*)", re.IGNORECASE)  # theirs have digits as well
# What Protego reads, in the spellings that it takes: the rules of a group, and what stands outside of all groups.
RULES = "allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw|crawl[- ]delay|request[- ]rate|visit[- ]time"
RULE = re.compile(rf"({RULES})\s*[:\s]", re.IGNORECASE)
KNOWN = re.compile(rf"({RULES}|site-?maps?|host)\s*[:\s]", re.IGNORECASE)


def product_token(settings: BaseSettings) -> str:
    """The product token (RFC 9309, 2.2.1) of ROBOTSTXT_USER_AGENT or USER_AGENT; raises :class:`ValueError` without one."""
    agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"] or ""
    found = TOKEN.match(agent)
    if not found:
        raise ValueError(f"USER_AGENT: {agent!r} must begin with a product token of letters, - and _ (RFC 9309, 2.2.1)")
    return found[0]


def whole_lines(body: bytes) -> bytes:
    """The first 512 KiB without a line that was cut: half a path would be another rule."""
    if len(body) <= SIZE:
        return body
    end = max(body.rfind(b"\n", 0, SIZE), body.rfind(b"\r", 0, SIZE))
    return body[: end if end > 0 else SIZE]


def strict_form(text: str) -> str:
    """The records so that Protego reads groups as the RFC does.

    Records that it doesn't know must not end a group (2.2.4), so they go. A token matches as a whole (2.2.1), where
    Protego takes ``news`` for a prefix of ``newscrawl``; with a slash behind both no prefix matches.
    """
    records = []
    for line in text.splitlines():
        record = line.partition("#")[0].strip()
        if agent := AGENT.match(record):
            records.append("User-agent: *" if agent["every"] else f"User-agent: {agent['token']}/")
        elif KNOWN.match(record):
            records.append(record)
    return "\n".join(records)


class RobotsRules(ProtegoRobotParser):
    """The rules of a robots.txt, asked by product token; ``text`` is the file as it was read."""

    def __init__(self, robotstxt_body: bytes, spider: Spider | None):
        self.spider = spider
        self.text = decode_robotstxt(whole_lines(robotstxt_body), spider)
        self.rp = Protego.parse(strict_form(self.text))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return super().allowed(url, _whole(user_agent))

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        return super().crawl_delay(_whole(user_agent))

    def gap(self, user_agent: str | bytes) -> float:
        """Seconds between two requests that Crawl-delay or Request-rate ask for; 0 where neither does."""
        rate = self.rp.request_rate(_whole(user_agent))
        return max(self.crawl_delay(user_agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)

    def records_for(self, user_agent: str) -> list[tuple[str, str]]:
        """Name and value of each record of the group for a product token, or else of the one for all."""
        return self.groups.get(user_agent.lower(), self.groups.get("*", []))

    @cached_property
    def groups(self) -> dict[str, list[tuple[str, str]]]:
        """The records of each group by product token in lower case, and what stands before all groups as said to all (``*``).

        Only a rule ends a list of tokens, no other record does (RFC 9309, 2.2.4).
        """
        found: dict[str, list[tuple[str, str]]] = {}
        agents, open_ = ["*"], False
        for line in self.text.splitlines():
            record = line.partition("#")[0].strip()
            name, colon, value = (part.strip() for part in record.partition(":"))
            if named := AGENT.match(record):
                token = "*" if named["every"] else named["token"].lower()
                agents, open_ = [*agents, token] if open_ else [token], True
                found.setdefault(token, [])
            elif colon:
                open_ = open_ and not RULE.match(record)
                for agent in agents:
                    found.setdefault(agent, []).append((name.lower(), value))
        return found


def _whole(token: str | bytes) -> str:
    return f"{to_unicode(token)}/"
