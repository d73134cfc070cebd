"""Pictures: one list out of what the head of a page and its text show, each picture once, the lead first."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote

from newscrawl.items import Image
from newscrawl.reading.candidate import Candidate
from newscrawl.urls import path_of

# What crops and sizes add to the name of a file.
_SIZE = re.compile(r"[-_.](?:\d{2,4}x\d{2,4}|w?\d{3,4}w?|scaled|large|medium|small|thumb(?:nail)?|square|wide|landscape|portrait|crop)$")
_ID = re.compile(r"[0-9a-f]{12,}|\d{7,}|[0-9a-f]{8}-[0-9a-f-]{27}")
# Files that stand for the outlet, not for the article.
_STANDIN = re.compile(
    r"(?:site|default|fallback|placeholder|share|social|og|open-?graph|fb|facebook|twitter)?[-_]?(?:logo|default|placeholder|fallback|blank|favicon|icon|no-?image)[-_\dx]*"
)


@lru_cache(2048)
def marks(url: str) -> frozenset[str]:
    """What names a picture in whatever crop or size: the stem of its file and every long number in its path."""
    path = unquote(path_of(url)).lower()
    stem = _stem(path)
    for _ in range(3):
        stem = _SIZE.sub("", stem)
    return frozenset((*_ID.findall(path), stem if len(stem) >= 6 else path))


def _stem(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def merged(candidates: list[Candidate], body: list[Image]) -> tuple[list[Image], str]:
    """The pictures of an article, the lead first, and the readers that gave the lead.

    ``body`` are the pictures that the page shows, those above its text marked as leads. The lead is the picture above the text, with its
    caption, the one that the head of the page names first; else that of the head, as the text shows it or as the head has it.
    """
    named = [c for c in candidates if (stem := _stem(path_of(c.value.url).lower())) and not _STANDIN.fullmatch(stem)]
    firsts = list({c.reader: c for c in reversed(named)}.values())
    keys = set().union(*(marks(c.value.url) for c in firsts))
    twins = [image for image in body if marks(image.url) & keys]
    above = [image for image in body if image.lead]
    lead = next((image for image in (*(twin for twin in twins if twin.lead), *above, *twins)), None)
    if lead is None and not named:
        lead = next(iter(body), None)
    if lead is None:
        chosen, shown = named[0].value if named else None, []
    else:
        twin = next((c.value for c in named if marks(c.value.url) & marks(lead.url)), None)
        chosen, shown = _filled(lead, twin) if twin else lead, ["dom"]
    if chosen is None:
        return [], ""
    key = marks(chosen.url)
    readers = dict.fromkeys([*(c.reader for c in named if marks(c.value.url) & key), *shown])
    rest = [replace(image, lead=False) for image in body if not marks(image.url) & key]
    return [replace(chosen, lead=True), *rest], "+".join(readers)


def _filled(image: Image, other: Image) -> Image:
    """The picture with what another view of it says besides."""
    return replace(image, caption=image.caption or other.caption, credit=image.credit or other.credit, alt=image.alt or other.alt)
