"""Policy: which pages of a site go through the browser; some of it is learned as the crawl goes."""

from __future__ import annotations

import logging
from collections import Counter

from scrapy.settings import BaseSettings

from newscrawl.reading.page import Page
from newscrawl.rendering.browser import missing, mode
from newscrawl.rendering.shells import is_shell, skeleton
from newscrawl.store.link import Link

logger = logging.getLogger(__name__)

KINDS = ("front", "listing", "article")
MORE = 50  # how often one listing is scrolled or clicked for more
LONGEST = 120.0  # seconds for all of that
MARGIN = 1  # times that it may bring known articles only before it ends
TRIES = 3  # pages of one shell that are rendered to no avail before no more are
EMPTY = "an empty shell until JavaScript ran"


class Rendering:
    """What of a site needs a browser, and whether there is one.

    ``render`` in a link's data is what its section says: True, False or "auto". A link that turns out to need it is opened
    again with True, in its row, so that a later run knows it too.
    """

    def __init__(self, settings: BaseSettings):
        self.mode = mode(settings)
        self.missing = missing() if self.mode != "never" else ""
        self.everything = self.mode == "always"
        self.articles = self.everything
        self._shells: dict[int, set[str]] = {}
        self._vain: Counter[int] = Counter()
        self._told = False

    @property
    def possible(self) -> bool:
        return self.mode != "never" and not self.missing

    def wants(self, link: Link) -> bool:
        """Whether the link's page is to be rendered."""
        if not self.possible or link.kind not in KINDS:
            return False
        says = link.data.get("render", "auto")
        return says is True or (says is not False and (self.everything or (self.articles and link.kind == "article")))

    def more(self, link: Link, max_pages: int | None) -> int | None:
        """How often a listing may be scrolled or clicked for more, each a page of it; None for what is no listing."""
        return min(MORE, max_pages - 1 if max_pages else MORE) if link.kind == "listing" else None

    def again(self, link: Link, page: Page) -> bool:
        """Opens a link again, to be rendered, where its plain page showed nothing but has scripts; whether it did."""
        if self.mode == "never" or link.data.get("render") in (True, False) or not page.scripts:
            return False
        if not self.possible:
            self._tell(f"{link.url} needs a browser, which is not there: {self.missing}")
            return False
        link.state, link.reason, link.data = "open", "to be rendered", {**link.data, "render": True}
        return True

    def front(self, page: Page) -> None:
        """Takes note of a front page that showed nothing: where it is a shell, so is the rest of the site."""
        if is_shell(page):
            self._shells.setdefault(skeleton(page), set()).add(page.url)
            if self.possible and not self.everything:
                logger.info("the front page is %s: the site is crawled through the browser", EMPTY)
            self.everything = self.articles = True

    def shell(self, link: Link, page: Page) -> bool:
        """Opens an article's link again where its plain page is a shell; whether it did."""
        kind = skeleton(page)
        self._shells.setdefault(kind, set()).add(page.url)
        if self._vain[kind] >= TRIES or not self.again(link, page):
            return False
        link.data["shell"] = kind
        return True

    def shown(self, link: Link, article: bool) -> None:
        """Takes note of what a page was that had been a shell.

        A shell that hides an article, and that another address has too, is the site's: all articles are rendered from then on.
        One that hides none, time after time, is left alone.
        """
        kind = link.data.get("shell")
        if kind is None:
            return
        if not article:
            self._vain[kind] += 1
        elif len(self._shells.get(kind, ())) > 1 and not self.articles:
            logger.info("articles are %s: they are read through the browser", EMPTY)
            self.articles = True

    def lost(self, why: str) -> None:
        """The browser did not start: the rest of the run does without."""
        self.missing = why
        self._tell(f"pages that need JavaScript are left out: {why}")

    def _tell(self, line: str) -> None:
        if not self._told:
            self._told = True
            logger.warning("%s", line)
