"""Profile: what a look round has seen as the TOML of newscrawl.site, each line with its reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from newscrawl import __version__
from newscrawl.discovery import is_article_page
from newscrawl.newsite import expected, rights
from newscrawl.newsite.pattern import Learned, learn
from newscrawl.newsite.seen import Survey
from newscrawl.newsite.title import Named, title_of
from newscrawl.newsite.zone import Told, zone_of
from newscrawl.normalise import languages
from newscrawl.normalise.text import printable
from newscrawl.reading.article import read_page
from newscrawl.site import Politeness, Section, Site, Zones

LONGEST = 120  # characters of an address inside of a comment
FEEDS_TOLD = 3  # of section pages


class Profile:
    """The profile of a site that was looked at. ``learned``, ``title``, ``language`` and ``zone`` are what it stands on.

    The samples are read again with what it says, as a crawl will read them.
    """

    def __init__(self, survey: Survey):
        self.survey = survey
        sure = [sample.page.url for sample in survey.read]
        sections = [section.url for section in survey.menu]
        self.learned: Learned = learn(list(survey.sources()), sections, sure)
        self.language = _language(survey)
        self.title: Named = title_of(survey)
        self.zone: Told = zone_of(survey, self.language[0])
        self.rights = rights.signals(survey)
        site = Site(survey.name, survey.home, self.title.name, self.language[0], Zones(self.zone.name))
        for sample in survey.samples:
            sample.article = read_page(sample.page, site, sample.answered_at)
            sample.taken = is_article_page(sample.page, sample.article)

    @property
    def text(self) -> str:
        """The file: TOML that newscrawl.site reads."""
        parts = [
            self._head(),
            self._rights(),
            self._roads(),
            self._zones(),
            self._links(),
            self._politeness(),
            self._expect(),
            self._sections(),
        ]
        return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"

    def _head(self) -> Iterator[str]:
        seen, day = self.survey, self.survey.answered_at.date()
        yield from _comment(
            f"Written by scrapy newsite (newscrawl {__version__}) on {day} from {seen.fetched} answers of the site, {len(seen.read)} of them articles. "
            "What it says was seen, not known: correct what is wrong (docs/add-a-site.md)."
        )
        yield f"home = {_quoted(seen.home)}"
        if self.title.name:
            yield f"title = {_quoted(self.title.name)}  # {self.title.why}; headlines and authors lose it"
        else:
            yield f"# title: {self.title.why}"
        tag, why = self.language
        yield f"language = {_quoted(tag)}  # {why}" if tag else f"# language: {why}"

    def _rights(self) -> Iterator[str]:
        if self.rights:
            yield "# What the site says of the use of its pages (docs/ethics.md); decide what it means for yours:"
            yield from (f"# - {printable(line)}" for line in self.rights)
        else:
            yield "# Of the use of its pages the site says nothing that was seen: no Content-Signal, no rules for AI agents, no TDM reservation."

    def _roads(self) -> Iterator[str]:
        seen = self.survey
        if seen.sitemaps:
            if seen.named_sitemaps > len(seen.sitemaps):
                yield f"# robots.txt names {seen.named_sitemaps}; scrapy crawl sitemap reads them all. These tell the other runs what was edited."
            elif not seen.named_sitemaps:
                yield "# At the usual address: robots.txt names none."
            yield from _listed("sitemaps", [(seen.relative(road.url), road.said) for road in seen.sitemaps])
        else:
            yield "# sitemaps: robots.txt names none that could be read, and none is at the usual addresses"
        if further := seen.further_feeds:
            yield "# feeds: left out, since section pages name feeds of their own, and scrapy crawl feed finds them all by itself:"
            yield f"# {_cut(', '.join([*seen.front.feeds[:1], *further[:FEEDS_TOLD]]))}"
        elif seen.feeds:
            yield from _listed("feeds", [(seen.relative(road.url), road.said) for road in seen.feeds])
        else:
            yield "# feeds: the front page names none that could be read; scrapy crawl feed tries section pages and the usual addresses"

    def _zones(self) -> Iterator[str]:
        if self.zone.name:
            yield "[zones]"
            yield f"page = {_quoted(self.zone.name)}  # {self.zone.why}"
        else:
            yield from _comment(f"zones: {self.zone.why}. Compare a date on a page with when it came out, then say:")
            yield '# zones = { page = "Europe/Paris" }'

    def _links(self) -> Iterator[str]:
        found = self.learned
        if not found.patterns:
            yield from _comment(
                f"links.article: no clean pattern ({_cut(found.why_not)}), so each link is judged by itself and by its neighbours"
            )
            return
        yield "[links]"
        yield from _comment(
            f"Match all {found.articles} article links that were seen, and none of {found.others} others. Only what they match is taken for an article."
        )
        yield from _lines("article", [f"'{pattern}'," for pattern in found.patterns])
        if found.ignore:
            yield "# Folders whose addresses look alike, and which held no article."
            yield from _lines("ignore", [f"'{pattern}'," for pattern in found.ignore])

    def _politeness(self) -> Iterator[str]:
        gap, own = self.survey.gap, Politeness().delay
        if gap > own:
            yield "[politeness]"
            yield f"delay = {float(gap)}  # seconds; robots.txt asks for it"
        else:
            asked = f"robots.txt asks for {gap:g}" if gap else "robots.txt asks for no delay"
            yield f"# politeness: one request at a time, {own:g} s apart ({asked})"

    def _expect(self) -> Iterator[str]:
        articles = [sample.article for sample in self.survey.read]
        pace = expected.pace(self.survey)
        yield "[expect]  # less than this means that the site, or its reading, has changed"
        if self.survey.menu:
            yield f"sections = {len(self.survey.menu)}  # in the menu"
        if pace:
            first, last = pace.dates[0].date(), pace.dates[-1].date()
            yield f"articles_per_day = {pace.per_day}  # {_cut(self.survey.relative(pace.road.url))} dates {len(pace.dates)} from {first} to {last}"
        if shares := expected.shares(articles):
            counts = expected.filled(articles)
            yield ""
            yield f"[expect.fields]  # share of articles that have it: so many of {len(articles)} had, one more is allowed to lack it"
            yield from (f"{name} = {share}  # {counts[name]} of {len(articles)}" for name, share in shares.items())

    def _sections(self) -> Iterator[str]:
        seen = self.survey
        if not seen.menu:
            yield "# sections: no menu was found on the front page, so a crawl lists the front page itself"
            return
        yield "# As the front page's menu has them. A place wants region = true; a list that needs JavaScript is found out by a crawl."
        links = {listing.page.url: len(listing.links.articles) for listing in seen.listings}
        for place, section in enumerate(seen.menu):
            yield from ("",) if place else ()
            yield from self._section(section, links.get(section.url))

    def _section(self, section: Section, links: int | None) -> Iterator[str]:
        yield "[[sections]]" if links is None else f"[[sections]]  # its page has {links} article links"
        yield f"label = {_quoted(section.label)}"
        yield f"url = {_quoted(self.survey.relative(section.url))}"
        if section.kind != "article":
            yield f"kind = {_quoted(section.kind)}  # by its name"
        if section.parent:
            yield f"parent = {_quoted(section.parent)}"


def _language(survey: Survey) -> tuple[str | None, str]:
    """What most articles say; else what the front page does."""
    said = Counter(sample.article.language for sample in survey.read if sample.article.language)
    if said:
        tag, times = said.most_common(1)[0]
        return tag, f"{times} of {len(survey.read)} articles say so"
    tag = languages.tag(survey.front.page.root.get("lang") or "")
    return tag, "the front page says so" if tag else "no page says in which it is written"


def _listed(key: str, entries: list[tuple[str, str]]) -> Iterator[str]:
    yield from _lines(key, [f"{_quoted(url)},  # {printable(said)}" for url, said in entries])


def _lines(key: str, entries: list[str]) -> Iterator[str]:
    yield f"{key} = ["
    yield from (f"  {entry}" for entry in entries)
    yield "]"


def _comment(text: str, width: int = 140) -> Iterator[str]:
    line = "#"
    for word in printable(text).split():
        if len(line) + len(word) > width:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def _quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(printable(text), ensure_ascii=False)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
