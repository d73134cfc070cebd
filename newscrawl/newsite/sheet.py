"""Sheet: what a look round found, for a person: the roads, the samples, what to look at by hand. Nothing of the web steers the terminal."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl import site as sites
from newscrawl.hints import SCRAPY
from newscrawl.newsite.expected import filled
from newscrawl.newsite.profile import Profile
from newscrawl.newsite.seen import Sample
from newscrawl.normalise.text import printable

PIPED = 120  # columns where there is no terminal that says how many it has
TITLE, NAME = 60, 24  # characters of a cell
COLUMNS = ("title", "date", "authors", "words", "section")
FEW = 0.8  # share of the samples, below which a field is to be looked at
LOOKED_AT = ("published_at", "authors", "body", "section")


def show(profile: Profile, path: Path | None, to_stderr: bool) -> None:
    """Prints what was found; ``path`` is where the profile was written, None where it was printed."""
    out = Console(stderr=to_stderr, highlight=False, markup=False, emoji=False)
    if not out.is_terminal:
        out.width = max(out.width, PIPED)
    survey = profile.survey
    _lines(out, _found(profile))
    if survey.samples:
        out.print(_samples(survey.samples))
        articles = [sample.article for sample in survey.read]
        if articles:
            _lines(
                out, [f"Of {len(articles)} articles have " + ", ".join(f"{name} {count}" for name, count in filled(articles).items()), ""]
            )
    hints = list(by_hand(profile))
    _lines(out, ["Look at by hand:", *(f"- {hint}" for hint in hints), ""] if hints else [])
    if path:
        _lines(out, _next(profile, path))


def _lines(out: Console, lines: list[str]) -> None:
    for line in lines:
        out.print(Text(printable(line)), soft_wrap=True)


def _found(profile: Profile) -> list[str]:
    survey = profile.survey
    labels = ", ".join(section.label for section in survey.menu)
    roads = [f"{len(survey.sitemaps)} sitemaps read of {survey.named_sitemaps or 'none'} named", f"{len(survey.feeds)} feeds read"]
    return [
        "",
        f"{survey.home}: {len(survey.menu)} sections{f' ({labels})' if labels else ''}; {', '.join(roads)}",
        f"Articles are told by {' or '.join(profile.learned.patterns) if profile.learned.patterns else 'each link by itself: there is no clean pattern'}",
        "",
    ]


def _samples(samples: list[Sample]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name, justify="right" if name == "words" else "left", overflow="ellipsis", no_wrap=True)
    for sample in samples:
        article = sample.article
        if not sample.taken:
            table.add_row(Text(printable(f"(no article: {unquote(urlsplit(sample.page.url).path)})")[:TITLE], "dim"), "", "", "", "")
            continue
        date = article.published_at.isoformat(" ", "minutes") if article.published_at else "-"
        texts = (article.title or "-", date, ", ".join(article.authors) or "-", str(article.word_count), article.section or "-")
        table.add_row(*(Text(printable(text)[: NAME if place in (2, 4) else TITLE]) for place, text in enumerate(texts)))
    return table


def by_hand(profile: Profile) -> Iterator[str]:
    """What a person should look at before trusting the profile."""
    survey = profile.survey
    yield from survey.troubles
    if not survey.menu:
        yield "sections: no menu was found; name some in the profile if the site has them"
    yield from (
        f"section {listing.label}: no article links on its page; it may need JavaScript (docs/render.md)"
        for listing in survey.listings
        if not listing.links.articles
    )
    counts = filled([sample.article for sample in survey.read])
    for name in LOOKED_AT:
        if survey.read and counts[name] < FEW * len(survey.read):
            lacking = next(sample.page.url for sample in survey.read if not getattr(sample.article, name))
            yield f"{name}: only {counts[name]} of {len(survey.read)} samples have it; scrapy probe {lacking} --field {name}"
    titles = Counter(sample.article.title for sample in survey.read)
    yield from (
        f"{times} samples have one title, {title!r}: name it as title, or give a rule for title (docs/add-a-site.md)"
        for title, times in titles.items()
        if times > 1
    )
    yield from (f"{sample.page.url} looked like an article and is none" for sample in survey.samples if not sample.taken)
    if not profile.zone.name:
        yield f"time zone {profile.zone.why}"
    yield from (f"rights: {line}" for line in profile.rights)


def _next(profile: Profile, path: Path) -> list[str]:
    survey = profile.survey
    site = shlex.quote(path.stem if path.parent == sites.folder() else str(path))
    names = (name for section in survey.menu for name in (section.label.lower(), section.slug) if name.isalnum())
    first = next((f" -a sections={name}" for name in names), "")
    sample = shlex.quote(survey.read[0].page.url)
    return [
        f"Written: {path}. Next:",
        f"  {SCRAPY} probe {sample} --site {site}",
        f"  {SCRAPY} crawl sections -a site={site}{first} -a limit=20",
        f"  {SCRAPY} sites",
    ]
