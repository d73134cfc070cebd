"""Shelf: a site of a few answers, served over HTTP, for what the replica does not have."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

WORDS = "The harbour council met on Monday to decide about the new ferry line, and heard what fishermen, pupils and traders had to say. "


@dataclass
class Reply:
    """What a path answers with."""

    body: str | bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def article(title: str, published: str = "2026-01-05T10:00:00+00:00") -> Reply:
    """A page that is an article, of that day."""
    head = (
        f'<title>{title}</title><meta property="og:type" content="article"><meta property="article:published_time" content="{published}">'
    )
    text = "".join(f"<p>{title}, part {part}. {WORDS}</p>" for part in range(4))
    return Reply(
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><main><article><h1>{title}</h1>{text}</article></main></body></html>"
    )


def page(head: str = "", body: str = "", title: str = "The News") -> Reply:
    """A page that is none."""
    return Reply(f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>")


def urlset(*entries: str) -> Reply:
    """A sitemap of paths, each with a lastmod behind a space or without one."""
    inner = "".join(
        f"<url><loc>{path}</loc>{f'<lastmod>{moment}</lastmod>' if moment else ''}</url>"
        for path, _, moment in (e.partition(" ") for e in entries)
    )
    return Reply(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>', "application/xml")


def index(*entries: str) -> Reply:
    """An index of sitemaps, written as :func:`urlset` is."""
    found = urlset(*entries)
    return Reply(
        str(found.body).replace("urlset", "sitemapindex").replace("<url>", "<sitemap>").replace("</url>", "</sitemap>"), found.kind
    )


class Shelf:
    """Serves replies by path; ``asked`` are the paths that were asked for, in order. "/" is a page without links unless it is given."""

    def __init__(self, replies: dict[str, Reply]):
        self.replies = {"/": page(), "/robots.txt": Reply("", status=404)} | replies
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        shelf = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shelf.asked.append(self.path)
                reply = shelf.replies.get(self.path, Reply("gone", "text/plain", 404))
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                for name, value in {"Content-Type": reply.kind, "Content-Length": str(len(body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.home = f"http://{self.host}/"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
