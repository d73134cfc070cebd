"""Publishing: a dataset that was exported, checked before a byte of it leaves, and where it may go.

A place (``publish_hub``, ``publish_bucket``, ``publish_zenodo``) sends the files of a parcel; what a broken try has sent is not sent
again. Tokens come from the environment alone, and are in no message.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from newscrawl.export import checksums
from newscrawl.export.checksums import Sum

CARD, PROVENANCE, PACKAGE = "README.md", "provenance.json", "datapackage.json"
SECRETS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "ZENODO_TOKEN", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
Tell = Callable[[str], None]


class PublishError(Exception):
    """The dataset is not published; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A dataset's folder, with the sums of its files (SHA256SUMS among them, as the last), and what its papers say."""

    folder: Path
    files: list[Sum]
    name: str
    version: int
    rights: str  # respect or ignore
    package: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


class Place(Protocol):
    """Where a dataset may go; ``lacks`` is what is missing for it, empty where nothing is."""

    where: str
    lacks: str

    def send(self, parcel: Parcel, tell: Tell) -> str:
        """Sends it and gives the address that it is at. Raises :class:`PublishError`."""


def parcel(folder: Path) -> Parcel:
    """The dataset in a folder, every file held against its sum. Raises :class:`PublishError`."""
    sums = folder / checksums.FILE_NAME
    if not sums.is_file():
        inside = sorted(path.parent for path in folder.glob(f"*/{checksums.FILE_NAME}")) if folder.is_dir() else []
        hint = f"; name one of its versions: {inside[-1]}" if inside else "; scrapy export makes one"
        raise PublishError(f"{folder} is no dataset, it has no {checksums.FILE_NAME}{hint}")
    named = dict(reversed(line.split("  ", 1)) for line in sums.read_text("utf-8").splitlines() if "  " in line)
    found = {file.path: file for file in checksums.sums(folder)}
    for path in sorted(named.keys() | found.keys()):
        if path not in found:
            raise PublishError(f"{folder / path} is named in {sums.name} and is not there; export anew")
        if path not in named:
            raise PublishError(f"{folder / path} is not named in {sums.name}; take it out, or export anew")
        if named[path] != found[path].sha256:
            raise PublishError(f"{folder / path} is not as it was exported (its SHA-256 differs from {sums.name}); export anew")
    text = sums.read_bytes()
    files = [*found.values(), Sum(sums.name, len(text), hashlib.sha256(text).hexdigest())]
    said, package = _json(folder / PROVENANCE), _json(folder / PACKAGE)
    rights = (said.get("arguments") or {}).get("rights") or "ignore"
    return Parcel(folder, files, str(said.get("name") or folder.parent.name), int(said.get("version") or 1), rights, package)


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PublishError(f"{path} can't be read: {error}; export anew") from None
    return value if isinstance(value, dict) else {}


def refusal(parcel: Parcel) -> str | None:
    """Why the dataset should not be given on, None where its papers say nothing against it."""
    if parcel.rights != "respect":
        return "its texts were exported with --rights ignore: publishers reserve some of them; export with --rights respect"
    return None


def place(to: str) -> Place:
    """The place that is meant by ``hf:OWNER/NAME``, ``zenodo:``, ``zenodo:NUMBER`` or an URL of fsspec. Raises :class:`PublishError`."""
    scheme, _, rest = to.partition(":")
    if rest.startswith("//") and scheme:
        from newscrawl.export.publish_bucket import Bucket

        return Bucket(to)
    if scheme == "hf" and rest:
        from newscrawl.export.publish_hub import Hub

        return Hub(rest)
    if scheme == "zenodo" and (not rest or rest.isdecimal()):
        from newscrawl.export.publish_zenodo import Zenodo

        return Zenodo(int(rest) if rest else None)
    raise PublishError(f"{to!r} is no place; there are: hf:OWNER/NAME, zenodo:, zenodo:NUMBER (of a draft), s3://BUCKET/FOLDER")


def without_secrets(text: str) -> str:
    """The text with each token of the environment taken out."""
    for secret in sorted((os.environ.get(name, "") for name in SECRETS), key=len, reverse=True):
        text = text.replace(secret, "***") if secret else text
    return text
