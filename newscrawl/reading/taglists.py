"""Tag lists: the links below an article (or above its headline) that lead to everything else under the same tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newscrawl.normalise.text import clean
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.place import beside_article, roles_of

# A folder of the address that tells that the link leads to a tag.
FOLDERS = re.compile(
    r"/(?:[\w-]*tags?|tagged|topics?|themen?|thema|themes?|temas?|tematicas?|argomenti|argomento|onderwerpen?|amne|emner?|keywords?|stichwort\w*|schlagwort\w*|"
    r"etiquetas?|etiket(?:ler)?|mots?-cles?|sujets?|hubs?|tegy|tema|stitky|label|الوسوم|وسم|tag-news)/[^/]",
    re.IGNORECASE,
)
LONGEST = 60  # characters of a tag
MOST = 40  # links of one list


def read(links: list[HtmlElement]) -> Iterator[Candidate]:
    """One candidate for each list of tag links in the article's own parts, those marked as tags (HTML, rel=tag) first."""
    lists: dict[HtmlElement, list[HtmlElement]] = {}
    for link in links:
        if _is_tag(link):
            lists.setdefault(_list_of(link), []).append(link)
    found = []
    for holder, members in lists.items():
        texts = [text for link in members if (text := clean(" ".join(link.itertext()))) and len(text) <= LONGEST]
        if texts and len(texts) <= MOST and not _is_running_text(holder, texts) and not beside_article(holder):
            marked = any("tag" in (link.get("rel") or "").split() for link in members)
            found.append((not marked, Candidate("tags", texts, "dom", "rel=tag" if marked else "tag list")))
    yield from (candidate for _, candidate in sorted(found, key=lambda pair: pair[0]))


def _is_tag(link: HtmlElement) -> bool:
    if "tag" in (link.get("rel") or "").split():
        return True
    href = link.get("href") or ""
    if FOLDERS.search(unquote(urlsplit(href).path) if "%" in href else href):
        return True
    return any("tags" in roles_of(element.get("class") or "") for element in (link, *_holders(link)))


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
    element = link.getparent()
    while element is not None and len(element) == 1 and element.getparent() is not None and element.tag not in ("p", "body"):
        element = element.getparent()
    return element if element is not None else link


def _is_running_text(holder: HtmlElement, texts: list[str]) -> bool:
    """Whether the links stand in sentences."""
    return len(clean(" ".join(holder.itertext()))) > 2 * sum(len(text) + 1 for text in texts) + 30
