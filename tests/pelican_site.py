"""A site of Pelican with its stock theme, built from the replica's prose and served on loopback."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from newscrawl.replica.server import Replica

POSTS = 200
CATEGORIES = ("Politics", "Economy", "Culture", "Health")
CONFIG = """
SITENAME = "The Pelican Post"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Rome"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 10
"""


def post(number: int, title: str, summary: str, body: str) -> str:
    category = CATEGORIES[number % len(CATEGORIES)]
    date = f"2025-{1 + number % 12:02}-{1 + number % 28:02} 10:{number % 60:02}"
    return f"Title: {title}\nDate: {date}\nCategory: {category}\nTags: tag {number % 7}\nAuthor: Jane Doe\nSummary: {summary}\n\n{body}\n"


def build(folder: Path) -> Path:
    """The folder of the built site."""
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_text(CONFIG, "utf-8")
    with Replica() as replica:
        prose = [a for a in replica.truth()["articles"] if len(a["body"].split()) > 60]
    titles: dict[str, dict[str, str]] = {article["title"]: article for article in prose}
    for number, article in enumerate(list(titles.values())[:POSTS]):
        text = post(number, article["title"], article["summary"] or article["title"], article["body"])
        (folder / "content" / f"{number}.md").write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"], cwd=folder, check=True)
    return folder / "output"


@contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
