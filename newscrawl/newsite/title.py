"""Title: what a site calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newscrawl.newsite.seen import Survey
from newscrawl.normalise.text import clean
from newscrawl.reading.page import Page

METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title")
JOINTS = re.compile(r"\s+[|–—:·»-]\s+|\s*\|\s*")
LONGEST = 60  # characters of a name


@dataclass(slots=True, frozen=True)
class Named:
    """The name, or none; and where it stands, or why there is none."""

    name: str | None
    why: str


def title_of(survey: Survey) -> Named:
    """What meta tags call the site; else what the titles of the front page and of all articles share, or the front page's title alone."""
    front = survey.front.page
    for name in METAS:
        for value in front.metas.get(name, ())[:1]:
            if text := clean(value):
                return Named(text[:LONGEST], f"{name} of the front page")
    own = _parts(front)
    others = [_parts(sample.page) for sample in survey.read]
    for part in own:
        if others and all(part in parts for parts in others):
            return Named(part, "in the titles of all pages")
    if len(own) == 1 and len(own[0]) <= LONGEST:
        return Named(own[0], "title of the front page")
    return Named(None, "no page tells the site's name apart from the rest of its title")


def _parts(page: Page) -> list[str]:
    element = next(page.root.iter("title"), None)
    text = clean(" ".join(element.itertext())) if element is not None else ""
    return [part for part in JOINTS.split(text or "") if part]
