"""Charts as lists of rectangles and points, for the templates to draw. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newscrawl.store.chronicle import Filled, Published
from newscrawl.store.completeness import Cell

COLOURS = 6  # sections that have a colour of their own; the rest is one
OTHER = "other sections"
WIDTH, HEIGHT = 960, 220  # of a chart, in its own units
SHADES = 5  # of a heat map


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a stacked bar; ``colour`` is the number of its section."""

    x: float
    y: float
    width: float
    height: float
    colour: int
    label: str


@dataclass(frozen=True, slots=True)
class Stacks:
    """Articles by day, stacked by section. ``table`` holds the same numbers: day, then one for each of ``sections``."""

    sections: list[str]
    bars: list[Bar]
    most: int  # articles of the fullest day
    table: list[tuple[date, list[int]]]


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the heat map; ``shade`` from 0 (nothing seen) to SHADES (most articles); ``missing``: seen and not stored."""

    stored: int
    missing: int
    shade: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Articles by section (rows) and day or week (columns)."""

    columns: list[str]
    rows: list[tuple[str, list[Square]]]


@dataclass(frozen=True, slots=True)
class Line:
    """The share of articles that have a field, by month: points of a line (units of the chart) and numbers in percent."""

    field: str
    points: str
    shares: list[int]


def stacks(found: Sequence[Published], first: date, last: date) -> Stacks:
    """A bar for each day from ``first`` to ``last``."""
    totals: Counter[str] = Counter()
    for entry in found:
        totals[entry.section] += entry.count
    named = [section for section, _ in totals.most_common(COLOURS)]
    labels = [section or "no section" for section in named] + ([OTHER] if len(totals) > COLOURS else [])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    counts = {day: [0] * len(labels) for day in days}
    for entry in found:
        if entry.day in counts:
            counts[entry.day][named.index(entry.section) if entry.section in named else COLOURS] += entry.count
    most = max((sum(numbers) for numbers in counts.values()), default=0)
    bars = [bar for place, day in enumerate(days) for bar in _bars(day, counts[day], place, len(days), most, labels)]
    return Stacks(labels, bars, most, list(counts.items()))


def _bars(day: date, numbers: list[int], place: int, days: int, most: int, labels: list[str]) -> list[Bar]:
    step = WIDTH / days
    bars, below = [], 0.0
    for colour, number in enumerate(numbers):
        if number:
            height = HEIGHT * number / most
            below += height
            label = f"{day:%d %B %Y}: {number} in {labels[colour]}"
            bars.append(Bar(round(place * step, 1), round(HEIGHT - below, 1), round(step * 0.86, 2), round(height, 1), colour, label))
    return bars


def heat(found: Sequence[Cell], last: date, columns: int, rows: int) -> Heat:
    """The last ``columns`` days; the sections with most articles in them."""
    days = [last - timedelta(days=number) for number in range(columns)][::-1]
    stored: Counter[tuple[str, date]] = Counter()
    seen: Counter[tuple[str, date]] = Counter()
    for cell in found:
        if cell.day and days[0] <= cell.day <= last:
            stored[cell.section, cell.day] += cell.stored
            seen[cell.section, cell.day] += cell.seen
    totals: Counter[str] = Counter()
    for (section, _), number in seen.items():
        totals[section] += number
    most = max(stored.values(), default=1) or 1
    return Heat(
        [f"{day:%d %b}" for day in days],
        [
            (section or "no section", [_square(stored[section, day], seen[section, day], most) for day in days])
            for section, _ in totals.most_common(rows)
        ],
    )


def _square(stored: int, seen: int, most: int) -> Square:
    return Square(stored, max(seen - stored, 0), -(-SHADES * stored // most))


def lines(found: Sequence[Filled], fields: Sequence[str]) -> list[Line]:
    """A line for each field, its points a month apart."""
    step = WIDTH / max(len(found) - 1, 1)
    made = []
    for field in fields:
        shares = [entry.filled[field] / entry.read for entry in found]
        points = " ".join(f"{place * step:.0f},{HEIGHT - share * HEIGHT:.0f}" for place, share in enumerate(shares))
        made.append(Line(field, points, [round(100 * share) for share in shares]))
    return made
