"""What is pressed for more, in the real browser: pages of one button each, and lists that grow."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import pytest

from newscrawl.rendering.browser import launch_options

BUTTONS = [
    ("<button>Load more</button>", True),
    ("<button>Show more (20)</button>", True),
    ("<button>LOAD MORE STORIES ↓</button>", True),
    ("<button>Mehr laden</button>", True),
    ("<button>Weitere Artikel anzeigen</button>", True),
    ("<button>Voir plus d’articles</button>", True),
    ("<button>Cargar más noticias</button>", True),
    ("<button>المزيد</button>", True),
    ("<button>عرض المزيد</button>", True),
    ("<button>Показать ещё</button>", True),
    ("<button>もっと見る</button>", True),
    ("<button>加载更多</button>", True),
    ("<button aria-label='Load more articles'>↓</button>", True),
    ("<button class='btn load-more'>Encore</button>", True),
    ("<a href='#' class='c-more-button'>Tovább</a>", True),
    ("<a>Show more</a>", True),
    ("<div role='button'>View more</div>", True),
    ("<div id='loadmore'>Още</div>", True),
    ("<input type='button' value='Older posts'>", True),
    ("<a href='/page/2'>Load more</a>", False),  # a page of its own, that is followed as one
    ("<a href='/a/b-c'>Read more</a>", False),
    ("<button>Read more</button>", False),
    ("<button>More about our cookies</button>", False),
    ("<button>Accept</button>", False),
    ("<nav><button>More</button></nav>", False),
    ("<button aria-expanded='false'>Show more</button>", False),
    ("<button disabled>Load more</button>", False),
    ("<button style='display: none'>Load more</button>", False),
    ("<form><button>Show more</button></form>", False),
    ("<dialog open><button>View more</button></dialog>", False),
    ("<div class='show-more-news'><a href='/a'>One</a> <a href='/b'>Other</a></div>", False),
]
LIST = """<ul id="list"></ul>{button}<script>{{
  const list = document.getElementById("list");
  const all = {all};
  let shown = 0;
  const add = () => {{ for (let end = Math.min(shown + 3, all); shown < end; shown++) list.insertAdjacentHTML("beforeend", `<li style="height: {high}px"><a href="/a/${{shown}}">Entry</a></li>`); }};
  add();
  {script}
}}</script>"""
PRESSED = 'document.querySelector("button").onclick = event => { setTimeout(add, 30); if (shown + 3 >= all) event.target.remove(); };'
SCROLLED = "addEventListener('scroll', () => { if (scrollY + innerHeight >= document.documentElement.scrollHeight - 5) add(); });"
NEW = 10  # none of the entries is known
LISTS = [  # html, presses, from which entry on they are known, how many are shown in the end, how it was left
    (LIST.format(all=10, high=20, button="<button>Load more</button>", script=PRESSED), 50, NEW, 10, "whole"),
    (LIST.format(all=10, high=20, button="<button>Load more</button>", script=PRESSED), 2, NEW, 9, "cut"),
    (LIST.format(all=30, high=20, button="<button>Load more</button>", script=PRESSED), 50, 6, 12, "known"),
    (LIST.format(all=30, high=20, button="<button>Load more</button>", script=PRESSED), 50, 0, 6, "known"),
    (LIST.format(all=10, high=400, button="", script=SCROLLED), 50, NEW, 10, "whole"),
    (LIST.format(all=10, high=20, button="<button>Load more</button>", script=""), 50, NEW, 3, "whole"),  # it does nothing
    (LIST.format(all=10, high=20, button="", script=""), 50, NEW, 3, "whole"),
]


async def in_browser() -> tuple[list[bool], list[tuple[int, str]]]:
    """Whether each button is one, and how long each list becomes, with how it was left."""
    from playwright.async_api import async_playwright

    from newscrawl.rendering.more import BEGINNINGS, WHOLE, _next_button, expand

    async def quiet() -> None:
        await asyncio.sleep(0.05)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**launch_options())
        page = await browser.new_page()
        buttons, lists = [], []
        for html, _ in BUTTONS:
            await page.set_content(html)
            buttons.append((await page.evaluate_handle(_next_button, [BEGINNINGS, WHOLE])).as_element() is not None)
        for html, more, known, *_ in LISTS:
            await page.goto("data:text/html," + quote(html.replace("/a/", "https://news.example/a/")))
            left = await expand(
                page, more, 0.0, quiet, lambda links, known=known: all(int(link.rpartition("/")[2]) >= known for link in links)
            )
            lists.append((await page.locator("#list a").count(), left))
        await browser.close()
    return buttons, lists


@pytest.fixture(scope="module")
def seen(browser: None) -> tuple[Any, Any]:
    return asyncio.run(in_browser())


@pytest.mark.parametrize("number", range(len(BUTTONS)), ids=[html for html, _ in BUTTONS])
def test_buttons_for_more_are_known_by_their_words_and_names(seen: tuple[Any, Any], number: int) -> None:
    assert seen[0][number] is BUTTONS[number][1]


@pytest.mark.parametrize(
    "number",
    range(len(LISTS)),
    ids=["press", "bound", "known from the seventh", "all known", "scroll", "a button that does nothing", "nothing"],
)
def test_a_list_is_made_longer_until_nothing_comes(seen: tuple[Any, Any], number: int) -> None:
    assert seen[1][number] == LISTS[number][3:]
