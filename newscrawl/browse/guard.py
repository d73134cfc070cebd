"""Guard: who may ask, and what a page may do in the browser."""

from __future__ import annotations

import re
from typing import Any

NAMES = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")
OWN = re.compile(r"/(?:article/.*|store/articles)?")  # pages without a script
NOTHING = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
# Datasette's own pages have their scripts and styles inline.
DATASETTE = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Guard:
    """Refuses what is not reading, and requests that name another host (DNS rebinding: a page of the web that calls this machine by a name of its own), and
    tells the browser to load nothing from elsewhere, to tell nobody which page a link stood on, and to guess no types."""

    def __init__(self, app: Any):
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if not NAMES.fullmatch(host):
            return await _refuse(send, 421, b"This store is shown to its own machine alone.\n")
        if scope["method"] not in ("GET", "HEAD"):
            return await _refuse(send, 405, b"This store is only read.\n")
        policy = NOTHING if OWN.fullmatch(scope["path"]) else DATASETTE
        extra = {"content-security-policy": policy, "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}

        async def guarded(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((name.encode(), value.encode()) for name, value in extra.items())]
            await send(message)

        return await self.app(scope, receive, guarded)


async def _refuse(send: Any, status: int, text: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": text})
