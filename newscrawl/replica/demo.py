"""make demo: the replica is served on a free port and crawled by the real command; the demo's day is one later each time."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

from rich.console import Console
from rich.table import Table
from scrapy.utils.project import get_project_settings

from newscrawl.hints import SCRAPY
from newscrawl.replica.server import Replica
from newscrawl.store import runs
from newscrawl.store.database import Store, StoreError
from newscrawl.store.runs import SectionCount

SITE = "replica"
FIRST_DAY = datetime.fromisoformat("2026-01-05T12:00:00+00:00")
LAST_DAY = FIRST_DAY + timedelta(days=200)  # runs that are later were made by hand, by the real clock


def main() -> int:
    console = Console(highlight=False, soft_wrap=True)
    settings = get_project_settings()
    try:
        now = _today(settings["NEWSCRAWL_STORE"])
    except StoreError as error:
        console.print(f"make demo: {error}", style="red")
        return 5
    console.print(
        f"The replica, a site of invented news, as it stands on {now:%A %d %B %Y}; crawled by scrapy crawl sections -a site={SITE}\n"
    )
    with Replica(clock=now.isoformat()) as replica:
        code = _crawl(replica.crawl)
    if code:
        console.print(f"make demo: the crawl ended with exit code {code}; the lines above say why", style="red")
        return code
    _tell(console, settings, now)
    return 0


def _today(url: str) -> datetime:
    """The day after the last run on the replica."""
    store = Store(url)
    last = runs.latest(store, SITE, before=LAST_DAY)
    store.close()
    return last + timedelta(days=1) if last else FIRST_DAY


def _crawl(words: list[str]) -> int:
    """The exit code of the real command; its own lines are shown, Scrapy's are not."""
    command = [sys.executable, "-m", "scrapy", *words]
    command += ["-s", "NEWSCRAWL_RENDER=never"]  # so that it shows the same with and without a browser
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            name, _, said = line.partition("] ")
            if said and ("[newscrawl.spiders" in name or "[newscrawl.extensions" in name or said.startswith("ERROR")):
                print(f"  {said.rstrip()}", flush=True)
            elif line.startswith("scrapy crawl:"):
                print(f"  {line.rstrip()}", flush=True)
    return process.returncode


def _tell(console: Console, settings: dict[str, str], now: datetime) -> None:
    store = Store(settings["NEWSCRAWL_STORE"])
    run = runs.number_of_last(store, SITE)
    table = _table(runs.section_counts(store, SITE, run), runs.whole_count(store, SITE, run))
    store.close()
    console.print(table)
    console.print(
        "\nstored: ever; all else: in this run. An article in two sections counts in both, and once in all. refused: also what is gone, or no article."
    )
    store_file, log = settings["NEWSCRAWL_STORE"].removeprefix("sqlite:///"), f"{settings['NEWSCRAWL_DATA']}/{SITE}.jsonl"
    console.print(f"\nThe files\n  {store_file:<24} the store: articles, versions, sightings, links, runs")
    console.print(f"  {log:<24} one line of JSON for each article and each edit")
    console.print("\nTry next\n  make demo                                          a day later: only what is new or edited is fetched")
    report = f"{SCRAPY} report -s NEWSCRAWL_CLOCK={now:%Y-%m-%dT%H:%M}"
    console.print(f"  {report}   {settings['NEWSCRAWL_DATA']}/report.html: how the crawls go, by the demo's clock")
    console.print(f"  {SCRAPY} crawl sections -a limit=20        twenty articles of the live first site")
    console.print(f"  {SCRAPY} crawl sections -a url=ADDRESS     any other news site")


def _table(counts: list[SectionCount], whole: SectionCount) -> Table:
    table = Table(box=None, pad_edge=False, show_footer=True)
    table.add_column("section", footer=whole.label)
    names = ("found", "stored", "new", "versions", "refused")
    for name in names:
        table.add_column(name, justify="right", footer=str(getattr(whole, name)))
    table.add_column("")
    for count in counts:
        label = f"{count.parent} / {count.label}" if count.parent and "/" not in count.label else count.label
        table.add_row(label, *(str(getattr(count, name)) for name in names), count.note or "")
    return table


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("make demo: stopped; make demo again takes it up")
