"""The statistics, held against what is known of them."""

from __future__ import annotations

import pytest

from newscrawl.health.statistics import at_least, at_most, clipped_mean, share_of, usual


@pytest.mark.parametrize(
    ("found", "of", "share", "chance"),
    [(0, 10, 0.5, 1 / 1024), (1, 10, 0.5, 11 / 1024), (10, 10, 0.5, 1.0), (3, 3, 1.0, 1.0), (2, 3, 1.0, 0.0), (0, 5, 0.0, 1.0)],
)
def test_the_binomial_distribution(found: int, of: int, share: float, chance: float) -> None:
    assert at_most(found, of, share) == pytest.approx(chance)
    assert at_least(of - found, of, 1 - share) == pytest.approx(chance)


def test_large_numbers_are_no_trouble() -> None:
    assert at_most(5000, 10_000, 0.5) == pytest.approx(0.504, abs=0.001)


def test_the_usual_is_not_moved_by_a_flood() -> None:
    found = usual([20, 21, 19, 20, 22, 400])
    assert found.centre == 20.5
    assert found.spread == pytest.approx(20.5**0.5)  # of counts there is no less
    assert found.below(10) == pytest.approx(10.5 / 20.5**0.5)
    assert clipped_mean([1] * 9 + [500]) == 1
    with pytest.raises(ValueError, match="nothing is usual"):
        usual([])


def test_few_pages_prove_little() -> None:
    assert (share_of(0, 0), share_of(3, 3), share_of(98, 98)) == (0.5, 0.8, 0.99)
