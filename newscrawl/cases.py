"""Cases: saved pages with all that their reading depends on, as folders: page.html.gz, meta.json, article.json."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl import site as sites
from newscrawl.items import Article
from newscrawl.reading.article import Look, look_at
from newscrawl.reading.page import Page
from newscrawl.site import Site
from newscrawl.urls import absolute

PAGES = ("page.html.gz", "page.html")
NEEDED = ("Content-Type", "Date")  # the headers that reading asks
UNTOLD = ("sections", "content_hash")  # what only a crawl knows, and what says nothing to who checks a case
# In JSON that a terminal may show: controls that json leaves alone, line separators, halves of characters.
_UNSHOWN = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class CaseError(ValueError):
    """A file or folder that is no page; its text says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page as bytes, with what its reading depends on. ``site`` names the profile that it is read with, None for none."""

    html: bytes
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None
    fetched_at: datetime | None = None
    rendered: bool = False  # after its JavaScript ran

    @property
    def profile(self) -> Site | None:
        return sites.load(self.site) if self.site else None

    def page(self) -> Page:
        return Page(self.html, self.url, self.headers)

    def look(self) -> Look:
        return look_at(self.page(), self.profile, self.fetched_at)


def read_file(path: Path, url: str | None = None) -> Case:
    """The case of a page that stands in a file (.html, .html.gz) or a case's folder; ``url`` is its address, where it is not what they say.

    Raises :class:`CaseError`.
    """
    if path.is_dir():
        case = read(path)
        return replace(case, url=url) if url else case
    html = _bytes(path)
    address = url or declared_address(html)
    if not address:
        raise CaseError(f"{path} does not say where it came from (no canonical link, no og:url): give its address with --url")
    return Case(html, address)


def read(folder: Path) -> Case:
    """The case in a folder; raises :class:`CaseError`."""
    found = next((folder / name for name in PAGES if (folder / name).is_file()), None)
    if found is None:
        raise CaseError(f"{folder} is no case: it has no {' and no '.join(PAGES)}")
    path = folder / "meta.json"
    try:
        meta = json.loads(path.read_text("utf-8"))
        at = datetime.fromisoformat(meta["fetched_at"]) if meta.get("fetched_at") else None
        return Case(_bytes(found), meta["url"], meta["headers"], meta["site"], at, meta.get("rendered", False))
    except OSError as error:
        raise CaseError(f"{path}: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CaseError(f"{path}: url, headers and site are needed: {error}") from None


def write(case: Case, folder: Path) -> Article:
    """Writes a case and the article that it reads as, which is returned. The same case gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (folder / name).unlink(missing_ok=True)
    (folder / PAGES[0]).write_bytes(gzip.compress(case.html, mtime=0))
    headers = {name: value for name in NEEDED if (value := {k.lower(): v for k, v in case.headers.items()}.get(name.lower()))}
    meta: dict[str, Any] = {"url": case.url, "headers": headers, "site": case.site, "fetched_at": case.fetched_at}
    (folder / "meta.json").write_text(as_json(meta | ({"rendered": True} if case.rendered else {})), "utf-8")
    article = case.look().article
    (folder / "article.json").write_text(as_json(told(article)), "utf-8")
    return article


def told(article: Article) -> dict[str, Any]:
    """What a case tells of an article, in the order of the fields."""
    return {name: value for name, value in asdict(article).items() if name not in UNTOLD}


def as_json(value: Any) -> str:
    """Indented JSON that ends in a line break; nothing in it steers a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=datetime.isoformat)
    return _UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def declared_address(html: bytes) -> str | None:
    """The absolute address that a page declares for itself (rel=canonical, then og:url), None where it declares none."""
    page = Page(html, "")
    named = [*page.rels.get("canonical", ()), *page.metas.get("og:url", ())]
    return next((url for text in named if (url := absolute("", text))), None)


def _bytes(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise CaseError(f"{path} is no gzip file, or only a part of one") from None
    except OSError as error:
        raise CaseError(f"{path}: {error.strerror}") from None
