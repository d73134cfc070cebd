"""Near-duplicates in the store: signatures, their bands, and which article a text is a copy of."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from newscrawl.items import Article
from newscrawl.similarity import NEAR, Signature, bands, fresh, likely, original, resembles, signature
from newscrawl.store.database import Store
from newscrawl.store.schema import articles, signatures
from newscrawl.store.schema import bands as bands_table

_MINE = select(signatures.c.id, signatures.c.cluster_id).where(signatures.c.article_id == bindparam("p_article"))
_MARK = update(articles).where(articles.c.id == bindparam("p_id"))


def file(store: Store, article: Article) -> None:
    """Files the text of a new article or version: ``near_duplicate_of`` and ``cluster_id`` of its row say what it resembles.

    Texts of other sites and in any script count. A cluster's id is that of its first article, and stays once it is given.
    What it costs does not depend on how much is stored.
    """
    made = signature(article.body)
    mine = store.execute(_MINE, {"p_article": article.id}).first()
    if mine:
        store.execute(delete(bands_table).where(bands_table.c.signature_id == mine.id))
    if made is None:
        return
    keys = bands(made)
    found = [(row.key, row.signature_id) for row in store.execute(select(bands_table).where(bands_table.c.key.in_(keys)))]
    near = _near(store, made, [row for row in found if not mine or row[1] != mine.id])
    first = original({number: (score, cluster) for number, (score, cluster, _) in near.items()})
    of, cluster = (near[first][2], near[first][1]) if first else (None, article.id)
    if mine:
        number, cluster = mine.id, mine.cluster_id
        store.execute(update(signatures).where(signatures.c.id == number).values(units=bytes(made)))
    else:
        new = insert(signatures).returning(signatures.c.id)
        number = store.execute(new, {"article_id": article.id, "units": bytes(made), "cluster_id": cluster}).scalar_one()
    rows = [{"key": key, "signature_id": number} for key in fresh(keys, found, bool(near))]
    if rows:
        store.execute(insert(bands_table), rows)
    store.execute(_MARK, {"p_id": article.id, "near_duplicate_of": of, "cluster_id": cluster})


def _near(store: Store, made: Signature, found: list[tuple[int, int]]) -> dict[int, tuple[float, str, str]]:
    """The signatures that are near, by number: how near, their cluster, their article."""
    near = {}
    candidates = likely(found)
    rows = store.execute(select(signatures).where(signatures.c.id.in_(candidates))).mappings() if candidates else ()
    for row in rows:
        if (score := resembles(made, Signature.from_bytes(row["units"]))) >= NEAR:
            near[row["id"]] = (score, row["cluster_id"], row["article_id"])
    return near
