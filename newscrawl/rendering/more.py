"""More: what makes a listing longer in the browser: its end coming into sight, and buttons that say so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from time import monotonic

from playwright.async_api import ElementHandle, Page

from newscrawl.rendering.policy import LONGEST, MARGIN

SLOW = 2.0  # seconds that a press may take to show something

# What such a button says, whole or as its beginning ("Load more stories", "Show more (20)").
BEGINNINGS = (
    "load more", "show more", "view more", "see more", "more news", "more stories", "more articles", "more posts", "more results", "older posts", "older articles", "older stories",
    "mehr laden", "mehr anzeigen", "mehr artikel", "mehr beiträge", "mehr meldungen", "weitere artikel", "weitere beiträge", "weitere meldungen", "weitere laden", "weitere anzeigen", "weitere ergebnisse",
    "voir plus", "afficher plus", "charger plus", "plus d'articles", "plus d’articles", "plus de résultats", "ver más", "cargar más", "mostrar más", "más noticias", "más artículos",
    "carregar mais", "ver mais", "mostrar mais", "mais notícias", "veja mais", "carica altri", "carica altre", "mostra altri", "mostra altre", "mostra di più", "altri articoli", "altre notizie", "vedi altro",
    "meer laden", "laad meer", "toon meer", "meer nieuws", "meer artikelen", "ladda fler", "visa fler", "visa mer", "läs in fler", "last inn flere", "vis flere", "vis mer", "vis mere", "hent flere", "indlæs flere",
    "lataa lisää", "näytä lisää", "načíst další", "zobrazit další", "načítať ďalšie", "zobraziť ďalšie", "pokaż więcej", "załaduj więcej", "wczytaj więcej", "učitaj još", "prikaži još", "vidi još", "naloži več",
    "încarcă mai mult", "mai multe știri", "arată mai multe", "továbbiak betöltése", "több betöltése", "még több", "показать еще", "показать ещё", "загрузить еще", "загрузить ещё", "ещё новости", "еще новости",
    "показати ще", "завантажити ще", "більше новин", "покажи още", "зареди още", "прикажи још", "учитај још", "περισσότερα", "φόρτωση περισσότερων", "daha fazla", "daha çok", "devamını yükle",
    "تحميل المزيد", "عرض المزيد", "المزيد من", "مشاهدة المزيد", "إظهار المزيد", "بارگذاری بیشتر", "نمایش بیشتر", "مشاهده بیشتر", "طען עוד", "הצג עוד", "עוד כתבות", "और पढ़ें", "और देखें", "और लोड करें",
    "আরও দেখুন", "আরো দেখুন", "আরও খবর", "மேலும் காட்டு", "もっと見る", "さらに表示", "続きを見る", "さらに読み込む", "더보기", "더 보기", "加载更多", "查看更多", "載入更多", "更多新闻", "更多新聞", "看更多",
    "muat lebih banyak", "muat lainnya", "lihat lainnya", "tampilkan lainnya", "berita lainnya", "selengkapnya", "xem thêm", "tải thêm", "โหลดเพิ่ม", "ดูเพิ่มเติม", "shfaq më shumë", "pakia zaidi",
)  # fmt: skip
# What says so only where it is all that the button says.
WHOLE = (
    "more", "mehr", "weitere", "plus", "más", "mais", "altro", "meer", "mer", "mere", "lisää", "další", "więcej", "još", "ещё", "еще", "ще", "още", "المزيد", "بیشتر", "עוד", "daha", "もっと", "更多", "更多内容", "+",
)  # fmt: skip

_next_button = (resources.files("newscrawl.rendering") / "more.js").read_text("utf-8")
_press = "element => { element.newscrawlPressed = true; element.scrollIntoView(); element.click(); }"
_free = "element => { element.newscrawlPressed = false; }"
_size = "() => [[...new Set([...document.links].map(link => link.href))], document.documentElement.scrollHeight]"
_scroll = "() => window.scrollTo(0, document.documentElement.scrollHeight)"
_POLL = 0.1  # seconds


class Outcome(StrEnum):
    """How a listing was left."""

    WHOLE = "whole"  # there is nothing more
    CUT = "cut"  # there may be more
    KNOWN = "known"  # what follows is known


@dataclass(slots=True, frozen=True)
class Size:
    """What a page links to, and its height in pixels."""

    links: frozenset[str]
    height: int

    def grew_to(self, now: Size) -> bool:
        return len(now.links) > len(self.links) or now.height > self.height


async def expand(
    page: Page, more: int, pause: float, quiet: Callable[[], Awaitable[None]], known: Callable[[Iterable[str]], bool]
) -> Outcome:
    """Scrolls to the end and presses buttons, ``more`` times at most, until neither brings anything, or nothing that is not known.

    ``quiet`` waits until the page has come to rest; ``pause`` are seconds before each press; ``known`` judges the addresses that
    appeared: as with listings that go on in pages, twice in a row is enough.
    """
    end, size = monotonic() + LONGEST, await _size_of(page)
    in_a_row = int(known(size.links))
    for _ in range(more):
        if in_a_row > MARGIN:
            return Outcome.KNOWN
        await page.evaluate(_scroll)
        await quiet()
        button = None
        if not (grown := await _grown(page, size)):
            await asyncio.sleep(pause)
            if not (button := await _pressed(page)):
                return Outcome.WHOLE
            await quiet()
            grown = await _grown(page, size, SLOW)
        if grown:
            if button:
                await button.evaluate(_free)
            in_a_row = in_a_row + 1 if known(grown.links - size.links) else 0
            size = grown
        if monotonic() > end:
            break
    return Outcome.CUT


async def _pressed(page: Page) -> ElementHandle | None:
    """Presses the first button that was not pressed in vain, and gives it; None where there is none."""
    button = (await page.evaluate_handle(_next_button, [BEGINNINGS, WHOLE])).as_element()
    if button:
        await button.evaluate(_press)
    return button


async def _grown(page: Page, size: Size, within: float = 0.0) -> Size | None:
    """The page's size once it has grown; None where that takes longer than ``within`` seconds."""
    end = monotonic() + within
    while not size.grew_to(now := await _size_of(page)):
        if monotonic() >= end:
            return None
        await asyncio.sleep(_POLL)
    return now


async def _size_of(page: Page) -> Size:
    links, height = await page.evaluate(_size)
    return Size(frozenset(links), height)
