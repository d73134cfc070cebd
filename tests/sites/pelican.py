"""A site of Pelican with its stock theme."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sites.prose import posts
from tests.sites.served import files_served

TITLE = "The Pelican Post"
SECTIONS = ("Politics", "Economy", "Culture", "Health")
CONFIG = f"""
SITENAME = "{TITLE}"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Rome"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 10
FEED_MAX_ITEMS = 500
"""


@contextmanager
def site(folder: Path, count: int) -> Iterator[str]:
    """The address of the site with so many articles."""
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_text(CONFIG, "utf-8")
    for post in posts(count, SECTIONS):
        fields = {
            "Title": post.title, "Date": f"{post.published:%Y-%m-%d %H:%M}", "Category": post.section, "Tags": ", ".join(post.tags),
            "Author": post.author, "Slug": post.slug, "Summary": post.summary,
        }  # fmt: skip
        head = "".join(f"{name}: {value}\n" for name, value in fields.items())
        (folder / "content" / f"{post.slug}.md").write_text(f"{head}\n{post.body}\n", "utf-8")
    subprocess.run([sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"], cwd=folder, check=True)
    with files_served(folder / "output") as home:
        yield home
