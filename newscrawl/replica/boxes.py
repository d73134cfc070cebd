"""Boxes: the lists around an article that lead to others and change with every day."""

from __future__ import annotations

from html import escape

from newscrawl.replica.accidents import COPIES, Kind
from newscrawl.replica.dates import list_date
from newscrawl.replica.editions import PAGE_SIZE, Section
from newscrawl.replica.slugs import named
from newscrawl.replica.view import View
from newscrawl.replica.world import Fate, Plan

_MOST_READ_OF = 30


def item(view: View, plan: Plan, href: str | None = None) -> str:
    """An entry of a listing."""
    title, address = escape(view.title(plan)), escape(href or plan.path)
    label = escape(plan.section.label)
    return (
        f'<div class="item"><a class="media" href="{address}"><img src="/media/thumb/{plan.postid}.png" alt="{title}"></a>'
        f'<div class="media-caption"><h3><a href="{address}">{title}</a></h3>'
        f"<ul><li>{label}</li><li>{list_date(plan.published, view.edition, view.clock)}</li></ul></div></div>\n"
    )


def entries(view: View, section: Section, plans: list[Plan], page: int) -> str:
    """The entries of one page of a listing."""
    listed = plans[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return "".join(item(view, plan, href) for plan in listed for href in (href_in(plan, section), *flooded(view, plan)))


def flooded(view: View, plan: Plan) -> list[str]:
    """The further addresses of an article that was published in a flood of duplicates."""
    floods = any(accident.kind is Kind.FLOOD and accident.holds(plan.published) for accident in view.world.accidents)
    return [f"{plan.path}--{number}" for number in range(2, COPIES + 1)] if floods and plan.plain else []


def href_in(plan: Plan, section: Section) -> str:
    """How a listing links to an article: what moved, by its old address; what is filed elsewhere, with a mark of the way."""
    if plan.fate is Fate.MOVED:
        return plan.old_path
    return plan.path if plan.section is section or plan.number % 2 else f"{plan.path}?utm_source=section&utm_medium=listing"


def around(view: View, plan: Plan) -> str:
    """Most Read, Coverage and Read Next of an article's page."""
    edition = view.edition
    latest = [other for other in view.latest(_MOST_READ_OF) if other is not plan]
    most = sorted(latest, key=lambda other: view.world.chance(other.number, f"read {view.clock.date()}"))[:4]
    return (
        f'<aside class="most-read"><h2>{edition.most_read}</h2>{"".join(_read(view, other) for other in most)}</aside>\n'
        f'<aside class="coverage"><h2>{edition.coverage}</h2>{_coverages(view)}</aside>\n'
        f'<aside class="read-next"><h2>{edition.read_next}</h2><a href="{plan.section.path}">{edition.everything}</a>'
        f"{_next(view, plan)}</aside>\n"
    )


def _read(view: View, plan: Plan) -> str:
    place = plan.regions[0] if plan.regions else plan.section.label
    title = escape(view.title(plan))
    return (
        f'<div class="item"><img src="/media/thumb/{plan.postid}.png" alt="{title}">'
        f'<h3><a href="{escape(plan.path)}">{title}</a></h3>'
        f"<ul><li>{escape(place)}</li><li>{list_date(plan.published, view.edition, view.clock)}</li></ul></div>"
    )


def _coverages(view: View) -> str:
    prefix, names = view.edition.prefix, view.edition.coverages
    links = "".join(f'<li><a href="{prefix}/coverage/{named(name)}">{name}</a></li>' for name in names)
    return f'<a href="{prefix}/coverage">{view.edition.everything}</a><ul>{links}</ul>' if names else ""


def _next(view: View, plan: Plan) -> str:
    return "".join(
        f'<div class="item"><img src="/media/thumb/{other.postid}.png" alt=""><span>{escape(other.section.label)}</span>'
        f'<h3><a href="{escape(other.path)}">{escape(view.title(other))}</a></h3></div>'
        for other in _same_section(view, plan.section, plan)
    )


def _same_section(view: View, section: Section, but: Plan) -> list[Plan]:
    near = (view.world.plans[number] for number in view.world.numbers(section.path, view.count)[:12])
    return [plan for plan in near if plan.plain and plan is not but and plan.section is section][:4]
