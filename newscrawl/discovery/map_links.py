"""Which entries of a sitemap are articles: sections, tags, authors and static pages stand between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median

from newscrawl.discovery.links import log_odds, ruled
from newscrawl.discovery.shapes import shape_of
from newscrawl.discovery.sitemaps import SitemapEntry
from newscrawl.site import Site

_LIKELY = -2.2  # log-odds of an address that is tried: its page is judged again, and what is left out here is never seen
_NEWS = -10.0  # of one that the sitemap calls news: all but files and the front page
_LEAST = 3  # so many addresses make a form
_NEVER = datetime.min.replace(tzinfo=UTC)


def article_entries(entries: Sequence[SitemapEntry], site: Site) -> list[SitemapEntry]:
    """What of a sitemap may be articles, the newest first.

    The site's patterns decide where there are some, then whether the sitemap calls it news; else the addresses are judged
    together: each by itself and by what most addresses of its form are.
    """
    odds = {entry.loc: log_odds(entry.loc, entry.title) for entry in entries}
    middles = _middles(odds)

    def chosen(entry: SitemapEntry) -> bool:
        decided, alone = ruled(entry.loc, site), odds[entry.loc]
        if decided is not None:
            return bool(decided)
        if entry.news:
            return alone > _NEWS
        if shape_of(entry.loc).is_file:
            return False
        return (alone + middles.get(_form(entry.loc), alone)) / 2 > _LIKELY

    return sorted(filter(chosen, entries), key=lambda entry: entry.published or entry.lastmod or _NEVER, reverse=True)


def may_be_article(url: str, site: Site) -> bool:
    """Whether an address alone, with no list around it, is worth reading its page."""
    decided = ruled(url, site)
    return bool(decided) if decided is not None else not shape_of(url).is_file and log_odds(url, "") > _LIKELY


def _form(loc: str) -> str:
    """What addresses of one kind share: the form of the folder, at the root of the site that of the whole address."""
    pattern = shape_of(loc).pattern
    return pattern.rpartition("/")[0] or pattern


def _middles(odds: dict[str, float]) -> dict[str, float]:
    """The median log-odds of each form of address that several have."""
    forms: dict[str, list[float]] = defaultdict(list)
    for loc, value in odds.items():
        forms[_form(loc)].append(value)
    return {form: median(values) for form, values in forms.items() if len(values) >= _LEAST}
