"""Again: the page of a stored version, read once more by the readers of today. Pure."""

from __future__ import annotations

from newscrawl.archive.captures import Capture
from newscrawl.items import Article
from newscrawl.reading.article import read_page
from newscrawl.reading.page import Page
from newscrawl.site import Site
from newscrawl.urls import answering_scheme, moved_to

# What the whole site says (robots.txt, tdmrep.json) was said at the time of the crawl; its keys in ``Article.rights``.
OF_SITE = ("robots_txt_", "tdm_")


def read_again(stored: Article, capture: Capture, site: Site) -> Article:
    """The article of a capture, with what only the crawl knew of it: id, sections, places, what the whole site says of its use."""
    article = read_page(Page(capture.body, stored.url, capture.headers), site, capture.answered_at)
    for name in ("id", "site", "crawled_at", "sections", "regions"):
        setattr(article, name, getattr(stored, name))
    article.rights = {key: said for key, said in stored.rights.items() if key.startswith(OF_SITE)} | article.rights
    for part in (*article.images, *article.videos, *article.links):
        part.url = answering_scheme(moved_to(part.url, capture.record.url, stored.url), site.home)
    return article
