"""Indexes: the pages of tags, authors and coverages. They list articles and are none."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from newscrawl.replica.bylines import authors, tags
from newscrawl.replica.editions import Paging, Section
from newscrawl.replica.frame import frame
from newscrawl.replica.head import coverage
from newscrawl.replica.listings import listing
from newscrawl.replica.slugs import named
from newscrawl.replica.view import View
from newscrawl.replica.world import Plan, World

_INDEXED = 2000  # of the newest articles
KINDS = ("tags", "authors", "coverage")


def index_page(view: View, kind: str) -> str:
    """All tags, authors or coverages."""
    title = {path: label for label, path in view.edition.footer}.get(f"{view.edition.prefix}/{kind}", kind.title())
    links = "".join(
        f'<li><a href="{view.edition.prefix}/{kind}/{name}">{escape(label)}</a></li>\n'
        for name, (label, _) in sorted(_index(view.world, view.count, kind).items())
    )
    return frame(view, title, "", f'<h1>{escape(title)}</h1>\n<ul class="index">{links}</ul>')


def names(view: View, kind: str) -> list[str]:
    """The last parts of the addresses of all tags, authors or coverages."""
    return sorted(_index(view.world, view.count, kind))


def named_page(view: View, kind: str, name: str, page: int) -> str | None:
    """The page of one tag, author or coverage; None where nothing has that name."""
    label, plans = _index(view.world, view.count, kind).get(name, ("", ()))
    section = Section(label, f"{view.edition.prefix}/{kind}/{name}", Paging.NUMBERS)
    return listing(view, section, list(plans), page) if plans else None


@lru_cache(32)
def _index(world: World, count: int, kind: str) -> dict[str, tuple[str, tuple[Plan, ...]]]:
    """Name in the address to its label and its articles, newest first."""
    found: dict[str, tuple[str, list[Plan]]] = {}
    for plan in reversed(world.plans[max(0, count - _INDEXED) : count]):
        for label in _labels(world, plan, kind) if plan.plain else ():
            found.setdefault(named(label), (label, []))[1].append(plan)
    return {name: (label, tuple(plans)) for name, (label, plans) in found.items()}


def _labels(world: World, plan: Plan, kind: str) -> list[str]:
    if kind == "coverage":
        return [name] if (name := coverage(world, plan)) else []
    return tags(world, plan) if kind == "tags" else authors(world, plan)
