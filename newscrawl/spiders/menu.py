"""The menu of a site: what its front page prints, and what its profile knows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from newscrawl.discovery import sections_of
from newscrawl.discovery.shapes import shape_of
from newscrawl.reading.page import Page
from newscrawl.site import Section, Site
from newscrawl.urls import link_key


def menu_of(page: Page, site: Site) -> list[Section]:
    """The sections to walk, each with a label of its own, in the menu's order; the front page itself where there is no menu.

    The profile's word holds for the sections that it names; those that the front page prints besides are added.
    """
    named = {link_key(site.own_url(section.url)): replace(section, url=site.own_url(section.url)) for section in site.sections}
    printed = {link_key(section.url): section for section in sections_of(page) if not site.ignores(section.url)}
    menu = [named.get(key, section) for key, section in printed.items()]
    menu += [section for key, section in named.items() if key not in printed]
    return _distinct(menu or [Section("Front page", site.home)])


def further_sections(page: Page, above: Section, menu: Sequence[Section], site: Site) -> list[Section]:
    """The sub-sections that the page of a section prints and the menu has not: their addresses continue its own by one part.

    ``menu`` has the sections that are known already, each with its absolute address.
    """
    own, known = shape_of(page.url), {link_key(section.url) for section in menu}
    found = []
    for section in sections_of(page) if own.parts else ():
        shape = shape_of(section.url)
        below = shape.host == own.host and shape.parts[:-1] == own.parts
        if below and link_key(section.url) not in known and not site.ignores(section.url):
            found.append(replace(section, parent=above.label))
    return _distinct([*menu, *found])[len(menu) :]


def _distinct(menu: list[Section]) -> list[Section]:
    """Labels that stand twice are told apart by the entry above them, else by their address."""
    times = Counter(section.label for section in menu)
    taken: set[str] = set()
    distinct = []
    for section in menu:
        label = section.label
        if times[label] > 1 and section.parent:
            label = f"{section.parent} / {label}"
        if label in taken:
            label = f"{label} ({section.slug or link_key(section.url)})"
        taken.add(label)
        distinct.append(replace(section, label=label))
    return distinct
