"""Listings: the front page, sections and regions, page by page."""

from __future__ import annotations

import json
from html import escape

from newscrawl.replica.boxes import entries, item
from newscrawl.replica.editions import PAGE_SIZE, Paging, Section
from newscrawl.replica.frame import frame
from newscrawl.replica.more import button, script_list
from newscrawl.replica.view import View
from newscrawl.replica.world import Fate, Plan

_FRONT = 30
_PER_SECTION = 4


def front_page(view: View) -> str:
    """The latest of everything, and a block for each section; some links are absolute, and some of those say https."""
    latest = view.latest(_FRONT)
    hero = "".join(item(view, plan, _front_href(view, plan)) for plan in latest)
    blocks = "".join(_block(view, section) for section in view.edition.sections if section.paging is not Paging.SCRIPT)
    main = f'<h1 class="hidden">{view.edition.name}</h1>\n<section class="latest">\n{hero}</section>\n{blocks}'
    return frame(view, view.edition.name, _page_head(view), main)


def _front_href(view: View, plan: Plan) -> str:
    secure = view.origin.replace("http://", "https://")
    return (plan.path, f"{plan.path}?utm_source=front", plan.path, view.origin + plan.path, secure + plan.path)[plan.number % 5]


def _block(view: View, section: Section) -> str:
    entries = "".join(item(view, plan) for plan in view.plans(section.path)[:_PER_SECTION] if plan.fate is not Fate.ROBOTS)
    return f'<section class="block"><h2><a href="{section.path}">{escape(section.label)}</a></h2>\n{entries}</section>\n'


def _page_head(view: View) -> str:
    script = json.dumps({"type": "page", "lang": view.edition.language, "title": view.edition.name}, ensure_ascii=False)
    return f'<script id="tawsiyat-metadata" type="text/tawsiyat">{script}</script>\n'


def listing_page(view: View, section: Section, page: int) -> str | None:
    """A page of a section's or region's listing; None where it has no such page."""
    if section.paging is Paging.SCRIPT:
        return frame(
            view, section.label, _page_head(view), f"<h1>{escape(section.label)}</h1>\n{script_list(section)}", active=section.path
        )
    return listing(view, section, view.plans(section.path), page)


def listing(view: View, section: Section, plans: list[Plan], page: int) -> str | None:
    """A page that lists these articles; None where there is no such page."""
    if page > 1 and (page - 1) * PAGE_SIZE >= len(plans):
        return None
    listed = f'<div class="section-list">\n{entries(view, section, plans, page)}</div>\n{_onward(view, section, len(plans), page)}'
    main = f"<h1>{escape(section.label)}</h1>\n{listed}"
    return frame(view, section.label, _page_head(view) + _rel(section, len(plans), page), main, active=section.path)


def _rel(section: Section, total: int, page: int) -> str:
    more = section.paging is Paging.NEXT and page * PAGE_SIZE < total
    return f'<link rel="next" href="{section.path}?page={page + 1}">\n' if more else ""


def _onward(view: View, section: Section, total: int, page: int) -> str:
    pages = -(-total // PAGE_SIZE)
    if section.paging in (Paging.MORE_HTML, Paging.MORE_ITEMS):
        return button(view, section, total, page)
    if pages < 2:
        return ""
    numbers = "".join(f'<li><a href="{section.path}?page={number}">{number}</a></li>' for number in _window(page, pages))
    last = section.paging is not Paging.NEXT or page == pages
    onward = "" if last else f'<li><a rel="next" href="{section.path}?page={page + 1}">›</a></li>'
    return f'<ul class="pagination">{numbers}{onward}</ul>\n'


def _window(page: int, pages: int) -> list[int]:
    return sorted({1, *range(max(1, page - 2), min(pages, page + 2) + 1), pages})
