"""Body: the text of an article, piece by piece, with what belongs to it and what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import ParserError
from lxml.html import HtmlElement

from newscrawl.items import Block, Image, Link, Video
from newscrawl.normalise.text import compact
from newscrawl.reading import container
from newscrawl.reading.boilerplate import beside
from newscrawl.reading.layout import Piece, Walk
from newscrawl.reading.page import Page
from newscrawl.site import Reading


@dataclass(slots=True)
class Body:
    """What the page's text reads as. ``removed`` pairs a reason with the text that was left out for it."""

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    videos: list[Video] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    access_hint: str | None = None


def body_text(blocks: list[Block]) -> str:
    """The body as text: a blank line between paragraphs, ``- `` before list items; embeds have none."""
    return "\n\n".join("- " + block.text if block.type == "list_item" else block.text for block in blocks if block.type != "embed" and block.text)


def read_body(page: Page, title: str | None = None, summary: str | None = None, rules: Reading | None = None) -> Body:
    """The text of the page's article. ``title`` and ``summary`` are left out where the text repeats them."""
    weights = container.Weights(page.root)
    element = container.find(weights, page.root)
    bulk = weights.raw.get(element, 0.0) * 0.35

    def verdict(child: HtmlElement, tag: str) -> str | None:
        reason = beside(child, tag)
        return reason if reason and weights.raw.get(child, 0.0) <= bulk else None

    walk = Walk(verdict)
    walk.read(element)
    body = Body()
    known = {compact(text) for text in (title, summary) if text}
    for piece in walk.pieces:
        if piece.kind in ("media", "removed"):
            if piece.kind == "removed":
                body.removed.append((piece.reason, " ".join(piece.element.itertext())[:300]))
            continue
        if compact(piece.text) in known:
            continue
        if piece.link_share > 0.8:
            body.removed.append(("linked", piece.text))
            continue
        body.blocks.append(Block(piece.kind, piece.text, piece.level))
    return body
