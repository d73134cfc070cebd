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

from newscrawl.export.bins import Bins
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
EARLIEST, AHEAD = date(1800, 1, 1), timedelta(days=366)  # dates of publication that are drawn, the latter from the dataset's on


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
    days = _drawn(facts)
    if not days:
        return None
    bins = Bins(min(day for day, _ in days), max(day for day, _ in days))
    totals: Counter[str] = Counter()
    for (_, section), count in days.items():
        totals[section] += count
    largest = [name for name, _ in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))[:LARGEST]]
    layers = {name: [0] * len(bins) for name in [*largest, *(["other sections"] if len(totals) > LARGEST else [])]}
    for (day, section), count in days.items():
        layers[section if section in layers else "other sections"][bins.of(day)] += count
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
    return "How often each field is filled", "Bars, one for each field; the table of fields in README.md has the numbers."


def _gaps(figure: Figure, facts: Facts) -> tuple[str, str] | None:
    """Bars above the line: what the dataset has; bars below: articles that a road has shown and the store has not."""
    missed: Counter[date] = Counter()
    for covered in facts.coverage.values():
        missed.update({day: count for day, count in covered.missed if day and _is_likely(day, facts)})
    held: Counter[date] = Counter()
    for (day, _), count in _drawn(facts).items():
        held[day] += count
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


def _drawn(facts: Facts) -> Counter[tuple[date, str]]:
    """Articles by day and section, without days that only a page that errs can name: they would make the others too small to see."""
    days = {(date.fromisoformat(day), section): count for (day, section), count in facts.census.days.items() if day}
    return Counter({key: count for key, count in days.items() if _is_likely(key[0], facts)})


def _is_likely(day: date, facts: Facts) -> bool:
    return EARLIEST <= day <= date.fromisoformat(facts.day) + AHEAD


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
