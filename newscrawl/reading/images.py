"""Pictures: one list out of what the head of a page and its text show, each picture once, the lead first."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from newscrawl.items import Image
from newscrawl.reading.candidate import Candidate

# What crops and sizes add to the name of a file.
_SIZE = re.compile(r"[-_.](?:\d{2,4}x\d{2,4}|w?\d{3,4}w?|scaled|large|medium|small|thumb(?:nail)?|square|wide|landscape|portrait|crop)$")
_ID = re.compile(r"[0-9a-f]{12,}|\d{7,}|[0-9a-f]{8}-[0-9a-f-]{27}")
# Files that stand for the outlet, not for the article.
_STANDIN = re.compile(r"(?:site|default|fallback|placeholder|share|social|og|fb|facebook|twitter)?[-_]?(?:logo|default|placeholder|fallback|blank|favicon|icon|no-?image)[-_\dx]*")


def marks(url: str) -> set[str]:
    """What names a picture in whatever crop or size: the stem of its file and every long number in its path."""
    path = unquote(urlsplit(url).path).lower()
    stem = _stem(path)
    for _ in range(3):
        stem = _SIZE.sub("", stem)
    return set(_ID.findall(path)) | ({stem} if len(stem) >= 6 else {path})


def _stem(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def merged(candidates: list[Candidate], body: list[Image]) -> tuple[list[Image], str]:
    """The pictures of an article, the lead first, and the readers that gave the lead.

    The head names the picture that stands for the article; what the page shows adds its captions, credits and further pictures.
    """
    named = [c for c in candidates if not _STANDIN.fullmatch(_stem(urlsplit(c.value.url).path.lower()))]
    pictures = [(marks(image.url), image) for image in body]
    if named:
        lead = named[0].value
        keys = marks(lead.url)
        twin = next((image for other, image in pictures if other & keys), None)
        readers = {c.reader: None for c in named if marks(c.value.url) & keys}
        lead = _filled(lead, twin) if twin else lead
        rest = [image for other, image in pictures if not other & keys]
        provenance = "+".join([*readers, *(["dom"] if twin else [])])
    elif pictures:
        lead, rest, provenance = body[0], body[1:], "dom"
    else:
        return [], ""
    return [replace(lead, lead=True), *(replace(image, lead=False) for image in rest)], provenance


def _filled(image: Image, other: Image) -> Image:
    """The picture with what another view of it says besides."""
    return replace(image, caption=other.caption or image.caption, credit=other.credit or image.credit, alt=other.alt or image.alt)
