"""Routes: which page answers to which path."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from urllib.parse import parse_qs, quote, unquote

from newscrawl.replica import indexes, listings, maps, more
from newscrawl.replica.accidents import Kind, redesigned
from newscrawl.replica.answers import ATOM, CLOUDFLARE, HTML, JSON, RSS, TEXT, XML, Answer, moved
from newscrawl.replica.editions import Paging, Section
from newscrawl.replica.frame import frame
from newscrawl.replica.pages import article_page
from newscrawl.replica.pictures import png
from newscrawl.replica.view import View
from newscrawl.replica.world import Fate

_Route = Callable[[View, re.Match[str], dict[str, list[str]]], Answer | None]


def answer(view: View, path: str, query: str) -> Answer:
    """The answer to a path (percent-decoded here) and its query."""
    path, asked = unquote(path), parse_qs(query)
    local = path.removeprefix(view.edition.prefix)
    for pattern, route in _ROUTES.items():
        if (match := re.fullmatch(pattern, local)) and (found := route(view, match, asked)):
            return found
    return _section(view, path, asked) or _article(view, path) or _static(view, path) or _missing(view, 404)


def _page(asked: dict[str, list[str]]) -> int:
    value = asked.get("page", ["1"])[0]
    return int(value) if value.isdecimal() and len(value) < 7 and int(value) else 10**7


def _front(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer:
    return Answer(listings.front_page(view), modified=_newest(view))


def _newest(view: View) -> datetime | None:
    return max((view.modified(plan) for plan in view.latest(20)), default=None)


def _more(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer | None:
    section = _find(view, f"{view.edition.prefix}/{asked.get('section', [''])[0]}")
    if not section or section.paging not in (Paging.MORE_HTML, Paging.MORE_ITEMS):
        return None
    if section.paging is Paging.MORE_ITEMS:
        return Answer(more.items_json(view, section, _page(asked)), JSON)
    return Answer(more.more_html(view, section, _page(asked)))


def _series(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer | None:
    section = next((s for s in view.edition.sections if s.paging is Paging.SCRIPT and s.path.endswith(f"/{match[1]}")), None)
    return Answer(more.items_json(view, section, int(match[2])), JSON) if section else None


def _rss(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer | None:
    section = next((section for section in view.edition.sections if section.path.endswith(f"/{match[1]}")), None)
    return Answer(maps.rss(view, section), RSS) if section else None


def _month(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer | None:
    found = maps.sitemap_month(view, int(match[1]), int(match[2]))
    return Answer(found, XML) if found else None


def _index(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer | None:
    found = indexes.named_page(view, match[1], match[2], _page(asked)) if match[2] else indexes.index_page(view, match[1])
    return Answer(found) if found else None


def _search(view: View, match: re.Match[str], asked: dict[str, list[str]]) -> Answer:
    return Answer(frame(view, "Search", "", f"<h1>Search</h1><p>{escape(asked.get('q', [''])[0])}</p>"))


_ROUTES: dict[str, _Route] = {
    "/?": _front,
    "/api/more": _more,
    r"/api/series/([\w-]+)/(\d{1,4})": _series,
    "/robots.txt": lambda view, match, asked: Answer(maps.robots(view), TEXT),
    "/sitemaps/all.xml": lambda view, match, asked: Answer(maps.sitemap_index(view), XML),
    r"/sitemaps/all/sitemap-(\d{4})-([1-9]\d?).xml": _month,
    "/sitemaps/news.xml": lambda view, match, asked: Answer(maps.sitemap_news(view), XML),
    "/rss": lambda view, match, asked: Answer("<h1>403 Forbidden</h1>", status=403, headers=CLOUDFLARE),
    r"/rss/([\w-]+)": _rss,
    "/feed.atom": lambda view, match, asked: Answer(maps.atom(view), ATOM),
    "/search": _search,
    rf"/({'|'.join(indexes.KINDS)})(?:/([^/]+))?": _index,
    r"/media/.+\.png": lambda view, match, asked: Answer(png(match[0]), "image/png"),
}


def _find(view: View, path: str) -> Section | None:
    return next((section for section in (*view.edition.sections, *view.edition.regions) if section.path == path), None)


def _section(view: View, path: str, asked: dict[str, list[str]]) -> Answer | None:
    section = _find(view, path.rstrip("/"))
    found = listings.listing_page(view, section, _page(asked)) if section else None
    if not found:
        return None
    newest = view.plans(section.path)[:20]
    return Answer(found, modified=max((view.modified(plan) for plan in newest), default=None))


def _article(view: View, path: str) -> Answer | None:
    world = view.world
    if (number := world.by_old_path.get(path)) is not None and number < view.count:
        return moved(quote(world.plans[number].path, safe="/:%"))
    first, _, copy = path.rpartition("--")
    copy = copy if copy.isdecimal() and path not in world.by_path else ""  # an address may end in its number by itself
    number = world.by_path.get(first if copy else path)
    printed = number is None and path.startswith("/print/")
    if printed:
        number = world.by_path.get(path.removeprefix("/print"))
    if number is None or number >= view.count:
        return None
    plan = world.plans[number]
    if view.gone(plan):
        return _missing(view, 410)
    if plan.fate is Fate.SOFT_404:
        return _missing(view, 200)
    page = article_page(view, plan)
    if Kind.REDESIGN in view.suffers:
        page = redesigned(page)
    if copy:
        page = page.replace(plan.path, f"{plan.path}--{copy}")
    mark = f"{plan.postid}-{view.done(plan)}-{printed}-{','.join(view.suffers)}"
    return Answer(page, mark=mark, modified=view.modified(plan))


def _static(view: View, path: str) -> Answer | None:
    title = {path: label for label, path in view.edition.footer}.get(path)
    return Answer(frame(view, title, "", f"<h1>{title}</h1>\n<p>{view.edition.name}. {view.edition.rights}.</p>")) if title else None


def _missing(view: View, status: int) -> Answer:
    latest = "".join(f'<li><a href="{escape(plan.path)}">{escape(view.title(plan))}</a></li>' for plan in view.latest(6))
    return Answer(frame(view, "404", "", f"<h1>{view.edition.missing}</h1>\n<ul>{latest}</ul>"), HTML, status)
