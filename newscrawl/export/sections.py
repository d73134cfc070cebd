"""The parts of a card that judge the data: how it was collected, what is missing, what is doubled, who reserves what."""

from __future__ import annotations

from newscrawl.export.columns import Kind
from newscrawl.export.facts import Coverage, Facts
from newscrawl.export.markdown import plain, table

RUNS = 20  # that are listed
DAYS = 15  # with gaps that are named
TAKEDOWN = (
    "Who wants an article, a name or a site taken out of this dataset writes to {}. The makers remove it from their store (it does not come "
    "back) and leave it out of the next version, whose change list names it as deleted."
)


def collection(facts: Facts) -> list[str]:
    versions = ", ".join(f"{name} {version}" for name, version in facts.programs.items())
    asked = ", ".join(f"{name} {plain(str(value))}" for name, value in facts.order.asked.items()) or "all that the store has"
    rows = [
        (
            run["id"],
            plain(run["site"]),
            run["spider"],
            f"{run['started_at']:%Y-%m-%d %H:%M}",
            plain(run["reason"] or "was killed"),
            run["version"],
        )
        for run in facts.runs[-RUNS:]
    ]
    more = [f"The last {RUNS} of {len(facts.runs):,} runs; provenance.json has them all.\n"] if len(facts.runs) > RUNS else []
    return [
        "## How was it collected?\n",
        "By newscrawl, which walks a site's section menu, sitemaps or feeds to its articles, obeys robots.txt, asks for one page at a time, "
        "passes no paywall, and keeps every edit as a version.\n",
        f"Selected: {asked}. Programs: {versions}.\n",
        *(["The profiles of the sites are in profiles/.\n"] if facts.profiles else []),
        *more,
        *table(("run", "site", "spider", "began (UTC)", "ended", "newscrawl"), rows),
    ]  # fmt: skip


def gaps(facts: Facts) -> list[str]:
    rows = [_covered(site, covered) for site, covered in facts.coverage.items()]
    return [
        "## What is missing?\n",
        "*Seen* are articles that a menu, a sitemap or a feed has shown, *stored* those of them that could be read, *likely* how many there are, "
        "from how far two roads overlap (capture and recapture, Chapman 1951; empty where one road alone was walked). They count the whole "
        "site within the dates of the selection.\n",
        *table(("site", "seen", "stored", "likely", "runs that did not end well"), rows),
        *(line for site, covered in facts.coverage.items() for line in _days(site, covered)),
    ]


def _covered(site: str, covered: Coverage) -> tuple[object, ...]:
    return plain(site), covered.seen, covered.stored, f"{covered.likely:,.0f}" if covered.likely else "", covered.unfinished


def _days(site: str, covered: Coverage) -> list[str]:
    worst = sorted(covered.missed, key=lambda pair: (-pair[1], str(pair[0])))[:DAYS]
    if not worst:
        return []
    named = ", ".join(f"{day or 'no date'} ({count:,})" for day, count in worst)
    return [f"{plain(site)}: {len(covered.missed):,} days with articles that were seen and are not stored; most on {named}.\n"]


def fields(facts: Facts) -> list[str]:
    rows = [(f"`{c.name}`", _kind(c.kind), facts.census.filled[c.name], f"{facts.census.share(c.name):.1%}") for c in facts.census.columns]
    return ["## How often is each field filled?\n", *table(("field", "type", "rows", "share"), rows)]


def _kind(kind: Kind) -> str:
    return {Kind.STRINGS: "list of texts", Kind.RECORDS: "list of records", Kind.OBJECT: "JSON object", Kind.MOMENT: "time"}.get(
        kind, str(kind)
    )


def duplicates(facts: Facts) -> list[str]:
    census = facts.census
    return [
        "## What is in it twice?\n",
        f"{census.duplicates:,} rows have the same content as an article under another address (`duplicate_of`), {census.near_duplicates:,} are "
        "copies of another text, edited or cut (`near_duplicate_of`, `cluster_id`). They are marked and kept; the article that is meant may be "
        "outside of the selection.\n",
    ]


def rights(facts: Facts) -> list[str]:
    signals = [(f"`{plain(name)}`", count) for name, count in sorted(facts.census.signals.items())]
    reasons = [(plain(why), count) for why, count in sorted(facts.left_out.items())]
    contact = plain(facts.order.contact) or "whoever gave it to them (the makers named no contact)"
    licence = f"The makers give what is theirs, the collection, under {plain(facts.order.licence)}. " if facts.order.licence else ""
    return [
        "## What may I do with it?\n",
        f"{licence}The articles are their publishers' works; nothing here licenses them. What each publisher said of the use of a page is in "
        "`rights`. Whether research on them is free depends on your country's law (in the EU: Directive 2019/790, articles 3 and 4).\n",
        *(table(("signal", "rows that have it"), signals) if signals else ["No page had a machine-readable signal.\n"]),
        *_text(facts),
        *(table(("text left out because", "rows"), reasons) if reasons else []),
        f"{TAKEDOWN.format(contact)}\n",
    ]


def _text(facts: Facts) -> list[str]:
    if facts.order.hydrate:
        return ["No text is in it: `scrapy hydrate DIR` fetches the articles again and says which still match their `content_hash`.\n"]
    if not facts.order.respect:
        return ["Texts are in it whether their publisher reserves them or not (`--rights ignore`).\n"]
    share = facts.left_out.total() / facts.census.rows if facts.census.rows else 0
    return [f"{facts.left_out.total():,} rows ({share:.1%}) are without text (body, blocks, summary), since their publisher reserves it.\n"]
