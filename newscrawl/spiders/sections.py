"""The sections spider: front page -> section menu -> listings -> articles."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.discovery import FoundLink, Met, article_links, fragment_links, new_links, next_page, sections_of
from newscrawl.discovery.map_order import newest_first
from newscrawl.discovery.sitemaps import Kind, SitemapEntry, read_sitemap
from newscrawl.reading.page import Page
from newscrawl.site import Section
from newscrawl.spiders.arguments import ArgumentError, chosen
from newscrawl.spiders.base import NewsSpider
from newscrawl.spiders.listings import BEGINNING, End, Walk, end_of, mark_after
from newscrawl.spiders.menu import further_sections, menu_of
from newscrawl.store import runs
from newscrawl.store.link import Link
from newscrawl.urls import canonical_form, link_key, same_site

logger = logging.getLogger(__name__)

RECENT = 3  # sitemaps of an index that dates none: those with the highest numbers in their address, as sitemap-2026-1.xml
RENDERED = {"cut": End.MAX_PAGES, "known": End.KNOWN}  # how the browser left a listing: why the walk ends
BROWSER = "needs a browser"  # note of a section that plain HTML says nothing of
MAP_DEPTH = 3  # of indexes of sitemaps
DEPTH = 30  # pages from the front page, by links between articles; traps are deeper


class SectionsSpider(NewsSpider):
    """Walks the section menu of a news site to its articles, newest first."""

    name = "sections"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.met = Met()
        self.menu: list[Section] = []  # that this run walks

    def parse_front(self, response: Response) -> Iterator[Request]:
        if not self.accepted(response):
            link: Link = response.meta["link"]
            if link.state in ("gone", "failed") and self.is_known:
                self.end("down", f"{self.site.name} has no front page: {link.reason} at {response.url}; is that still its address?")
            return
        self.settle_home(response)
        page = self.page(response)
        own = self._own(article_links(page, self.site, self.met))
        if "rendered" not in response.meta and not own and not sections_of(page):
            self.rendering.front(page)
            if self.rendering.again(response.meta["link"], page):
                return
        menu = menu_of(page, self.site)
        self.menu = walked = self._chosen(menu)
        runs.save_sections(self.store, self.site.name, walked, self.run)
        self.front = f"{len(menu)} sections found" + (f", {len(walked)} chosen" if len(walked) < len(menu) else "")
        logger.info("front page of %s reached, %s", self.site.name, self.front)
        if self.arguments.sections:
            self.frontier.scope = replace(self.frontier.scope, sections=[section.label for section in walked])
        self.refresh()
        for url in self._maps() if self.last_run else ():
            yield self.request(Link(url, "sitemap", rank=1, again=True))
        if due := self.frontier.look(self.site.revisit.budget, self.clock.now()):
            logger.info("%d articles are due to be looked at again", due)
        for section in walked:
            listing = self._first_page(section)
            if listing.key == response.meta["link"].key:
                yield from self._listed(response, listing)  # a site without a menu: this is the first page of its one listing
            else:
                yield self.request(listing)
        if self._follows(response.meta["link"]):
            yield from self._linked(own, response.meta["link"])

    def _maps(self) -> list[str]:
        """The profile's sitemaps; where it names none, the most recent of those that robots.txt names."""
        if self.site.sitemaps:
            return [self.site.own_url(url) for url in self.site.sitemaps]
        return [entry.loc for entry in newest_first(map(SitemapEntry, self.sitemaps))[:RECENT]]

    def _chosen(self, menu: list[Section]) -> list[Section]:
        """The sections that were asked for, all where none was named."""
        wanted = self.arguments.sections
        try:
            return chosen(wanted, menu) if wanted else menu
        except ArgumentError as error:
            self.end("usage", str(error))

    def _first_page(self, section: Section) -> Link:
        channel = "region" if section.region else "menu"
        return self._listing(section.url, section.label, Walk(self.clock.now(), channel, section.render))

    def _below(self, link: Link, page: Page) -> Iterator[Request]:
        """The sub-sections that only the page of their section prints; they become part of the menu."""
        above = next((section for section in self.menu if section.label == link.section), None)
        found = further_sections(page, above, self.menu, self.site) if above else []
        if not found:
            return
        self.menu = [*self.menu, *found]
        runs.save_sections(self.store, self.site.name, self.menu, self.run)
        if self.arguments.sections:
            self.frontier.scope = replace(self.frontier.scope, sections=[section.label for section in self.menu])
            self.refresh()
        for section in found:
            yield self.request(self._first_page(section))

    def failed(self, failure: Failure) -> None:
        """As for all links; the section of a listing that robots.txt forbids, or that does not answer, says so."""
        link: Link = failure.request.meta["link"]  # type: ignore[attr-defined]
        try:
            super().failed(failure)
        finally:
            if link.kind == "listing":
                runs.set_note(self.store, self.site.name, link.section, link.reason)

    def _listing(self, url: str, label: str, walk: Walk) -> Link:
        data = {**asdict(walk), "begun": walk.begun.isoformat()}
        return Link(url, "listing", 2 * walk.page, label, walk.page, data=data, again=True)

    def parse_listing(self, response: Response) -> Iterator[Request]:
        link: Link = response.meta["link"]
        if not self.accepted(response):
            runs.set_note(self.store, self.site.name, link.section, link.reason)
            return
        yield from self._listed(response, link)

    def _listed(self, response: Response, link: Link) -> Iterator[Request]:
        """The articles of one page of a listing and the next page, or the section's mark."""
        walk = Walk(**{**link.data, "begun": datetime.fromisoformat(link.data["begun"]), "keys": tuple(link.data["keys"])})
        with self.cpu.step("discovery"):
            found, more, note = self._entries(response, link)
        if note == BROWSER and walk.page == 1 and self.rendering.again(link, self.page(response)):
            return
        if walk.page == 1:
            runs.set_note(self.store, self.site.name, link.section, note)
            yield from self._below(link, self.page(response))
        if self._follows(link):
            yield from self._linked([entry for entry in found if entry.aside], link)
        found = [entry for entry in found if not entry.aside]
        keys = list(dict.fromkeys(link_key(entry.url) for entry in found))
        known = self.frontier.known([*keys, *walk.keys], link.section)
        listed = {link_key(entry.url): self._aware(entry.seen) for entry in found}
        moments = [listed[key] or (known[key].published_at if key in known else None) for key in keys]
        for entry in found:
            moment = listed[link_key(entry.url)]
            if self.frontier.scope.may_hold(moment):
                rank = 2 * walk.page + 1
                yield self.request(
                    Link(entry.url, "article", rank, link.section, walk.page, 1, entry.text, listed_at=moment, channel=walk.channel)
                )
        yield from self._go_on(
            link, walk.after(keys, known, all(listed.values())), moments, more, known, RENDERED.get(response.meta.get("rendered", ""))
        )

    def _entries(self, response: Response, link: Link) -> tuple[list[FoundLink], str | None, str | None]:
        """The articles of a listing page, the address of the next one, and what is to be said of it."""
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = self.page(response)
        if "html" not in kind or (link.page > 1 and b"<html" not in response.body[:2000].lower()):
            found, more = fragment_links(response.body, kind, page.url, self.site)
        else:
            found, more = article_links(page, self.site, self.met), next_page(page, link.page)
        own = self._own(found)
        note = None
        if not own:
            note = BROWSER if page.scripts and "rendered" not in response.meta else "no articles found"
        return own, self.own_url(more) if more and own else None, note

    def _go_on(
        self, link: Link, walk: Walk, moments: Sequence[datetime | None], more: str | None, known: dict[str, Any], rendered: End | None
    ) -> Iterator[Request]:
        """The next page of the listing, or the section's new mark; ``rendered``: why the browser pressed no further."""
        since = self.arguments.since
        before = [known[key].published_at if key in known else None for key in link.data["keys"]]
        mark = runs.mark(self.store, self.site.name, link.section)
        end = end_of(walk, before or moments, bool(more), mark, since, self.arguments.max_pages)
        if end is End.LAST and rendered:
            end = rendered
        if end is None and more:
            yield self.request(self._listing(more, link.section, walk))
        elif end:
            link.reason = f"walk ended: {end}"
            runs.set_mark(self.store, self.site.name, link.section, mark_after(end, walk, moments, mark, since))

    def _own(self, found: Sequence[FoundLink]) -> list[FoundLink]:
        """What of it are articles of this site, at the site's own addresses."""
        entries = [replace(entry, url=canonical_form(self.own_url(entry.url))) for entry in found if entry.is_article]
        return [entry for entry in entries if same_site(entry.url, self.site.home)]

    def _aware(self, moment: datetime | None) -> datetime | None:
        """The time beside a listing's entry; the site's zone where it has no offset."""
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=self.zone)

    def _follows(self, link: Link) -> bool:
        """Whether articles are fetched that a front page or another article links to; not where the run is bounded to listings."""
        return not (self.arguments.sections or self.arguments.max_pages or link.depth >= DEPTH)

    def _linked(self, found: Sequence[FoundLink], link: Link) -> Iterator[Request]:
        for entry in found:
            if self.frontier.scope.may_hold(self._aware(entry.seen)):
                yield self.request(Link(entry.url, "article", 2 * (link.page + 1) + 1, page=link.page + 1, depth=link.depth + 1))

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Sitemaps tell this spider which known articles were edited (sitemaps.org, lastmod)."""
        link: Link = response.meta["link"]
        if not self.accepted(response):
            return
        sitemap = read_sitemap(response.body, response.url, self.zone)
        now, last = self.clock.now(), self.last_run or BEGINNING
        later = [entry for entry in sitemap.entries if entry.lastmod and entry.lastmod >= last]
        if sitemap.kind is Kind.INDEX:
            dated = any(entry.lastmod for entry in sitemap.entries)
            for entry in (later if dated else newest_first(sitemap.entries)[:RECENT]) if link.depth < MAP_DEPTH else ():
                yield self.request(Link(self.own_url(entry.loc), "sitemap", rank=1, depth=link.depth + 1, again=True))
            return
        changed = (
            {}
            if sitemap.stamped
            else {link_key(url): (url, entry.lastmod) for entry in later if (url := self.own_url(entry.loc)) and entry.lastmod <= now}
        )
        for key in self.frontier.known(list(changed), None):
            url, lastmod = changed[key]
            yield self.request(Link(url, "article", 1, lastmod=lastmod))
        if self.frontier.due and not sitemap.stamped:
            self.frontier.vouch({link_key(self.own_url(entry.loc)): entry.lastmod for entry in sitemap.entries if entry.lastmod}, now)

    def parse_article(self, response: Response) -> Iterator[Any]:
        link: Link = response.meta["link"]
        if not self.accepted(response):
            return
        page = self.page(response)
        if article := self.read(page, response):
            yield article
        if self._follows(link):
            with self.cpu.step("discovery"):
                found = self._own(new_links(page, self.site, self.met))
            yield from self._linked(found, link)
