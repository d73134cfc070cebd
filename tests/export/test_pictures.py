from __future__ import annotations

from datetime import date, datetime

import pytest

from newscrawl.export.bins import Bins
from newscrawl.store.database import Store
from tests.export.conftest import Exports, article, keep


@pytest.mark.parametrize(
    ("first", "last", "unit", "count"),
    [
        ("2026-01-05", "2026-01-05", "day", 1),
        ("2026-01-05", "2026-05-04", "day", 120),
        ("2026-01-05", "2026-06-05", "week", 22),
        ("2020-12-31", "2026-01-01", "month", 62),
        ("1850-01-01", "2099-12-31", "month", 3000),
    ],
)
def test_there_are_never_too_many_bars_to_see(first: str, last: str, unit: str, count: int) -> None:
    bins = Bins(date.fromisoformat(first), date.fromisoformat(last))
    assert (bins.unit, len(bins)) == (unit, count)
    assert bins.of(date.fromisoformat(first)) == 0 and bins.of(date.fromisoformat(last)) == count - 1
    assert bins.edges == sorted(set(bins.edges)) and bins.edges[-1] > date.fromisoformat(last)


def test_what_has_no_dates_has_no_picture_of_them(store: Store, exported: Exports) -> None:
    keep(store, article(1, published_at=None))
    folder = exported(store, formats=("csv",)).folder
    assert [path.name for path in (folder / "pictures").iterdir()] == ["fields.svg"]
    card = (folder / "README.md").read_text()
    assert card.count("![") == 1 and "| (none) | 1 |" in card


def test_dates_that_only_an_error_can_name_do_not_stretch_the_pictures(store: Store, exported: Exports) -> None:
    for number, day in enumerate(("0101-01-01", "9998-12-31", "2026-01-03", "2026-01-05")):
        keep(store, article(number, published_at=datetime.fromisoformat(f"{day}T12:00:00+00:00")))
    made = exported(store, formats=("csv",))
    card = (made.folder / "README.md").read_text()
    assert made.rows == 4 and "articles in one day" in card and "1 days between the first and the last have no article" in card
