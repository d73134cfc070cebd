"""Fills the database: the tree of pages, authors, tags, the menu."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction
from roost.models import ArticleAuthor, ArticlePage, Author, AuthorIndexPage, Navigation, NewsIndexPage, RelatedArticle, SectionPage
from wagtail.models import Collection, Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.sites.prose import AUTHORS, Post, posts
from tests.sites.wagtail.site import SECTIONS, TITLE

BELOW = {"Markets": "Economy"}
ZONE = ZoneInfo("Europe/Rome")


@transaction.atomic
def fill(port: int, count: int) -> None:
    """Makes all pages of a site at that port of 127.0.0.1."""
    Locale.objects.create(language_code="en-gb")
    Collection.add_root(name="Root")
    root = Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=NewsIndexPage(title=TITLE, slug="home"))
    Site.objects.create(hostname="127.0.0.1", port=port, root_page=home, is_default_site=True, site_name=TITLE)
    home.add_child(instance=AuthorIndexPage(title="Authors", slug="authors"))
    authors = {name: _author(name) for name in AUTHORS}
    sections: dict[str, SectionPage] = {}
    for name in SECTIONS:
        above = sections.get(BELOW.get(name, ""), home)
        sections[name] = above.add_child(instance=SectionPage(title=name, slug=name.lower()))
    last: dict[str, ArticlePage] = {}
    with disable_reference_index_auto_update():
        for number, post in enumerate(posts(count, SECTIONS)):
            related = last.get(post.section) if number % 4 == 0 else None
            last[post.section] = _article(post, sections[post.section], authors[post.author], related)
    _menu(sections)


def _author(name: str) -> Author:
    return Author.objects.create(
        user=get_user_model().objects.create(username=name), display_name=name, bio="<p>Writes for the Witness.</p>"
    )


def _article(post: Post, section: SectionPage, author: Author, related: ArticlePage | None) -> ArticlePage:
    at = post.published.replace(tzinfo=ZONE)
    body = [("paragraph", f"<p>{text}</p>") for text in post.paragraphs]
    page = ArticlePage(title=post.title, slug=post.slug, lead=post.summary, date=at.date(), body=body)
    page.first_published_at = page.last_published_at = page.latest_revision_created_at = at
    page.article_authors = [ArticleAuthor(author=author)]
    page.related_articles = [RelatedArticle(related_page=related)] if related else []
    page.tags.add(*post.tags)
    return section.add_child(instance=page)


def _menu(sections: dict[str, SectionPage]) -> None:
    entries = [("item", {"page": page, "children": []}) for name, page in sections.items() if name not in BELOW]
    others = [("item", {"title": title, "external_url": f"/{title.lower()}/", "children": []}) for title in ("About", "Contact", "Search")]
    Navigation.objects.create(name="Main", code="main", navigation=[*entries, *others])
