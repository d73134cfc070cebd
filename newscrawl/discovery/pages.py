"""Whether a page that was fetched is an article after all: not a listing, an author's page or a soft 404."""

from __future__ import annotations

from lxml.html import HtmlElement

from newscrawl.discovery.anchors import HEADINGS, text_of
from newscrawl.discovery.features import text_weight
from newscrawl.discovery.shapes import shape_of
from newscrawl.discovery.words import LISTING, SERVICE, fold
from newscrawl.items import Article
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key

_HEADLINES = 8  # so many linked headlines make a listing, where there is little text
_PER_HEADLINE = 40  # words of text for each linked headline that an article has at least
_TYPES = {"article", "video", "video.other", "newsarticle"}
_MISSING = ("404", "not found", "page not found", "nicht gefunden", "introuvable", "no encontrada", "pagina no encontrada", "nao encontrada", "non trovata")


def is_article_page(page: Page, article: Article) -> bool:
    """Whether what was read from a page is an article and not a listing, a profile or an error page sent as a success."""
    shape = shape_of(page.url)
    if not article.title or not (shape.parts or shape.query):
        return False
    if fold(article.title) in SERVICE or any(fold(article.title).startswith(words) for words in _MISSING):
        return False
    if any(fold(part) in LISTING for part in shape.parts[:-1]) and not article.published_at:
        return False
    return not _is_listing(page, article)


def _is_listing(page: Page, article: Article) -> bool:
    declared = {value.lower() for value in page.metas.get("og:type", [])}
    if article.body and declared & _TYPES:
        return False
    headlines = _linked_headlines(page)
    return len(headlines) >= _HEADLINES and len(article.body.split()) < _PER_HEADLINE * len(headlines)


def _linked_headlines(page: Page) -> set[str]:
    """The addresses under the linked headings of the page, its own not counted."""
    own, found = link_key(page.url), set()
    for heading in page.root.iter(*HEADINGS):
        if text_weight(text_of(heading)) > 2 and (href := _href(heading)) and (url := absolute(page.base, href)) and link_key(url) != own:
            found.add(link_key(url))
    return found


def _href(heading: HtmlElement) -> str | None:
    inner = next((a.get("href") for a in heading.iter("a") if a.get("href")), None)
    return inner or next((a.get("href") for a in heading.iterancestors("a") if a.get("href")), None)
