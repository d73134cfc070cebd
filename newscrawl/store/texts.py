"""Texts: what an article said when its content had a hash."""

from __future__ import annotations

from sqlalchemy import select

from newscrawl.store.database import Store
from newscrawl.store.schema import versions


def text_of(store: Store, article: str, content_hash: str) -> str | None:
    """The body of that version; None where the store has no such."""
    found = select(versions.c.body).where(versions.c.article_id == article, versions.c.content_hash == content_hash)
    return store.execute(found.limit(1)).scalar()  # type: ignore[no-any-return]
