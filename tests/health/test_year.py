"""A year that was crawled (make year): its reports are judged again, day by day."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.year import NAMED, PLANTED, Year, judged
from newscrawl.replica.accidents import Kind

RECORDED = Path(__file__).parent / "year.jsonl.gz"  # benchmarks/year.py --record


@pytest.fixture(scope="module")
def year() -> Year:
    return judged(json.loads(line) for line in gzip.decompress(RECORDED.read_bytes()).splitlines())


@pytest.mark.parametrize("kind", list(Kind))
def test_every_accident_is_named_within_two_runs(year: Year, kind: Kind) -> None:
    raised = year.raised(kind)
    assert raised is not None, f"{NAMED[kind]} was never said"
    assert raised[0] - PLANTED[kind][0] < 2, raised


def test_nothing_else_is_said_but_once_at_most(year: Year) -> None:
    assert len(year.unexplained()) <= 1, year.unexplained()
    assert len(year.days) > PLANTED[Kind.REDESIGN][0] + 10
