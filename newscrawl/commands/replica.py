"""``scrapy replica``: serve the bundled site, or tell the truth about it."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import threading
from datetime import datetime, timedelta
from typing import Any

from scrapy.exceptions import UsageError

from newscrawl.clock import parse_moment
from newscrawl.command import ProjectCommand
from newscrawl.hints import SCRAPY
from newscrawl.replica.accidents import Accident, Kind
from newscrawl.replica.server import ARTICLES, CLOCK, PORT, Replica, full_truth, view_at, worlds


class Command(ProjectCommand):
    """Serves the replica until it is interrupted."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Serve the bundled news site, to try things on without the internet"

    def long_desc(self) -> str:
        return (
            "Serves a news site that does not exist, with what real ones have: menus, listings that go on in several ways, "
            "edited articles, wire copies, videos, sitemaps, feeds and traps, and prints the command that crawls it from another terminal: by its "
            "own clock (NEWSCRAWL_CLOCK; by another one scrapy health finds that two clocks differ), and with its port named "
            "(NEWSCRAWL_PRIVATE_HOSTS): addresses of this machine are asked only where they are named. --truth prints what a perfect crawl would have found. Its time stands still at "
            f"--clock, and without that on its first day, {CLOCK[:10]}: start it again a day later to see new and edited articles, or as it is "
            "today: scrapy replica --clock $(date -Iseconds)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"port to serve on, 0 for a free one (default: {PORT})")
        least = f"how many articles there are at least on {CLOCK[:10]} (default: {ARTICLES})"
        parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help=least)
        parser.add_argument("--clock", default=CLOCK, metavar="ISO", help=f"the site's time (default: the demo's first day, {CLOCK})")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number gives another site (default: 1)")
        parser.add_argument("--delay", type=float, default=0.0, metavar="S", help="seconds before every answer (default: 0)")
        parser.add_argument("--daily", type=float, metavar="N", help="articles that the English edition publishes a day (default: 6)")
        parser.add_argument(
            "--accident", action="append", default=[], metavar="NAME", choices=[*map(str, Kind)],
            help=f"what has happened to it since the day before: {', '.join(Kind)}; may be given more than once",
        )  # fmt: skip
        parser.add_argument("--truth", action="store_true", help="print what there is as JSON, and serve nothing")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        clock = _checked(args, opts)
        try:
            _tell(opts, clock) if opts.truth else _serve(opts, clock)
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from None
        except PortError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2


class PortError(Exception):
    """A port that the replica cannot have."""


def _checked(args: list[str], opts: argparse.Namespace) -> datetime:
    if args:
        raise UsageError(f"unexpected argument {args[0]!r}", print_help=False)
    if opts.articles < 1 or opts.delay < 0 or (opts.daily is not None and opts.daily <= 0) or not 0 <= opts.port < 1 << 16:
        raise UsageError("--articles must be 1 or more, --delay 0 or more, --daily more than 0, --port from 0 to 65535", print_help=False)
    try:
        return parse_moment(opts.clock)
    except ValueError:
        raise UsageError(f"--clock {opts.clock!r} is no ISO 8601 time such as {CLOCK}", print_help=False) from None


def _asked(opts: argparse.Namespace, clock: datetime) -> dict[str, Any]:
    """What the site is like."""
    accidents = [Accident(Kind(name), clock - timedelta(days=1)) for name in opts.accident]
    return {"articles": opts.articles, "seed": opts.seed, "daily": opts.daily, "accidents": accidents}


def _tell(opts: argparse.Namespace, clock: datetime) -> None:
    views = {edition: view_at(world, clock) for edition, world in worlds(**_asked(opts, clock)).items()}
    json.dump(full_truth(views), sys.stdout, ensure_ascii=False, indent=1)
    print()


def _serve(opts: argparse.Namespace, clock: datetime) -> None:
    try:
        replica = Replica(clock=clock, port=opts.port, slow=opts.delay, **_asked(opts, clock))
    except OSError as error:
        reason = f"port {opts.port} cannot be used ({error.strerror})"
        raise PortError(f"{reason}: stop what listens there or give another with --port, 0 for a free one") from None
    with replica:
        print(f"the replica is ready at {replica.home} ({clock.isoformat()}); Ctrl-C stops it", flush=True)
        print(f"in another terminal: {SCRAPY} {shlex.join(replica.crawl)}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("stopped", flush=True)
