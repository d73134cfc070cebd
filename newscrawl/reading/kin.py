"""Kin: which pieces are of one kind with the paragraphs of the article.

A template gives all paragraphs of a text one shape: tag, class names, and those of the element around. The shapes that hold
most of the prose are the text's own; the elements that hold such paragraphs directly are its beds. What lies deeper in a bed
than its paragraphs lies in a box: a picture with its caption, a teaser, a form, a fact box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from lxml.etree import _Element as Element

from newscrawl.reading.container import weight
from newscrawl.reading.layout import Piece

OWN = 0.2  # of all prose: a shape with less of it is not the text's own
PROSE_LINKED = 0.5  # of a piece's text in links: more than that is no prose

BOXES = frozenset(["div", "section", "article", "details", "aside"])
LABEL = 60  # characters: a longer paragraph heads nothing
CAPTION = 600  # characters of text in a box with a picture: more than that is no caption

_RECIPE = re.compile("(?:^|[ -])recipe")
_FOLDED = re.compile("accordion|toggle|faq|block-details")
_TEXT_AND_PICTURE = re.compile("media-?text|image-?text|text-?(?:media|image|pic)|(?:media|image)-(?:and|with)-text|wp-block-columns?")

Shape = tuple[str, str, str, str]


def shape(piece: Piece) -> Shape:
    """Tag and class names of the piece's element, and of the element around it."""
    element, around = piece.element, piece.element.getparent()
    outer = (str(around.tag), around.get("class") or "") if around is not None else ("", "")
    return (element.tag, element.get("class") or "", *outer)


@dataclass
class Box:
    """A child of a bed that is not itself a paragraph, with the pieces in it."""

    element: Element
    pieces: list[Piece] = field(default_factory=list)

    @cached_property
    def size(self) -> int:
        """Characters of its text."""
        return sum(len(piece.text) for piece in self.pieces)

    @cached_property
    def is_headed(self) -> bool:
        """Whether it is a text of its own: it begins with a heading or a short label, and paragraphs follow."""
        texts = [piece for piece in self.pieces if any(map(str.isalnum, piece.text))]  # the picture sign of a callout heads nothing
        first = texts[0] if texts else None
        if first is None or self.element.tag not in BOXES or _RECIPE.search(names := (self.element.get("class") or "").lower()):
            return False
        if first.text.endswith(("?", "؟", "？")) and _FOLDED.search(names):  # an answer that is folded up
            return False
        headed = first.kind == "heading" or first.kind == "paragraph" and len(first.text) < LABEL
        return headed and any(piece.kind != "heading" for piece in texts[1:])

    @cached_property
    def heading(self) -> str:
        """The first of its texts."""
        return next((piece.text for piece in self.pieces if piece.text), "")

    @cached_property
    def is_picture(self) -> bool:
        """Whether it holds media and no more text than stands below a picture, and is not named as text with a picture beside it."""
        has_media = self.size < CAPTION and any(piece.kind == "media" for piece in self.pieces)
        return has_media and _TEXT_AND_PICTURE.search((self.element.get("class") or "").lower()) is None

    @cached_property
    def link_share(self) -> float:
        """Which part of its text is inside links, 0 to 1."""
        return min(1.0, sum(piece.linked for piece in self.pieces) / max(1, self.size))


class Kin:
    """The own shapes and the beds of a text, and the box of every piece that lies in one."""

    def __init__(self, pieces: Iterable[Piece], top: Element):
        self.top = top
        texts = [piece for piece in pieces if piece.text]
        self.shapes = {id(piece): shape(piece) for piece in texts}
        prose: dict[Shape, float] = {}
        for piece in texts:
            if piece.kind in ("paragraph", "quote") and not piece.doubt and piece.link_share < PROSE_LINKED:
                key = self.shapes[id(piece)]
                prose[key] = prose.get(key, 0.0) + weight(piece.text)
        total = sum(prose.values())
        most = max(prose.values(), default=0.0)
        self.own = {key for key, size in prose.items() if size >= OWN * total or size == most}
        self._is_own = {id(piece) for piece in texts if self._has_own_shape(piece)}
        self.size = sum(len(piece.text) for piece in texts)
        self.beds = {piece.element.getparent() if self._is_paragraph(piece) else piece.element for piece in texts if self.is_own(piece)}
        self.trunk = set(self.beds)
        for bed in self.beds:
            while bed is not top and (bed := bed.getparent()) is not None and bed not in self.trunk:
                self.trunk.add(bed)
        self.boxes: dict[Element, Box] = {}
        self._box_of: dict[int, Box] = {}
        for piece in pieces:
            self._lay(piece)

    def _is_paragraph(self, piece: Piece) -> bool:
        return piece.element is not self.top and piece.element.tag not in ("td", "article", "main", "section")

    def _has_own_shape(self, piece: Piece) -> bool:
        key = self.shapes[id(piece)]
        return key in self.own and (not piece.doubt or bool(key[1] or key[3]))

    def is_own(self, piece: Piece) -> bool:
        """Whether the piece has one of the text's own shapes; in doubt, one that class names tell from others."""
        return id(piece) in self._is_own

    def box(self, piece: Piece) -> Box | None:
        """The box that the piece lies in; None where it lies in a bed directly."""
        return self._box_of.get(id(piece))

    def is_kin(self, piece: Piece) -> bool:
        """Whether the piece is of an own shape, or lies directly in a bed."""
        return self.is_own(piece) or self.box(piece) is None

    def _lay(self, piece: Piece) -> None:
        element, inner = piece.element, None
        while element is not None and element is not self.top and element not in self.trunk:
            inner, element = element, element.getparent()
        if inner is None or inner is piece.element:
            return
        box = self.boxes.setdefault(inner, Box(inner))
        box.pieces.append(piece)
        self._box_of[id(piece)] = box
