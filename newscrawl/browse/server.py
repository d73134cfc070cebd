"""The store in Datasette, on this machine alone."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path
from urllib.parse import quote

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from newscrawl.browse import plugin
from newscrawl.browse.metadata import STORE, metadata

HOST = "127.0.0.1"
HERE = Path(__file__).parent
SETTINGS = {
    "default_page_size": 30,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 5000,
    "suggest_facets": False,  # it reads the whole table once for each column
    "allow_download": False,  # the file alone lacks what is in its write-ahead log
    "truncate_cells_html": 300,
    "force_https_urls": False,
}


class ReadOnly(Database):
    """A file that no connection can change. Datasette would take a # in its name for the end of it."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(Path(self.path).absolute()))}?mode=ro", uri=True, check_same_thread=False)


def datasette(path: Path, url: str) -> Datasette:
    """Datasette on the store's file, which it opens for reading alone; ``url`` is the store's for the pages of articles."""
    pm.get_plugin("datasette.handle_exception").rich = None  # or each slip of the pen in a query prints the stack with all values
    if not pm.is_registered(plugin):
        pm.register(plugin, name="newscrawl")
    made = Datasette(
        [str(path)],
        metadata=metadata(),
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("look", str(HERE / "static"))],
    )
    made.remove_database(next(name for name, database in made.databases.items() if database.path))
    made.add_database(ReadOnly(made, path=str(path), is_mutable=True), name=STORE)
    made.newscrawl_store = url
    return made


def listen(port: int) -> socket.socket:
    """A socket of this machine's loopback; port 0 takes a free one. Raises OSError where the port can't be had."""
    return socket.create_server((HOST, port))


def serve(path: Path, url: str, listening: socket.socket) -> None:
    """Serves until it is told to stop."""
    config = uvicorn.Config(datasette(path, url).app(), log_level="warning", server_header=False, timeout_graceful_shutdown=2)
    uvicorn.Server(config).run(sockets=[listening])
