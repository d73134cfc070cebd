"""Body: the text of an article, piece by piece, with what belongs to it and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from newscrawl.items import Block, Image, Link, Video
from newscrawl.normalise.text import clean, compact, lowered
from newscrawl.reading import captions, container, figures, heads, state, trim
from newscrawl.reading.boilerplate import CERTAIN
from newscrawl.reading.judge import Judge
from newscrawl.reading.kin import Kin
from newscrawl.reading.layout import Piece, Walk
from newscrawl.reading.page import Page
from newscrawl.reading.site_rules import selector
from newscrawl.reading.survey import Survey
from newscrawl.reading.words import PAYWALL
from newscrawl.site import Reading
from newscrawl.urls import absolute

BULK = 0.35  # of the text: what holds more is never left out for its name
DOUBTFUL = 80.0  # weight: what its names speak against and holds less text than that is not read at all
HEADING = 120  # characters: after a longer piece a header element heads a part of the text, not the page
POOR = 800  # characters: a text shorter than that is looked for in the scripts, too
HEADLINE = 15  # characters: a shorter link names no article
HINT = 200  # characters that are kept of the line that asks for payment
TEASER = 1500  # characters: a longer text is cut only where such a line stands among its paragraphs
# Where a link stood, by the reason for which it was left out with its piece.
RELS = {"read more": "read_more", **dict.fromkeys(("linked", "links box", "related", "aside"), "related")}
PLAYERS = ("video", "amp-video")  # their stills are pictures of the article only where they stand above the text


@dataclass(slots=True)
class Body:
    """What the page's text reads as. ``left_out`` pairs a reason with the piece that was left out for it.

    ``access_hint`` is the line that asks for payment where the text ends early, None where there is none.
    """

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    videos: list[Video] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    left_out: list[tuple[str, Piece]] = field(default_factory=list)
    access_hint: str | None = None

    @property
    def removed(self) -> list[tuple[str, str]]:
        """The texts that were left out, each behind its reason."""
        texts = ((reason, piece.text or clean(" ".join(piece.element.itertext()))) for reason, piece in self.left_out)
        return [(reason, text) for reason, text in texts if text]


def body_text(blocks: list[Block]) -> str:
    """The body as text: a blank line between paragraphs, ``- `` before list items; embeds have none."""
    return "\n\n".join(
        "- " + block.text if block.type == "list_item" else block.text for block in blocks if block.type != "embed" and block.text
    )


def read_body(page: Page, title: str | None = None, summary: str | None = None, rules: Reading | None = None) -> Body:
    """The text of the page's article. ``title`` and ``summary`` are left out where the text repeats them.

    ``rules`` may name the element that holds the text and elements that are no part of it; where they match nothing, the page
    is read as any other.
    """
    weights = container.Weights(page.survey)
    given = selector(rules.body)(page.root) if rules and rules.body else []
    elements = given or [container.find(weights, page, title)]
    unwanted = {element for css in (rules.remove if rules else []) for element in selector(css)(page.root)}
    known = {compact(text) for text in (title, summary) if text}
    body = _Reader(page, elements, weights, known, unwanted).body
    if given or len(body_text(body.blocks)) >= POOR:
        return body
    return _from_scripts(page, body, title, known)


def _from_scripts(page: Page, body: Body, title: str | None, known: set[str]) -> Body:
    """The text that stands in the page's scripts, with the pictures of the page, where it is much longer than what the page shows."""
    element = state.text_element(page, title)
    if element is None:
        return body
    other = _Reader(page, [element], container.Weights(Survey(element)), known).body
    if len(body_text(other.blocks)) < 2 * len(body_text(body.blocks)):
        return body
    other.images, other.videos = body.images + other.images, body.videos + other.videos
    return other


class _Reader:
    """Reads the elements that hold the text into ``body``."""

    def __init__(self, page: Page, elements: list[Element], weights: container.Weights, known: set[str], unwanted: Iterable[Element] = ()):
        self.base, self.headings, self.body = page.base, page.tagged("h1"), Body()
        self._reasons: dict[int, str] = {}  # why a piece was left out
        self._addresses: set[str] = set()
        pieces = _pieces(elements, weights, set(unwanted))
        self.kin = Kin(pieces, elements[0])
        kept = list(self._kept(trim.after_title(pieces, self._leave), Judge(self.kin, known)))
        kept = trim.once(kept, self.kin, self._leave)
        kept = trim.ended(trim.begun(kept, self._leave), self._leave)
        for piece in kept:
            self._add(piece)
        for piece in pieces:
            self._link(piece)
        self._hero(elements[0])
        self._no_captions(kept)
        self._hint([piece for piece in kept if piece.text], pieces)

    def _leave(self, reason: str, piece: Piece) -> None:
        self._reasons[id(piece)] = reason
        self.body.left_out.append((reason, piece))

    def _kept(self, pieces: list[Piece], judge: Judge) -> Iterator[Piece]:
        for piece in pieces:
            reason = judge.reason(piece)
            if reason == "caption" and not piece.text and next(piece.element.iter(*captions.PICTURES), None) is not None:
                yield replace(piece, kind="media", reason="")
            elif reason:
                self._leave(reason, piece)
            else:
                yield piece

    def _add(self, piece: Piece) -> None:
        if piece.kind != "media":
            self.body.blocks.append(Block(piece.kind, piece.text, piece.level))
        elif piece.element.tag == "blockquote":
            self.body.blocks.append(figures.post(piece.element, self.base))
        else:
            for shown in figures.shown_in(piece.element, self.base):
                self._show(shown, piece.element.tag in PLAYERS)

    def _show(self, shown: Image | Video | Block, is_player: bool) -> None:
        in_text = bool(self.body.blocks)
        if isinstance(shown, Image):
            if not (is_player and in_text):
                self._picture(shown)
            return
        if isinstance(shown, Video):
            self.body.videos.append(shown)
            shown = Block("embed", shown.title or "", url=shown.url)
            if not in_text:
                return
        self.body.blocks.append(shown)

    def _picture(self, image: Image, first: bool = False) -> None:
        key = image.url.partition("?")[0]
        if key not in self._addresses:
            self._addresses.add(key)
            self.body.images.insert(0 if first else len(self.body.images), image)

    def _link(self, piece: Piece) -> None:
        """Keep the links of a piece that was kept, and of one that was left out because it leads to other articles."""
        reason = self._reasons.get(id(piece))
        rel = RELS.get(reason) if reason else "body"
        if rel is None or rel == "body" and piece.kind == "media":
            return
        for link in piece.links or (piece.element.iter("a") if piece.kind == "removed" else ()):
            text = clean("".join(link.itertext()) if len(link) else link.text or "")
            url = absolute(self.base, link.get("href") or "")
            if url and text and url not in self._addresses and (rel == "body" or len(text) >= HEADLINE):
                self._addresses.add(url)
                self.body.links.append(Link(url, text, rel))

    def _hero(self, element: Element) -> None:
        """Put the pictures that stand above the text, in the article's head, before those in it."""
        above = [shown for found in heads.pictures(element, self.headings) for shown in figures.shown_in(found, self.base)]
        for shown in reversed(above):
            if isinstance(shown, Image):
                shown.lead = True
                self._picture(shown, first=True)
            elif isinstance(shown, Video) and all(video.url != shown.url for video in self.body.videos):
                self.body.videos.insert(0, shown)

    def _no_captions(self, kept: list[Piece]) -> None:
        """Leave out what is all that the page has to say and stands below its pictures: such a page has no text."""
        if not 0 < len(self.body.blocks) <= len(self.body.images):
            return
        told = {compact(text) for image in self.body.images for text in (image.alt, f"{image.caption or ''} {image.credit or ''}") if text}
        if all(compact(block.text) in told for block in self.body.blocks):
            self.body.blocks = []
            for piece in kept:
                if piece.text:
                    self._leave("caption", piece)

    def _hint(self, kept: list[Piece], pieces: list[Piece]) -> None:
        """Keep the line that asks for payment: it stands after the text, among its paragraphs, or the text is short."""
        last = next((index for index, piece in enumerate(pieces) if kept and piece is kept[-1]), 0)
        short = len(body_text(self.body.blocks)) < TEASER
        for piece in pieces[last:]:
            if not short and (piece.reason or piece.doubt or not self.kin.is_kin(piece)):
                continue
            text = piece.text or (clean(" ".join(piece.element.itertext())) if piece.kind == "removed" else "")
            if PAYWALL.search(lowered(text)):
                self.body.access_hint = text[:HINT]
                return


def _pieces(elements: list[Element], weights: container.Weights, unwanted: set[Element]) -> list[Piece]:
    bulk = sum(weights.raw.get(element, 0.0) for element in elements) * BULK

    def verdict(child: Element, tag: str, before: list[Piece]) -> tuple[str | None, bool]:
        if child in unwanted:
            return "rule", True
        reason = weights.beside(child, tag)
        if reason is None or reason in CERTAIN:
            return reason, True
        if reason == "head" and any(piece.kind == "paragraph" and len(piece.text) > HEADING for piece in before):
            return None, True
        size = weights.raw.get(child, 0.0)
        return (None, True) if size > bulk else (reason, size < DOUBTFUL)

    walk = Walk(verdict)
    for element in elements:
        walk.read(element)
    return walk.pieces
