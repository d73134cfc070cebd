"""Events: what happened to an article besides edits: gone, back, moved, merged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update

from newscrawl.store.articles import alike
from newscrawl.store.database import Store
from newscrawl.store.link import Link
from newscrawl.store.schema import articles, events, links
from newscrawl.urls import link_key


def settled(store: Store, link: Link, run: int, now: datetime) -> None:
    """Writes what the end of a link says of the article that it led to before."""
    before, article = link.article_id, link.article
    if not before or link.kind != "article":
        return
    if link.state == "gone":
        _gone(store, before, run, now, f"{link.url} answers {link.reason}", but=link.id)
    elif article and article.id != before:
        _left(store, link, run, now)
    elif article:
        if link.target and not _leads_to(store, link.target, before):
            note(store, before, "moved", run, now, f"{link.url} leads to {link.target}")
        there = update(articles).where(articles.c.id == before, articles.c.gone_at.is_not(None)).values(gone_at=None)
        if store.execute(there.returning(articles.c.id)).first():
            note(store, before, "back", run, now, f"{link.url} shows it again")


def _leads_to(store: Store, url: str, article: str) -> bool:
    """Whether an address was known to lead to the article."""
    known = select(links.c.id).where(links.c.article_id == article, links.c.key == link_key(url))
    return store.execute(known.limit(1)).first() is not None


def note(store: Store, article: str, kind: str, run: int, now: datetime, detail: str) -> None:
    store.execute(insert(events), {"article_id": article, "kind": kind, "at": now, "run_id": run, "detail": detail})


def _left(store: Store, link: Link, run: int, now: datetime) -> None:
    """The address of one article leads to another one: merged where their texts are alike, otherwise the first is gone."""
    assert link.article and link.article_id
    detail = f"{link.url} leads to {link.article.url}, article {link.article.id}"
    if alike(store, link.article_id, link.article):
        note(store, link.article_id, "merged", run, now, detail)
        same = (articles.c.id == link.article_id) & articles.c.duplicate_of.is_(None)
        store.execute(update(articles).where(same).values(duplicate_of=link.article.id))
    else:
        _gone(store, link.article_id, run, now, detail, but=link.id)


def _gone(store: Store, article: str, run: int, now: datetime, detail: str, but: int | None) -> None:
    """Marks an article as vanished; its text stays. Another address that still leads to it is looked at first."""
    alive = links.c.state.in_(("done", "open", "leased"))
    others = update(links).where(links.c.article_id == article, links.c.id != but, links.c.kind == "article", alive)
    if store.execute(others.values(look_at=now).returning(links.c.id)).first():
        return
    vanished = update(articles).where(articles.c.id == article, articles.c.gone_at.is_(None)).values(gone_at=now, status="gone")
    if store.execute(vanished.returning(articles.c.id)).first():
        note(store, article, "gone", run, now, detail)
