"""Judge: which pieces are part of the text. The structure is asked first, words last."""

from __future__ import annotations

from newscrawl.normalise.text import compact, lowered
from newscrawl.reading.boilerplate import STANDFIRST
from newscrawl.reading.kin import Kin
from newscrawl.reading.layout import SENTENCE_END, Piece
from newscrawl.reading.words import CALL, CREDIT, PICTURE_LINE, READ_MORE

LINKED = 0.8  # of a piece in links: more than that is a link, no sentence
FULL_STOPS = (".", "。", "।", "۔")  # headlines of other articles end without one
LINKS_BOX = 0.4  # of a box in links
LINE = 100  # characters: a longer list item with a link in it is text
FACTS = 0.25  # of the text: a headed box with more is a part of it
CALL_LENGTH = 260  # characters: what is longer is text, whatever it begins with
PICTURE_LENGTH = 600  # characters: a longer piece is no caption, however it ends
BRACKETS = (")", "]", "）", ").")
BEGINNING = 24  # characters that are compared before a text is compared with another
SHORT = 60  # characters: less than that, outside of the text's own shape, is a label


def _may_begin(text: str, known: str) -> bool:
    """Whether the compact form of a text may begin as the known one does, as one look at its first character says of most."""
    first = text[:1]
    return not (first.isascii() and first.isalnum()) or known.startswith(first.lower())


class Judge:
    """Judges the pieces of one text. ``known`` are the title and the summary in compact form."""

    def __init__(self, kin: Kin, known: set[str]):
        self.kin = kin
        self.known = known

    def reason(self, piece: Piece) -> str | None:
        """Why the piece is no part of the text; None where it is."""
        if piece.reason:
            return piece.reason
        if piece.kind == "media":
            return self._beside_media(piece)
        own = self.kin.is_own(piece)
        return self._by_words(piece, own and piece.kind == "paragraph") or (
            None if own else self._out_of_place(piece) or piece.doubt or None
        )

    def _beside_media(self, piece: Piece) -> str | None:
        box = self.kin.box(piece)
        in_links = box is not None and box.size and box.link_share > LINKS_BOX
        return piece.doubt or ("links box" if in_links else None)

    def _by_words(self, piece: Piece, own: bool) -> str | None:
        if self._is_known(piece.text) and (STANDFIRST.search(piece.element.get("class") or "") or not (own or self._opens(piece))):
            return "repeated"
        text = lowered(piece.text)
        if READ_MORE.match(text):
            return "read more"
        if piece.link_share > LINKED and not (own and piece.text.endswith(FULL_STOPS)):
            return "linked"
        if len(piece.text) < CALL_LENGTH and CALL.match(text):
            return "call"
        if len(piece.text) < PICTURE_LENGTH and piece.text.endswith(BRACKETS) and PICTURE_LINE.search(text):
            return "caption"
        return "credit" if CREDIT.match(text) else None

    def _opens(self, piece: Piece) -> bool:
        """Whether the piece is a paragraph in the bed of the text, without names of its own, that some systems give out as the summary, too."""
        return piece.element.tag == "p" and not piece.element.get("class") and self.kin.box(piece) is None

    def _is_known(self, text: str) -> bool:
        """Whether the text is the title or the summary."""
        for known in self.known:
            may = len(text) < 2 * len(known) + 20 and _may_begin(text, known)
            if may and known.startswith(compact(text[:BEGINNING])) and compact(text) == known:
                return True
        return False

    def _out_of_place(self, piece: Piece) -> str | None:
        """Why a piece that is not of the text's own shape does not read as a part of it; None where it does."""
        box = self.kin.box(piece)
        if box is not None:
            is_line = piece.kind == "list_item" and len(piece.text) > LINE and piece.link_share < LINKED
            if box.link_share > LINKS_BOX and not is_line:
                return "links box"
            if box.is_headed and box.link_share > 0 and READ_MORE.match(lowered(box.heading)):
                return "links box"
            if box.is_headed and box.size < FACTS * self.kin.size:
                return "fact box"
        if piece.kind == "list_item" or piece.level and piece.level > 1:
            return None
        if box is not None and box.is_picture:
            return "caption"
        return None if self._reads(piece, box is None) else "label"

    def _reads(self, piece: Piece, in_bed: bool) -> bool:
        """Whether the piece is a heading, a paragraph among the text's own, or at least a sentence."""
        if piece.kind == "heading" or in_bed and piece.element.tag in ("p", "blockquote"):
            return True
        return piece.text.endswith(SENTENCE_END) and (piece.kind == "quote" or len(piece.text) >= SHORT)
