"""Tag lists: the links below an article (or above its headline) that lead to everything else under the same tag."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element as Element

from newscrawl.normalise.alternatives import by_letter
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.place import short_text

# A folder of an address in lower case that tells that the link leads to a tag.
FOLDERS = re.compile(
    r"/(?:"
    + by_letter(
        r"tags?|tagged|tag-news|article[-_]tags?|topics?|themen?|thema|themes?|temas?|tematicas?|argomenti|argomento|onderwerpen?|amne|emner?|keywords?|stichwort\w*|schlagwort\w*|"
        r"etiquetas?|etiket(?:ler)?|mots?-cles?|sujets?|hubs?|tegy|stitky|label|الوسوم|وسم"
    )
    + ")/[^/]"
)
LONGEST = 60  # characters of a tag
RUNNING = 80  # characters of a paragraph of running text
DEEPEST = 12  # elements around one tag
MOST = 40  # links of one list


def read(links: list[Element], named: list[Element]) -> Iterator[Candidate]:
    """One candidate for each list of tags in the article's own parts.

    ``links`` are the links of the article's own parts, ``named`` the elements there that a class names as tags.
    """
    marks = set(named)
    lists: dict[Element, list[tuple[Element, str]]] = {}
    for element in dict.fromkeys([*_leading(links), *(tag for holder in named for tag in _inside(holder, marks))]):
        if text := short_text(element, LONGEST):
            lists.setdefault(_list_of(element, text), []).append((element, text))
    for holder, members in lists.items():
        texts = [text for _, text in members]
        if len(texts) <= MOST and not _is_running_text(holder, texts):
            by_rel = any("tag" in (member.get("rel") or "").split() for member, _ in members)
            yield Candidate("tags", texts, "dom", "rel=tag" if by_rel else "tag list")


def unnamed(lists: list[Element]) -> Iterator[Candidate]:
    """The lists of short entries that stand right below running text: tags, where no name says so; whoever reads it must see whether the text speaks of them."""
    for holder in lists:
        items = [item for item in holder if item.tag == "li"]
        if 1 < len(items) <= MOST and _is_below_text(holder):
            texts = [text for item in items if (text := short_text(item, LONGEST)) and text.count(" ") < 6]
            if len(texts) == len(items):
                yield Candidate("tags", texts, "dom", "list below")


def _is_below_text(holder: Element) -> bool:
    before = holder.getprevious()
    if before is None and (parent := holder.getparent()) is not None:
        before = parent.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return sum(not short_text(paragraph, RUNNING) for paragraph in before.iter("p")) > 1


def _leading(links: list[Element]) -> Iterator[Element]:
    """The links that lead to a tag by their address, or say so."""
    addresses = [link.get("href") or "" for link in links]
    said = "\n".join(addresses).lower()
    if "%d" in said:  # where the bytes of Arabic letters begin; the other folders are spelt as they are
        said = unquote(said)
    any_leads = FOLDERS.search(said) is not None  # most pages have none: one search says so
    for link, address in zip(links, addresses):
        if any_leads and FOLDERS.search(unquote(address).lower()) or (rel := link.get("rel")) and "tag" in rel.split():
            yield link


def _inside(element: Element, named: set[Element]) -> list[Element]:
    """The tags in an element that is named as tags: its links; itself, where it is one tag without a link, or the link that it is in."""
    links = list(element.iter("a"))
    if links:
        return links if len(links) <= MOST else []
    if any(inner in named or inner.tag in ("li", "div", "ul") for inner in element.iterdescendants()):
        return []
    return [next(element.iterancestors("a"), element)]


def _list_of(tag: Element, text: str) -> Element:
    """The list that a tag is in: above the elements that hold nothing but the tag (and a mark or a comma beside it)."""
    holder = tag
    for ancestor in itertools.islice(tag.iterancestors(), DEEPEST):
        if ancestor.tag in ("body", "main", "article"):
            break
        holder = ancestor
        if not short_text(holder, len(text) + 3):
            break
    return holder


def _is_running_text(holder: Element, texts: list[str]) -> bool:
    """Whether the tags stand in sentences."""
    return not short_text(holder, 2 * sum(len(text) + 1 for text in texts) + 30)
