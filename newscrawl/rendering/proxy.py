"""The browser's only way to the network: a proxy on loopback that connects to public addresses and nothing else.

Playwright can stop a page's requests, but sees no redirects of them, and asks names again. Here the address that was checked
is the one that is connected to, for every connection of the browser.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.guards import PORTS, public_addresses

logger = logging.getLogger(__name__)

HEAD = 64 * 1024  # bytes of a request's head
CHUNK = 64 * 1024
PATIENCE = 20.0  # seconds for one connection
OWN_HEADERS = (b"proxy-", b"connection:", b"keep-alive:")  # between browser and proxy (RFC 9110, 7.6.1)


class GuardedProxy:
    """An HTTP proxy (RFC 9112, 3.2.2 and 3.2.3) for one browser; refused and unreachable hosts are answered 403 and 502."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listens; returns the address for the browser."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=HEAD)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            await _serve(reader, writer)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # the browser or the site hung up, or the run ends
        finally:
            self._tasks.discard(task)
            writer.close()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    line, *headers = head.rstrip().split(b"\r\n")
    method, target, version = line.split(b" ")
    parts = urlsplit(f"https://{target.decode()}" if method == b"CONNECT" else target.decode())
    upstream = await _connected(parts, writer)
    if not upstream:
        return
    there, onward = upstream
    try:
        if method == b"CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_pipe(reader, onward), _pipe(there, writer))
        else:
            onward.write(_origin_form(method, parts, version, headers))
            onward.write(await reader.readexactly(_length(headers)))
            await _pipe(there, writer)
    finally:
        onward.close()


async def _connected(parts: SplitResult, writer: asyncio.StreamWriter) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
    """A connection to a public address of that host; None where there is none, and the browser was told."""
    answer = b"HTTP/1.1 502 Bad Gateway"
    try:
        for address in await public_addresses(parts):
            with suppress(OSError, TimeoutError):
                return await asyncio.wait_for(asyncio.open_connection(address, parts.port or PORTS[parts.scheme]), PATIENCE)
    except PrivateAddress as error:
        logger.warning("the browser was kept from a private address: %s", error)
        answer = b"HTTP/1.1 403 Forbidden"
    writer.write(answer + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()
    return None


def _origin_form(method: bytes, parts: SplitResult, version: bytes, headers: list[bytes]) -> bytes:
    """The head for the site's own server. One request a connection, so that none goes to another host than its own."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [header for header in headers if not header.lower().startswith(OWN_HEADERS)]
    return b"\r\n".join([b" ".join((method, path.encode(), version)), *kept, b"Connection: close", b"", b""])


def _length(headers: list[bytes]) -> int:
    return next((int(header.partition(b":")[2]) for header in headers if header.lower().startswith(b"content-length:")), 0)


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(CHUNK):
        writer.write(data)
        await writer.drain()
    with suppress(OSError):
        writer.write_eof()
