"""A dataset in a bucket, or wherever fsspec writes: one object for each file, SHA256SUMS the last, so that it is whole when that is there.

What was sent already is noted beside the files until then, so that a broken try is carried on. What is there is never written over.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newscrawl.export.checksums import FILE_NAME
from newscrawl.export.publish import Parcel, PublishError, Tell
from newscrawl.hints import extra

SENT = f"{FILE_NAME}.sent"
TRIES = 6  # of one request, with doubled waits: some six seconds
OBSTORE = ("s3", "s3a", "gs", "az", "abfs")  # by obstore: it brings no AWS SDK; all else by fsspec's own


class Place(ABC):
    """A folder of named files somewhere."""

    def read(self, name: str) -> bytes | None:
        """What a file holds, None where there is none."""
        with suppress(FileNotFoundError):
            return bytes(self.content(name))
        return None

    def size(self, name: str) -> int | None:
        """Bytes of a file, None where there is none."""
        with suppress(FileNotFoundError):
            return int(self.facts(name)["size"])
        return None

    @abstractmethod
    def content(self, name: str) -> Any: ...
    @abstractmethod
    def facts(self, name: str) -> Any: ...
    @abstractmethod
    def put(self, name: str, data: bytes | Path) -> None: ...
    @abstractmethod
    def remove(self, name: str) -> None: ...


class Objects(Place):
    """A folder of an object store. Its calls wait in the thread that makes them: those that fsspec makes of them for its own thread leave
    threads behind that at times break the interpreter off when it ends.
    """

    def __init__(self, url: str):
        from obstore.store import from_url

        self.store: Any = from_url(url, retry_config={"max_retries": TRIES})

    def content(self, name: str) -> Any:
        return self.store.get(name).bytes()

    def facts(self, name: str) -> Any:
        return self.store.head(name)

    def put(self, name: str, data: bytes | Path) -> None:
        self.store.put(name, data)

    def remove(self, name: str) -> None:
        self.store.delete(name)


class Files(Place):
    """A folder of a file system of fsspec."""

    def __init__(self, url: str):
        import fsspec

        self.system, self.root = fsspec.core.url_to_fs(url)

    def content(self, name: str) -> Any:
        return self.system.cat_file(f"{self.root}/{name}")

    def facts(self, name: str) -> Any:
        return self.system.info(f"{self.root}/{name}")

    def put(self, name: str, data: bytes | Path) -> None:
        target = f"{self.root}/{name}"
        if "file" in self.system.protocol:
            self.system.makedirs(target.rpartition("/")[0], exist_ok=True)
        if isinstance(data, Path):
            self.system.put_file(str(data), target)
        else:
            self.system.pipe_file(target, data)

    def remove(self, name: str) -> None:
        self.system.rm_file(f"{self.root}/{name}")


class Bucket:
    """A folder at an URL. Keys come from the environment, as its service names them (``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL`` ...)."""

    def __init__(self, url: str):
        self.where = url.rstrip("/")
        try:
            self.place: Place = (Objects if url.partition(":")[0] in OBSTORE else Files)(self.where)
        except ModuleNotFoundError as error:
            raise PublishError(f"{url} needs {error.name}: {extra('publish')}") from None
        except Exception as error:  # every service has its own
            raise PublishError(f"{url} can't be written to: {_said(error)}") from None
        self.lacks = ""

    def send(self, parcel: Parcel, tell: Tell) -> str:
        with _told(self.where):
            wanted = (parcel.folder / FILE_NAME).read_bytes()
            there = self.place.read(FILE_NAME)
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
        if self.place.read(SENT) is not None:
            self.place.remove(SENT)

    def _files(self, parcel: Parcel, tell: Tell) -> None:
        sent = (self.place.read(SENT) or b"").decode().splitlines()
        for file in parcel.files:
            line = f"{file.sha256}  {file.path}"
            if line in sent and self.place.size(file.path) == file.size:
                tell(f"{file.path} is there already")
                continue
            self.place.put(file.path, parcel.folder / file.path)
            sent.append(line)
            self.place.put(SENT, "\n".join(sent).encode())
            tell(f"{file.path} sent")


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except PublishError:
        raise
    except Exception as error:
        raise PublishError(f"{where} can't be written: {_said(error)}; the same command carries it on") from None


def _said(error: Exception) -> str:
    """What an error says in its first line; obstore's say for programmers what is in them besides."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
