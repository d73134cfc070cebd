"""State: the text of an article that stands in a page's scripts, for pages that draw it with JavaScript.

JSON-LD (schema.org articleBody) is asked first, then the data that frameworks leave for the browser: plain JSON scripts and
assignments (``window.__STATE__ = {...}``). Nothing is run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.etree import _Element as Element

from newscrawl.normalise.text import clean, compact
from newscrawl.reading import jsonld
from newscrawl.reading.page import Page

ENOUGH = 300  # characters: shorter values are no bodies
AS_LONG = 0.8  # of the text in JSON-LD, which has lost its paragraphs: what has them still is taken instead
SENTENCES = 3  # a text has more marks than that
DEEPEST = 60  # levels of a JSON value that are looked into
# Keys under which texts stand, and those under which the parts of one text stand.
TEXTS = (
    "articlebody",
    "body",
    "bodyhtml",
    "bodytext",
    "html",
    "contenthtml",
    "content",
    "articletext",
    "fulltext",
    "text",
    "value",
    "rawhtml",
    "data",
    "model",
    "paragraph",
)
PARTS = (
    "children",
    "content",
    "contents",
    "content_elements",
    "blocks",
    "elements",
    "components",
    "nodes",
    "paragraphs",
    "body",
    "items",
    "data",
    "attrs",
    "model",
    "document",
    "value",
    "properties",
    "props",
    "fields",
    "payload",
)
HEADLINES = ("headline", "title", "name")
# Types of parts that are not the text.
BESIDE = re.compile(
    r"image|photo|picture|video|gallery|promo|newsletter|related|advert|^ad$|embed|interstitial|link_?list|divider|oembed|social|audio|html_?embed|raw_?html|recirc|iframe|poll|quiz",
    re.IGNORECASE,
)
_HEADING = re.compile(r"head(er|ing|line)?|subtitle|^h[1-6]$", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ASSIGNED = re.compile(r"=\s*(?=\{\s*\"|\[\s*[\[{\"])")
TRIES = 60  # assignments of a script that are looked at
_MARKS = re.compile(r"[.!?…。！？؟।]")


def text_element(page: Page, title: str | None) -> Element | None:
    """An element made of the article's text in the page's scripts; None where they hold none."""
    stated, drawn = _of_jsonld(page), _of_scripts(page, compact(title or ""))
    markup = drawn if _prose(drawn) > AS_LONG * _prose(stated) else stated
    if not markup:
        return None
    try:
        return lxml_html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return None


def _of_jsonld(page: Page) -> str:
    bodies = [node["articlebody"] for node in jsonld.nodes(page) if isinstance(node.get("articlebody"), str)]
    best = max(bodies, key=len, default="")
    return _markup(best) if len(best) >= ENOUGH else ""


def _of_scripts(page: Page, title: str) -> str:
    found = [body for script in page.scripts for value in _values(script) for body in _bodies(value, title)]
    best = max(found, default=(0, ""))
    return best[1]


def _values(script: Element) -> Iterator[Any]:
    """The JSON values in a script: the whole of it, or what it assigns."""
    text = script.text or ""
    kind = (script.get("type") or "").lower()
    if len(text) < ENOUGH or "ld+json" in kind:
        return
    starts = [0] if "json" in kind else [found.end() for found in islice(_ASSIGNED.finditer(text), TRIES)]
    decoder = json.JSONDecoder(strict=False)
    done = 0
    for start in starts:
        if start < done:
            continue
        try:
            value, done = decoder.raw_decode(text, start or len(text) - len(text.lstrip()))
        except (ValueError, RecursionError):
            continue
        yield value


def _bodies(value: Any, title: str, depth: int = 0, titled: bool = False) -> Iterator[tuple[float, str]]:
    """The texts in a value with their worth: their length, much more where the object around has the page's title."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _bodies(entry, title, depth + 1, titled)
    elif isinstance(value, dict):
        keys = {str(key).lower(): entry for key, entry in value.items()}
        named = bool(title) and any(title == compact(_plain(keys.get(key))) for key in HEADLINES if key in keys)
        for key, entry in keys.items():
            if key in TEXTS or key in PARTS:
                markup = _markup(entry) if isinstance(entry, str) else "".join(_parts(entry))
                size = _prose(markup)
                if size >= ENOUGH:
                    yield size * (10.0 if named or titled else 1.0), markup
            if isinstance(entry, (dict, list)):
                yield from _bodies(entry, title, depth + 1, titled or named)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return next((_plain(value[key]) for key in ("basic", "rendered", "text", "default") if key in value), "")
    return value if isinstance(value, str) else ""


def _parts(value: Any, depth: int = 0) -> Iterator[str]:
    """The markup of a list of typed parts, or of a tree of them (portable text, editors' JSON)."""
    if depth > DEEPEST:
        return
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield _markup(part)
        elif isinstance(part, dict):
            yield from _part({str(key).lower(): entry for key, entry in part.items()}, depth)


def _part(part: dict[str, Any], depth: int) -> Iterator[str]:
    kind = str(
        part.get("type") or part.get("_type") or part.get("__typename") or part.get("kind") or part.get("name") or part.get("style") or ""
    )
    if BESIDE.search(kind):
        return
    text = next((part[key] for key in TEXTS if isinstance(part.get(key), str) and len(part[key]) > 1), None)
    if text is not None:
        yield f"<h2>{text}</h2>" if _HEADING.search(kind) and not _MARKUP.search(text) else _markup(text)
        return
    inner = next((part[key] for key in PARTS if isinstance(part.get(key), (list, dict)) and part[key]), None)
    if inner is None:
        return
    leaves = _leaves(inner)
    if leaves:
        yield f"<h2>{leaves}</h2>" if _HEADING.search(kind) or _HEADING.fullmatch(str(part.get("style") or "")) else f"<p>{leaves}</p>"
    else:
        yield from _parts(inner, depth + 1)


def _leaves(inner: Any) -> str:
    """The text of parts that are runs of one paragraph (portable text spans, rich-text leaves); empty where they are not."""
    if not isinstance(inner, list) or not all(isinstance(leaf, dict) for leaf in inner):
        return ""
    texts = []
    for leaf in inner:
        text = leaf.get("text", leaf.get("value"))
        below = leaf.get("children", leaf.get("content"))
        if isinstance(text, str):
            texts.append(text)
        elif str(leaf.get("type") or leaf.get("name") or "").lower() in ("link", "a", "hyperlink", "strong", "em", "b", "i") and isinstance(
            below, list
        ):
            texts.append(_leaves(below))
        else:
            return ""
    return "" if any(_MARKUP.search(text) for text in texts) else "".join(texts)


def _markup(text: str) -> str:
    """A text as markup: its own, that it hides behind character references, or a paragraph for every line."""
    if "&lt;p" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    if _MARKUP.search(text):
        return text if re.search(r"<(?:p|div|br|h[2-6]|li)\b", text, re.IGNORECASE) else f"<p>{text}</p>"
    lines = re.split(r"\n\s*\n|\r\n|\n", text)
    return "".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in lines if line.strip())


def _prose(markup: str) -> int:
    """Characters of a text that has sentences; 0 for what is no text: code, addresses, labels."""
    plain = clean(re.sub(r"<[^>]*>", " ", markup))
    marks = len(_MARKS.findall(plain))
    is_code = (plain.count("{") + plain.count(";")) * 60 > len(plain)
    return len(plain) if marks >= SENTENCES and not is_code else 0
