"""Truth: what a perfect reader stores of every article at one moment, and what it must refuse."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from newscrawl.items import Image, Link
from newscrawl.normalise.text import count_words
from newscrawl.replica.dates import local_iso
from newscrawl.replica.editions import Paging
from newscrawl.replica.indexes import KINDS, names
from newscrawl.replica.prose import Story
from newscrawl.replica.view import CANONICAL, View
from newscrawl.replica.world import Fate, Form, Plan
from newscrawl.urls import article_id


def truth(view: View) -> dict[str, Any]:
    """Articles by their fields (names as in newscrawl/items.py), and the addresses that are something else."""
    plans = view.published
    articles = [plan for plan in plans if not view.gone(plan) and plan.fate not in (Fate.SOFT_404, Fate.ROBOTS)]
    return {
        "clock": view.clock.isoformat(),
        "home": f"{view.origin}{view.edition.prefix}/",
        "articles": [article(view, plan) for plan in articles],
        "gone": [CANONICAL + plan.path for plan in plans if view.gone(plan)],
        "moved": {CANONICAL + plan.old_path: CANONICAL + plan.path for plan in plans if plan.fate is Fate.MOVED},
        "soft_404": [CANONICAL + plan.path for plan in plans if plan.fate is Fate.SOFT_404],
        "refused_by_robots": [CANONICAL + plan.path for plan in plans if plan.fate is Fate.ROBOTS],
        "not_articles": [CANONICAL + path for path in _others(view)],
        "needs_browser": [CANONICAL + plan.path for plan in plans if plan.section.paging is Paging.SCRIPT],
    }


def article(view: View, plan: Plan) -> dict[str, Any]:
    """The fields of one article."""
    told, told_by_text = view.story(plan), plan.form is not Form.JSON_LD
    canonical, body = CANONICAL + plan.path, told.body
    # JSON-LD names the video, text alone does not tell its length.
    video = {"title": told.title} if plan.form is Form.JSON_LD else {"seconds": None} if plan.form is Form.BARE else {}
    return {
        "id": article_id(canonical), "path": plan.path, "url": view.origin + plan.path, "canonical_url": canonical,
        "kind": plan.section.kind,
        "title": told.title, "summary": told.summary, "authors": told.authors, "source": told.source if told_by_text else None,
        "published_at": local_iso(plan.published), "modified_at": None if plan.form is Form.BARE else local_iso(view.modified(plan)),
        "section": plan.section.label, "sections": [section.label for section in plan.sections], "regions": list(plan.regions),
        "tags": told.tags, "language": view.edition.language, "body": body, "blocks": [asdict(block) for block in told.blocks],
        "images": [asdict(replace(image, url=view.origin + image.url)) for image in _shown(told)],
        "videos": [asdict(replace(entry, url=view.origin + entry.url, **video)) for entry in told.videos],
        "links": [asdict(link) for link in _links(view, plan)], "reading_minutes": view.minutes(plan),
        "shares": view.shares(plan) if told_by_text else None, "access": "unknown" if told_by_text else "free",
        "word_count": count_words(body),
        "status": "ok" if body else "bodiless", "copy_of": _copied(view, plan), "edits": view.done(plan), "form": str(plan.form),
    }  # fmt: skip


def _shown(told: Story) -> list[Image]:
    """The lead, and the others where the page has them: all of a gallery, one inside some bodies."""
    inline = list(told.inline.values())
    return told.images[:1] + (inline if told.blocks else told.images[1:])


def _copied(view: View, plan: Plan) -> str | None:
    return None if plan.original is None else CANONICAL + view.world.plans[plan.original].path


def _links(view: View, plan: Plan) -> list[Link]:
    told = view.story(plan)
    return [
        Link(view.origin + other.path, told.anchor[1] if rel == "body" and told.anchor else other.title, rel)
        for rel, others in view.links(plan).items()
        for other in others
    ]


def _others(view: View) -> list[str]:
    """Pages of the edition that are no articles."""
    edition = view.edition
    listings = [section.path for section in (*edition.sections, *edition.regions)]
    indexed = [f"{edition.prefix}/{kind}/{name}" for kind in KINDS for name in names(view, kind)]
    static = [*(path for _, path in edition.footer), *(f"{edition.prefix}/{kind}" for kind in KINDS)]
    return list(dict.fromkeys([f"{edition.prefix}/", *listings, *static, *indexed]))
