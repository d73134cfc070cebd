"""The next page of a listing: what the page declares, a link with its number, a link that says next, or its "load more"."""

from __future__ import annotations

from collections.abc import Iterator

from newscrawl.discovery.anchors import Anchor, anchors_of
from newscrawl.discovery.more import more_addresses
from newscrawl.discovery.numbering import listing_of, page_number
from newscrawl.discovery.periods import older_period, period_of
from newscrawl.discovery.words import fold, table
from newscrawl.reading.page import Page
from newscrawl.urls import link_key, same_site

_NEXT = table("""
next, next page, next posts, older, older posts, older entries, older articles, older stories, more stories, more news, weiter, nächste,
nächste seite, ältere, ältere beiträge, ältere artikel, suivant, suivante, page suivante, articles plus anciens, siguiente, página
siguiente, siguientes, entradas antiguas, próxima, próxima página, próximo, seguinte, seguintes, mais antigas, successiva, successivo,
pagina successiva, avanti, articoli meno recenti, volgende, volgende pagina, oudere berichten, nästa, nästa sida, äldre inlägg, neste,
neste side, næste, næste side, seuraava, vanhemmat, další, další strana, starší, ďalšie, ďalej, následující, następna, następne, następna
strona, dalej, starsze, sljedeća, sljedeće, sledeća, sledeće, starije, naslednja, următoarea, următor, mai vechi, következő, régebbi,
следующая, следующие, следующая страница, вперед, далее, дальше, старые, наступна, наступні, далі, следваща, по стари, следна, επόμενη,
επόμενα, επόμενο, sonraki, sonraki sayfa, ileri, eski, növbəti, keyingi, berikutnya, selanjutnya, seterusnya, tiếp, tiếp theo, trang sau,
sau, التالي, التالية, الصفحة التالية, الأقدم, بعدی, صفحه بعد, הבא, העמוד הבא, לעמוד הבא, अगला, अगले, पुढे, अर्को, अर्को पृष्ठ, পরবর্তী,
পরের পাতা, அடுத்து, తదుపరి, 下一页, 下一頁, 下页, 下頁, 后页, 次へ, 次のページ, 次, 다음, 다음 페이지, 이전글, ถัดไป, หน้าถัดไป, inayofuata, tjetra, hurrengoa, següent
""")
_BACK = table("""
previous, previous page, prev, newer, newer posts, newer entries, newer articles, newer stories, first, first page, last, last page, back,
zurück, vorherige, vorherige seite, neuere, neuere beiträge, erste, erste seite, letzte, letzte seite, précédent, précédente, page précédente,
première, première page, dernière, dernière page, anterior, página anterior, primera, última, primeira, precedente, pagina precedente, prima,
ultima, vorige, vorige pagina, eerste, laatste, föregående, första, sista, forrige, første, siste, sidste, edellinen, viimeinen, předchozí,
první, poslední, predchádzajúca, poprzednia, pierwsza, ostatnia, prethodna, prva, zadnja, előző, utolsó, предыдущая, предыдущие, назад, первая,
последняя, попередня, остання, предишна, последна, προηγούμενη, τελευταία, önceki, önceki sayfa, son, sebelumnya, terakhir, trước, trang trước,
السابق, السابقة, الصفحة السابقة, الأخيرة, قبلی, صفحه قبل, הקודם, पिछला, আগের, 上一页, 上一頁, 首页, 末页, 前へ, 前のページ, 最後, 이전, 처음, 마지막, ก่อนหน้า
""")
_ARROWS = frozenset((
    "»", "›", ">", ">>", "→", "⟩", "⟫", "▶", "►", "❯", "≫", "〉", "》", "⇒", "››", "»»", "⏵", "➔", "➜",
))  # fmt: skip
_STRIPPED = " " + "".join(_ARROWS)
_ENDS = frozenset({">>", "»»", "⟫", "≫"})  # these may lead to the last page
_NAMES = frozenset((
    "next", "nextpage", "next-page", "next_page", "pagination-next", "pagination__next", "pager-next", "pager__item--next",
    "nav-previous", "older-posts",
))  # fmt: skip


def next_page(page: Page, number: int) -> str | None:
    """The address of the page after ``number`` (1-based) of a listing, None where this is the last one.

    It may be that of a "load more" endpoint, whose answer :func:`fragment_links` reads.
    """
    own, own_number = link_key(page.url), page_number(page.url)
    for url in _candidates(page, number):
        found = page_number(url)
        if link_key(url) == own or not same_site(url, page.url):
            continue
        if found is not None and own_number is not None and found <= own_number and listing_of(url) == listing_of(page.url):
            continue
        return url
    return None


def _candidates(page: Page, number: int) -> Iterator[str]:
    yield from page.rels.get("next", ())
    anchors = anchors_of(page)
    yield from (anchor.url for anchor in anchors if "next" in (anchor.element.get("rel") or "").lower().split())
    yield from _numbered(page, anchors, number)
    yield from _worded(page, anchors, number)
    yield from more_addresses(page, number)
    if number == 1 or period_of(page.url):
        yield from filter(None, [older_period(page.url, (anchor.url for anchor in anchors))])


def turns_pages(page: Page, anchor: Anchor) -> bool:
    """Whether a link leads to another page of the listing that the page shows: a number, an arrow, or words for next and back."""
    if page_number(anchor.url) is None or listing_of(anchor.url) != listing_of(page.url):
        return False
    return not any(map(str.isalpha, anchor.text)) or fold(anchor.text) in _BACK or _says_next(anchor)


def _numbered(page: Page, anchors: list[Anchor], number: int) -> Iterator[str]:
    """Links whose words are the next number and whose address carries it; some sites count addresses from 0."""
    wanted = number + 1
    for anchor in anchors:
        if fold(anchor.text).removeprefix("page ") == str(wanted) and page_number(anchor.url) in (wanted, number):
            yield anchor.url
    for anchor in anchors:
        if page_number(anchor.url) == wanted and listing_of(anchor.url) == listing_of(page.url):
            yield anchor.url


def _worded(page: Page, anchors: list[Anchor], number: int) -> Iterator[str]:
    """Links that say next, in words, with an arrow or by the name of their box."""
    listing, own = listing_of(page.url), page_number(page.url)
    for anchor in sorted(anchors, key=lambda anchor: anchor.text in _ENDS):
        if _says_next(anchor) and listing_of(anchor.url) == listing:
            found = page_number(anchor.url)
            if found is None or found > (own if own is not None else 0):
                yield anchor.url


def _says_next(anchor: Anchor) -> bool:
    return anchor.text in _ARROWS or fold(anchor.text.strip(_STRIPPED)) in _NEXT or _named_next(anchor)


def _named_next(anchor: Anchor) -> bool:
    parent = anchor.element.getparent()
    names = [anchor.element.get("class") or "", parent.get("class") or "" if parent is not None else ""]
    if not _NAMES.isdisjoint(" ".join(names).lower().split()):
        return True
    return any(fold(anchor.element.get(name) or "") in _NEXT for name in ("aria-label", "title"))
