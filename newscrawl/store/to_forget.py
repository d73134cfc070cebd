"""What goes when something is to be forgotten: the articles, and whatever else tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select

from newscrawl.normalise.text import folded
from newscrawl.store import tombstones
from newscrawl.store.database import Store
from newscrawl.store.found import batched
from newscrawl.store.history import find
from newscrawl.store.schema import articles, links, records, versions
from newscrawl.urls import link_key


@dataclass(slots=True)
class Plan:
    """What goes: articles (id to address), addresses by key, whole sites; ``hashes`` become tombstones."""

    articles: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)  # as a whole
    touched: set[str] = field(default_factory=set)  # sites whose log names the articles
    hashes: dict[str, str | None] = field(default_factory=dict)
    versions: int = 0
    copies: dict[str, str] = field(default_factory=dict)  # other articles with the same text, or nearly
    linking: set[int] = field(default_factory=set)  # rows of versions of other articles that link to them
    archives: dict[str, int] = field(default_factory=dict)  # files of the archive to the number of pages in them


def plan(store: Store, urls: Iterable[str] = (), authors: Iterable[str] = (), sites: Iterable[str] = ()) -> Plan:
    """What goes with these addresses (or ids), names of authors, names of sites; nothing is changed."""
    made = Plan()
    for url in urls:
        if "/" in url:
            made.keys.add(link_key(url))
            made.hashes[tombstones.of_link(url)] = None
        if article := find(store, url):
            made.articles[article] = ""
    for name in authors:
        made.hashes[tombstones.of_author(name)] = None
        made.articles |= dict.fromkeys(_by_author(store, folded(name)), "")
    for site in sites:
        _whole_site(store, made, site)
    for chunk in batched(list(made.articles), 500):
        _articles(store, made, chunk)
    _kin(store, made)
    _linking(store, made)
    return made


def _by_author(store: Store, wanted: str) -> Iterator[str]:
    for row in store.execute(select(versions.c.article_id, versions.c.authors).execution_options(yield_per=1000)):
        if any(folded(name) == wanted for name in row.authors or ()):
            yield row.article_id


def _whole_site(store: Store, made: Plan, site: str) -> None:
    made.sites.add(site)
    made.touched.add(site)
    own = tombstones.of_site(site)
    made.hashes[own] = own[:16]  # one tombstone for its name and one for each of its hosts; they belong together
    made.articles |= dict.fromkeys(store.execute(select(articles.c.id).where(articles.c.site == site)).scalars(), "")
    fronts = store.execute(select(links.c.key).where(links.c.site == site, links.c.kind == "front")).scalars()
    made.hashes |= {tombstones.of_site(key.partition("/")[0]): own[:16] for key in fronts}


def _articles(store: Store, made: Plan, ids: list[str]) -> None:
    """All addresses under which these articles are known."""
    for row in store.execute(
        select(articles.c.id, articles.c.url, articles.c.canonical_url, articles.c.site).where(articles.c.id.in_(ids))
    ):
        made.articles[row.id] = row.url
        made.touched.add(row.site)
        _known_as(made, row.id, (row.url, row.canonical_url))
    for row in store.execute(select(links.c.article_id, links.c.url).where(links.c.article_id.in_(ids))):
        _known_as(made, row.article_id, (row.url,))
    of_them = select(versions.c.id, versions.c.article_id, versions.c.url, versions.c.canonical_url).where(versions.c.article_id.in_(ids))
    for row in store.execute(of_them):
        made.versions += 1
        _known_as(made, row.article_id, (row.url, row.canonical_url))
    held = select(records.c.file, func.count()).join(versions, versions.c.id == records.c.version_id)
    for file, count in store.execute(held.where(versions.c.article_id.in_(ids)).group_by(records.c.file)):
        made.archives[file] = made.archives.get(file, 0) + count


def _known_as(made: Plan, article: str, urls: Sequence[str | None]) -> None:
    """Its addresses and their tombstones; a site that goes as a whole has one of its own for all of them."""
    made.keys.update(link_key(url) for url in urls if url)
    if not made.sites:
        made.hashes[tombstones.of_article(article)] = article
        made.hashes |= {tombstones.of_link(url): article for url in urls if url}


def _kin(store: Store, made: Plan) -> None:
    """Articles that stay, and whose text is that of one that goes."""
    for chunk in batched(list(made.articles), 300):
        mine = articles.alias("mine")
        same = or_(articles.c.content_hash == mine.c.content_hash, articles.c.cluster_id == mine.c.cluster_id)
        for row in store.execute(select(articles.c.id, articles.c.url).join(mine, same).where(mine.c.id.in_(chunk))):
            if row.id not in made.articles:
                made.copies[row.id] = row.url


def _linking(store: Store, made: Plan) -> None:
    """Versions of other articles that name an address that goes among their links: with its headline."""
    wanted = select(versions.c.id, versions.c.article_id, versions.c.site, versions.c.links).execution_options(yield_per=500)
    for row in store.execute(wanted) if made.keys else ():
        if row.article_id not in made.articles and unlinked(row.links or [], made.keys) is not None:
            made.linking.add(row.id)
            made.touched.add(row.site)


def unlinked(entries: list[dict[str, Any]], keys: set[str]) -> list[dict[str, Any]] | None:
    """A version's links without those to these addresses; None where there is none of them."""
    kept = [entry for entry in entries if link_key(entry["url"]) not in keys]
    return kept if len(kept) < len(entries) else None
