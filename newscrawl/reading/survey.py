"""Survey: what one walk of a page finds: its runs of text, and the elements of the article's own parts that may tell something."""

from __future__ import annotations

import itertools

from lxml.etree import Comment, Entity, ProcessingInstruction
from lxml.etree import _Element as Element

from newscrawl.reading.place import NO_ROLES, UNREAD, is_beside, may_be_beside, roles_of

LEAST = 20  # characters: shorter runs of text are not counted at all
SILENT = frozenset(["script", "style", "noscript", "template", "textarea", "option", "button", "title", "svg", "math"]) | {
    Comment,
    ProcessingInstruction,
    Entity,
}
WHOLE = frozenset(("body", "html", "main", "article", "input", "form"))  # whose classes speak of the whole page, or of controls
MARKED = frozenset(("h1", "time"))  # that say by their tag what they are
TELLING = MARKED | {"a", "ul", "ol", "video"}  # that may tell something without a class


class Survey:
    """A page, or a part of one, after one walk in the order of the page.

    ``runs`` are the runs of text that are long enough to be counted, each with the element that it stands in. The others are
    elements of the article's own parts: what pages put beside, above and below an article is left out with all that is in it
    (menus, comments, teasers, the foot of the page; the foot of the article is part of it), unless it holds the main heading.
    """

    def __init__(self, root: Element):
        self.runs: list[tuple[Element, str]] = []
        self.named: list[tuple[Element, frozenset[str]]] = []  # with the roles of their classes
        self.marked: list[Element] = []  # by tag or attribute
        self.links: list[Element] = []
        self.lists: list[Element] = []
        self.videos: list[Element] = []
        self._by_tag = {"a": self.links, "ul": self.lists, "ol": self.lists, "video": self.videos}
        self._walk(root)

    def _walk(self, root: Element) -> None:
        run, own, end = self.runs.append, True, None
        bodiless = root.find("body") is None  # the parser leaves all in the head of a page that says nowhere where its body begins
        seen = (part.iter() for part in root if bodiless or part.tag != "head")
        for element in itertools.chain((root,), *seen):
            tag = element.tag
            if own or element is end:
                roles = roles_of(names) if (names := element.get("class")) else NO_ROLES
                own = tag not in UNREAD and not (may_be_beside(tag, roles) and is_beside(element, tag, roles))
                if roles or tag in TELLING or element.get("itemprop"):
                    self._note(element, tag, roles, own)
                end = None if own else _behind(element, root)
            if tag not in SILENT and (text := element.text) and len(text) > LEAST and len(text := text.strip()) > LEAST:
                run((element, text))
            if (tail := element.tail) and len(tail) > LEAST and len(tail := tail.strip()) > LEAST:
                run((element.getparent(), tail))

    def _note(self, element: Element, tag: str, roles: frozenset[str], own: bool) -> None:
        """Note an element where it is the article's own, or the trail of breadcrumbs above it."""
        if not own and ("crumbs" not in roles or tag in UNREAD):
            return
        if tag in self._by_tag:
            self._by_tag[tag].append(element)
        if roles and tag not in WHOLE:
            self.named.append((element, roles))
        if tag in MARKED or element.get("itemprop") or tag == "a" and element.get("rel") == "author":
            self.marked.append(element)


def _behind(element: Element | None, root: Element) -> Element | None:
    """The next element of the page that is not in the element, None where there is none."""
    while element is not None and element is not root:
        if (following := element.getnext()) is not None:
            return following
        element = element.getparent()
    return None
