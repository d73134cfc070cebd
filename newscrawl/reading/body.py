"""Body: the text of an article, piece by piece, with what belongs to it and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from newscrawl.items import Block, Image, Link, Video
from newscrawl.normalise.text import clean, compact
from newscrawl.reading import container, figures, heads, state, trim
from newscrawl.reading.boilerplate import CERTAIN, STANDFIRST, beside
from newscrawl.reading.kin import Kin
from newscrawl.reading.layout import SENTENCE_END, Piece, Walk
from newscrawl.reading.page import Page
from newscrawl.reading.site_rules import selector
from newscrawl.reading.words import CALL, CREDIT, PAYWALL, READ_MORE
from newscrawl.site import Reading
from newscrawl.urls import absolute

BULK = 0.35  # of the text: what holds more is never left out for its name
DOUBTFUL = 80.0  # weight: what its names speak against and holds less text than that is not read at all
LINKED = 0.8  # of a piece in links: more than that is a link, no sentence
LINKS_BOX = 0.4  # of a box in links
LINE = 100  # characters: a longer list item with a link in it is text
PLAYERS = ("video", "amp-video")  # their stills are pictures of the article only where they stand above the text
FACTS = 0.25  # of the text: a headed box with more is a part of it
FULL_STOPS = (".", "。", "।", "۔")  # headlines of other articles end without one
CALL_LENGTH = 260  # characters: what is longer is text, whatever it begins with
HEADING = 120  # characters: after a longer piece a header element heads a part of the text, not the page
SHORT = 60  # characters: less than that, outside of the text's own shape, is a label
POOR = 800  # characters: a text shorter than that is looked for in the scripts, too
HEADLINE = 15  # characters: a shorter link names no article
HINT = 200  # characters that are kept of it
TEASER = 1500  # characters: a longer text is not cut by a paywall


@dataclass(slots=True)
class Body:
    """What the page's text reads as. ``removed`` pairs a reason with the text that was left out for it.

    ``access_hint`` is the line that asks for payment where the text ends early, None where there is none.
    """

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
    """The text of the page's article. ``title`` and ``summary`` are left out where the text repeats them.

    ``rules`` may name the element that holds the text and elements that are no part of it; where they match nothing, the page
    is read as any other.
    """
    weights = container.Weights(page.root)
    given = selector(rules.body)(page.root) if rules and rules.body else []
    elements = given or [container.find(weights, page, title)]
    unwanted = {element for css in (rules.remove if rules else []) for element in selector(css)(page.root)}
    body = _Reading(page, elements, weights, unwanted, title, summary).body
    if len(body_text(body.blocks)) < POOR and not given:
        body = _from_scripts(page, body, title, summary)
    return body


def _from_scripts(page: Page, body: Body, title: str | None, summary: str | None) -> Body:
    """The text that stands in the page's scripts, with the pictures of the page, where it is much longer than what the page shows."""
    element = state.text_element(page, title)
    if element is None:
        return body
    other = _Reading(page, [element], container.Weights(element), set(), title, summary).body
    if len(body_text(other.blocks)) < 2 * len(body_text(body.blocks)):
        return body
    other.images, other.videos = body.images + other.images, body.videos + other.videos
    return other


class _Reading:
    """One reading of the elements that hold the text."""

    def __init__(self, page: Page, elements: list[HtmlElement], weights: container.Weights, unwanted: set[HtmlElement], title: str | None, summary: str | None):
        self.base = page.base
        self.known = {compact(text) for text in (title, summary) if text}
        self.body = Body()
        pieces = self._pieces(elements, weights, unwanted)
        self.kin = Kin(pieces, elements[0])
        kept = list(self._kept(trim.after_title(pieces, self._leave)))
        kept = trim.begun(trim.once(kept, self.kin, self._leave), self._leave)
        kept = trim.ended(kept, self._leave)
        for piece in kept:
            self._add(piece)
        self._hero(elements[0])
        self._hint([piece for piece in kept if piece.text], pieces)

    def _leave(self, reason: str, piece: Piece) -> None:
        text = piece.text or clean(" ".join(piece.element.itertext()))
        if text:
            self.body.removed.append((reason, text))

    def _pieces(self, elements: list[HtmlElement], weights: container.Weights, unwanted: set[HtmlElement]) -> list[Piece]:
        bulk = sum(weights.raw.get(element, 0.0) for element in elements) * BULK

        def verdict(child: HtmlElement, tag: str) -> tuple[str | None, bool]:
            if child in unwanted:
                return "rule", True
            reason = beside(child, tag)
            if reason is None or reason in CERTAIN:
                return reason, True
            if reason == "head" and any(piece.kind == "paragraph" and len(piece.text) > HEADING for piece in walk.pieces):
                return None, True
            size = weights.raw.get(child, 0.0)
            return (None, True) if size > bulk else (reason, size < DOUBTFUL)

        walk = Walk(verdict)
        for element in elements:
            walk.read(element)
        return walk.pieces

    def _kept(self, pieces: list[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            reason = piece.reason or self._reason(piece) or (piece.doubt if not self.kin.is_own(piece) else None)
            if reason == "caption" and not piece.text and next(piece.element.iter(*figures.PICTURES), None) is not None:
                yield replace(piece, kind="media", reason="")
            elif reason:
                self._leave(reason, piece)
                self._link(reason, piece)
            else:
                yield piece

    def _reason(self, piece: Piece) -> str | None:
        """Why the piece is no part of the text; None where it is."""
        box = self.kin.box(piece)
        if piece.kind == "media":
            return "links box" if box is not None and box.size and box.link_share > LINKS_BOX else None
        own = self.kin.is_own(piece) and piece.kind == "paragraph"
        if (not own or STANDFIRST.search(piece.element.get("class") or "")) and self._is_known(piece.text):
            return "repeated"
        if READ_MORE.match(piece.text):
            return "read more"
        if piece.link_share > LINKED and not (own and piece.text.endswith(FULL_STOPS)):
            return "linked"
        if len(piece.text) < CALL_LENGTH and CALL.match(piece.text):
            return "call"
        if CREDIT.match(piece.text):
            return "credit"
        return None if self.kin.is_own(piece) else self._out_of_place(piece)

    def _is_known(self, text: str) -> bool:
        """Whether the text is the title or the summary."""
        return any(len(text) < 2 * len(known) + 20 and compact(text) == known for known in self.known)

    def _out_of_place(self, piece: Piece) -> str | None:
        """Why a piece that is not of the text's own shape does not read as a part of it; None where it does."""
        box = self.kin.box(piece)
        is_line = piece.kind == "list_item" and len(piece.text) > LINE and piece.link_share < LINKED
        if box is not None and box.link_share > LINKS_BOX and not is_line:
            return "links box"
        if box is not None and box.is_headed and box.size < FACTS * self.kin.size:
            return "fact box"
        if piece.kind == "list_item" or piece.level and piece.level > 1:
            return None
        if box is not None and box.is_picture:
            return "caption"
        if piece.kind == "heading" or piece.kind == "quote" and piece.text.endswith(SENTENCE_END) or box is None and piece.element.tag in ("p", "blockquote"):
            return None
        if not piece.text.endswith(SENTENCE_END):
            return "no sentence"
        return "short" if len(piece.text) < SHORT else None

    def _add(self, piece: Piece) -> None:
        if piece.kind == "media":
            self._show(piece.element)
            return
        self.body.blocks.append(Block(piece.kind, piece.text, piece.level))
        for link in piece.links:
            self._point(link, "body")

    def _show(self, element: HtmlElement) -> None:
        if element.tag == "blockquote":
            self.body.blocks.append(figures.post(element, self.base))
            return
        for shown in figures.shown_in(element, self.base):
            if isinstance(shown, Image):
                if element.tag not in PLAYERS or not self.body.blocks:
                    self._picture(shown)
            elif isinstance(shown, Video):
                self.body.videos.append(shown)
                if self.body.blocks:
                    self.body.blocks.append(Block("embed", shown.title or "", url=shown.url))
            else:
                self.body.blocks.append(shown)

    def _picture(self, image: Image, first: bool = False) -> None:
        key = image.url.partition("?")[0]
        if all(other.url.partition("?")[0] != key for other in self.body.images):
            self.body.images.insert(0, image) if first else self.body.images.append(image)

    def _link(self, reason: str, piece: Piece) -> None:
        """Keep the links of what was left out: they lead to other articles."""
        if reason == "read more":
            rel = "read_more"
        elif reason in ("linked", "links box", "related", "aside"):
            rel = "related"
        else:
            return
        for link in piece.links or piece.element.iter("a"):
            self._point(link, rel)

    def _point(self, link: HtmlElement, rel: str) -> None:
        text = clean(link.text_content())
        url = absolute(self.base, link.get("href") or "")
        if url and text and (rel == "body" or len(text) >= HEADLINE) and all(other.url != url for other in self.body.links):
            self.body.links.append(Link(url, text, rel))

    def _hero(self, element: HtmlElement) -> None:
        """Put the pictures that stand above the text, in the article's head, before those in it."""
        above = [shown for found in heads.pictures(element) for shown in figures.shown_in(found, self.base)]
        for shown in reversed(above):
            if isinstance(shown, Image):
                shown.lead = True
                self._picture(shown, first=True)
            elif isinstance(shown, Video) and all(video.url != shown.url for video in self.body.videos):
                self.body.videos.insert(0, shown)

    def _hint(self, kept: list[Piece], pieces: list[Piece]) -> None:
        """Keep the line that asks for payment: it stands after the text, among its paragraphs, or the text is short."""
        last = pieces.index(kept[-1]) if kept else 0
        short = len(body_text(self.body.blocks)) < TEASER
        for piece in pieces[last:]:
            text = piece.text or (clean(" ".join(piece.element.itertext())) if piece.kind == "removed" else "")
            if PAYWALL.search(text) and (short or self.kin.is_kin(piece) and not piece.reason and not piece.doubt):
                self.body.access_hint = text[:HINT]
                return
