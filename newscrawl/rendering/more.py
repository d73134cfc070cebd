"""More: what makes a listing longer in the browser: its end coming into sight, and buttons that say so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from playwright.async_api import Page

from newscrawl.rendering.policy import LONGEST

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
WHOLE = ("more", "mehr", "weitere", "plus", "más", "mais", "altro", "meer", "mer", "mere", "lisää", "další", "więcej", "još", "ещё", "еще", "ще", "още", "المزيد", "بیشتر", "עוד", "daha", "もっと", "更多", "更多内容", "+")

_next_button = """([beginnings, whole]) => {
  const fold = text => (text || "").normalize("NFKD").replace(/\\p{Mn}/gu, "").toLowerCase().replace(/\\s+/g, " ").trim();
  const first = beginnings.map(fold), only = new Set(whole.map(fold));
  const named = /(^|[^a-z])(load|show|view|see)[-_]?more([^a-z]|$)|more[-_]?(button|btn|posts|articles|stories|news|items|results)|(button|btn|pagination|pager)[-_]?more/i;
  const says = text => {
    const label = fold(text).replace(/[^\\p{L}\\p{N}+]+$/u, "");
    return label.length < 50 && (only.has(label) || first.some(word => label.startsWith(word)));
  };
  const names = element => [element.id, element.getAttribute("class"), ...element.getAttributeNames().filter(name => name.startsWith("data-"))].join(" ");
  const leads = element => element.matches("a[href]") && !/^(#|javascript:|$)/.test(element.getAttribute("href"));
  const usable = element => {
    const box = element.getBoundingClientRect();
    return box.width && box.height && getComputedStyle(element).visibility !== "hidden" && !element.disabled && !element.newscrawlPressed
      && element.getAttribute("aria-disabled") !== "true" && !element.hasAttribute("aria-expanded") && !element.hasAttribute("aria-haspopup")
      && !element.closest("nav, [role=navigation], [role=menu], [role=dialog], dialog, form");
  };
  const buttons = document.querySelectorAll("button, [role=button], input[type=button], a, [onclick], div, span");
  const found = [...buttons].find(element => {
    const button = element.matches("button, [role=button], input, a, [onclick]");
    if (leads(element) || (!button && (element.children.length > 2 || element.querySelector("a[href], button")))) return false;
    const text = element.innerText || element.value || "";
    const words = says(text) || says(element.getAttribute("aria-label")) || says(element.title);
    return (button ? words || (named.test(names(element)) && text.length < 50) : named.test(names(element)) && text && text.length < 50) && usable(element);
  });
  return found || null;
}"""
_press = "element => { element.newscrawlPressed = true; element.scrollIntoView(); element.click(); }"
_free = "() => document.querySelectorAll('*').forEach(element => { delete element.newscrawlPressed; })"
_size = "() => [new Set([...document.links].map(link => link.href)).size, document.documentElement.scrollHeight]"
_scroll = "() => window.scrollTo(0, document.documentElement.scrollHeight)"
_POLL = 0.1  # seconds


async def expand(page: Page, more: int, pause: float, quiet: Callable[[], Awaitable[None]]) -> bool:
    """Scrolls to the end and presses buttons, ``more`` times at most, until neither brings anything; whether it did.

    ``quiet`` waits until the page has come to rest; ``pause`` are seconds before each press.
    """
    end, size = monotonic() + LONGEST, await _size_of(page)
    for _ in range(more):
        await page.evaluate(_scroll)
        await quiet()
        if not (grown := await _grown(page, size)):
            await asyncio.sleep(pause)
            if not await _pressed(page):
                return True
            await quiet()
            grown = await _grown(page, size, SLOW)
        if grown:
            await page.evaluate(_free)
            size = grown
        if monotonic() > end:
            break
    return False


async def _pressed(page: Page) -> bool:
    """Presses the first button that was not pressed in vain; whether there was one."""
    button = (await page.evaluate_handle(_next_button, [BEGINNINGS, WHOLE])).as_element()
    if button:
        await button.evaluate(_press)
    return button is not None


async def _grown(page: Page, size: list[int], within: float = 0.0) -> list[int] | None:
    """The page's size once it has more addresses or is higher than ``size``; None where that takes longer than ``within`` seconds."""
    end = monotonic() + within
    while True:
        now = await _size_of(page)
        if now[0] > size[0] or now[1] > size[1]:
            return now
        if monotonic() >= end:
            return None
        await asyncio.sleep(_POLL)


async def _size_of(page: Page) -> list[int]:
    """How many addresses the page links to, and its height in pixels."""
    size: list[int] = await page.evaluate(_size)
    return size
