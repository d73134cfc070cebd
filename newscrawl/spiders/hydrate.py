"""The articles of a list, fetched again with the manners of a crawl and kept in no store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.export.hydrate import Entry, Outcome, Verdict, compared
from newscrawl.export.rights import reserved
from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.refusals import Refusal, refusal
from newscrawl.politeness.robots import RobotsForbidden
from newscrawl.politeness.whole_site import Signals
from newscrawl.reading.article import read_page
from newscrawl.rendering.shells import is_shell
from newscrawl.spiders.page import PageSpider, unknown
from newscrawl.spiders.site import SiteSpider

PATIENCE = 5  # refusals, or failures, in a row before a site is left for a later run
VERDICTS = {"refused": Verdict.REFUSED, "failed": Verdict.FAILED, "gone": Verdict.GONE, "skipped": Verdict.GONE}
STOPS = {Refusal.CHALLENGE, Refusal.RATE_LIMITED}  # refusals that are meant for the crawl and not for the page


class HydrateSpider(SiteSpider):
    """Asks for each entry of one site, and tells ``note`` what became of it. ``before`` gives the text that an entry had, if it is known.

    It has no name before it runs: ``scrapy crawl`` does not offer it.
    """

    custom_settings: ClassVar[dict[str, Any]] = PageSpider.custom_settings
    streak = ("", 0)  # of refusals or failures
    ended = ""  # why it was left before its end

    def __init__(self, name: str = "hydrate"):
        super().__init__(name)

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        wanted: Iterable[Entry],
        note: Callable[[Outcome], None],
        before: Callable[[Entry], str | None],
        **kwargs: Any,
    ) -> HydrateSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.wanted, spider.note, spider.before = wanted, note, before
        spider.rights = Signals(crawler)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for entry in self.wanted:
            yield self._asked(entry, self.rendering.everything and self.rendering.possible)

    def _asked(self, entry: Entry, render: bool) -> Request:
        meta: dict[str, Any] = {"entry": entry} | ({"render": None, "known": unknown} if render else {})
        return Request(self.asked_url(entry.url), self.parse, errback=self.failed, meta=meta, dont_filter=True)

    def parse(self, response: Response) -> Iterator[Request]:
        entry: Entry = response.meta["entry"]
        if verdict := self.no_page(response):
            state, reason = verdict
            return self._settle(Outcome(entry, VERDICTS[state], reason), refusal(response) in STOPS)
        page = self.page(response)
        if "render" not in response.meta and is_shell(page) and self.rendering.possible:
            yield self._asked(entry, render=True)
            return None
        article = read_page(page, self.site, self.answered_at(response))
        article.site = self.site.name
        article.rights = self.rights.at(self.asked_url(article.url)) | article.rights
        for part in (*article.images, *article.videos, *article.links):
            part.url = self.own_url(part.url)
        if self.site.rights.reserved == "skip" and (why := reserved(article.rights)):
            return self._settle(Outcome(entry, Verdict.REFUSED, f"the profile asks for no such page: {why}"))
        return self._settle(compared(entry, article, self.before(entry)))

    def failed(self, failure: Failure) -> None:
        entry: Entry = failure.request.meta["entry"]  # type: ignore[attr-defined]
        refused = failure.check(RobotsForbidden, PrivateAddress)
        why = failure.getErrorMessage() or failure.type.__name__
        self._settle(Outcome(entry, Verdict.REFUSED if refused else Verdict.FAILED, why), forbidden=bool(failure.check(RobotsForbidden)))

    def _settle(self, outcome: Outcome, stop: bool = False, forbidden: bool = False) -> None:
        """Tells the outcome, and leaves a site that refuses or is down. What robots.txt forbids is none of the site's answers."""
        bad = outcome.verdict in (Verdict.REFUSED, Verdict.FAILED) and not forbidden
        count = self.streak[1] + 1 if bad and self.streak[0] == outcome.verdict else int(bad)
        self.streak = (outcome.verdict if bad else "", count)
        if not stop:
            self.note(outcome)
        if (stop or count >= PATIENCE) and not self.ended:
            self.ended = f"{self.site.name}: {outcome.reason} at {outcome.entry.url}; the rest of it is left for a later run"
            if self.crawler.engine:
                raise CloseSpider(outcome.verdict)
