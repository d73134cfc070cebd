"""Trim: what stands before the text's beginning, after its end, and twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from newscrawl.normalise.text import compact, lowered
from newscrawl.reading.headline import is_head_line
from newscrawl.reading.kin import Kin
from newscrawl.reading.layout import SENTENCE_END, Piece
from newscrawl.reading.words import PAYWALL

HEAD = 0.25  # of the text: a main heading further down is no title
REPEATABLE = 40  # characters: a shorter line may be said twice
OFTEN, NOTICE = 3, 100  # times and characters: what is said so often is a notice of the site
COPY = 1500  # characters: a longer piece may be the whole text again
BYLINE = 60  # characters
POINT = 3  # spaces: an entry of a list with so many of them says something, where it leads nowhere
NOTE = 300  # characters
TRAIL = 2  # pieces: a longer run of headings or slanted lines is text

# What class names say of a quote that is set large beside the sentences that it is from.
_PULLED = re.compile(r"quot|zitat|citat|citaz|destacad|highlight|pull")

_SUBTITLE = re.compile(r"sub-?(?:title|head)|standfirst|strapline", re.IGNORECASE)

Leave = Callable[[str, Piece], None]


def after_title(pieces: list[Piece], leave: Leave) -> list[Piece]:
    """The pieces after the page's main heading, where it stands before the text; media stay."""
    size = sum(len(piece.text) for piece in pieces)
    before = 0
    for index, piece in enumerate(pieces):
        if piece.level == 1 and before < HEAD * size:
            for early in pieces[: index + 1]:
                if early.text:
                    leave("before the title", early)
            return [early for early in pieces[:index] if not early.text] + pieces[index + 1 :]
        before += len(piece.text)
    return pieces


def begun(pieces: list[Piece], leave: Leave) -> list[Piece]:
    """The pieces without what belongs to the page's head before the first paragraph: lists of labels, kickers and headlines."""
    first = next(
        (index for index, piece in enumerate(pieces) if piece.kind in ("paragraph", "quote") and piece.text.endswith(SENTENCE_END)),
        len(pieces),
    )
    head, rest = pieces[:first], pieces[first:]
    if not rest:  # a page of lists and headings
        return _without_labels(head, leave)
    levels = {piece.level for piece in rest}
    headings = sum(1 for piece in head if piece.level)
    kept = []
    for piece in _without_labels(head, leave):
        if piece.level is not None and (headings > 1 or piece.level not in levels or _SUBTITLE.search(piece.element.get("class") or "")):
            leave("before the text", piece)
        else:
            kept.append(piece)
    return kept + rest


def _without_labels(pieces: list[Piece], leave: Leave) -> list[Piece]:
    for piece in pieces:
        if _is_label(piece):
            leave("before the text", piece)
    return [piece for piece in pieces if not _is_label(piece)]


def _is_label(piece: Piece) -> bool:
    is_short = piece.kind == "list_item" and len(piece.text) < BYLINE and not piece.text.endswith(SENTENCE_END)
    return is_short and (piece.text.count(" ") < POINT or is_head_line(piece.text) or next(piece.element.iter("a"), None) is not None)


def once(pieces: list[Piece], kin: Kin, leave: Leave) -> list[Piece]:
    """The pieces without those that say again what earlier ones said: a copy of the text, a pull quote.

    A single paragraph of the text's own shape may repeat another, as the questions of interviews do.
    """
    first: dict[str, Piece] = {}
    times = Counter(piece.text for piece in pieces)
    for piece in pieces:
        first.setdefault(piece.text, piece)
    repeats = [len(piece.text) > REPEATABLE and first[piece.text] is not piece for piece in pieces]
    kept = []
    for index, piece in enumerate(pieces):
        in_run = repeats[index] and (repeats[index - 1] or repeats[index + 1 : index + 2] == [True])
        is_notice = times[piece.text] >= OFTEN and len(piece.text) > NOTICE and "?" not in piece.text
        if is_notice or in_run or not kin.is_own(piece) and (repeats[index] or _quoted(piece, pieces)) or _copies(piece, kept):
            leave("repeated", piece)
        else:
            kept.append(piece)
    return kept


def _copies(piece: Piece, earlier: list[Piece]) -> bool:
    """Whether a long piece is the text before it in one."""
    return len(piece.text) > COPY and sum(other.text in piece.text for other in earlier if len(other.text) > REPEATABLE) > 2


def _quoted(piece: Piece, pieces: list[Piece]) -> bool:
    """Whether a quote stands word for word in another piece, too."""
    if not _is_quote(piece) or len(piece.text) <= REPEATABLE:
        return False
    key = compact(piece.text)
    return any(key in compact(other.text) for other in pieces if other is not piece and len(other.text) >= len(piece.text))


def _is_quote(piece: Piece) -> bool:
    """Whether a piece is a quote by its tag, or a paragraph that is named as one."""
    return piece.kind == "quote" or piece.kind == "paragraph" and _PULLED.search((piece.element.get("class") or "").lower()) is not None


def ended(pieces: list[Piece], leave: Leave) -> list[Piece]:
    """The pieces without what trails behind the text: lines that ask for payment, notes in slanted type, headings that head nothing."""
    for trails, reason in ((_asks, "paywall"), (_is_note, "note"), (_is_heading, "heads nothing")):
        texts = [piece for piece in pieces if piece.text]
        end = len(texts)
        while end and trails(texts[end - 1]):
            end -= 1
        if len(texts) - end <= TRAIL:
            for piece in texts[end:]:
                leave(reason, piece)
            last = {id(piece) for piece in texts[end:]}
            pieces = [piece for piece in pieces if id(piece) not in last]
    return pieces


def _asks(piece: Piece) -> bool:
    return len(piece.text) < NOTE and PAYWALL.search(lowered(piece.text)) is not None


def _is_heading(piece: Piece) -> bool:
    return piece.kind == "heading"


def _is_note(piece: Piece) -> bool:
    return piece.kind == "paragraph" and piece.slanted > 0.9 * len(piece.text) and len(piece.text) < NOTE
