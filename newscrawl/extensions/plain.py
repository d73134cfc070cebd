"""Plain: what of Scrapy's own log a run says where nobody asked for more: its lines, and not its lists."""

from __future__ import annotations

import logging

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

LISTS = ("scrapy.utils.log", "scrapy.addons", "scrapy.middleware", "scrapy.crawler", "scrapy.statscollectors")  # loggers that write them


def settle(settings: BaseSettings) -> None:
    """Leaves out versions, components, settings and statistics, which Scrapy logs over many lines at INFO.

    Not where a level was asked for, nor where the project's is DEBUG. To be called before Scrapy's first line.
    """
    if not asked(settings) and settings["LOG_LEVEL"] != "DEBUG":
        for name in LISTS:
            logging.getLogger(name).addFilter(_is_line)


def asked(settings: BaseSettings) -> bool:
    """Whether a log level was asked for on the command line: -L, --loglevel, -s LOG_LEVEL=, --nolog."""
    return (settings.getpriority("LOG_LEVEL") or 0) > SETTINGS_PRIORITIES["project"] or not settings.getbool("LOG_ENABLED")


def _is_line(record: logging.LogRecord) -> bool:
    return record.levelno != logging.INFO or "\n" not in record.getMessage()
