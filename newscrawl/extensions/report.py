"""RunReport: data/runs/<site>/<time>-<run>.json, what a run did in figures (docs/health.md)."""

from __future__ import annotations

import logging
from dataclasses import asdict
from hashlib import sha256
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

from newscrawl import __version__
from newscrawl.health import files
from newscrawl.politeness.rules import RULE, RobotsRules, product_token
from newscrawl.store import this_run
from newscrawl.urls import same_site

logger = logging.getLogger(__name__)

NARROWING = ("sections", "since", "until", "limit", "max_pages", "refresh")  # arguments that make a run unlike the others
RULES = 100  # of robots.txt that are kept
COUNTED = {
    "http": "downloader/response_status_count/",
    "links": "links/",
    "refusals": "refusals/",
    "failures": "downloader/exception_type_count/",
}


class RunReport:
    """Writes the report of every run that ends, however it ends; one that is killed leaves none, and the next one says so."""

    def __init__(self, crawler: Crawler):
        self.crawler = crawler
        self.sent: dict[str, float] = {}  # when each host was asked last, monotonic
        self.hosts: dict[str, dict[str, Any]] = {}
        self.robots: dict[str, Any] = {}
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._answered, signals.headers_received)
        crawler.signals.connect(self._robots_parsed, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunReport:
        return cls(crawler)

    def _opened(self) -> None:
        self.crawler.spider.at_end.append(self.write)

    def _answered(self, request: Request) -> None:
        """Counts an answer and the gap before its request, which is known by now (``download_latency``)."""
        sent = monotonic() - request.meta["download_latency"]
        host = urlsplit(request.url).netloc.rpartition("@")[2].lower()
        counts = self.hosts.setdefault(host, {"requests": 0, "least_gap": None})
        counts["requests"] += 1
        if host in self.sent:
            gap = round(sent - self.sent[host], 3)
            counts["least_gap"] = gap if counts["least_gap"] is None else min(gap, counts["least_gap"])
        self.sent[host] = sent

    def _robots_parsed(self, robotparser: RobotsRules, request: Request) -> None:
        """Notes the rules of the site's own host, the first that is asked."""
        if self.robots or not same_site(request.url, self.crawler.spider.home):
            return
        token = product_token(self.crawler.settings)
        self.robots = {
            "sha256": sha256(robotparser.text.encode("utf-8", "replace")).hexdigest(),
            "rules": [f"{name}: {value}" for name, value in robotparser.records_for(token) if RULE.match(f"{name}:")][:RULES],
            "gap": robotparser.gap(token),
        }

    def write(self, reason: str) -> None:
        try:
            files.save(files.folder_of(self.crawler.settings["NEWSCRAWL_DATA"]), self.report(reason))
        except OSError as error:
            logger.error("the report of the run can't be written: %s", error)

    def report(self, reason: str) -> dict[str, Any]:
        """The report, as docs/health.md has it."""
        spider, stats = self.crawler.spider, self.crawler.stats.get_stats()
        now, given = spider.clock.now(), spider.arguments.given()
        equal, near = this_run.copies(spider.store, spider.tally.new)
        return {
            "schema": files.SCHEMA,
            "site": spider.site.name,
            "run": spider.run,
            "spider": spider.name,
            "version": __version__,
            "arguments": given,
            "narrowed": any(name in given for name in NARROWING),
            "started_at": spider.clock.origin.isoformat(timespec="seconds"),
            "finished_at": now.isoformat(timespec="seconds"),
            "reason": reason,
            "before": self._before(),
            "home": spider.arguments.site.home,
            "front": spider.tally.front,
            "expect": asdict(spider.site.expect),
            **spider.tally.plain(),
            "copies": {"equal": equal, "near": near},
            "sections": self._sections(),
            "completeness": self._roads(),
            **{name: _below(stats, prefix) for name, prefix in COUNTED.items()},
            "unmodified": stats.get("articles/unmodified", 0),
            "hosts": self.hosts,
            "robots": {**self.robots, **_below(stats, "robots/"), "answers": _below(stats, "robotstxt/response_status_count/")},
            "bytes": {"received": stats.get("downloader/response_bytes", 0), "sent": stats.get("downloader/request_bytes", 0)},
            "cpu": self._cpu(),
        }

    def _before(self) -> dict[str, Any] | None:
        """The site's run before this one; where its reason is None it was killed."""
        spider = self.crawler.spider
        last = this_run.before(spider.store, spider.site.name, spider.run)
        if last is None:
            return None
        return {
            "run": last.number,
            "spider": last.spider,
            "started_at": last.started_at.isoformat(timespec="seconds"),
            "reason": last.reason,
        }

    def _sections(self) -> dict[str, dict[str, Any]]:
        """What was found in each section of the menu, and what became of the articles that were read."""
        spider = self.crawler.spider
        read = spider.tally.sections
        listed = this_run.listed(spider.store, spider.site.name, spider.run)
        menu = {
            s.label: {"parent": s.parent, "found": s.found, "stored": s.stored, "note": s.note, **read.get(s.label, {})} for s in listed
        }
        return menu | {label: dict(counts) for label, counts in read.items() if label not in menu}

    def _roads(self) -> dict[str, dict[str, int]]:
        """Of the articles that each road showed in this run, how many are in the store; one in two sections counts in both."""
        spider = self.crawler.spider
        found: dict[str, dict[str, int]] = {}
        menu = this_run.listed(spider.store, spider.site.name, spider.run)
        roads = {section.label: "menu" for section in menu} | spider.tally.roads
        for name, (seen, stored) in this_run.seen_in(spider.store, spider.site.name, spider.run, roads).items():
            counts = found.setdefault(roads[name], {"seen": 0, "stored": 0})
            counts["seen"] += seen
            counts["stored"] += stored
        return found

    def _cpu(self) -> dict[str, Any]:
        """Seconds of CPU; ``rest`` is the engine, the network and the frontier."""
        cpu = self.crawler.spider.cpu
        steps = {name: round(seconds, 3) for name, seconds in cpu.spent.items()}
        pages = self.crawler.stats.get_value("response_received_count", 0)
        return {"pages": pages, "all": round(cpu.total, 3), **steps, "rest": round(cpu.total - sum(steps.values()), 3)}


def _below(stats: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The counts whose names begin so, without that beginning."""
    return {name.removeprefix(prefix): value for name, value in sorted(stats.items()) if name.startswith(prefix)}
