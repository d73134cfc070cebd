"""Discovery: pages in, links out. Pure: no network, no clock, no store."""

from newscrawl.discovery.fragments import fragment_links
from newscrawl.discovery.links import FoundLink, article_links, is_article, new_links
from newscrawl.discovery.menus import section_links, sections_of
from newscrawl.discovery.met import Met
from newscrawl.discovery.pages import is_article_page
from newscrawl.discovery.paging import next_page

__all__ = [
    "FoundLink", "Met", "article_links", "fragment_links", "is_article", "is_article_page", "new_links", "next_page", "section_links",
    "sections_of",
]  # fmt: skip
