from __future__ import annotations

from sqlalchemy import select

from newscrawl.items import Article
from newscrawl.store import near
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from newscrawl.store.schema import articles, bands
from tests.store.conftest import NOON, article

REPORT = (
    "The harbour authority of Rostock said on Tuesday that the ferry to Gedser will sail only twice a day from March. "
    "Operators had asked for the change because a pier built in 1974 must be repaired before summer. "
    "Hauliers warned that lorries would have to wait for six hours, and the mayor of Gedser called the plan a blow to the town. "
    "A spokeswoman for the company, Karin Lund, said that passengers who had booked would get their money back. "
    "The repair is to cost eleven million euros, two thirds of which the state of Mecklenburg will pay."
)
OTHER = (
    "Farmers in the hills above Kathmandu have begun to plant millet again after three bad harvests of rice. "
    "An institute in Pokhara gives away seed and asks for a tenth of the crop in return. "
    "Sunita Rai, who grows vegetables on a terrace of forty metres, says that millet needs no pump and little care. "
    "The ministry of agriculture wants to buy twelve thousand tonnes next autumn for the kitchens of its schools."
)


def filed(store: Store, number: int, body: str, site: str = "a-site") -> Article:
    made = article(number, body=body, content_hash=body, site=site)
    save(store, made, 1, NOON)
    near.file(store, made)
    return made


def marks(store: Store) -> dict[str, tuple[str | None, str]]:
    rows = store.execute(select(articles.c.id, articles.c.near_duplicate_of, articles.c.cluster_id))
    return {row.id: (row.near_duplicate_of, row.cluster_id) for row in rows}


def test_a_copy_on_another_site_is_kept_and_marked_with_what_it_is_a_copy_of(store: Store) -> None:
    first = filed(store, 1, REPORT)
    other = filed(store, 2, OTHER)
    copy = filed(store, 3, "ROSTOCK (AP) - " + REPORT.replace("blow to", "disaster for"), site="b-site")
    again = filed(store, 4, REPORT.partition(" A spokeswoman")[0], site="c-site")
    assert marks(store) == {
        first.id: (None, first.id), other.id: (None, other.id), copy.id: (first.id, first.id), again.id: (first.id, first.id),
    }  # fmt: skip


def test_an_edit_is_compared_with_others_and_never_with_itself(store: Store) -> None:
    first = filed(store, 1, REPORT)
    first.body, first.content_hash = REPORT + " The first ferry sails at six in the morning.", "edited"
    save(store, first, 2, NOON)
    near.file(store, first)
    assert marks(store) == {first.id: (None, first.id)}
    copy = filed(store, 2, REPORT, site="b-site")
    assert marks(store)[copy.id] == (first.id, first.id)


def test_a_text_that_is_too_short_is_a_copy_of_nothing(store: Store) -> None:
    filed(store, 1, "Watch the video.")
    filed(store, 2, "Watch the video.")
    assert set(marks(store).values()) == {(None, None)}
    assert store.execute(select(bands)).all() == []
