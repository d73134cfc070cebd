"""Tag lists: the links below an article (or above its headline) that lead to everything else under the same tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from newscrawl.reading.candidate import Candidate
from newscrawl.reading.place import beside_article, roles_of, text_of

# A folder of the address that tells that the link leads to a tag.
FOLDERS = re.compile(
    r"^[^?#]*/(?:[\w-]*tags?|tagged|topics?|themen?|thema|themes?|temas?|tematicas?|argomenti|argomento|onderwerpen?|amne|emner?|keywords?|stichwort\w*|schlagwort\w*|"
    r"etiquetas?|etiket(?:ler)?|mots?-cles?|sujets?|hubs?|tegy|tema|stitky|label|الوسوم|وسم|tag-news)/[^/]",
    re.IGNORECASE,
)
LONGEST = 60  # characters of a tag
MOST = 40  # links of one list


def read(links: list[HtmlElement], marked: list[HtmlElement]) -> Iterator[Candidate]:
    """One candidate for each list of tags in the article's own parts.

    ``links`` are the page's links; ``marked`` are elements that are no links but are named as tags.
    """
    lists: dict[HtmlElement, list[HtmlElement]] = {}
    for element in [*(link for link in links if _is_tag(link)), *(element for element in marked if _is_leaf(element))]:
        lists.setdefault(_list_of(element), []).append(element)
    for holder, members in lists.items():
        texts = [text for member in members if (text := text_of(member)) and len(text) <= LONGEST]
        if texts and len(texts) <= MOST and not _is_running_text(holder, texts) and not beside_article(holder):
            by_rel = any("tag" in (member.get("rel") or "").split() for member in members)
            yield Candidate("tags", texts, "dom", "rel=tag" if by_rel else "tag list")


def _is_tag(link: HtmlElement) -> bool:
    href = link.get("href") or ""
    if FOLDERS.search(unquote(href) if "%" in href else href) or "tag" in (link.get("rel") or "").split():
        return True
    return "tags" in roles_of(link.get("class") or "") or any("tags" in roles_of(holder.get("class") or "") for holder in _holders(link))


def _is_leaf(element: HtmlElement) -> bool:
    """Whether an element that is named as a tag is one tag without a link, not a list or part of a link."""
    return next(element.iter("a", "li", "div"), None) in (None, element) and all(ancestor.tag != "a" for ancestor in element.iterancestors())


def _holders(link: HtmlElement) -> Iterator[HtmlElement]:
    """The element of the list that a link is in, and the list."""
    element = link.getparent()
    for _ in range(3):
        if element is None or element.tag in ("p", "body", "main", "article"):
            return
        yield element
        element = element.getparent()


def _list_of(link: HtmlElement) -> HtmlElement:
    """The list that a link is in: above the elements that hold nothing but the link."""
    length = len(text_of(link)) + 3  # a mark or a comma beside it
    element = link
    while (parent := element.getparent()) is not None and parent.tag not in ("body", "main", "article"):
        element = parent
        if len(text_of(element)) > length:
            break
    return element


def _is_running_text(holder: HtmlElement, texts: list[str]) -> bool:
    """Whether the links stand in sentences."""
    return len(text_of(holder)) > 2 * sum(len(text) + 1 for text in texts) + 30
