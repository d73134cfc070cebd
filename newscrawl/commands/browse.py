"""scrapy browse: the store in the browser."""

from __future__ import annotations

import argparse
import os
from importlib.util import find_spec
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl.command import ProjectCommand
from newscrawl.hints import extra
from newscrawl.store.database import StoreError
from newscrawl.store.reader import Reader, path_of

PORT = 8001
EXTRA = extra("browse")


class Command(ProjectCommand):
    """Serves the store to this machine until it is interrupted."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--port N]"

    def short_desc(self) -> str:
        return "Look into the store with the browser: search, read articles and their versions, filter, SQL"

    def long_desc(self) -> str:
        return (
            "Serves the store at http://127.0.0.1:8001/, to this machine alone: full-text search, articles by site, section, language, kind and "
            "access, a page to read for each article and for what its versions changed, and every table with SQL, JSON and CSV (Datasette). "
            "The store is only read, also while a crawl runs. No page loads anything from the net. Ctrl-C stops it. Needs the extra browse: "
            f"{EXTRA}. Exit codes: 0 it was stopped, 2 an option can't be used or the extra is missing, 5 the store can't be read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"port to serve on, 0 for a free one (default: {PORT})")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or not 0 <= opts.port < 1 << 16:
            raise UsageError(f"unexpected argument {args[0]!r}" if args else "--port must be from 0 to 65535", print_help=False)
        if find_spec("datasette") is None:
            return self.refuse(2, f"it needs Datasette, which is not installed: {EXTRA}")
        url = self.settings["NEWSCRAWL_STORE"]
        try:
            Reader(url).close()
        except StoreError as error:
            return self.refuse(5, error)
        if (path := path_of(url)) is None:
            return self.refuse(5, f"it needs a store in SQLite, and NEWSCRAWL_STORE names another: {url}")
        return self._serve(path, url, opts.port)

    def _serve(self, path: Any, url: str, port: int) -> None:
        from newscrawl.browse.server import HOST, listen, serve

        try:
            listening = listen(port)
        except OSError as error:
            return self.refuse(
                2, f"port {port} can't be used ({os.strerror(error.errno or 0)}); name another with --port, 0 for a free one"
            )
        print(f"the store is at http://{HOST}:{listening.getsockname()[1]}/ (Ctrl-C stops it)", flush=True)
        try:
            serve(path, url, listening)
        except KeyboardInterrupt:
            print("stopped", flush=True)
        return None
