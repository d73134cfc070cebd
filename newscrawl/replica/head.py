"""Head: what an article's page says about itself to machines, in one of five forms."""

from __future__ import annotations

import json
from datetime import UTC
from html import escape

from newscrawl.replica.dates import local_iso, net_utc
from newscrawl.replica.prose import Story
from newscrawl.replica.view import CANONICAL, View
from newscrawl.replica.world import Form, Plan, World

_TYPES = {"opinion": "OpinionNewsArticle", "video": "VideoObject", "live": "LiveBlogPosting", "gallery": "ImageGallery"}
_CLASSES = {"posttype": "class1", "category": "class2", "country": "class3"}


def coverage(world: World, plan: Plan) -> str | None:
    """The coverage that an article is filed under."""
    names = world.edition.coverages
    draw = world.chance(plan.number, "coverage")
    return names[int(draw * 4 * len(names))] if names and plan.plain and draw < 0.25 else None


def head(view: View, plan: Plan, told: Story) -> str:
    """The head of an article's page."""
    parts = [f'<link rel="canonical" href="{escape(CANONICAL + plan.path)}">\n']
    if plan.form in (Form.FULL, Form.META):
        parts.append(_metas(view, plan, told))
    if plan.form is Form.SCRIPT:
        parts.append(_open_graph(view, plan, told))
    if plan.form in (Form.FULL, Form.SCRIPT):
        script = json.dumps(_metadata(view, plan, told), ensure_ascii=False).replace("</", "<\\/")
        parts.append(f'<script id="tawsiyat-metadata" type="text/tawsiyat">{script}</script>\n')
    if plan.form is Form.JSON_LD:
        script = json.dumps(_json_ld(view, plan, told), ensure_ascii=False).replace("</", "<\\/")
        parts.append(f'<script type="application/ld+json">{script}</script>\n')
    return "".join(parts)


def _tags(pairs: list[tuple[str, str, str]]) -> str:
    return "".join(f'<meta {kind}="{name}" content="{escape(value)}">\n' for kind, name, value in pairs if value)


def _open_graph(view: View, plan: Plan, told: Story) -> str:
    lead = view.origin + told.images[0].url if told.images else ""
    return _tags([
        ("property", "og:type", "article"), ("property", "og:site_name", view.edition.name), ("property", "og:title", told.title),
        ("property", "og:description", told.summary), ("property", "og:url", CANONICAL + plan.path), ("property", "og:image", lead),
        ("name", "twitter:card", "summary_large_image"),
    ])  # fmt: skip


def _metas(view: View, plan: Plan, told: Story) -> str:
    return _open_graph(view, plan, told) + _tags([
        ("name", "postid", str(plan.postid)), ("name", "description", told.summary), ("name", "keywords", ",".join(told.tags)),
        ("name", "author", ", ".join(told.authors)), ("property", "article:section", plan.section.label),
        ("property", "article:published_time", net_utc(view.dated(plan))),
        ("property", "article:modified_time", net_utc(view.modified(plan))),
        *(("property", "og:video:duration", str(video.seconds)) for video in told.videos),
    ])  # fmt: skip


def _metadata(view: View, plan: Plan, told: Story) -> dict[str, object]:
    values = [
        ("posttype", plan.section.parent or plan.section.label),
        ("category", plan.section.label),
        *(("country", region) for region in plan.regions),
    ]
    classes = [{"key": _CLASSES[mapping], "mapping": mapping, "value": value} for mapping, value in values]
    if name := coverage(view.world, plan):
        classes.append({"key": "class5", "mapping": "coverage", "value": f" {name}"})  # the stray space is the outlet's
    classes += [{"key": "class6", "mapping": "author", "value": author} for author in told.authors]
    return {
        "type": "article", "postid": str(plan.postid), "title": told.title, "url": CANONICAL + plan.path,
        "keywords": ",".join([*told.tags, told.tags[0]]),  # some are given twice
        "thumbnail": view.origin + told.images[0].url if told.images else "",
        "video_duration": str(told.videos[0].seconds) if told.videos else None,
        "word_count": str(len(told.body.split()) * 2 // 3),  # by a count of its own, never the body's
        "lang": view.edition.language, "published_time": local_iso(view.dated(plan)), "last_updated": local_iso(view.modified(plan)),
        "description": told.summary, "author": ", ".join(told.authors), "classes": classes, "html": "", "lite_url": "",
    }  # fmt: skip


def _json_ld(view: View, plan: Plan, told: Story) -> dict[str, object]:
    desks = (view.edition.name, view.edition.net)
    record: dict[str, object] = {
        "@context": "https://schema.org", "@type": _TYPES.get(plan.section.kind, "NewsArticle"),
        "headline": told.title, "description": told.summary,
        "datePublished": view.dated(plan).astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "dateModified": view.modified(plan).astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "author": [{"@type": "Organization" if name in desks else "Person", "name": name} for name in told.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": view.edition.name}, "articleSection": plan.section.label,
        "keywords": told.tags, "inLanguage": view.edition.language, "isAccessibleForFree": True,
        "mainEntityOfPage": {"@type": "WebPage", "@id": CANONICAL + plan.path},
    }  # fmt: skip
    if told.images:
        record["image"] = [view.origin + told.images[0].url]
    for video in told.videos:
        minutes, seconds = divmod(video.seconds or 0, 60)
        record |= {"name": told.title, "contentUrl": view.origin + video.url, "duration": f"PT{minutes}M{seconds}S"}
        record |= {"uploadDate": record["datePublished"], "thumbnailUrl": record["image"]}
    return record
