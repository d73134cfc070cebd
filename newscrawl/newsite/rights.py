"""Rights: what a site says of the use of its pages, beyond robots.txt's rules for this crawler. Told, never decided upon."""

from __future__ import annotations

from collections.abc import Iterator

from newscrawl.newsite.seen import Survey
from newscrawl.politeness.rights import LONGEST, SIGNALS, TDM, directives
from newscrawl.politeness.rules import RobotsRules
from newscrawl.politeness.whole_site import read_robots
from newscrawl.reading.page import Page

TOKEN = "newscrawl"  # the group of robots.txt that is looked at
NAMES = (*TDM, "x-robots-tag", "robots", *SIGNALS)  # of headers and meta tags


def signals(survey: Survey) -> list[str]:
    """The signals, each with where it stands; none where the site says nothing."""
    found = [*_of_robots(survey.rules, survey.home), *_of_protocol(survey.reserved)]
    pages = [("the front page", survey.front.page), *(("an article", sample.page) for sample in survey.read)]
    found += [f"{where}: {said}" for where, page in pages for said in _of_page(page)]
    return [line[:LONGEST] for line in dict.fromkeys(found)]


def _of_robots(rules: RobotsRules | None, home: str) -> Iterator[str]:
    if rules is None:
        return
    said = read_robots(rules, TOKEN)
    for name, path, value in said.signals:
        yield f"robots.txt: {name.title()}: {value if path == '/' else f'{path} {value}'}"
    if shut := said.at(home).get("robots_txt_ai"):
        yield f"robots.txt shuts out {shut}"


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
            if kept := directives(value):
                yield f"{place} {name}: {kept}"
    for url in page.rels.get("license", ())[:1]:
        yield f"link rel=license: {url}"
