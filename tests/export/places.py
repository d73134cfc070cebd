"""Servers on loopback that speak as much of the protocols of S3, of the Hugging Face hub and of Zenodo as publishing needs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

Reply = tuple[int, dict[str, str], bytes]


class Place:
    """A server's memory: ``files`` by name; ``breaks`` makes it break off when that many have been sent."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.sent: list[str] = []
        self.tokens: set[str] = set()
        self.breaks: int | None = None
        self.home = ""

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes, headers: Any) -> Reply:
        raise NotImplementedError

    def receive(self, name: str, body: bytes) -> None:
        if self.breaks is not None and len(self.sent) >= self.breaks:
            raise ConnectionAbortedError
        self.sent.append(name)
        self.files[name] = body


class S3(Place):
    """Objects of any bucket, by path (docs.aws.amazon.com/AmazonS3/latest/API)."""

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes, headers: Any) -> Reply:
        key = path.lstrip("/")
        if method == "GET" and "list-type" in query:
            return self._list(key, query)
        if method == "POST" and "delete" in query:
            keys = re.findall(rb"<Key>(.*?)</Key>", body)
            for one in keys:
                self.files.pop(f"{key.strip('/')}/{one.decode()}", None)
            gone = b"".join(b"<Deleted><Key>" + one + b"</Key></Deleted>" for one in keys)
            return 200, {"Content-Type": "application/xml"}, b"<DeleteResult>" + gone + b"</DeleteResult>"
        if method == "PUT":
            self.receive(key, body)
            return 200, {"ETag": f'"{hashlib.md5(body).hexdigest()}"'}, b""
        if method == "DELETE":
            self.files.pop(key, None)
            return 204, {}, b""
        if key not in self.files:
            return 404, {}, b"<Error><Code>NoSuchKey</Code></Error>"
        data = self.files[key]
        return 200, {"ETag": '"x"', "Last-Modified": "Mon, 05 Jan 2026 12:00:00 GMT", "Content-Length": str(len(data))}, data

    def _list(self, bucket: str, query: dict[str, list[str]]) -> Reply:
        start = f"{bucket.strip('/')}/{query.get('prefix', [''])[0]}"
        found = [name.partition("/")[2] for name in sorted(self.files) if name.startswith(start)]
        rows = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>2026-01-05T12:00:00Z</LastModified><ETag>x</ETag>"
            f"<Size>{len(self.files[f'{bucket.strip(chr(47))}/{name}'])}</Size></Contents>"
            for name in found
        )
        return (
            200,
            {"Content-Type": "application/xml"},
            f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode(),
        )


class Hub(Place):
    """One repository for data sets, with the Git LFS batch API for what is no text (git-lfs/docs/api/batch.md)."""

    def __init__(self) -> None:
        super().__init__()
        self.objects: dict[str, bytes] = {}
        self.commits: list[dict[str, Any]] = []
        self.tags: list[str] = []

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes, headers: Any) -> Reply:
        self.tokens.add(headers.get("Authorization", "") if not path.startswith("/objects/") else "")
        if path == "/api/repos/create":
            return _json({"url": f"{self.home}/datasets/owner/name", "id": "owner/name"})
        if path.endswith("/preupload/main"):
            files = json.loads(body)["files"]
            modes = [{"path": f["path"], "uploadMode": "regular" if f["path"].endswith((".md", ".json", ".cff")) else "lfs"} for f in files]
            return _json({"files": [{**mode, "shouldIgnore": False} for mode in modes]})
        if path.endswith("/info/lfs/objects/batch"):
            return self._batch(json.loads(body))
        if path.startswith("/objects/"):
            self.receive(oid := path.rpartition("/")[2], body)
            self.objects[oid] = self.files.pop(oid)
            return 200, {}, b""
        if "/tree/main" in path:
            return _json([{"type": "file", "path": name, "size": len(data), "oid": "0" * 40} for name, data in self.files.items()])
        if "/commit/" in path:
            return self._commit([json.loads(line) for line in body.splitlines()])
        if "/tag/" in path:
            self.tags.append(json.loads(body)["tag"])
            return _json({})
        if path == "/api/validate-yaml":
            return _json({"errors": [], "warnings": []})
        return _json({"id": "owner/name", "sha": "0" * 40, "private": False, "tags": [], "siblings": []})

    def _batch(self, asked: dict[str, Any]) -> Reply:
        made = []
        for one in asked["objects"]:
            here = {"href": f"{self.home}/objects/{one['oid']}"}
            made.append({**one, **({} if one["oid"] in self.objects else {"actions": {"upload": here}})})
        return _json({"transfer": "basic", "objects": made})

    def _commit(self, lines: list[dict[str, Any]]) -> Reply:
        for line in lines:
            value = line["value"]
            if line["key"] == "header":
                self.commits.append(value)
            elif line["key"] == "file":
                self.files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                self.files[value["path"]] = self.objects[value["oid"]]
            elif line["key"] == "deletedFile":
                self.files.pop(value["path"], None)
        oid = f"{len(self.commits):040d}"
        return _json({"commitUrl": f"{self.home}/datasets/owner/name/commit/{oid}", "commitOid": oid})


class Zenodo(Place):
    """Drafts with files (developers.zenodo.org, deposit API)."""

    metadata: dict[str, Any] | None = None
    draft = 0

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes, headers: Any) -> Reply:
        self.tokens.add(headers.get("Authorization", ""))
        if headers.get("Authorization") != "Bearer s3cret-token":
            return 401, {"Content-Type": "application/json"}, b'{"message": "unauthorized"}'
        if method == "POST" and path == "/api/deposit/depositions":
            self.draft += 1
        elif path.startswith("/api/files/"):
            self.receive(path.rpartition("/")[2], body)
            return _json({"key": path.rpartition("/")[2]}, 201)
        elif method == "PUT":
            self.metadata = json.loads(body)["metadata"]
        elif not path.endswith(f"/{self.draft}"):
            return 404, {"Content-Type": "application/json"}, b"{}"
        files = [{"filename": name, "checksum": hashlib.md5(data).hexdigest()} for name, data in self.files.items()]
        links = {"bucket": f"{self.home}/api/files/bucket", "html": f"{self.home}/uploads/{self.draft}"}
        return _json({"id": self.draft, "submitted": False, "files": files, "links": links}, 201 if method == "POST" else 200)


def _json(value: Any, status: int = 200) -> Reply:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


@contextmanager
def open_(place: Place) -> Iterator[str]:
    """The address of a place that is served."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            body = self._body()
            place.asked.append(f"{self.command} {parts.path}")
            try:
                status, headers, data = place.answer(
                    self.command, unquote(parts.path), parse_qs(parts.query, keep_blank_values=True), body, self.headers
                )
            except ConnectionAbortedError:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_any

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = []
            while size := int(self.rfile.readline().strip(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place.home = f"http://127.0.0.1:{server.server_port}"
    try:
        yield place.home
    finally:
        server.shutdown()
        server.server_close()
