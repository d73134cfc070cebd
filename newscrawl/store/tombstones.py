"""Tombstones: what was forgotten and must not come back, by hash alone: no address, no name, no text is kept of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from newscrawl.items import Article
from newscrawl.normalise.text import folded
from newscrawl.store.database import Store
from newscrawl.store.found import batched
from newscrawl.store.link import FORGOTTEN, Link
from newscrawl.store.schema import articles, tombstones
from newscrawl.urls import link_key

MASK = "https://forgotten.invalid/{}"  # stands for the address of a forgotten link (RFC 2606: .invalid never answers)


def of_link(url: str) -> str:
    return _hash("link", link_key(url))


def of_article(article: str) -> str:
    return _hash("article", article)


def of_author(name: str) -> str:
    return _hash("author", folded(name))


def of_site(name: str) -> str:
    """Of a site by its name, or by the host of its addresses (as ``urls.link_key`` has it)."""
    return _hash("site", name)


def _hash(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()


def hashes(article: Article) -> list[str]:
    """All by which an article may be known as forgotten."""
    addresses = {of_link(article.url), of_link(article.canonical_url), of_site(article.site), of_site(_host(article.url))}
    return [*addresses, of_article(article.id), *map(of_author, article.authors)]


def _host(url: str) -> str:
    return link_key(url).partition("/")[0]


def there(store: Store, asked: Iterable[str]) -> set[str]:
    """Those of the hashes that are of something forgotten."""
    found: set[str] = set()
    for chunk in batched(asked, 500):
        found |= set(store.execute(select(tombstones.c.hash).where(tombstones.c.hash.in_(chunk))).scalars())
    return found


def forgotten(store: Store, article: Article) -> bool:
    """Whether an article was forgotten, or its author, or its site."""
    return bool(there(store, hashes(article)))


def masked(store: Store, site: str, found: Sequence[Link]) -> Sequence[Link]:
    """The links; in the place of those to forgotten articles refused ones that name nothing."""
    articles = [link for link in found if link.kind == "article"]
    known = {id(link): (of_link(link.url), of_site(_host(link.url)), of_site(site)) for link in articles}
    dead = there(store, {one for three in known.values() for one in three}) if articles else set()
    if not dead:
        return found
    return [_mask(known[id(link)][0]) if dead.intersection(known.get(id(link), ())) else link for link in found]


def _mask(hash_: str) -> Link:
    return Link(MASK.format(hash_[:32]), reason=FORGOTTEN)


def leave(store: Store, wanted: Mapping[str, str | None], now: datetime) -> None:
    """Leaves tombstones (hash to id of the article, where it is of one); they are pending until :func:`settle`."""
    known = there(store, wanted)
    for chunk in batched(known, 500):
        store.execute(update(tombstones).where(tombstones.c.hash.in_(chunk)).values(done_at=None))
    new = [{"hash": one, "article_id": article, "at": now} for one, article in wanted.items() if one not in known]
    if new:
        store.execute(insert(tombstones), new)


def settle(store: Store, wanted: Iterable[str], now: datetime) -> None:
    """Notes that nothing of what these tombstones are of is in the files any more; nor of articles that have gone in an earlier try."""
    gone = tombstones.c.article_id.not_in(select(articles.c.id))
    done = update(tombstones).where(tombstones.c.done_at.is_(None)).values(done_at=now)
    store.execute(done.where(gone))
    for chunk in batched(wanted, 500):
        store.execute(done.where(tombstones.c.hash.in_(chunk)))


def pending(store: Store) -> list[str]:
    """The articles whose forgetting was begun and not ended."""
    begun = select(tombstones.c.article_id).where(tombstones.c.done_at.is_(None), tombstones.c.article_id.is_not(None))
    return sorted(set(store.execute(begun).scalars()))


def articles_of(store: Store, wanted: Iterable[str]) -> set[str]:
    """The ids of the articles that these tombstones are of; datasets that were made before may hold them."""
    named: set[str] = set()
    for chunk in batched(wanted, 500):
        found = select(tombstones.c.article_id).where(tombstones.c.hash.in_(chunk), tombstones.c.article_id.is_not(None))
        named |= set(store.execute(found).scalars())
    return named


def lift(store: Store, wanted: Iterable[str]) -> int:
    """Takes tombstones away, with the others of the same articles; how many there were."""
    known = there(store, wanted)
    same = select(tombstones.c.article_id).where(tombstones.c.hash.in_(known), tombstones.c.article_id.is_not(None))
    articles = set(store.execute(same).scalars())
    gone = delete(tombstones).where(tombstones.c.hash.in_(known) | tombstones.c.article_id.in_(articles))
    return len(store.execute(gone.returning(tombstones.c.hash)).all())
