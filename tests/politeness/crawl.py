"""A real crawl, in a process of its own: reads a plan from standard input, writes what became of each address.

The plan has ``batches`` of addresses that are fetched together, ``settings``, ``names`` (what a name server answers, one
list of addresses for each look-up) and ``jump`` (seconds that the robots clock leaps between two batches).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from newscrawl.politeness import robots

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "USER_AGENT": "newscrawl/1.0 (+https://example.org)",
    "TWISTED_DNS_RESOLVER": "newscrawl.politeness.guards.GuardedResolver",
    "DOWNLOADER_MIDDLEWARES": {
        "newscrawl.politeness.delay.RetryAfterMiddleware": 90,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "newscrawl.politeness.robots.RobotsMiddleware": 100,
        "newscrawl.politeness.guards.GuardMiddleware": 760,
    },
    "EXTENSIONS": {"newscrawl.politeness.delay.CrawlDelay": 500},
    "DOWNLOAD_HANDLERS": {"file": None, "ftp": None, "s3": None, "data": None},
    "DOWNLOAD_TIMEOUT": 1,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_LEVEL": "WARNING",
}
plan = json.load(sys.stdin)
outcomes: dict[str, list] = {}
lookups: dict[str, int] = {}
leap = 0.0


@implementer(IHostnameResolver)
class Names:
    """A name server that answers from the plan; other names and addresses go to the system."""

    def __init__(self, reactor):
        self.reactor = reactor
        self.system = reactor.nameResolver

    @classmethod
    def from_crawler(cls, crawler, reactor):
        return cls(reactor)

    def install_on_reactor(self):
        self.reactor.installNameResolver(self)

    def resolveHostName(self, receiver, name, portNumber=0, addressTypes=None, transportSemantics="TCP"):
        answers = plan["names"].get(name)
        if answers is None:
            return self.system.resolveHostName(receiver, name, portNumber, addressTypes, transportSemantics)
        count = lookups[name] = lookups.get(name, 0) + 1
        receiver.resolutionBegan(None)
        for address in answers[min(count, len(answers)) - 1]:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, portNumber))
        receiver.resolutionComplete()


class Plan(Spider):
    name = "plan"

    async def start(self):
        global leap
        for batch in plan["batches"]:
            await asyncio.gather(*(self.fetch(url) for url in batch))
            leap += plan.get("jump", 0)
        for request in ():
            yield request

    async def fetch(self, address):
        url, meta = address if isinstance(address, list) else (address, {})
        try:
            response = await self.crawler.engine.download_async(Request(url, callback=NO_CALLBACK, meta=meta))
            outcome = [response.status, response.url]
        except Exception as error:  # noqa: BLE001 -- the test says which it must be
            outcome = [type(error).__name__, str(error)]
        outcomes.setdefault(url, []).append(outcome)


robots.monotonic = lambda: time.monotonic() + leap
names = {"NEWSCRAWL_RESOLVER": f"{__name__}.Names"} if plan.get("names") else {}
process = AsyncCrawlerProcess({**SETTINGS, **names, **plan["settings"]})
crawler = process.create_crawler(Plan)
process.crawl(crawler)
process.start()
stats = {key: value for key, value in crawler.stats.get_stats().items() if isinstance(value, int)}
print(json.dumps({"outcomes": outcomes, "stats": stats, "lookups": lookups}))
