"""Layout: the pieces that a reader sees in a part of a page, one after the other.

One walk turns elements into pieces: a paragraph, a heading, a list item, a quote, a figure, an embed. Where a piece begins and
ends is decided by the block-level elements (HTML, "flow content") and by two line breaks in a row, as eyes see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from newscrawl.normalise.text import clean
from newscrawl.reading.boilerplate import named, unseen
from newscrawl.reading.figures import is_post
from newscrawl.reading.words import NEW_WINDOW

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "head",
        "title",
        "meta",
        "link",
        "canvas",
        "map",
        "area",
        "param",
        "source",
        "track",
        "datalist",
        "object",
    ]
)
CONTROLS = frozenset(["button", "input", "select", "textarea", "option", "progress", "meter"])
MEDIA = frozenset(
    [
        "figure",
        "picture",
        "img",
        "amp-img",
        "video",
        "audio",
        "iframe",
        "embed",
        "amp-iframe",
        "amp-video",
        "amp-youtube",
        "amp-dailymotion",
        "amp-vimeo",
        "amp-twitter",
        "amp-instagram",
    ]
)
BOLD, SLANTED = frozenset(["b", "strong"]), frozenset(["i", "em", "cite"])
PLAIN: frozenset[str] = frozenset()
LINE = "\u2028"  # stands for a line break inside a piece
LONG_LINE = 70  # characters: shorter lines are verse, addresses, results
SENTENCE_END = tuple(".!?…。！？؟।։۔\"”»」』’')")
_SENTENCE = re.compile('[.,:…。،”"]$|[.?!] ')
BOLD_HEADING = 100  # characters: a paragraph in bold type that is no longer, and no sentence, is a heading
QUESTION = ("?", "？", "؟", "՞", ";")  # the last is the Greek one
JOINER = "\u200d"  # editors write it into empty paragraphs
DEEPEST = 200  # levels below the start of a walk; what lies deeper is taken as plain text


@dataclass(slots=True)
class Piece:
    """What one walk found at one place. ``linked``, ``bold`` and ``slanted`` count the characters of its text in links and such type."""

    kind: str  # paragraph, heading, list_item, quote, media, removed
    element: Element
    text: str = ""
    level: int | None = None
    linked: int = 0
    bold: int = 0
    slanted: int = 0
    links: list[Element] = field(default_factory=list)
    reason: str = ""  # why it is left out without being read
    doubt: str = ""  # why it may be beside the text: what the names of an element around it say

    @property
    def link_share(self) -> float:
        """Which part of the text is inside links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text with line breaks: every line where the lines are sentences of some length, else the whole."""
    lines = [line for line in (line.strip() for line in text.split(LINE)) if line]
    ends = sum(1 for line in lines[:-1] if line.endswith(SENTENCE_END) and len(line) >= LONG_LINE)
    return lines if len(lines) > 1 and 2 * ends >= len(lines) - 1 else [text.replace(LINE, " ")]


def _tells(figure: Element) -> bool:
    """Whether a figure holds words to read, a quote or a table, and no picture."""
    return next(figure.iter("blockquote", "table", "pre"), None) is not None and next(figure.iter("img", "video", "iframe"), None) is None


def _asks(control: Element) -> bool:
    """Whether the text of a button is a question, as a heading of an accordion has it (WAI-ARIA, accordion pattern)."""
    return "".join(control.itertext()).rstrip().endswith(QUESTION)


class Walk:
    """Walks one or more elements; ``pieces`` grows in the order of the page.

    ``verdict`` is asked for every block-level element, its tag and the pieces before it: a reason to leave it out or None, and
    whether that is certain. What is not certain is read, and its pieces bear the doubt.
    """

    def __init__(self, verdict: Callable[[Element, str, list[Piece]], tuple[str | None, bool]]):
        self.pieces: list[Piece] = []
        self.verdict = verdict
        self.doubt = ""
        self._element: Element | None = None
        self._kind, self._level = "paragraph", None
        self._clear()

    def _clear(self) -> None:
        self._text: list[str] = []
        self._links: list[Element] = []
        self._linked = self._bold = self._slanted = self._breaks = 0

    def flush(self) -> None:
        """End the piece that is being read."""
        if not self._text and not self._links:
            return
        if self._text:
            text = "".join(self._text)
            if self._links and ("(" in text or "opens" in text):
                text = NEW_WINDOW.sub("", text)
            for part in _paragraphs(text) if LINE in text else (text,):
                if (part := clean(part)) and part != JOINER:
                    self.pieces.append(self._piece(part))
        self._clear()

    def _piece(self, text: str) -> Piece:
        kind = self._kind
        if kind == "paragraph" and len(text) <= BOLD_HEADING and self._bold > 0.9 * len(text) and not _SENTENCE.search(text):
            kind = "heading"
        return Piece(kind, self._element, text, self._level, self._linked, self._bold, self._slanted, self._links, doubt=self.doubt)

    def _say(self, text: str, style: frozenset[str]) -> None:
        self._text.append(text)
        if style and (size := len(text.strip())):
            self._linked += size if "link" in style else 0
            self._bold += size if "bold" in style else 0
            self._slanted += size if "slant" in style else 0
        if self._breaks and text.strip():
            self._breaks = 0

    def _mid_sentence(self) -> bool:
        return any(part.strip() for part in self._text)

    def _break(self) -> None:
        self._breaks += 1
        if self._breaks >= 2:
            self.flush()
        else:
            self._text.append(LINE)

    def read(self, element: Element, kind: str = "paragraph", level: int | None = None, depth: int = 0) -> None:
        """Read a block-level element and all below it."""
        self.flush()
        outer = (self._element, self._kind, self._level)
        self._element, self._kind, self._level = element, kind, level
        self._inside(element, PLAIN, depth)
        self.flush()
        self._element, self._kind, self._level = outer

    def _inside(self, element: Element, style: frozenset[str], depth: int) -> None:
        if text := element.text:
            self._say(text, style)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in UNSEEN:
                pass
            elif tag == "br":
                self._break()
            elif depth > DEEPEST:
                self._say("".join(child.itertext()), style)
            elif tag in INLINE or "-" in tag and tag not in MEDIA and self._mid_sentence():
                self._inline(child, tag, style, depth)
            else:
                self._block(child, tag, style, depth)
            if text := child.tail:
                self._say(text, style)

    def _inline(self, element: Element, tag: str, style: frozenset[str], depth: int) -> None:
        if element.attrib and (reason := self._inline_reason(element, tag)):
            if reason == "break":
                self._break()
            else:
                self._leave(element, reason)
            return
        if tag == "a" and not (element.get("href") or "#").startswith("#"):
            self._links.append(element)
            style |= {"link"}
        elif tag in BOLD:
            style |= {"bold"}
        elif tag in SLANTED:
            style |= {"slant"}
        self._inside(element, style, depth + 1)

    def _inline_reason(self, element: Element, tag: str) -> str | None:
        """Why an element among text is left out: it is unseen, or stands alone and is named as something beside the text."""
        if reason := unseen(element):
            return reason
        names = element.get("class")
        if not names or tag == "a":
            return None
        if "br" in names.split() and not len(element) and not element.text:
            return "break"
        if self._mid_sentence() or (element.tail or "").strip():
            return None
        return named(names)

    def _leave(self, element: Element, reason: str) -> None:
        self.pieces.append(Piece("removed", element, reason=reason))

    def _block(self, element: Element, tag: str, style: frozenset[str], depth: int) -> None:
        if tag in CONTROLS and not (self._kind == "heading" and _asks(element)):
            return
        if tag in MEDIA and not (tag == "figure" and _tells(element)) or tag == "blockquote" and is_post(element):
            if tag not in ("picture", "img", "amp-img"):
                self.flush()
            self.pieces.append(Piece("media", element, doubt=self.doubt))
            return
        reason, certain = self.verdict(element, tag, self.pieces)
        if reason and certain:
            self.flush()
            self._leave(element, reason)
            return
        kind, level = self._kind, None
        if tag in HEADINGS:
            kind, level = "heading", HEADINGS[tag]
        elif tag == "li":
            kind = "list_item"
        elif tag == "blockquote":
            kind = "quote"
        self.flush()
        outer, doubt = (self._element, self._kind, self._level), self.doubt
        self.doubt = reason or doubt
        self._element, self._kind, self._level = element, kind, level
        if "link" in style:
            link = next(element.iterancestors("a"), None)
            if link is not None:
                self._links.append(link)
        self._inside(element, style, depth + 1)
        self.flush()
        self.doubt = doubt
        self._element, self._kind, self._level = outer
