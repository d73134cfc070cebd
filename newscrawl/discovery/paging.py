"""The next page of a listing: rel=next, numbered links, arrows, "load more" buttons and the addresses in its scripts."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from newscrawl.discovery.anchors import Anchor, anchors_of
from newscrawl.discovery.words import fold
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key, same_site

# Parameters that number pages, and those that count articles.
PAGE_KEYS = ("page", "p", "pg", "paged", "pagina", "seite", "sida", "strona", "pageno", "page_no", "pagenumber", "page_number", "currentpage", "pagenum", "sayfa", "halaman", "trang")
OFFSET_KEYS = ("offset", "start", "from", "skip", "cursor", "after", "before", "lastid", "last_id")
_NEXT = frozenset(
    fold(word)
    for word in "next, next page, older, older posts, older entries, older articles, weiter, nächste, nächste seite, vor, ältere, suivant, suivante, page suivante, siguiente, próxima, próximo, seguinte, "
    "successiva, successivo, avanti, volgende, nästa, neste, næste, seuraava, další, ďalšie, następna, następne, dalej, sljedeća, sledeća, следующая, следующие, вперед, далее, дальше, наступна, sonraki, "
    "ileri, berikutnya, selanjutnya, التالي, التالية, الصفحة التالية, بعدی, הבא, अगला, अर्को, পরবর্তী, 下一页, 下一頁, 下页, 次へ, 次のページ, 다음, tiếp, sau, επόμενη, următoarea, következő".split(",")
)
_ARROWS = frozenset("» › > >> → ⟩ ⟫ ▶ ❯ ≫ 〉 》 ⇒ ›› »»".split())
_MORE = re.compile(r"load|more|next|mehr|plus|voir|más|mas|mais|altr|carica|meer|fler|další|więcej|ещ|показать|більше|المزيد|تحميل|daha|更多|もっと|더보기|muat|xem|paging|pagination|ajax|infinite", re.I)
_NUMBERED = re.compile(r"^(?P<head>.*?)(?P<mark>/page/|/p/|/pagina/|/seite/|/page-|/p|[-_]page[-_]?|index|[a-z](?=\d))(?P<number>\d{1,4})(?P<tail>/?|/?\.[a-z]{3,5}|/?index\.html?)$", re.I)
_SCRIPTED = re.compile(r"""["'](?P<url>(?:https?:)?\\?/[^"'\s<>]{1,300}?[?&/](?:page|p|pg|paged|offset|start|skip)[=/](?P<value>\d*)[^"'\s<>]{0,200})["']""", re.I)


def next_page(page: Page, number: int) -> str | None:
    """The address of the page after ``number`` (1-based), None where this is the last one."""
    ways = (_declared, _numbered_link, _worded_link, _button, _scripted)
    own = link_key(page.url)
    for way in ways:
        url = way(page, number)
        if url and link_key(url) != own and same_site(url, page.url):
            return url
    return None


def _declared(page: Page, number: int) -> str | None:
    """rel=next of a link element or of a link (HTML, link types)."""
    if urls := page.rels.get("next"):
        return urls[0]
    for element in page.root.iter("a"):
        if "next" in (element.get("rel") or "").lower().split():
            return absolute(page.base, element.get("href") or "")
    return None


def _numbered_link(page: Page, number: int) -> str | None:
    """A link whose words are the number of the next page and whose address carries it."""
    wanted = number + 1
    anchors = anchors_of(page)
    for anchor in anchors:
        if fold(anchor.text) == str(wanted) and page_number(anchor.url) is not None:
            return anchor.url
    return next((a.url for a in anchors if page_number(a.url) == wanted and _same_listing(a.url, page.url)), None)


def _worded_link(page: Page, number: int) -> str | None:
    """A link that says next, in words or with an arrow."""
    for anchor in anchors_of(page):
        if (anchor.text in _ARROWS or fold(anchor.text) in _NEXT or _says_next(anchor)) and _is_later(anchor.url, page.url, number):
            return anchor.url
    return None


def _says_next(anchor: Anchor) -> bool:
    names = " ".join(filter(None, (anchor.element.get("class"), anchor.element.get("aria-label"), anchor.element.get("title"))))
    return any(token in ("next", "pagination-next", "nextpage", "next-page") for token in names.lower().split())


def _is_later(url: str, own: str, number: int) -> bool:
    found = page_number(url)
    return found is not None and found > number or found is None and _same_listing(url, own)


def page_number(url: str) -> int | None:
    """The number of the page that an address carries, None where it carries none."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        if key.lower() in PAGE_KEYS and value.isdigit():
            return int(value)
    match = _NUMBERED.match(parts.path)
    return int(match["number"]) if match else None


def _same_listing(url: str, own: str) -> bool:
    """Whether two addresses differ only in what numbers pages."""
    return _listing(url) == _listing(own)


def _listing(url: str) -> str:
    parts = urlsplit(url)
    match = _NUMBERED.match(parts.path)
    path = match["head"] + (match["mark"] if match["mark"].isalpha() and match["mark"].lower() not in ("index", "p") else "") if match else parts.path
    path = re.sub(r"(/index)?\.[a-z]{3,5}$|/$", "", path.rstrip("/")).rstrip("/").removesuffix("/index")
    query = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() not in (*PAGE_KEYS, *OFFSET_KEYS)]
    return link_key(urlunsplit((parts.scheme, parts.netloc, path or "/", urlencode(query), "")))


def _button(page: Page, number: int) -> str | None:
    """The address in the data attributes of a "load more" button, its page number put in."""
    for element in page.root.iter("button", "a", "div", "span", "section", "ul"):
        if (url := _data_url(element)) and _MORE.search(_names(element)):
            return endpoint(absolute(page.base, url) or "", number, _data_page(element))
    return None


def _names(element: HtmlElement) -> str:
    return " ".join([element.get("class") or "", element.get("id") or "", *element.keys(), (element.text_content()[:60] if element.tag in ("a", "button") else "")])


def _data_url(element: HtmlElement) -> str | None:
    for name, value in element.items():
        if name.startswith("data-") and re.search(r"url|href|endpoint|src|ajax|next|load", name) and re.match(r"https?://|/|\?|[\w-]+[/?]", value.strip()):
            if not re.search(r"\.(jpe?g|png|webp|gif|svg|js|css)(\?|$)", value, re.I):
                return value.strip()
    return None


def _data_page(element: HtmlElement) -> int | None:
    """The page number that a button states."""
    for name, value in element.items():
        if name.startswith("data-") and re.search(r"page|offset", name) and value.strip().isdigit():
            return int(value)
    return None


def endpoint(url: str, number: int, stated: int | None = None) -> str | None:
    """An address that answers with the page after ``number``: its page parameter set, added where the button states the page apart."""
    if not url:
        return None
    parts = urlsplit(url.replace("{page}", str(number + 1)))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    keys = [key for key, _ in pairs if key.lower() in PAGE_KEYS]
    if keys and not any(value.isdigit() and int(value) > number for key, value in pairs if key in keys):
        pairs = [(key, str(number + 1) if key in keys else value) for key, value in pairs]
    elif not keys and stated is not None and page_number(url) is None:
        pairs.append(("page", str(max(stated, number + 1))))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), ""))


def _scripted(page: Page, number: int) -> str | None:
    """An address with a page parameter in an inline script."""
    for script in page.root.iter("script"):
        if script.get("src") or not script.text:
            continue
        for match in _SCRIPTED.finditer(script.text):
            url = absolute(page.base, match["url"].replace("\\/", "/"))
            if url and same_site(url, page.url) and _MORE.search(script.text):
                return endpoint(url, number)
    return None
