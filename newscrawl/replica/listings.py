"""Listings: front page, sections, regions, tags, authors, coverages, and the pieces that more of them comes in."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

from newscrawl.replica.boxes import item
from newscrawl.replica.dates import list_date
from newscrawl.replica.editions import PAGE_SIZE, Paging, Section
from newscrawl.replica.frame import frame
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
        return frame(view, section.label, _page_head(view), f"<h1>{escape(section.label)}</h1>\n{_script(section)}", active=section.path)
    return listing(view, section, view.plans(section.path), page)


def listing(view: View, section: Section, plans: list[Plan], page: int) -> str | None:
    """A page that lists these articles; None where there is no such page."""
    if page > 1 and (page - 1) * PAGE_SIZE >= len(plans):
        return None
    listed = f'<div class="section-list">\n{entries(view, section, plans, page)}</div>\n{_onward(view, section, len(plans), page)}'
    main = f"<h1>{escape(section.label)}</h1>\n{listed}"
    return frame(view, section.label, _page_head(view) + _rel(section, len(plans), page), main, active=section.path)


def entries(view: View, section: Section, plans: list[Plan], page: int) -> str:
    """The entries of one page of a listing."""
    return "".join(item(view, plan, _href(plan, section)) for plan in plans[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])


def _href(plan: Plan, section: Section) -> str:
    """How a listing links to an article: what moved, by its old address; what is filed elsewhere, with a mark of the way."""
    if plan.fate is Fate.MOVED:
        return plan.old_path
    return plan.path if plan.section is section or plan.number % 2 else f"{plan.path}?utm_source=section&utm_medium=listing"


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


def more_address(view: View, section: Section, page: int) -> str:
    """Where that page of a "load more" listing is."""
    return f"{view.edition.prefix}/api/more?section={quote(section.path.removeprefix(view.edition.prefix + '/'), safe='')}&page={page}"


def button(view: View, section: Section, total: int, page: int) -> str:
    """The button that asks for the page after that one; nothing where there is none."""
    if page * PAGE_SIZE >= total:
        return ""
    address = escape(more_address(view, section, page + 1))
    kind = "items" if section.paging is Paging.MORE_ITEMS else "html"
    data = f'data-url="{address}" data-page="{page + 1}" data-type="{kind}"'
    return f'<button class="load-more" {data}>{view.edition.more}</button>\n{_MORE_SCRIPT}'


_MORE_SCRIPT = """<script>
document.addEventListener("click", async event => {
  const button = event.target.closest("button.load-more");
  if (!button || button.disabled) return;
  button.disabled = true;
  const list = document.querySelector(".section-list"), answer = await fetch(button.dataset.url);
  if (button.dataset.type === "html") { button.remove(); list.insertAdjacentHTML("beforeend", await answer.text()); return; }
  const page = await answer.json();
  for (const item of page.items) {
    const entry = document.createElement("div"), link = document.createElement("a");
    entry.className = "item"; link.href = item.url; link.textContent = item.title; entry.append(link, " ", item.date); list.append(entry);
  }
  if (page.next) { button.dataset.url = page.next; button.disabled = false; } else button.remove();
});
</script>
"""


def _script(section: Section) -> str:
    """An empty list that a script fills; the address is put together there, so that reading the source doesn't give it."""
    name = section.path.rsplit("/", 1)[-1]
    return f"""<div class="section-list" id="series" data-name="{name}"></div>
<script>
(async () => {{
  const list = document.getElementById("series"), base = ["", "api", "series"].join("/");
  for (let page = 1; page; ) {{
    const answer = await fetch(base + "/" + list.dataset.name + "/" + page), found = await answer.json();
    for (const item of found.items) {{
      const entry = document.createElement("div"), link = document.createElement("a");
      entry.className = "item"; link.href = item.url; link.textContent = item.title; entry.append(link, " ", item.date); list.append(entry);
    }}
    page = found.next;
  }}
  list.dataset.ready = "true";
}})();
</script>
"""


def items_json(view: View, section: Section, page: int) -> str:
    """A page of a listing as the outlet's own endpoints give it; ``next`` is an address, or a number for the script's list."""
    plans = view.plans(section.path)
    more = page * PAGE_SIZE < len(plans)
    onward = (page + 1 if section.paging is Paging.SCRIPT else more_address(view, section, page + 1)) if more else None
    found = [
        {
            "id": str(plan.postid),
            "title": view.title(plan),
            "url": _href(plan, section),
            "date": list_date(plan.published, view.edition, view.clock),
        }
        for plan in plans[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    ]
    return json.dumps({"items": found, "next": onward}, ensure_ascii=False)


def more_html(view: View, section: Section, page: int) -> str:
    """A page of a listing as a piece of HTML, its last line the button for the next."""
    plans = view.plans(section.path)
    return entries(view, section, plans, page) + button(view, section, len(plans), page).replace(_MORE_SCRIPT, "")
