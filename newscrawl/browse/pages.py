"""The readable pages: the front page, an article, its versions with the words that went and came."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from typing import Any

from datasette import Request, Response
from datasette.app import Datasette
from datasette.utils.asgi import NotFound

from newscrawl.changes import changes
from newscrawl.items import Article, Block
from newscrawl.store.database import Store
from newscrawl.store.history import versions_of
from newscrawl.store.lookup import sheet
from newscrawl.store.overview import states
from newscrawl.store.reader import Reader
from newscrawl.store.search import rows_of
from newscrawl.store.snippets import Snippet, snippets

NONE = "The store has no such article, or not so many versions of it."


async def home(datasette: Datasette, request: Request) -> Response:
    known = await _asked(datasette, states)
    return await _page(datasette, request, "home.html", {"sites": known, "total": sum(state.articles for state in known.values())})


async def article(datasette: Datasette, request: Request) -> Response:
    """One version, the current one where the address names none."""
    given = request.args.get("version") or ""
    number = int(given) if given.isdecimal() and len(given) < 10 else None
    found = await _asked(datasette, sheet, request.url_vars["id"], number)
    if found is None:
        raise NotFound(NONE)
    read = found.article
    blocks = read.blocks or [Block("paragraph", text) for text in read.body.split("\n\n") if text]
    return await _page(datasette, request, "article.html", {"sheet": found, "article": read, "blocks": blocks})


async def versions(datasette: Datasette, request: Request) -> Response:
    """All versions, the newest first."""
    found = await _asked(datasette, _edits, request.url_vars["id"])
    if not found:
        raise NotFound(NONE)
    return await _page(datasette, request, "versions.html", {"edits": found, "article": found[0][1]})


def excerpts(datasette: Datasette) -> Callable[[Sequence[str], str], Awaitable[dict[str, Snippet]]]:
    """For the list of articles: the snippet of each id, where there was a search."""

    async def of(ids: Sequence[str], query: str) -> dict[str, Snippet]:
        return await _asked(datasette, _snippets, ids, query) if ids and query else {}

    return of


def _snippets(store: Store, ids: Sequence[str], query: str) -> dict[str, Snippet]:
    rows = rows_of(store, ids)
    made = snippets(store, query, list(rows.values()))
    return {article: made[row] for article, row in rows.items() if row in made}


def _edits(store: Store, article: str) -> list[tuple[int, Article, list[Any]]]:
    """Each version's number, itself and what it changed, the newest first."""
    read = versions_of(store, article)
    first = [(1, version, []) for version in read[:1]]
    return [*first, *((number, two, changes(one, two)) for number, (one, two) in enumerate(pairwise(read), 2))][::-1]


async def _asked(datasette: Datasette, function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function says of the store, which it has for itself, away from the loop that answers."""

    def ask() -> Any:
        with Reader(datasette.newscrawl_store) as store:
            return function(store, *arguments)

    return await asyncio.to_thread(ask)


async def _page(datasette: Datasette, request: Request, template: str, values: dict[str, Any]) -> Response:
    return Response.html(await datasette.render_template(template, values, request=request))


ROUTES = [
    (r"^/$", home),
    (r"^/article/(?P<id>[\w.-]+)$", article),
    (r"^/article/(?P<id>[\w.-]+)/versions$", versions),
]
