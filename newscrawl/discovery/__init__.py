"""Discovery: pages in, links out. Pure: no network, no clock, no store."""

from newscrawl.discovery.fragments import fragment_links
from newscrawl.discovery.links import FoundLink, article_links, is_article
from newscrawl.discovery.menus import section_links, sections_of
from newscrawl.discovery.pages import is_article_page
from newscrawl.discovery.paging import next_page

__all__ = [
    "FoundLink", "article_links", "fragment_links", "is_article", "is_article_page", "next_page", "section_links", "sections_of",
]  # fmt: skip
