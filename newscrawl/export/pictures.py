"""Pictures of a dataset, drawn so that the same facts give the same bytes: SVG, readable in print and for the colour-blind.

Colours are those of Okabe and Ito (jfly.uni-koeln.de/color); hatches tell them apart without colour.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from newscrawl.export.facts import Facts
from newscrawl.normalise.text import printable

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#BBBBBB")
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "", "++", "")
STYLE = {
    "svg.hashsalt": "newscrawl",
    "svg.fonttype": "none",  # text stays text: the viewer shapes Arabic and finds a font for it
    "font.family": "sans-serif",
    "font.size": 10,
    "hatch.linewidth": 0.6,
    "hatch.color": "white",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
LARGEST = len(COLOURS) - 1  # sections that have a colour of their own
LABEL = 32  # characters


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn file in the folder, and what it shows, in words."""

    path: str
    title: str
    alt: str


def draw(folder: Path, facts: Facts) -> list[Picture]:
    """Draws what there is something to show of."""
    folder.mkdir()
    made = []
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph")  # widths are guessed then; the viewer has the glyph
        for name, function in (("articles", _articles), ("fields", _fields), ("gaps", _gaps)):
            figure = Figure(figsize=(9, 4.2), layout="constrained")
            told = function(figure, facts)
            if told:
                figure.savefig(folder / f"{name}.svg", format="svg", metadata={"Date": None, "Creator": None})
                made.append(Picture(f"pictures/{name}.svg", *told))
    return made


def _articles(figure: Figure, facts: Facts) -> tuple[str, str] | None:
    """Bars by day (week, month), a part of each for each of the largest sections."""
    if not facts.census.span:
        return None
    bins = Bins(*map(date.fromisoformat, facts.census.span))
    totals: Counter[str] = Counter()
    for (day, section), count in facts.census.days.items():
        totals[section] += count if day else 0
    largest = [name for name, _ in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))[:LARGEST]]
    layers = {name: [0] * len(bins) for name in [*largest, *(["other sections"] if len(totals) > LARGEST else [])]}
    for (day, section), count in facts.census.days.items():
        if day:
            layers[section if section in layers else "other sections"][bins.of(date.fromisoformat(day))] += count
    axes, floor = figure.subplots(), [0] * len(bins)
    for number, (name, heights) in enumerate(layers.items()):
        look = min(number, LARGEST)
        top = [one + other for one, other in zip(floor, heights, strict=True)]
        _steps(axes, bins, floor, top, COLOURS[look], HATCHES[look], _short(name))
        floor = top
    axes.set_ylim(0)
    _label(axes, f"articles by {bins.unit}")
    figure.legend(loc="outside right upper", frameon=False)
    return f"Articles by {bins.unit} of publication and section", f"Bars: at most {max(floor):,} articles in one {bins.unit}."


def _fields(figure: Figure, facts: Facts) -> tuple[str, str] | None:
    """A bar for each field: the share of rows that have it."""
    names = [column.name for column in facts.census.columns if not column.name.endswith("_offset")]
    if not facts.census.rows:
        return None
    figure.set_size_inches(9, 0.6 + 0.22 * len(names))
    axes = figure.subplots()
    shares = [100 * facts.census.share(name) for name in names]
    axes.barh(names, shares, color=COLOURS[0], height=0.7)
    for row, share in enumerate(shares):
        axes.text(share + 0.7, row, f"{share:.0f} %" if share == round(share) else f"{share:.1f} %", va="center", fontsize=8)
    axes.set_xlim(0, 108)
    axes.set_xlabel("% of rows that have the field")
    axes.invert_yaxis()
    axes.margins(y=0.01)
    return "How often each field is filled", "Bars, one for each field; the table of fields below has the numbers."


def _gaps(figure: Figure, facts: Facts) -> tuple[str, str] | None:
    """Bars above the line: what the dataset has; bars below: articles that a road has shown and the store has not."""
    missed: Counter[date] = Counter()
    for covered in facts.coverage.values():
        missed.update({day: count for day, count in covered.missed if day})
    held: Counter[date] = Counter()
    for (day, _), count in facts.census.days.items():
        if day:
            held[date.fromisoformat(day)] += count
    if not held:
        return None
    bins = Bins(min([*held, *missed]), max([*held, *missed]))
    axes = figure.subplots()
    for counts, sign, colour, hatch, label in (
        (held, 1, "#BBBBBB", "", "in the dataset"),
        (missed, -1, COLOURS[5], "///", "seen, not stored"),
    ):
        heights = [0] * len(bins)
        for day, count in counts.items():
            heights[bins.of(day)] += sign * count
        _steps(axes, bins, [0] * len(bins), heights, colour, hatch, label)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):,.0f}")
    _label(axes, f"articles by {bins.unit}")
    figure.legend(loc="outside right upper", frameon=False)
    empty = sum(1 for day in range((max(held) - min(held)).days) if held[min(held) + timedelta(day)] == 0)
    return (
        "Gaps",
        f"{missed.total():,} articles were seen and are not stored; {empty:,} days between the first and the last have no article.",
    )


class Bins:
    """Days, weeks or months from one day to another, so that there are not too many to see."""

    def __init__(self, first: date, last: date):
        days = (last - first).days + 1
        self.unit = "day" if days <= 120 else "week" if days <= 800 else "month"
        self.starts = sorted({self._start(first + timedelta(day)) for day in range(days)})
        self._number = {start: number for number, start in enumerate(self.starts)}

    @property
    def edges(self) -> list[date]:
        """Where each begins, and where the last ends."""
        return [*self.starts, self.starts[-1] + timedelta({"day": 1, "week": 7, "month": 31}[self.unit])]

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, day: date) -> int:
        return self._number[self._start(day)]

    def _start(self, day: date) -> date:
        if self.unit == "month":
            return day.replace(day=1)
        return day - timedelta(day.weekday()) if self.unit == "week" else day


def _steps(axes: Axes, bins: Bins, floor: list[int], top: list[int], colour: str, hatch: str, label: str) -> None:
    """One shape for all bars of a layer: a picture of ten years is as small as one of ten days."""
    look = {"facecolor": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0}
    axes.fill_between(bins.edges, [*floor, floor[-1]], [*top, top[-1]], step="post", label=label, **look)


def _label(axes: Axes, label: str) -> None:
    axes.set_ylabel(label)
    axes.tick_params(axis="x", rotation=0)
    axes.margins(x=0.01)


def _short(text: str) -> str:
    text = printable(text).lstrip("_")  # matplotlib leaves labels with an underscore before them out of a legend
    return text if len(text) <= LABEL else text[: LABEL - 1] + "…"


def embedded(pictures: Sequence[Picture]) -> list[str]:
    """The pictures as lines of Markdown."""
    return [f"![{picture.title}. {picture.alt}]({picture.path})\n" for picture in pictures]
