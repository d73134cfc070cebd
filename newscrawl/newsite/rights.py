"""Rights: what a site says of the use of its pages, beyond robots.txt's rules for this crawler. Told, never decided upon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawl.newsite.seen import Survey
from newscrawl.politeness.rules import RobotsRules
from newscrawl.reading.page import Page

# Product tokens of those that gather text for language models, as their owners publish them.
AI_AGENTS = (
    "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ChatGPT-User", "ClaudeBot", "Claude-Web", "cohere-ai", "Diffbot",
    "FacebookBot", "Google-CloudVertexBot", "Google-Extended", "GPTBot", "ImagesiftBot", "Meta-ExternalAgent", "OAI-SearchBot", "omgili", "PerplexityBot",
    "Timpibot", "Webzio-Extended", "YouBot",
)  # fmt: skip
SIGNAL = re.compile(r"^\s*content-(?:signal|usage)\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)  # contentsignals.org; IETF aipref
AGENT = re.compile(r"^\s*user-agent\s*:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
# Headers and meta tags with a reservation: TDM Reservation Protocol (W3C Community Group), robots directives.
NAMES = ("tdm-reservation", "tdm-policy", "x-robots-tag", "robots", "content-usage")
PLAIN = frozenset(
    ["index", "follow", "all", "noodp", "noydir", "max-image-preview:large", "max-snippet:-1", "max-video-preview:-1", "index,follow"]
)
LONGEST = 160  # characters of one signal that are told


def signals(survey: Survey) -> list[str]:
    """The signals, each with where it stands; none where the site says nothing."""
    found = [*_of_robots(survey.rules, survey.home), *_of_protocol(survey.reserved)]
    pages = [("the front page", survey.front.page), *(("an article", sample.page) for sample in survey.read)]
    found += [f"{where}: {said}" for where, page in pages for said in _of_page(page)]
    return [line[:LONGEST] for line in dict.fromkeys(found)]


def _of_robots(rules: RobotsRules | None, home: str) -> Iterator[str]:
    if rules is None:
        return
    for value in dict.fromkeys(SIGNAL.findall(rules.text)):
        yield f"robots.txt: Content-Signal: {value}"
    named = {token.lower() for token in AGENT.findall(rules.text)}
    shut = [agent for agent in AI_AGENTS if agent.lower() in named and not rules.allowed(home, agent)]
    if shut:
        yield f"robots.txt shuts out {', '.join(shut)}"


def _of_protocol(reserved: object) -> Iterator[str]:
    """TDMRep, section 6.1: an array of objects with location, tdm-reservation and tdm-policy."""
    for entry in reserved if isinstance(reserved, list) else ():
        if isinstance(entry, dict) and "tdm-reservation" in entry:
            policy = f", policy {entry['tdm-policy']}" if entry.get("tdm-policy") else ""
            yield f"/.well-known/tdmrep.json: {entry.get('location', '?')}: tdm-reservation {entry['tdm-reservation']}{policy}"


def _of_page(page: Page) -> Iterator[str]:
    for name in NAMES:
        values = [("header", page.headers[name])] if name in page.headers else []
        values += [("meta", value) for value in page.metas.get(name, ())]
        for place, value in values:
            kept = [word for part in value.split(",") if (word := part.strip()) and word.lower().replace(" ", "") not in PLAIN]
            if kept:
                yield f"{place} {name}: {', '.join(kept)}"
    for url in page.rels.get("license", ())[:1]:
        yield f"link rel=license: {url}"
