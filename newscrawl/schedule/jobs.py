"""Jobs: which spider runs on which site, how often, and by which command. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from newscrawl.schedule.times import Every, ScheduleError
from newscrawl.site import Site


@dataclass(frozen=True, slots=True)
class Job:
    """One crawl that runs again and again. ``folder`` is the project's; ``logs`` is where its log goes, a file a month."""

    site: str
    spider: str
    every: Every
    scrapy: Path
    folder: Path
    logs: Path
    settings: tuple[str, ...] = ()  # NAME=value
    profile: Path | None = None  # where it stands, if not among the package's

    @property
    def name(self) -> str:
        return f"{self.site}-{self.spider}"

    @property
    def words(self) -> list[str]:
        """The command and its arguments."""
        settings = [word for setting in self.settings for word in ("-s", setting)]
        return [str(self.scrapy), "crawl", self.spider, "-a", f"site={self.profile or self.site}", *settings]

    def at(self, profile: Path) -> Job:
        """The same job for a profile that stands elsewhere."""
        return replace(self, profile=profile)

    @property
    def log(self) -> str:
        """The log's path before month and suffix."""
        return str(self.logs / self.name)


def jobs_of(site: Site, scrapy: Path, folder: Path, logs: Path, settings: Sequence[str] = ()) -> list[Job]:
    """What a profile's ``[schedule]`` asks for; raises :class:`ScheduleError` that names the profile."""
    jobs = []
    for spider in (f.name for f in fields(site.schedule)):
        if every := getattr(site.schedule, spider):
            try:
                jobs.append(Job(site.name, spider, Every.parse(every), scrapy, folder, logs, tuple(settings)))
            except ScheduleError as error:
                raise ScheduleError(f"{site.name}: schedule.{spider}: {error}") from None
    return jobs
