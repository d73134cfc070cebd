"""Runs, the sections of a site with their marks, and what a run did to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from newscrawl import __version__
from newscrawl.site import Section
from newscrawl.store.database import Store
from newscrawl.store.schema import links, runs, sections, sightings, versions


@dataclass(slots=True, frozen=True)
class Mark:
    """Down to which date a section's articles are all known (``to``), as of when (``at``)."""

    to: datetime
    at: datetime


@dataclass(slots=True, frozen=True)
class SectionCount:
    """What a run found in one section of the menu."""

    label: str
    parent: str | None
    found: int  # articles in its listings
    stored: int  # of these, in the store
    new: int
    versions: int  # edits
    refused: int  # of these, links that gave no article: refused, failed, gone, not an article
    note: str | None


def begin(store: Store, site: str, spider: str, arguments: dict[str, Any], now: datetime) -> int:
    """The number of a new run."""
    statement = insert(runs).values(site=site, spider=spider, started_at=now, arguments=arguments, version=__version__).returning(runs.c.id)
    number = int(store.execute(statement).scalar_one())
    store.commit()
    return number


def finish(store: Store, run: int, reason: str, counts: dict[str, Any], now: datetime) -> None:
    store.execute(update(runs).where(runs.c.id == run).values(finished_at=now, reason=reason, counts=counts))
    store.wrote()


def latest(store: Store, site: str, spider: str | None = None, before: datetime | None = None) -> datetime | None:
    """When the site's last run that came to its end began (of that spider, where one is named), None where there was none."""
    conditions = [runs.c.site == site, runs.c.reason.in_(("finished", "limit")), *([runs.c.spider == spider] if spider else [])]
    conditions += [runs.c.started_at < before] if before else []
    return store.execute(select(func.max(runs.c.started_at)).where(*conditions)).scalar()  # type: ignore[no-any-return]


def sites(store: Store) -> list[str]:
    """The sites that were ever crawled."""
    return list(store.execute(select(runs.c.site).distinct().order_by(runs.c.site)).scalars())


def number_of_last(store: Store, site: str) -> int:
    """The number of the site's last run, however it ended; 0 where there was none."""
    return store.execute(select(func.coalesce(func.max(runs.c.id), 0)).where(runs.c.site == site)).scalar_one()  # type: ignore[no-any-return]


def save_sections(store: Store, site: str, menu: Sequence[Section], run: int) -> None:
    """Writes the menu as it was found; what it no longer has keeps its row and its last run."""
    known = {row.label: row.id for row in store.execute(select(sections.c.label, sections.c.id).where(sections.c.site == site))}
    for position, section in enumerate(menu):
        values = {"url": section.url, "kind": section.kind, "parent": section.parent, "position": position, "run_id": run}
        if section.label in known:
            store.execute(update(sections).where(sections.c.id == known[section.label]).values(values))
        else:
            store.execute(insert(sections).values(site=site, label=section.label, **values))
    store.wrote(len(menu))


def mark(store: Store, site: str, label: str) -> Mark | None:
    row = store.execute(
        select(sections.c.complete_to, sections.c.complete_at).where(sections.c.site == site, sections.c.label == label)
    ).first()
    return Mark(row.complete_to, row.complete_at) if row and row.complete_to and row.complete_at else None


def set_mark(store: Store, site: str, label: str, value: Mark | None) -> None:
    """Sets or takes away a section's mark."""
    values = {"complete_to": value.to if value else None, "complete_at": value.at if value else None}
    store.execute(update(sections).where(sections.c.site == site, sections.c.label == label).values(values))
    store.wrote()


def set_note(store: Store, site: str, label: str, note: str | None) -> None:
    store.execute(update(sections).where(sections.c.site == site, sections.c.label == label).values(note=note))
    store.wrote()


def section_counts(store: Store, site: str, run: int) -> list[SectionCount]:
    """For each section of the menu what the run found and did, in the menu's order."""
    section = sightings.c.section
    counted = [
        {label: count for count, label in store.execute(statement.add_columns(section).group_by(section))}
        for statement in _counted(site, run)
    ]
    rows = store.execute(select(sections).where(sections.c.site == site, sections.c.run_id == run).order_by(sections.c.position)).mappings()
    return [
        SectionCount(row["label"], row["parent"], *(counts.get(row["label"], 0) for counts in counted), row["note"])
        for row in rows
    ]  # fmt: skip


def whole_count(store: Store, site: str, run: int) -> SectionCount:
    """The same of all sections together: what stands in several counts once."""
    return SectionCount("all", None, *(store.execute(statement).scalar_one() for statement in _counted(site, run)), None)


def _counted(site: str, run: int) -> list[Select[tuple[int]]]:
    """The columns of a :class:`SectionCount`, ``found`` to ``refused``."""
    link, article = func.count(sightings.c.link_id.distinct()), func.count(sightings.c.article_id.distinct())
    seen = (sightings.c.site == site) & sightings.c.channel.in_(("menu", "region"))
    written = select(article).join(versions, versions.c.article_id == sightings.c.article_id).where(seen, versions.c.run_id == run)
    lost = select(link).join(links, links.c.id == sightings.c.link_id).where(seen, sightings.c.run_id == run)
    return [
        select(link).where(seen, sightings.c.run_id == run),
        select(article).where(seen),
        written.where(versions.c.number == 1),
        written.where(versions.c.number > 1),
        lost.where(links.c.state.in_(("refused", "failed", "gone", "skipped"))),
    ]
