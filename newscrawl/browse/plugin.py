"""What Datasette is given besides: its search box on our index, the readable pages, how cells look, closed doors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from datasette import Request, hookimpl
from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest
from markupsafe import Markup

from newscrawl.browse import pages
from newscrawl.browse.guard import Guard
from newscrawl.browse.metadata import STORE
from newscrawl.browse.words import FILTERS
from newscrawl.store.query import QueryError, expression
from newscrawl.store.search import MATCHING


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    return pages.ROUTES


@hookimpl
def asgi_wrapper() -> Callable[..., Any]:
    return Guard


@hookimpl
def prepare_jinja2_environment(env: jinja2.Environment) -> None:
    env.filters |= FILTERS


@hookimpl(trylast=True)
def filters_from_request(request: Request, table: str) -> FilterArguments | None:
    """The search box of the articles: their index is of their current versions, which Datasette can't know."""
    if table != "articles":
        return None
    if not (query := request.args.get("_search") or ""):
        return FilterArguments([], extra_context={"supports_search": True, "search": ""})
    try:
        words = expression(query)
    except QueryError as error:
        raise BadRequest(str(error)) from None
    return FilterArguments([MATCHING], {"matching": words}, [f"search matches {query}"], {"supports_search": True, "search": query})


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    return {"excerpts": pages.excerpts(datasette)}


@hookimpl
def extra_css_urls() -> list[str]:
    return ["/look/tables.css"]


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str) -> Markup | None:
    """An article's id leads to the page about it."""
    if database != STORE or not isinstance(value, str) or (column, table) == ("id", None):
        return None
    if column in ("article_id", "near_duplicate_of", "duplicate_of") or (column, table) == ("id", "articles"):
        return Markup('<a href="/article/{0}">{0}</a>').format(value)
    return None
