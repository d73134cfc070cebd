"""DOM: what the visible page says of its article: headline, byline, time elements, microdata, tag lists, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from newscrawl.items import Image, Video
from newscrawl.normalise.text import compact, plain
from newscrawl.reading import bylines, figures, headline, taglists
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.page import Page
from newscrawl.reading.place import short_text, text_of
from newscrawl.urls import absolute, path_of

_ITEMS = {
    "headline": "title", "author": "authors", "datepublished": "published_at", "datecreated": "published_at", "datemodified": "modified_at",
    "articlesection": "section", "keywords": "tags", "description": "summary",
}  # fmt: skip
TAGS = frozenset(("tags",))
LONGEST_LABEL = 40  # characters of a menu entry
LONGEST_SUMMARY = 600
SHARE = 0.3  # of the page's title that its headline makes, at least
_HOME = re.compile(r"/?(?:(?:index|default|home)\.\w+)?", re.IGNORECASE)  # path of a front page
_STAMPS = tuple(f"data-{name}" for name in "datetime timestamp epoch time date utc".split())  # of a time element without datetime
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")  # in the title of what is shown as a date (microformats.org, abbr design pattern)


def read(page: Page, unnamed: bool = True) -> Iterator[Candidate]:
    """The candidates of the visible page and its title; ``unnamed``: bylines that nothing names, too, as the page has no better."""
    spots = page.survey
    heading = _heading(page, [element for element in spots.marked if element.tag == "h1"])
    if heading is not None:
        yield Candidate("title", text_of(heading), "dom", "h1")
    yield from _page_title(page)
    yield from bylines.side_by_side([element for element in spots.marked if "author" in (element.get("itemprop") or "").split()])
    for element in spots.marked:
        yield from _read(element)
    yield from bylines.linked([element for element in spots.marked if element.get("rel") == "author"])
    signed = [element for element, roles in spots.named if "byline" in roles]
    yield from bylines.side_by_side(signed)
    for element, roles in spots.named:
        if roles != TAGS:
            yield from _by_class(element, roles)
    yield from taglists.read(spots.links, [element for element, roles in spots.named if "tags" in roles])
    yield from taglists.unnamed(spots.lists)
    for element in spots.videos:
        if isinstance(video := figures.player(element, page.base), Video):
            yield Candidate("videos", video, "dom", "video")
        if poster := absolute(page.base, element.get("poster") or ""):
            yield Candidate("images", Image(poster), "dom", "poster")
    if label := _folder_label(page):
        yield Candidate("section", label, "dom", "folder")
    if heading is not None:
        yield from headline.read(heading, unnamed)
    if language := page.root.get("lang") or page.root.get("xml:lang"):
        yield Candidate("language", language, "dom", "lang")
    yield from _canonical(page)


def _folder_label(page: Page) -> str | None:
    """The text of the link to the folder that the article is in: what the menu calls its section, where the head of the page does not say it."""
    folder = urlsplit(page.url).path.rstrip("/").rpartition("/")[0]
    if not folder or "article:section" in page.metas:
        return None
    for link in page.links:
        if folder not in (address := link.get("href") or ""):
            continue
        path = address.partition("?")[0].rstrip("/")
        if path.endswith(folder) and urlsplit(path).path == folder and (label := short_text(link, LONGEST_LABEL)):
            return label
    return None


def _canonical(page: Page) -> Iterator[Candidate]:
    """The address that the page declares for itself (RFC 6596)."""
    for link in page.tagged("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (href := absolute(page.base, link.get("href") or "")):
            yield Candidate("canonical_url", href, "dom", "canonical")
            return


def _heading(page: Page, headings: list[Element]) -> Element | None:
    """The article's headline in the page: the h1 that says what the head of the page says, else the first; a lower heading where there is none.

    What is shared decides first. A page's title names the site, too, whose banner may be an h1: the longest that it holds is the headline.
    """
    headings = [element for element in headings if text_of(element)]
    banners = [element for element in headings if _leads_home(element, page.base)]
    headings = [element for element in headings if element not in banners]
    if len(headings) == 1:
        return headings[0]
    said = [compact(text) for name in ("og:title", "twitter:title", "title") for text in page.metas.get(name, ())[:1]]
    lower = [] if headings else list(page.root.iter("h2", "h3"))
    for element in headings or lower:
        key = compact(text_of(element))
        if len(key) > 10 and any(key in text or text in key for text in said if text):
            return element
    title = compact(next((plain(element.text or "") for element in page.tagged("title")), ""))
    held = [element for element in headings or lower if (key := compact(text_of(element))) in title and len(key) >= SHARE * len(title)]
    return max(held or headings[:1] or banners[:1], key=lambda element: len(compact(text_of(element))), default=None)


def _leads_home(heading: Element, base: str) -> bool:
    """Whether a heading is a link to the front page: the site's banner."""
    href = next((link.get("href") for link in heading.iter("a")), None)
    url = absolute(base, href) if href and href[0] != "#" else None
    return url is not None and "?" not in url and _HOME.fullmatch(path_of(url)) is not None


def _page_title(page: Page) -> Iterator[Candidate]:
    for element in page.tagged("title"):
        if text := plain(element.text or ""):
            yield Candidate("title", text, "dom", "title")
            return


def _read(element: Element) -> Iterator[Candidate]:
    if element.tag == "time":
        yield from _time(element)
    if item := element.get("itemprop"):
        yield from _item(element, item)


def _by_class(element: Element, roles: frozenset[str]) -> Iterator[Candidate]:
    text = short_text(element, LONGEST_SUMMARY if "summary" in roles else bylines.LONGEST)
    if not text:
        return
    if "byline" in roles:
        yield from (
            headline.read_line(text, element, "byline")
            if headline.has_label(text)
            else [Candidate("authors", [bylines.line(element, text)], "dom", "byline")]
        )
    if "date" in roles and element.tag != "time":
        stamp = element.get("title") or ""
        if _STAMP.match(stamp):
            yield Candidate("modified_at" if headline.updated_in(text) else "published_at", stamp, "dom", "date")
        else:
            yield from headline.dates_in(text, "date")
    if "summary" in roles and len(text) >= headline.STANDFIRST[0]:
        yield Candidate("summary", text, "dom", "class")
    if "kicker" in roles and len(text) <= LONGEST_LABEL:
        yield Candidate("kicker", text, "dom", "kicker")
    if "crumbs" in roles:
        crumbs = [text for link in element.iter("a") if (text := short_text(link, LONGEST_LABEL))]
        yield from (Candidate("section", text, "dom", "breadcrumb") for text in reversed(crumbs[1:] or crumbs))


def _time(element: Element) -> Iterator[Candidate]:
    said, names = text_of(element), (element.get("class") or "").lower()
    # Themes give both names to the only date of an article that was never changed (microformats.org, hAtom).
    named_updated = ("modif" in names or "update" in names) and "publish" not in names and "entry-date" not in names
    stamp = element.get("datetime") or next((value for name in _STAMPS if (value := element.get(name))), "")
    if (mark := headline.updated_in(said)) and headline.date_in(said[: mark.start()]):  # "Published ... Updated ..." in one
        yield from headline.dates_in(said, "time")
    elif moment := stamp or said:
        updated = mark or named_updated or headline.updated_in(_label_of(element))
        yield Candidate("modified_at" if updated else "published_at", moment, "dom", "time")


def _label_of(element: Element) -> str:
    """The text right before an element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return (before.tail or "").strip() or text_of(before)
    return (parent.text or "") if parent is not None else ""


def _item(element: Element, item: str) -> Iterator[Candidate]:
    for name in item.lower().split():
        target = _ITEMS.get(name)
        said = _named_inside(element) if target == "authors" else element
        text = plain(said.get("content") or said.get("datetime") or text_of(said)) if target else ""
        if target and text:
            yield Candidate(target, [text] if target in ("authors", "tags") else text, "dom", "itemprop")


def _named_inside(element: Element) -> Element:
    """What names a person (schema.org name) in the element of the person; the element where nothing does."""
    names = (
        [inner for inner in element.iterdescendants() if inner.get("itemprop") == "name"] if element.get("itemscope") is not None else []
    )
    return names[0] if len(names) == 1 else element
