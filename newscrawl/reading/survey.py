"""Survey: what one walk of a page finds: its runs of text, and the elements of the article's own parts that may tell something."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lxml.etree import Comment, Entity, ProcessingInstruction
from lxml.etree import _Element as Element

from newscrawl.reading.boilerplate import CERTAIN, TAGS
from newscrawl.reading.place import ASIDE, NO_ROLES, UNREAD, is_beside, may_be_beside, roles_of

LEAST = 20  # characters: shorter runs of text are not counted at all
SILENT = frozenset(["script", "style", "noscript", "template", "textarea", "option", "button", "title", "svg", "math"]) | {
    Comment,
    ProcessingInstruction,
    Entity,
}
WHOLE = frozenset(("body", "html", "main", "article", "input", "form"))  # whose classes speak of the whole page, or of controls
MARKED = frozenset(("h1", "time"))  # that say by their tag what they are
TELLING = MARKED | {"a", "ul", "ol", "video"}  # that may tell something without a class
SPEAKING = TELLING | UNREAD | ASIDE  # whose tags decide something
PASSED = UNREAD | {
    tag for tag, reason in TAGS.items() if reason in CERTAIN
}  # whose text never counts, where they are not the article's own


class Survey:
    """A page, or a part of one, after one walk in the order of the page.

    ``runs`` are the runs of text that are long enough to be counted, each with the element that it stands in; what never counts (the
    text of menus, of the page's foot, of drawings) is passed by with all that is in it. The others are
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
        passed, end = self._read(_all(root), root, None)
        while passed is not None:
            passed, end = self._read(_after(passed, root), root, end)

    def _read(self, elements: Iterator[Element], root: Element, end: Element | None) -> tuple[Element | None, Element | None]:
        """Read elements up to one that is passed by; ``end`` is where what is not the article's own ends, None in its own parts."""
        run = self.runs.append
        for element in elements:
            tag = element.tag
            if end is None or element is end:
                end = None
                roles = roles_of(names) if (names := element.get("class")) else NO_ROLES
                if roles or tag in SPEAKING or element.get("itemprop"):
                    own = tag not in UNREAD and not (may_be_beside(tag, roles) and is_beside(element, tag, roles))
                    self._note(element, tag, roles, own)
                    end = None if own else _behind(element, root)
            if (tail := element.tail) and len(tail) > LEAST and len(tail := tail.strip()) > LEAST:
                run((element.getparent(), tail))
            if end is not None and tag in PASSED:
                if len(element):
                    return element, end
            elif (text := element.text) and len(text) > LEAST and tag not in SILENT and len(text := text.strip()) > LEAST:
                run((element, text))
        return None, None

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


def _all(root: Element) -> Iterator[Element]:
    """The elements of the page in its order; without those of its head, unless the parser left the whole page in it for want of a body."""
    bodiless = root.find("body") is None
    return itertools.chain((root,), *(part.iter() for part in root if bodiless or part.tag != "head"))


def _after(element: Element, root: Element) -> Iterator[Element]:
    """The elements of the page that follow an element and are not in it."""
    path = itertools.takewhile(lambda above: above is not root, itertools.chain((element,), element.iterancestors()))
    return itertools.chain.from_iterable(sibling.iter() for above in path for sibling in above.itersiblings())


def _behind(element: Element, root: Element) -> Element:
    """The first element that follows an element and is not in it; the root where there is none."""
    while element is not root:
        if (following := element.getnext()) is not None:
            return following
        element = element.getparent()
    return root
