"""Body: the text of an article, piece by piece, with what belongs to it and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newscrawl.items import Block, Image, Link, Video
from newscrawl.normalise.text import compact
from newscrawl.reading import container
from newscrawl.reading.boilerplate import CERTAIN, beside
from newscrawl.reading.kin import Kin
from newscrawl.reading.layout import SENTENCE_END, Piece, Walk
from newscrawl.reading.page import Page
from newscrawl.reading.words import CALL, CALL_LENGTH, CREDIT, READ_MORE
from newscrawl.site import Reading

HEAD = 0.25  # of the text: a main heading further down is no title
REPEATABLE = 40  # letters: a shorter line may be said twice
COPY = 1500  # letters: a longer piece may be the whole text again
HEADING = 120  # characters: a longer piece before it, and a header element heads a part of the text
NOTE = 300  # characters
TRAIL = 2  # pieces: a longer run of headings or slanted lines is text
BULK = 0.35  # of the text: what holds more is never left out for its name


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
    element = container.find(weights, page.root, title)
    body = Body()
    pieces = _after_title(_pieces(element, weights), body)
    kin = Kin(pieces, element)
    known = {compact(text) for text in (title, summary) if text}
    kept: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            if piece.kind == "removed":
                body.removed.append((piece.reason, " ".join(piece.element.itertext())))
            continue
        if reason := _reason(piece, kin, known):
            body.removed.append((reason, piece.text))
        else:
            kept.append(piece)
    kept = _ended(_once(kept, kin, body), body)
    body.blocks = [Block(piece.kind, piece.text, piece.level) for piece in kept]
    return body


def _pieces(element: HtmlElement, weights: container.Weights) -> list[Piece]:
    bulk = weights.raw.get(element, 0.0) * BULK

    def verdict(child: HtmlElement, tag: str) -> str | None:
        reason = beside(child, tag)
        if reason == "head" and any(piece.kind == "paragraph" and len(piece.text) > HEADING for piece in walk.pieces):
            return None
        return reason if reason and (reason in CERTAIN or weights.raw.get(child, 0.0) <= bulk) else None

    walk = Walk(verdict)
    walk.read(element)
    return walk.pieces


def _after_title(pieces: list[Piece], body: Body) -> list[Piece]:
    """The pieces after the page's main heading, where it stands before the text."""
    size = sum(len(piece.text) for piece in pieces)
    before = 0
    for index, piece in enumerate(pieces):
        if piece.level == 1 and before < HEAD * size:
            body.removed += [("before the title", early.text) for early in pieces[: index + 1] if early.text]
            return [early for early in pieces[:index] if not early.text] + pieces[index + 1:]
        before += len(piece.text)
    return pieces


def _reason(piece: Piece, kin: Kin, known: set[str]) -> str | None:
    """Why the piece is no part of the text; None where it is."""
    text = piece.text
    if compact(text) in known and not (kin.is_own(piece) and piece.kind == "paragraph"):
        return "repeated"
    if piece.link_share > 0.8:
        return "linked"
    if READ_MORE.match(text):
        return "read more"
    if len(text) < CALL_LENGTH and CALL.match(text):
        return "call"
    if CREDIT.match(text):
        return "credit"
    return _out_of_place(piece, kin)


def _out_of_place(piece: Piece, kin: Kin) -> str | None:
    """Whether a piece that is not of the text's own shape still reads as a part of it."""
    if kin.is_own(piece):
        return None
    box = kin.box(piece)
    if box is not None and box.link_share > 0.4:
        return "links box"
    if piece.kind in ("heading", "list_item"):
        return None
    if piece.element.tag in ("p", "blockquote") and box is None:
        return None
    if not piece.text.endswith(SENTENCE_END):
        return "no sentence"
    if len(piece.text) < 60:
        return "short"
    return None


def _once(pieces: list[Piece], kin: Kin, body: Body) -> list[Piece]:
    """The pieces without those that say again what earlier ones said: a copy of the text, a pull quote.

    Paragraphs of the text's own shape may repeat a line, as interviews do.
    """
    said: dict[str, None] = {}
    kept = []
    for piece in pieces:
        key = compact(piece.text)
        again = key in said and not kin.is_own(piece)
        if again or len(key) > COPY and sum(earlier in key for earlier in said if len(earlier) > REPEATABLE) > 2:
            body.removed.append(("repeated", piece.text))
            continue
        if len(key) > REPEATABLE:
            said[key] = None
        kept.append(piece)
    return kept


def _ended(pieces: list[Piece], body: Body) -> list[Piece]:
    """The pieces without the one or two at the end that are headings or in slanted type: they head nothing, or tell of the author."""
    for trails, reason in ((_is_note, "note"), (_is_heading, "heads nothing")):
        end = len(pieces)
        while end and trails(pieces[end - 1]):
            end -= 1
        if len(pieces) - end <= TRAIL:
            body.removed += [(reason, piece.text) for piece in pieces[end:]]
            pieces = pieces[:end]
    return pieces


def _is_heading(piece: Piece) -> bool:
    return piece.kind == "heading"


def _is_note(piece: Piece) -> bool:
    return piece.kind == "paragraph" and piece.slanted > 0.9 * len(piece.text) and len(piece.text) < NOTE
