"""The Shell Post: a news site that is one script. Every path is answered 200 with the same empty page; its data is a JSON API."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

SCRIPT = (Path(__file__).parent / "app.js").read_bytes()
SECTIONS = ("politics", "economy", "culture")
EACH = 10  # articles of a section
PAGE = 4  # articles that a listing shows at a time
SHELL = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The Shell Post</title></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root" data-elsewhere="{elsewhere}"></div><script src="/app.js"></script></body></html>"""
PLACES = ("Aleppo", "Bergen", "Cusco", "Dakar", "Esfahan", "Fez", "Galway", "Hanoi", "Izmir", "Jakarta")
MATTERS = {
    "politics": (
        "Council of {} votes on the harbour plan",
        "The council of {0} has voted to widen the harbour, after a debate of two days.",
    ),
    "economy": (
        "Bakers of {} raise the price of bread",
        "The bakers of {0} will ask more for bread from next week, since flour has become dearer.",
    ),
    "culture": (
        "Old theatre of {} opens its doors again",
        "The old theatre of {0} opens again on Friday with a play that was first shown there.",
    ),
}
MORE = "People who were asked in the street said that they had waited long for it. Others in {0} were less pleased, and want to be heard before anything is done. A decision is expected by the end of the month, said a spokesman."


def articles(section: str) -> list[dict[str, str]]:
    title, lead = MATTERS[section]
    found = []
    for number, place in enumerate(PLACES):
        body = [lead.format(place), MORE.format(place), f"It is the {number + 2}th time that {place} hears of it this year."]
        found.append(
            {
                "slug": title.format(place).lower().replace(" ", "-"),
                "title": title.format(place),
                "date": f"2026-01-{20 - number:02}T09:30:00+00:00",
                "body": "\n".join(body),
            }
        )
    return found


ARTICLES = {name: articles(name) for name in SECTIONS}


def paths() -> set[str]:
    """Where the articles are."""
    return {f"/{name}/{entry['slug']}" for name, found in ARTICLES.items() for entry in found}


def api(target: str) -> Any:
    """What the app asks for: /api/list?section=&from=, or /api/article?path=; None where there is no such thing."""
    parts = urlsplit(target)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/api/list":
        found = ARTICLES.get(asked["section"])
        start = int(asked["from"])
        return found and {"items": [{**entry, "body": ""} for entry in found[start : start + PAGE]], "more": start + PAGE < len(found)}
    section, _, slug = asked["path"].strip("/").partition("/")
    return next((entry for entry in ARTICLES.get(section, ()) if entry["slug"] == slug), None)


def plain_front() -> str:
    """The front page as other sites have it: with its menu and headlines in plain HTML."""
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in SECTIONS)
    news = "".join(
        f'<h2><a href="/{name}/{entry["slug"]}">{entry["title"]}</a></h2><p>{entry["body"]}</p>'
        for name, found in ARTICLES.items()
        for entry in found[:4]
    )
    return f"<html><head><title>The Shell Post</title></head><body><header><nav><ul>{menu}</ul></nav></header><main>{news}</main></body></html>"


def plain_article(section: str, number: int) -> dict[str, str]:
    """The page of an article in plain HTML, by its path."""
    entry = ARTICLES[section][number]
    text = "".join(f"<p>{line}</p>" for line in entry["body"].split("\n"))
    page = f"<html><head><title>{entry['title']}</title></head><body><article><h1>{entry['title']}</h1><time datetime='{entry['date']}'></time>{text}</article></body></html>"
    return {f"/{section}/{entry['slug']}": page}


class App:
    """The site. ``ready``: paths that are answered with a page in plain HTML in place of the shell; ``refused`` is what robots.txt
    disallows; ``elsewhere`` an address that the front page asks for, by itself and by way of a redirect.
    """

    def __init__(self, ready: dict[str, str] | None = None, refused: str = "", elsewhere: str = ""):
        self.ready, self.refused, self.elsewhere = ready or {}, refused, elsewhere
        self.port = 0
        self.requests: list[tuple[str, str]] = []  # path with query, user agent

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def answer(self, target: str) -> tuple[int, str, bytes]:
        path = urlsplit(target).path
        if path == "/robots.txt":
            return 200, "text/plain", f"User-agent: *\nDisallow: {self.refused}\n".encode()
        if path == "/app.js":
            return 200, "text/javascript", SCRIPT
        if path == "/away":
            return 302, "text/plain", self.elsewhere.encode()
        if path.startswith("/api/"):
            found = api(target)
            return (200 if found else 404), "application/json", json.dumps(found).encode()
        shell = SHELL.format(elsewhere=f"{self.elsewhere} /away" if self.elsewhere and path == "/" else "")
        return 200, "text/html", self.ready.get(path, shell).encode()


@contextmanager
def serving(app: App, port: int = 0) -> Iterator[str]:
    """Serves the app; gives the address of its front page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            app.requests.append((self.path, self.headers["User-Agent"]))
            status, kind, body = app.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if status == 302:
                self.send_header("Location", body.decode())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    app.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
