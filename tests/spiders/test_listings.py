"""How far a listing is walked: every case is told as a user would see it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.spiders.listings import BEGINNING, End, Walk, end_of, mark_after
from newscrawl.store.link import Known
from newscrawl.store.runs import Mark


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


NOW = day(20)
WHOLE = Mark(BEGINNING, day(10))  # walked to its end on the 10th
PART = Mark(day(5), day(10))  # walked back to the 5th on the 10th
OLD, NEW = Known(False, day(9)), None


def walked(pages: list[list[Known | None]], dated: bool = True) -> Walk:
    walk = Walk(NOW)
    for page in pages:
        keys = [str(number) for number in range(len(page))]
        walk = walk.after(keys, {key: entry for key, entry in zip(keys, page, strict=True) if entry}, dated)
    return walk


@pytest.mark.parametrize(
    ("pages", "mark", "since", "end"),
    [
        ([[NEW, NEW]], WHOLE, None, None),
        ([[NEW, OLD]], WHOLE, None, None),
        ([[OLD, OLD]], WHOLE, None, None),  # the margin: one page more
        ([[OLD, OLD], [OLD, OLD]], WHOLE, None, End.KNOWN),
        ([[OLD, OLD], [NEW, OLD], [OLD, OLD]], WHOLE, None, None),  # something new begins the margin again
        ([[OLD, OLD], [OLD, OLD]], None, None, None),  # a first walk that was cut never stops at known articles
        ([[OLD, OLD], [OLD, OLD]], PART, None, None),  # what lies before the 5th was never seen
        ([[OLD, OLD], [OLD, OLD]], PART, day(6), End.KNOWN),
        ([[OLD, OLD], [OLD, OLD]], PART, day(4), None),
    ],
)
def test_a_listing_stops_at_known_articles_only_above_its_mark(
    pages: list, mark: Mark | None, since: datetime | None, end: End | None
) -> None:
    assert end_of(walked(pages), [day(9)], True, mark, since, None) == end


@pytest.mark.parametrize(
    ("moments", "end"),
    [
        ([day(9), day(8)], None),
        ([day(9), day(1)], None),
        ([day(2), day(1)], End.SINCE),
        ([day(2), None], None),  # one without a date may be young
        ([], None),
    ],
)
def test_since_ends_a_listing_at_a_page_of_older_articles(moments: list[datetime | None], end: End | None) -> None:
    assert end_of(walked([[NEW]]), moments, True, None, day(5), None) == end


def test_the_last_page_ends_a_listing() -> None:
    assert end_of(walked([[NEW]]), [day(9)], False, None, None, None) == End.LAST


def test_max_pages_ends_a_listing() -> None:
    assert end_of(walked([[NEW]]), [day(9)], True, None, None, 2) is None
    assert end_of(walked([[NEW], [NEW]]), [day(9)], True, None, None, 2) == End.MAX_PAGES


def test_a_listing_without_an_end_stops_after_three_pages_with_nothing_that_the_walk_has_not_seen() -> None:
    again = Known(True, None)
    assert end_of(walked([[NEW], [again], [again]]), [None], True, None, None, None) is None
    assert end_of(walked([[NEW], [again], [again], [again]]), [None], True, None, None, None) == End.STALE
    assert end_of(walked([[NEW], [again], [again], [NEW], [again]]), [None], True, None, None, None) is None


@pytest.mark.parametrize(
    ("end", "moments", "mark", "since", "after"),
    [
        (End.LAST, [day(1)], None, None, Mark(BEGINNING, NOW)),
        (End.STALE, [None], PART, None, Mark(BEGINNING, NOW)),
        (End.KNOWN, [day(9)], PART, day(6), Mark(day(5), NOW)),
        (End.SINCE, [day(4)], None, day(5), Mark(day(5), NOW)),
        (End.SINCE, [day(7)], WHOLE, day(8), Mark(BEGINNING, NOW)),  # it met what was complete before
        (End.SINCE, [day(14)], WHOLE, day(15), Mark(day(15), NOW)),  # the 10th to the 15th was never seen
        (End.MAX_PAGES, [day(8), day(7)], None, None, Mark(day(7), NOW)),
        (End.MAX_PAGES, [day(8), None], PART, None, Mark(day(5), NOW)),
        (End.MAX_PAGES, [day(12)], PART, None, Mark(day(12), NOW)),
        (End.MAX_PAGES, [None, None], PART, None, None),
    ],
)
def test_the_mark_says_no_more_than_was_seen(
    end: End, moments: list, mark: Mark | None, since: datetime | None, after: Mark | None
) -> None:
    assert mark_after(end, Walk(NOW), moments, mark, since) == after
