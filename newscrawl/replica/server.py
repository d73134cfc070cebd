"""Replica: the bundled site on a loopback port."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from newscrawl.clock import parse_moment
from newscrawl.replica.accidents import NEW_HOST, Accident, Kind
from newscrawl.replica.answers import TEXT, Answer, challenge, moved
from newscrawl.replica.editions import EDITIONS, ENGLISH, Edition
from newscrawl.replica.frame import TICKER, edition_of, ticker
from newscrawl.replica.handler import listen
from newscrawl.replica.routes import answer
from newscrawl.replica.timeline import ANCHOR, BEGINNING
from newscrawl.replica.truth import truth
from newscrawl.replica.view import CANONICAL, View
from newscrawl.replica.world import World

PORT = 8008
ARTICLES = 400
CLOCK = ANCHOR.isoformat()
_OTHERS = 30  # articles of the Arabic and of the Spanish edition
_TICKER_LINES, _TICKER_POOL = 10, 60


class Replica:
    """The site, served by threads while the ``with`` block lasts.

    ``articles`` is their least number at the replica's anchor, 2026-01-05T12:00Z; its clock stands still at ``clock`` until
    :meth:`set_clock` moves it. The same seed, number and clock give the same pages, but for the ticker.
    ``slow`` are seconds before every answer; ``challenge`` puts a bot wall before all paths that start with it (True:
    before all pages); ``robots_status`` is what robots.txt answers with. ``daily`` is how many articles the English edition
    publishes a day, ``accidents`` are what happens to it. ``requests`` holds (time, path with query, status) of each.
    Raises OSError where the port is in use and ValueError where the clock is before the first article.
    """

    def __init__(
        self, *, articles: int = ARTICLES, clock: str | datetime = CLOCK, seed: int = 1, port: int = 0,
        slow: float = 0.0, challenge: bool | str = False, robots_status: int = 200,
        daily: float | None = None, accidents: Sequence[Accident] = (),
    ):  # fmt: skip
        self.slow, self.robots_status = slow, robots_status
        self.challenge = "/" if challenge is True else challenge or None
        self.requests: list[tuple[float, str, int]] = []
        self._turns = count()
        self._worlds = worlds(articles, seed, daily, accidents)
        self._server = listen(self, port)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        try:
            self.set_clock(clock)
        except ValueError:
            self._server.server_close()
            raise

    @property
    def home(self) -> str:
        """Address of the English front page."""
        return self.origin + "/"

    @property
    def crawl(self) -> list[str]:
        """The words after ``scrapy`` that crawl it by its own clock, so that no two clocks are compared."""
        settings = {"NEWSCRAWL_PRIVATE_HOSTS": urlsplit(self.home).netloc, "NEWSCRAWL_CLOCK": self.clock.isoformat()}
        options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
        return ["crawl", "sections", "-a", "site=replica", "-a", f"home={self.home}", *options]

    def set_clock(self, clock: str | datetime) -> None:
        """Move the clock: articles appear and are edited accordingly."""
        moment = parse_moment(clock) if isinstance(clock, str) else clock
        views = {edition: view_at(world, moment, self.origin) for edition, world in self._worlds.items()}
        self._shown = {edition: (view, _ticker_lines(view)) for edition, view in views.items()}
        self.clock = moment

    def truth(self) -> dict[str, Any]:
        """What there is now, as :func:`full_truth` tells it; pictures and links have this origin."""
        return full_truth({edition: view for edition, (view, _) in self._shown.items()})

    def answer(self, target: str, host: str = "") -> Answer:
        """The answer to a request's path and query, at the host that it names."""
        parts = urlsplit(target)
        if parts.path == "/robots.txt" and self.robots_status != 200:
            return Answer("", TEXT, self.robots_status)
        suffers = self._shown[ENGLISH][0].suffers
        if Kind.MOVED in suffers and not host.startswith(NEW_HOST):
            return moved(f"http://{NEW_HOST}:{self._server.server_port}{target}")
        if Kind.CHALLENGE in suffers and parts.path != "/robots.txt":
            return challenge()
        if self.challenge and parts.path.startswith(self.challenge) and parts.path != "/robots.txt":
            return challenge()
        view, lines = self._shown[edition_of(parts.path)]
        found = answer(view, parts.path, parts.query)
        if isinstance(found.body, str):
            found.mark = found.mark or found.body
            start = next(self._turns) % len(lines)
            found.body = found.body.replace(TICKER, ticker(view.edition, (lines * 2)[start : start + _TICKER_LINES]), 1)
        return found

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="replica", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def worlds(articles: int = ARTICLES, seed: int = 1, daily: float | None = None, accidents: Sequence[Accident] = ()) -> dict[Edition, World]:
    """The three editions' worlds; a few addresses more than articles, since some of them are to be refused."""
    asked = {edition: articles if edition is ENGLISH else _OTHERS for edition in EDITIONS}
    own: dict[str, Any] = {"daily": daily, "accidents": accidents}
    return {
        edition: World(edition, number + 3 * -(-number // 94), seed, **(own if edition is ENGLISH else {}))
        for edition, number in asked.items()
    }


def view_at(world: World, clock: datetime, origin: str = CANONICAL) -> View:
    """An edition at that moment; raises ValueError where it has no article yet."""
    view = View(world, clock, origin)
    if not view.count:
        raise ValueError(f"nothing has been published at {clock.isoformat()}: the replica begins on {BEGINNING.date()}, give a later clock")
    return view


def full_truth(views: dict[Edition, View]) -> dict[str, Any]:
    """The truth of the English edition, and the others' under ``ar`` and ``es``."""
    return truth(views[ENGLISH]) | {edition.code: truth(view) for edition, view in views.items() if edition is not ENGLISH}


def _ticker_lines(view: View) -> list[str]:
    plans = view.world.plans[max(0, view.count - _TICKER_POOL) : view.count]
    return [view.world.teller(plan, "ticker").tell("ticker") for plan in plans]
