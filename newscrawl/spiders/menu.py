"""The menu of a site: what its front page prints, and what its profile knows of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from newscrawl.discovery import sections_of
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
