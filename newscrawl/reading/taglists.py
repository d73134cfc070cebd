"""Tag lists: the links below an article (or above its headline) that lead to everything else under the same tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from newscrawl.reading.candidate import Candidate
from newscrawl.reading.place import beside_article, text_of

# A folder of the address that tells that the link leads to a tag.
FOLDERS = re.compile(
    r"/(?:tags?|tagged|tag-news|article[-_]tags?|topics?|themen?|thema|themes?|temas?|tematicas?|argomenti|argomento|onderwerpen?|amne|emner?|keywords?|stichwort\w*|schlagwort\w*|"
    r"etiquetas?|etiket(?:ler)?|mots?-cles?|sujets?|hubs?|tegy|stitky|label|الوسوم|وسم)/[^/]",
    re.IGNORECASE,
)
LONGEST = 60  # characters of a tag
MOST = 40  # links of one list


def read(root: HtmlElement, named: list[HtmlElement]) -> Iterator[Candidate]:
    """One candidate for each list of tags in the article's own parts; ``named`` are the elements that a class names as tags."""
    lists: dict[HtmlElement, list[HtmlElement]] = {}
    for element in dict.fromkeys([*_linked(root), *(tag for holder in named for tag in _inside(holder))]):
        lists.setdefault(_list_of(element), []).append(element)
    for holder, members in lists.items():
        texts = [text for member in members if (text := text_of(member)) and len(text) <= LONGEST]
        if texts and len(texts) <= MOST and not _is_running_text(holder, texts) and not beside_article(holder):
            by_rel = any("tag" in (member.get("rel") or "").split() for member in members)
            yield Candidate("tags", texts, "dom", "rel=tag" if by_rel else "tag list")


def _linked(root: HtmlElement) -> Iterator[HtmlElement]:
    """The links that lead to a tag by their address, or say so."""
    links = [(link, unquote(link.get("href") or "")) for link in root.iter("a")]
    any_leads = FOLDERS.search("\n".join(href for _, href in links)) is not None  # most pages have none: one search says so
    for link, href in links:
        if any_leads and FOLDERS.search(href) or "tag" in (link.get("rel") or "").split():
            yield link


def _inside(element: HtmlElement) -> list[HtmlElement]:
    """The tags in an element that is named as tags: its links; itself, where it is one tag without a link, or inside a link."""
    links = list(element.iter("a"))
    if links:
        return links if len(links) <= MOST else []
    if next(element.iterdescendants("li", "div", "ul"), None) is not None:
        return []
    return [next((ancestor for ancestor in element.iterancestors("a")), element)]


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
