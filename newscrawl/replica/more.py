"""More: how listings go on without another page: buttons with an endpoint behind them, and a list that only a script fills."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

from newscrawl.replica.boxes import entries, href_in
from newscrawl.replica.dates import list_date
from newscrawl.replica.editions import PAGE_SIZE, Paging, Section
from newscrawl.replica.view import View

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


def script_list(section: Section) -> str:
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
            "url": href_in(plan, section),
            "date": list_date(plan.published, view.edition, view.clock),
        }
        for plan in plans[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    ]
    return json.dumps({"items": found, "next": onward}, ensure_ascii=False)


def more_html(view: View, section: Section, page: int) -> str:
    """A page of a listing as a piece of HTML, its last line the button for the next."""
    plans = view.plans(section.path)
    return entries(view, section, plans, page) + button(view, section, len(plans), page).replace(_MORE_SCRIPT, "")
