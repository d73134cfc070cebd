"""Answers: what becomes of a link whose answer is no page, and when a site that refuses or is down ends the run."""

from __future__ import annotations

import logging
from contextlib import suppress

from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.health.tally import Tally
from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.delay import AskedToWait
from newscrawl.politeness.robots import RobotsForbidden, RobotsUnreachable
from newscrawl.spiders.site import SiteSpider
from newscrawl.store.database import StoreError
from newscrawl.store.frontier import Frontier
from newscrawl.store.link import MISSING, Link

logger = logging.getLogger(__name__)

PROBED = ("sitemap", "feed")  # a site may refuse one of these, or name one that is not there; the others go on
PATIENCE = 5  # refusals, or failures, in a row before the run ends
ADVICE = {
    "refused": ("refuses", "nothing is worked round; ask the site, or try again later"),
    "down": ("does not answer", "try again later"),
}


def validators(link: Link) -> dict[str, str]:
    """The headers that ask for a page on condition that it changed since it was fetched (RFC 9110, 13); none where all of it is wanted."""
    known = {"If-None-Match": link.etag, "If-Modified-Since": link.last_modified} if link.conditional else {}
    return {name: value for name, value in known.items() if value}


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


class Answers(SiteSpider):
    """Judges answers and failures by their links; ``ending`` is the reason that the run ends with before its time."""

    tally: Tally
    frontier: Frontier
    ending = ""
    streak = ("", 0)  # of refusals or of failures

    def accepted(self, response: Response) -> bool:
        """Whether the answer is a page; otherwise its link says why not, and a site that refuses or is down ends the run."""
        link: Link = response.meta["link"]
        link.status = response.status
        self._met_front(link, response.url)
        verdict = self._verdict(response, link)
        if verdict is None or verdict[0] == "done":
            self.streak = ("", 0)
            link.unmodified = verdict is not None
            if link.unmodified:
                self.crawler.stats.inc_value(f"{'articles' if link.kind == 'article' else link.kind}/unmodified")
            else:
                link.etag, link.last_modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
            return not link.unmodified
        link.state, link.reason = verdict
        self.crawler.stats.inc_value(f"refusals/{link.reason}")
        if link.state == "refused" or response.status >= 500:
            self._count("refused" if link.state == "refused" else "down", link)
        return False

    def _met_front(self, link: Link, url: str) -> None:
        if link.kind == "front":
            self.tally.front = self.own_url(url)

    def _verdict(self, response: Response, link: Link) -> tuple[str, str] | None:
        """State and reason of a link whose answer is no page of the site."""
        if response.status == 304 and validators(link):
            return "done", ""
        verdict = self.no_page(response, link.kind in PROBED, link.kind not in ("front", "article"))
        if verdict == ("gone", MISSING) and link.article_id and not link.missed:
            return "failed", MISSING  # asked once more before it is called gone
        return verdict

    def failed(self, failure: Failure) -> None:
        """Settles a link that got no answer, or that robots.txt or a guard keeps from being asked."""
        link: Link = failure.request.meta["link"]  # type: ignore[attr-defined]
        self._met_front(link, failure.request.url)  # type: ignore[attr-defined]
        link.final = bool(failure.check(RobotsForbidden, PrivateAddress))
        forbidden = RobotsForbidden.told if failure.check(RobotsForbidden) else ""
        link.state, link.reason = "refused" if link.final else "failed", forbidden or failure.getErrorMessage() or failure.type.__name__
        self.crawler.stats.inc_value(f"refusals/{failure.type.__name__}")
        self.crawler.engine.scheduler.settle(link)
        if link.final and link.kind == "front":
            self.end("refused", f"the front page may not be fetched: {link.reason}")
        if failure.check(RobotsUnreachable, AskedToWait) or not failure.check(IgnoreRequest):
            self._count("down", link)

    def _count(self, why: str, link: Link) -> None:
        """Counts refusals and failures in a row, and ends the run at its front page or at too many of them."""
        if link.kind in PROBED:
            return
        before, count = self.streak
        self.streak = (why, count + 1 if before == why else 1)
        if link.kind == "front" or self.streak[1] >= PATIENCE:
            verb, advice = ADVICE[why]
            self.end(why, f"{self.site.name} {verb}: {link.reason} at {self.asked_url(link.url)}; {advice}{self._waits()}")

    def _waits(self) -> str:
        """What is left to the next run, where anything is."""
        with suppress(StoreError):
            left = self.frontier.left()
            return f"; {left} links wait in the store for the next run" if left else ""
        return ""

    def end(self, reason: str, line: str) -> None:
        """Ends the run with one line that says why; raises CloseSpider."""
        if not self.ending:
            self.ending = reason
            logger.error("%s", line)
        raise CloseSpider(reason)
