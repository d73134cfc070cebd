"""Handler: HTTP/1.1 for the replica, with validators, compression and the replica's date."""

from __future__ import annotations

import gzip
import sys
import time
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from zlib import crc32

from newscrawl.replica.answers import Answer
from newscrawl.replica.dates import http_date

if TYPE_CHECKING:
    from newscrawl.replica.server import Replica

_WORTH_COMPRESSING = 600  # bytes


class Server(ThreadingHTTPServer):
    """A server whose threads end with the program."""

    daemon_threads = True
    request_queue_size = 128
    replica: Replica

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors who hang up are no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        replica = self.server.replica
        asked = time.time()
        time.sleep(replica.slow)
        answer = replica.answer(self.path, self.headers.get("Host", ""))
        status, headers, body = response(answer, self.headers)
        replica.requests.append((asked, self.path, status))
        fixed = {"Date": http_date(replica.clock), "Server": "nginx", "Content-Length": str(len(body))} | headers
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fixed.items())
        self.wfile.write(head.encode("latin-1") + b"\r\n" + (body if self.command == "GET" else b""))

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: requests are in the replica's own list."""


def response(answer: Answer, asked: Message) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for the request's headers: 304 where the visitor has the page already (RFC 9110, 13)."""
    headers = {"Content-Type": answer.type, "Vary": "Accept-Encoding"} | answer.headers
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    if answer.status == HTTPStatus.OK:
        # Weak: the ticker is another one every time.
        headers["ETag"] = f'W/"{crc32((answer.mark or answer.type).encode()):08x}"'
        if answer.modified:
            headers["Last-Modified"] = http_date(answer.modified)
        if _known(answer, headers["ETag"], asked):
            return HTTPStatus.NOT_MODIFIED, headers, b""
    if "gzip" in asked.get("Accept-Encoding", "") and len(body) > _WORTH_COMPRESSING and not answer.type.startswith("image/"):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 1, mtime=0)
    return answer.status, headers, body


def _known(answer: Answer, etag: str, asked: Message) -> bool:
    if tags := asked.get("If-None-Match"):
        return etag in tags or tags.strip() == "*"
    since = asked.get("If-Modified-Since")
    if not since or not answer.modified:
        return False
    try:
        return answer.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def listen(replica: Replica, port: int) -> Server:
    """A server for the replica, bound to that port (a free one where it is 0); raises OSError where it is in use."""
    server = Server(("127.0.0.1", port), Handler)
    server.replica = replica
    return server
