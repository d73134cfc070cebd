"""A magazine of Hugo: a theme in the manner of the usual ones, with hero, cards, tickers, side boxes, numbered pages and terms."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sites.prose import AUTHORS, front_matter, posts
from tests.sites.served import files_served

TITLE = "The Hugo Herald"
SECTIONS = ("Politics", "Economy", "Markets", "Culture", "Harbour", "Opinion")
FOLDERS = {name: name.lower() for name in SECTIONS} | {"Markets": "economy/markets"}
PAGES = {
    "about": "About us", "contact": "Contact", "privacy": "Privacy policy", "advertise": "Advertise with us", "newsletter": "Newsletter",
    "archives": "Archives",
}  # fmt: skip
THEME = Path(__file__).parent / "hugo_theme"


def build(folder: Path, origin: str, count: int) -> None:
    """Writes the sources into the folder and the site into its ``public``, with addresses below ``origin``."""
    shutil.copytree(THEME, folder, dirs_exist_ok=True)
    for number, post in enumerate(posts(count, SECTIONS)):
        fields = {
            "title": post.title, "date": post.published.isoformat() + "+01:00", "slug": post.slug, "description": post.summary,
            "authors": [post.author], "tags": post.tags, "image": f"/img/{number % 7}.jpg", "label": post.section,
        }  # fmt: skip
        half = len(post.paragraphs) // 2
        body = [*post.paragraphs[:half], "{{< also >}}", *post.paragraphs[half:]]
        _write(folder / "content" / FOLDERS[post.section] / f"{post.slug}.md", front_matter(fields) + "\n\n".join(body))
    for name, path in FOLDERS.items():
        _write(folder / "content" / path / "_index.md", front_matter({"title": name}))
    for name, title in PAGES.items():
        layout = "archives" if name == "archives" else "page"
        text = f"{title}. The Hugo Herald is made by {', '.join(AUTHORS)} and others, and has an office in every harbour."
        _write(folder / "content" / f"{name}.md", front_matter({"title": title, "layout": layout}) + text)
    subprocess.run(["hugo", "--quiet", "--baseURL", origin], cwd=folder, check=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@contextmanager
def site(folder: Path, count: int) -> Iterator[str]:
    """The address of the site with so many articles."""
    if not shutil.which("hugo"):
        pytest.skip("no hugo here: apt-get install hugo")
    public = folder / "public"
    public.mkdir(parents=True)
    with files_served(public) as origin:
        build(folder, origin, count)
        yield origin
