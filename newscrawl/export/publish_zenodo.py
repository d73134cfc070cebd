"""A dataset on Zenodo: a draft with its files and metadata (developers.zenodo.org, deposit API), which its owner looks at and publishes there.

Publishing on Zenodo can't be undone, so that is left to a person. A folder inside of the dataset goes as one zip: Zenodo has none.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import requests

from newscrawl.export.publish import Parcel, PublishError, Tell

SERVER = "https://zenodo.org"  # ZENODO_URL names another: https://sandbox.zenodo.org
TIMEOUT = 120  # seconds without a byte
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of all files in a zip, so that its bytes are the same each time


class Zenodo:
    """A new draft, or the one with that number; the token is ``ZENODO_TOKEN``."""

    def __init__(self, draft: int | None):
        self.draft, self.where = draft, f"zenodo:{draft or ''}"
        self.server = os.environ.get("ZENODO_URL", SERVER).rstrip("/")
        token = os.environ.get("ZENODO_TOKEN") or ""
        self.lacks = "" if token else "ZENODO_TOKEN is not set: a token with deposit:write, from Applications in your account there"
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def send(self, parcel: Parcel, tell: Tell) -> str:
        path = "/api/deposit/depositions"
        made = self._ask("GET", f"{path}/{self.draft}") if self.draft else self._ask("POST", path, json={})
        if made.get("submitted"):
            raise PublishError(f"{self.where} is published already; zenodo: begins a new draft")
        self.where = f"zenodo:{made['id']}"
        tell(f"draft {made['id']}; to carry it on: --to {self.where}")
        there = {file["filename"]: file["checksum"].removeprefix("md5:") for file in made.get("files", ())}
        with TemporaryDirectory() as folder:
            for file in _flat(parcel, Path(folder)):
                if there.get(file.name) == _md5(file):
                    tell(f"{file.name} is there already")
                    continue
                with file.open("rb") as data:
                    self._ask("PUT", f"{made['links']['bucket']}/{file.name}", data=data)
                tell(f"{file.name} sent")
        self._ask("PUT", f"{path}/{made['id']}", json={"metadata": metadata(parcel)})
        return str(made["links"].get("html") or f"{self.server}/uploads/{made['id']}")

    def _ask(self, method: str, path: str, **body: Any) -> dict[str, Any]:
        url = path if path.startswith("http") else self.server + path
        if not url.startswith(f"{self.server}/"):
            raise PublishError(f"{self.server} names {url}, which is elsewhere; the token does not go there")
        try:
            answer = self.session.request(method, url, timeout=TIMEOUT, allow_redirects=False, **body)
            answer.raise_for_status()
            value = answer.json()
        except requests.RequestException as error:
            said = error.response.text[:300] if error.response is not None else ""
            raise PublishError(f"{self.where} was not written: {error} {said}; to carry it on: --to {self.where}") from None
        return value if isinstance(value, dict) else {}


def _flat(parcel: Parcel, folder: Path) -> Iterator[Path]:
    """The dataset's files, each of its folders as one zip."""
    inside: dict[str, list[str]] = {}
    for file in parcel.files:
        top, slash, _ = file.path.partition("/")
        if slash:
            inside.setdefault(top, []).append(file.path)
        else:
            yield parcel.folder / file.path
    for top, paths in sorted(inside.items()):
        with zipfile.ZipFile(folder / f"{top}.zip", "w") as packed:
            for path in sorted(paths):
                packed.writestr(zipfile.ZipInfo(path, FIRST_DAY), (parcel.folder / path).read_bytes(), zipfile.ZIP_DEFLATED)
        yield folder / f"{top}.zip"


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def metadata(parcel: Parcel) -> dict[str, Any]:
    """Zenodo's metadata from the data package's; who publishes looks at licence and access there."""
    said = parcel.package
    people = [{"name": one["title"]} for one in said.get("contributors", ()) if one.get("title")]
    return {
        "upload_type": "dataset",
        "title": said.get("title") or parcel.name,
        "description": said.get("description") or parcel.name,
        "creators": people or [{"name": "unknown"}],
        "version": str(said.get("version") or parcel.version),
        "keywords": ["news"],
    }
