"""Maps: robots.txt, sitemaps and feeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape

from newscrawl.replica.accidents import FORBIDDEN, Kind
from newscrawl.replica.dates import http_date, local_iso
from newscrawl.replica.editions import PAGE_SIZE, ZONE, Section
from newscrawl.replica.view import View
from newscrawl.replica.world import Fate, Plan

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
_RECENT = timedelta(days=2)  # what a news sitemap may hold


def robots(view: View) -> str:
    """The rules for crawlers; pages do link to what they forbid."""
    forbidden = "".join(f"Disallow: {path}\n" for path in FORBIDDEN) if Kind.ROBOTS in view.suffers else ""
    return (
        f"User-agent: *\nCrawl-delay: 0.05\nDisallow: /search\nDisallow: /print/\n{forbidden}\n"
        f"Sitemap: {view.origin}/sitemaps/all.xml\nSitemap: {view.origin}/sitemaps/news.xml\n"
    )


def sitemap_index(view: View) -> str:
    """The months' sitemaps, the newest first; months have no leading zero."""
    base = f"{view.origin}{view.edition.prefix}/sitemaps/all"
    months = dict.fromkeys(_month(plan) for plan in reversed(view.published))
    entries = "".join(f"<sitemap><loc>{base}/sitemap-{year}-{month}.xml</loc></sitemap>\n" for year, month in months)
    return f"{_XML}<sitemapindex {_SITEMAP}>\n{entries}</sitemapindex>\n"


def _month(plan: Plan) -> tuple[int, int]:
    local = plan.published.astimezone(ZONE)
    return local.year, local.month


def sitemap_month(view: View, year: int, month: int) -> str | None:
    """The articles first published in that month, the last changed first; None where there are none."""
    plans = [plan for plan in view.published if _month(plan) == (year, month)]
    dated = sorted(((view.modified(plan), plan.number, plan) for plan in plans), reverse=True)
    entries = "".join(f"<url><loc>{_loc(view, plan)}</loc><lastmod>{local_iso(changed)}</lastmod></url>\n" for changed, _, plan in dated)
    return f"{_XML}<urlset {_SITEMAP}>\n{entries}</urlset>\n" if entries else None


def _loc(view: View, plan: Plan) -> str:
    return escape(view.origin + plan.path)


def sitemap_news(view: View) -> str:
    """The articles of the last two days."""
    edition = view.edition
    entries = "".join(
        f"<url><loc>{_loc(view, plan)}</loc><news:news><news:publication><news:name>{edition.name}</news:name>"
        f"<news:language>{edition.language}</news:language></news:publication><news:publication_date>{local_iso(plan.published)}"
        f"</news:publication_date><news:title>{escape(view.title(plan))}</news:title></news:news></url>\n"
        for plan in _since(view, view.clock - _RECENT)
    )
    return f"{_XML}<urlset {_SITEMAP} {_NEWS}>\n{entries}</urlset>\n"


def _since(view: View, moment: datetime) -> Iterable[Plan]:
    for number in reversed(range(view.count)):
        plan = view.world.plans[number]
        if plan.published < moment:
            return
        if plan.fate is not Fate.UNPUBLISHED:
            yield plan


def rss(view: View, section: Section) -> str:
    """RSS 2.0 of a section's newest articles."""
    plans = [plan for plan in view.plans(section.path)[:PAGE_SIZE] if plan.fate is not Fate.ROBOTS]
    entries = "".join(
        f'<item><title>{escape(view.title(plan))}</title><link>{_loc(view, plan)}</link><guid isPermaLink="false">{plan.postid}</guid>'
        f"<pubDate>{http_date(plan.published)}</pubDate><description>{escape(view.story(plan).summary)}</description></item>\n"
        for plan in plans
    )
    name = f"{view.edition.name}: {section.label}"
    return (
        f'{_XML}<rss version="2.0"><channel><title>{escape(name)}</title><link>{view.origin}{section.path}</link>'
        f"<description>{escape(section.label)}</description>\n{entries}</channel></rss>\n"
    )


def atom(view: View) -> str:
    """Atom of the newest articles."""
    plans = view.latest(PAGE_SIZE)
    entries = "".join(
        f'<entry><title>{escape(view.title(plan))}</title><link href="{_loc(view, plan)}"/><id>tag:almina.example,2024:{plan.postid}</id>'
        f"<published>{local_iso(plan.published)}</published><updated>{local_iso(view.modified(plan))}</updated></entry>\n"
        for plan in plans
    )
    updated = max((view.modified(plan) for plan in plans), default=view.clock)
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{view.edition.name}</title>'
        f"<id>tag:almina.example,2024:{view.edition.code}</id>"
        f"<updated>{local_iso(updated)}</updated><author><name>{view.edition.name}</name></author>\n{entries}</feed>\n"
    )
