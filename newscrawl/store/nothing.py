"""A site of which nothing was got (a mistyped address, a page that is no news site): its runs leave no rows, so that it is none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from newscrawl.store import runs
from newscrawl.store.articles import has_articles
from newscrawl.store.database import Store
from newscrawl.store.forget import sweep
from newscrawl.store.schema import links


def got(store: Store, site: str, reason: str) -> bool:
    """Whether nothing was got of a site up to the end of a run, which ended for that reason: no article, and no link for the next run."""
    if has_articles(store, site) or runs.latest(store, site):
        return False
    waits = select(links.c.id).where(links.c.site == site, links.c.kind != "front").limit(1)
    return reason == "nothing" or store.execute(waits).first() is None


def erase(store: Store, site: str, log: Path) -> None:
    """Takes the site's rows out again, closes the store (which looks after the log once more), and removes the log, which is empty.

    Raises OSError where that can't be removed.
    """
    sweep(store, site)
    store.close()
    log.unlink(missing_ok=True)
