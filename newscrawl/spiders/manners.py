"""How a run treats the site that it asks: how fast, how many at a time, and under which name."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from newscrawl.politeness.addresses import private_hosts
from newscrawl.site import Politeness

logger = logging.getLogger(__name__)

OWN_DELAY = 0.05  # seconds; a host of NEWSCRAWL_PRIVATE_HOSTS is one's own


def settle(settings: BaseSettings, home: str, politeness: Politeness) -> None:
    """Sets delay, concurrency and user agent for a run on the site at ``home``; the command line's word holds over it."""
    parts = urlsplit(home)
    own = (parts.hostname, parts.port) in private_hosts(settings)
    delay = OWN_DELAY if own else politeness.delay
    wanted = {"DOWNLOAD_DELAY": delay, "AUTOTHROTTLE_START_DELAY": delay, "CONCURRENT_REQUESTS_PER_DOMAIN": politeness.concurrency}
    if contact := settings["NEWSCRAWL_CONTACT"]:
        wanted["USER_AGENT"] = f"{settings['USER_AGENT']} (+{contact})"
    elif not own:
        logger.warning("NEWSCRAWL_CONTACT is not set: name a page or mail address of yours, so that a site can reach who crawls it")
    for name, value in wanted.items():
        settings.set(name, value, priority="spider")
