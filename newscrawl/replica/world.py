"""World: which articles there are, from the seed and their number alone. What they say is told when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from random import Random
from urllib.parse import quote, unquote

from newscrawl.replica.accidents import Accident, Kind
from newscrawl.replica.editions import Edition, Paging, Section
from newscrawl.replica.facts import facts
from newscrawl.replica.grammar import Teller, capital, grammar
from newscrawl.replica.slugs import slug
from newscrawl.replica.timeline import Timeline, chance


class Fate(StrEnum):
    """What became of an article's address."""

    NONE = ""
    GONE = "gone"  # 410 from some hours after its publication on, still listed
    MOVED = "moved"  # listed under an address that answers 301
    SOFT_404 = "soft_404"  # 200, the site's frame, and no article in it
    ROBOTS = "robots"  # below a path that robots.txt forbids
    UNPUBLISHED = "unpublished"  # an accident kept it from being published


class Form(StrEnum):
    """Where a page keeps its metadata."""

    FULL = "full"  # script, meta tags, text
    META = "meta"  # meta tags, text
    SCRIPT = "script"  # script, text
    JSON_LD = "json-ld"  # JSON-LD alone
    BARE = "bare"  # text alone


# One article of that many has the fate, at that place of the count.
_FATES = {13: Fate.GONE, 29: Fate.MOVED, 51: Fate.SOFT_404, 71: Fate.ROBOTS}
_FATES_PERIOD = 97
_COPIES_PERIOD, _COPY_PLACE, _COPY_REACH = 61, 40, 30
_FORMS = (Form.FULL, Form.FULL, Form.FULL, Form.FULL, Form.FULL, Form.FULL, Form.META, Form.SCRIPT, Form.JSON_LD, Form.BARE)
_CROSS_FILED = 0.15  # of the news stand in two sections
_FIRST_ID = 1_700_000


@dataclass(slots=True, frozen=True)
class Plan:
    """One article, before it is told."""

    number: int
    postid: int
    published: datetime
    section: Section
    sections: tuple[Section, ...]  # all in whose listings it stands
    regions: tuple[str, ...]
    form: Form
    fate: Fate
    original: int | None  # of which it is a copy
    title: str
    path: str

    @property
    def plain(self) -> bool:
        """Whether anybody may link to it: it is where it is, and in the menus."""
        return not self.fate and self.section.paging is not Paging.SCRIPT

    @property
    def old_path(self) -> str:
        """Where it was before it moved."""
        return f"{self.path}-{self.postid}"


class World:
    """One edition's articles up to the latest clock that was asked for."""

    def __init__(self, edition: Edition, articles: int, seed: int = 1, daily: float | None = None, accidents: Sequence[Accident] = ()):
        self.edition, self.seed, self.accidents = edition, f"{seed}:{edition.code}", accidents
        self.timeline = Timeline(articles, daily or edition.daily, self.seed)
        self._largest = max(edition.sections, key=lambda section: section.weight)
        self.words = grammar(edition.code)
        self.plans: list[Plan] = []
        self.by_path: dict[str, int] = {}
        self.by_old_path: dict[str, int] = {}
        self.listed: dict[str, list[int]] = {}  # path of a listing to the numbers of its articles, oldest first
        self._region_paths = {region.label: region.path for region in edition.regions}
        self._cycle = [section for section in edition.sections for _ in range(section.weight)]

    def count(self, clock: datetime) -> int:
        """How many articles are published at that moment; they are all planned when this returns."""
        count = self.timeline.count(clock)
        while len(self.plans) < count:
            self._add(self._plan(len(self.plans)))
        return count

    def numbers(self, listing: str, count: int) -> list[int]:
        """The first ``count`` articles' numbers in that listing, newest first."""
        numbers = self.listed.get(listing, [])
        return numbers[: bisect_right(numbers, count - 1)][::-1]

    def facts(self, plan: Plan) -> dict[str, str]:
        """Who, where and what that article is about; a copy is about the same as what it copies."""
        first = plan if plan.original is None else self.plans[plan.original]
        return facts(self, first.number, first.section, first.published)

    def teller(self, plan: Plan, *purpose: str) -> Teller:
        """A teller for one purpose of one article: the same lines every time."""
        return Teller(self.words, Random(f"{self.seed}:{plan.number}:{purpose}"), self.facts(plan))

    def chance(self, number: int, what: str) -> float:
        return chance(self.seed, number, what)

    def _section(self, number: int) -> Section:
        turn, place = divmod(number, len(self._cycle))
        if place == 0 or turn != getattr(self, "_turn", None):
            self._turn, self._order = turn, self._cycle[:]
            Random(f"{self.seed}:{turn}").shuffle(self._order)
        return self._order[place]

    def _plan(self, number: int) -> Plan:
        section = self._section(number)
        fate = _FATES.get(number % _FATES_PERIOD, Fate.NONE) if section.paging is not Paging.SCRIPT else Fate.NONE
        original = self._original(number, section, fate)
        published = self.timeline.published(number)
        if self._kept_back(number, section, published):
            fate = Fate.UNPUBLISHED
        told = self.facts(self.plans[original]) if original is not None else facts(self, number, section, published)
        title = self._title(number, section, told, original)
        path = self._path(section, slug(title, published), _FIRST_ID + 3 * number, fate)
        form = _FORMS[int(self.chance(number, "form") * len(_FORMS))]
        return Plan(
            number,
            _FIRST_ID + 3 * number,
            published,
            section,
            self._sections(number, section, published),
            self._regions(number, section, told),
            form,
            fate,
            original,
            title,
            path,
        )

    def _kept_back(self, number: int, section: Section, published: datetime) -> bool:
        """Whether an accident keeps an article from being published."""
        kept = {Kind.HALVED: bool(number % 2), Kind.SILENT_SECTION: section is self._largest}
        return any(kept.get(accident.kind) and accident.holds(published) for accident in self.accidents)

    def _add(self, plan: Plan) -> None:
        self.plans.append(plan)
        if plan.fate is Fate.UNPUBLISHED:
            return
        self.by_path[unquote(plan.path)] = plan.number
        if plan.fate is Fate.MOVED:
            self.by_old_path[unquote(plan.old_path)] = plan.number
        for path in (*(section.path for section in plan.sections), *(self._region_paths[label] for label in plan.regions)):
            self.listed.setdefault(path, []).append(plan.number)

    def _original(self, number: int, section: Section, fate: Fate) -> int | None:
        if self.edition.prefix or number % _COPIES_PERIOD != _COPY_PLACE or fate or section.style != "news":
            return None
        near = self.plans[-1:-_COPY_REACH:-1]
        return next((plan.number for plan in near if plan.plain and plan.section.parent == "News" and plan.original is None), None)

    def _title(self, number: int, section: Section, told: dict[str, str], original: int | None) -> str:
        if original is not None:
            return self.plans[original].title + ", agencies report"
        return capital(Teller(self.words, Random(f"{self.seed}:{number}:title"), told).tell("title", section.style))

    def _path(self, section: Section, name: str, postid: int, fate: Fate) -> str:
        prefix = "/print" if fate is Fate.ROBOTS else ""
        path = f"{prefix}{section.path}/{postid}/{quote(name)}" if self.edition.numbered else f"{prefix}{section.path}/{name}"
        return path if path not in self.by_path else f"{path[:-8]}-{postid}"

    def _sections(self, number: int, section: Section, published: datetime) -> tuple[Section, ...]:
        draw = self.chance(number, "sections")
        if section.style != "news" or draw >= _CROSS_FILED:
            return (section,)
        others = [other for other in self.edition.sections if other.style == "news" and other is not section]
        other = others[int(draw / _CROSS_FILED * len(others))]
        return (section,) if self._kept_back(0, other, published) else (section, other)

    def _regions(self, number: int, section: Section, told: dict[str, str]) -> tuple[str, ...]:
        draw = self.chance(number, "regions")
        if section.paging is Paging.SCRIPT or not self.edition.regions or draw < 0.15:
            return ()
        both = (told["region"], told["region2"]) if draw > 0.9 else (told["region"],)
        return tuple(dict.fromkeys(both))
