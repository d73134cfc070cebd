"""A dataset in a bucket, or wherever fsspec writes: one object for each file, SHA256SUMS the last, so that it is whole when that is there.

What was sent already is noted beside the files until then, so that a broken try is carried on. What is there is never written over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newscrawl.export.checksums import FILE_NAME
from newscrawl.export.publish import Parcel, PublishError, Tell

SENT = f"{FILE_NAME}.sent"
TRIES = 6  # of one request, with doubled waits: some six seconds
OBSTORE = ("s3", "s3a", "gs", "az", "abfs")  # by obstore: it brings no AWS SDK; all else by fsspec's own


class Bucket:
    """A folder at an URL. Keys come from the environment, as its service names them (``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL`` ...)."""

    def __init__(self, url: str):
        self.where = url.rstrip("/")
        try:
            import fsspec
            from obstore.fsspec import register

            options: dict[str, Any] = {}
            if (scheme := url.partition(":")[0]) in OBSTORE:
                register(scheme)
                options["retry_config"] = {"max_retries": TRIES}
            self.fs, self.root = fsspec.core.url_to_fs(self.where, **options)
        except ImportError as error:
            raise PublishError(f"{url} needs {error.name or error}: pip install 'newscrawl[publish]'") from None
        except ValueError as error:
            raise PublishError(f"{url} can't be written to: {error}") from None
        self.lacks = ""

    def send(self, parcel: Parcel, tell: Tell) -> str:
        with _told(self.where):
            wanted = (parcel.folder / FILE_NAME).read_bytes()
            there = self._text(FILE_NAME)
            if there == wanted:
                tell("all of it is there already")
                self._done()
                return self.where
            if there is not None:
                raise PublishError(f"another dataset is at {self.where}, and nothing is written over: name another folder")
            self._files(parcel, tell)
            self._done()
        return self.where

    def _done(self) -> None:
        if self._text(SENT) is not None:
            self.fs.rm_file(f"{self.root}/{SENT}")

    def _files(self, parcel: Parcel, tell: Tell) -> None:
        sent = (self._text(SENT) or b"").decode().splitlines()
        for file in parcel.files:
            line = f"{file.sha256}  {file.path}"
            target = f"{self.root}/{file.path}"
            if line in sent and self.fs.exists(target) and self.fs.info(target)["size"] == file.size:
                tell(f"{file.path} is there already")
                continue
            if "/" in file.path and "file" in self.fs.protocol:
                self.fs.makedirs(target.rpartition("/")[0], exist_ok=True)
            elif "file" in self.fs.protocol:
                self.fs.makedirs(self.root, exist_ok=True)
            self.fs.put_file(str(parcel.folder / file.path), target)
            sent.append(line)
            self.fs.pipe_file(f"{self.root}/{SENT}", "\n".join(sent).encode())
            tell(f"{file.path} sent")

    def _text(self, name: str) -> bytes | None:
        try:
            data: Any = self.fs.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return None
        return bytes(data)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except PublishError:
        raise
    except Exception as error:  # every service has its own
        raise PublishError(f"{where} can't be written: {str(error) or type(error).__name__}; the same command carries it on") from None
