"""Whether a page that was fetched is an article after all: not a listing, an author's page or a soft 404."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from newscrawl.discovery.anchors import anchors_in_headings, anchors_of
from newscrawl.discovery.features import slug_weight, text_weight
from newscrawl.discovery.places import Zone
from newscrawl.discovery.shapes import Shape, shape_of
from newscrawl.discovery.words import HOME, LISTING, SECTION, SECTION_PATH, SERVICE, fold
from newscrawl.items import Article
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key

_MANY = 8  # linked headlines of a listing
_SHARE = 25  # words of text that an article has for each linked headline of its page
_FULL = 300  # words that the teasers of a listing do not make up
_TEASER = 40  # words of one teaser
_SHORT = 120  # words that no error page exceeds
_MENUS = (Zone.MENU, Zone.HEADER)
_AROUND = (*_MENUS, Zone.SIDE, Zone.FOOTER)
_LABEL = 4  # words of a section's name
_DECLARED = ("article", "video", "news", "blogposting", "report")  # beginnings of og:type of single pages
_COLLECTIONS = ("website", "profile", "section", "category", "collection", "object")
_MISSING = re.compile(
    r"\b404\b|\b410\b|"
    r"(page|story|article|content|file)( \w+){0,8} "
    r"(not found|not available|no longer|does not exist|doesnt exist|cannot be found|was removed|has been removed)|"
    r"^not found|^page not found|nicht (mehr )?(gefunden|verfugbar|vorhanden)|introuvable|"
    r"n(est|a) (plus|pas) (disponible|ete trouvee?)|no (se )?(ha sido |fue )?(encontrad[ao]|encuentra|existe|esta disponible)|"
    r"nao (foi )?encontrad[ao]|non (e |e stata )?(trovat[ao]|disponibile)|niet gevonden|hittades inte|finns inte|ikke funnet|"
    r"ikke fundet|ei loydy|nenalezena?|nie znaleziono|nije pronadena?|nem talalhato|bulunamadi|tidak ditemukan|khong tim thay|"
    r"не найден[ао]?|не знайдено|غير موجودة|غير متوفرة|لم يتم العثور|یافت نشد|לא נמצא|नहीं मिला|পাওয়া যায়নি|页面不存在|找不到|"
    r"見つかりません|찾을 수 없"
)  # fmt: skip


def is_article_page(page: Page, article: Article) -> bool:
    """Whether what was read from a page is an article and not a listing, a profile or an error page sent as a success."""
    if not article.title or article.status == "gone" or not (shape_of(page.url).parts or shape_of(page.url).query):
        return False
    words = text_weight(article.body)
    if (words < _SHORT or not article.published_at) and _MISSING.search(fold(article.title)):
        return False
    if _declared(page, _DECLARED) and words:
        return not _is_service(shape_of(page.url), article)
    if _is_section(page, article, words):
        return False
    return not (_is_filed(page, article) or _is_service(shape_of(page.url), article) or _is_listing(page, article, words))


def _declared(page: Page, types: tuple[str, ...]) -> bool:
    return any(value.lower().startswith(types) for value in page.metas.get("og:type", ()))


def _is_service(shape: Shape, article: Article) -> bool:
    """A page about the outlet or of the reader's account, by its address and its title."""
    return fold(article.title or "") in SERVICE | HOME or (not shape.dated and not shape.numbered and " ".join(shape.words) in SERVICE)


def _is_filed(page: Page, article: Article) -> bool:
    """A page at an address as tags, authors and sections have it: /tag/peace, /author/jane-doe, /category/world."""
    shape = shape_of(page.url)
    above = [fold(part) for part in shape.parts[-2:-1]]
    if shape.parts and fold(shape.slug) in LISTING | SECTION_PATH:
        return not article.published_at or _declared(page, _COLLECTIONS)
    return bool(above) and above[0] in LISTING | SECTION_PATH and slug_weight(shape.slug) < 4 and not shape.numbered and not shape.dated


def _is_section(page: Page, article: Article, words: int) -> bool:
    """Its title is a section's name: one that sections have anywhere, or that the page's own menu has for this address."""
    title, own = fold(article.title or ""), link_key(page.url)
    if words < _FULL and title in SECTION:
        return True
    return text_weight(title) <= _LABEL and any(
        anchor.key == own and anchor.zone in _MENUS and fold(anchor.text) == title for anchor in anchors_of(page)
    )


def _is_listing(page: Page, article: Article, words: int) -> bool:
    """Much of the page are headlines that lead elsewhere, or its main headings all do."""
    own = link_key(page.url)
    headed = (anchor for anchor in anchors_in_headings(page) if text_weight(anchor.heading) > 2 and anchor.zone not in _AROUND)
    others = {anchor.key for anchor in headed} - {own}
    mains = {_target(page, heading) for heading in page.root.iter("h1")} - {shape_of(page.url).host}
    if mains and len(others) > 1 and mains <= others:
        return True
    if len(others) < _MANY:
        return False
    if any(reader in article.provenance.get("published_at", "") for reader in ("jsonld", "meta")):
        return words < _TEASER
    return words < (_FULL if article.published_at else max(_FULL, _SHARE * len(others)))


def _target(page: Page, heading: Element) -> str | None:
    """The key of what a heading links to, None where it links to nothing."""
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    href = next((link.get("href") for link in links if link.get("href")), None)
    url = absolute(page.base, href) if href else None
    return link_key(url) if url else None
