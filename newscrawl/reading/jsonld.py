"""JSON-LD: what a page says of its article in schema.org terms (JSON-LD 1.1; schema.org NewsArticle)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newscrawl.items import Image, Video
from newscrawl.normalise.names import names_in
from newscrawl.normalise.text import plain
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.page import Page
from newscrawl.urls import absolute, link_key

# Subtypes of schema.org/Article that news sites use, and what carries a medium in its stead; the first kind that is there is read.
ARTICLES = frozenset(
    """Article NewsArticle ReportageNewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle ReviewNewsArticle
    AdvertiserContentArticle SatiricalArticle ScholarlyArticle TechArticle Report SocialMediaPosting BlogPosting LiveBlogPosting Interview""".split()
)  # fmt: skip
MEDIA = frozenset("VideoObject AudioObject PodcastEpisode RadioEpisode Episode ImageGallery MediaGallery ClaimReview".split())
ORGANIZATIONS = frozenset("Organization NewsMediaOrganization Corporation".split())
ORGANIZATION = "organization"  # where a candidate comes from that names no person
PAGES = frozenset("WebPage ItemPage MediaPage".split())
# Field to the properties that give it, the better first.
PROPERTIES = {
    "title": ("headline", "name"),
    "summary": ("description", "abstract"),
    "published_at": ("datepublished", "datecreated", "uploaddate"),
    "modified_at": ("datemodified",),
    "section": ("articlesection",),
    "tags": ("keywords", "about"),
    "language": ("inlanguage",),
    "access": ("isaccessibleforfree",),
    "reading_minutes": ("timerequired",),
    "regions": ("contentlocation", "spatialcoverage", "locationcreated"),
    "canonical_url": ("url", "mainentityofpage"),
}
_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[ \t\r\n;,]*")
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$")
_TRAILING = re.compile(r",(\s*[}\]])")
_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
_PROPERTY = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\\n]|\\.)+)"(?=\s*[,}\n])')
_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"([^"\\\n]+)"(?=\s*[,}\n])')
_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")

Node = dict[str, Any]


def nodes(page: Page) -> list[Node]:
    """Every object of the page's JSON-LD, keys in lower case, flattened in the order of the page."""
    found: list[Node] = []
    for script in page.scripts:
        if "ld+json" in (script.get("type") or "").lower() and (text := script.text):
            for value in _values(text):
                found.extend(_flat(value))
    return found


def _values(text: str) -> list[Any]:
    """The JSON values of a script: one, or several behind each other; what cannot be read is left."""
    if "<!" in text or "->" in text or "]>" in text:
        text = _COMMENT.sub("", text)
    values, at = [], 0
    while at < len(text) and len(values) < 20:
        try:
            value, at = _DECODER.raw_decode(text, _BETWEEN.match(text, at).end())  # type: ignore[union-attr] -- it matches nothing, too
        except (ValueError, RecursionError):
            if not values and (mended := _TRAILING.sub(r"\1", text)) != text:
                return _values(mended)
            return values + _salvaged(text[at:])
        values.append(value)
    return values


def _salvaged(text: str) -> list[Any]:
    """What a script that is no JSON says of its article in plain properties; nothing where it names none.

    Templates written by hand leave quotes in headlines and descriptions as they are.
    """
    start = next((found.start() for found in _TYPE.finditer(text) if found[1] in ARTICLES), None)
    if start is None:
        return []
    node = {"@type": "Article"}
    for key, value in _PROPERTY.findall(text, start):
        node.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    author = _AUTHOR.search(text, start)
    return [node | ({"author": author[1]} if author else {})]


def _flat(value: Any) -> Iterator[Node]:
    if isinstance(value, list):
        for entry in value:
            yield from _flat(entry)
    elif isinstance(value, dict):
        node = {str(key).lower(): entry for key, entry in value.items()}
        if isinstance(node.get("@graph"), (list, dict)):
            yield from _flat(node["@graph"])
        yield node
        for key in ("mainentity", "mainentityofpage"):
            if isinstance(node.get(key), dict) and "@type" in node[key]:
                yield from _flat(node[key])


def types_of(node: Node) -> set[str]:
    """The names of its types, without the vocabulary's address."""
    types = node.get("@type")
    return {str(name).rsplit("/", 1)[-1].rpartition(":")[2] for name in (types if isinstance(types, list) else [types]) if name}


class Graph:
    """The JSON-LD of one page: its nodes, what an ``@id`` stands for, and the node of the article."""

    def __init__(self, page: Page):
        self.page = page
        self.nodes = nodes(page)
        self.by_id: dict[str, Node] = {}
        for node in self.nodes:
            if isinstance(node.get("@id"), str) and len(node) > 1:
                self.by_id.setdefault(node["@id"], node)
        self.article = self._first(ARTICLES) or self._first(MEDIA) or {}
        self.web_page = self._first(PAGES) or {}

    def _first(self, types: frozenset[str]) -> Node | None:
        """The first node of these types that speaks of this page, else the only other one."""
        matching = [node for node in self.nodes if types_of(node) & types]
        here = link_key(self.page.url)
        for node in matching:
            if any(link_key(url) == here for url in self._addresses(node)):
                return node
        return matching[0] if matching else None

    def _addresses(self, node: Node) -> list[str]:
        return [
            url
            for key in ("url", "mainentityofpage", "@id")
            for text in self.texts(node.get(key), "@id")
            if (url := absolute(self.page.base, text))
        ]

    @property
    def people(self) -> bool:
        """Whether the article's node names an author who is no organisation."""
        author = self.article.get("author")
        entries = author if isinstance(author, list) else [author]
        people = [entry for entry in entries if not self.is_house(entry)]
        return any(names_in(plain(name)) for name in self.texts(people))

    def is_house(self, author: Any) -> bool:
        """Whether an author is an organisation, and no person as well."""
        types = types_of(self.whole(author))
        return bool(types & ORGANIZATIONS) and "Person" not in types

    def whole(self, value: Any) -> Node:
        """The node that a value is or refers to, keys in lower case; empty where it is none."""
        if not isinstance(value, dict):
            return {}
        node = {str(key).lower(): entry for key, entry in value.items()}
        known = self.by_id.get(node["@id"]) if isinstance(node.get("@id"), str) else None
        return {**known, **node} if known else node

    def texts(self, value: Any, *keys: str) -> list[str]:
        """The texts in a value: itself, those of a list, or what the first of the keys (``name`` by default) gives of an object."""
        if value is None:  # most of what is asked for is not there
            return []
        if isinstance(value, str):
            return [value] if value.strip() else []
        if isinstance(value, (int, float)):
            return [str(value)]
        if isinstance(value, list):
            return [text for entry in value for text in self.texts(entry, *keys)]
        node = self.whole(value)
        for key in (*keys, "name", "@value", "byline", "alternatename"):
            if texts := self.texts(node[key]) if key in node and not isinstance(node[key], dict) else []:
                return texts
        given, family = node.get("givenname"), node.get("familyname")
        return [f"{given} {family}"] if isinstance(given, str) and isinstance(family, str) else []


def read(graph: Graph) -> Iterator[Candidate]:
    """The candidates of the article's node, then those of the page's own node."""
    for node in filter(None, (graph.article, graph.web_page)):
        yield from _plain_fields(graph, node)
        yield from _authors(graph, node)
        yield from _images(graph, node)
        yield from _videos(graph, node)
    for kind in sorted(types_of(graph.article)):
        yield Candidate("kind", kind, "jsonld", "@type")


def _plain_fields(graph: Graph, node: Node) -> Iterator[Candidate]:
    prefix = "" if node is graph.article else "page."
    for field, properties in PROPERTIES.items():
        for key in properties:
            texts = [plain(text) for text in graph.texts(node.get(key), *(("@id",) if field == "canonical_url" else ()))]
            if field == "access" and isinstance(node.get(key), bool):
                yield Candidate(field, node[key], "jsonld", prefix + key)
            elif texts and any(texts):
                yield Candidate(field, texts if field in ("tags", "regions") else texts[0], "jsonld", prefix + key)
    if shares := _shares(graph, node.get("interactionstatistic")):
        yield Candidate("shares", shares, "jsonld", prefix + "interactionstatistic")


def _authors(graph: Graph, node: Node) -> Iterator[Candidate]:
    """The authors; the outlet is none where it stands beside people (schema.org, Person and Organization)."""
    for key in ("author", "creator"):
        entries = node[key] if isinstance(node.get(key), list) else [node.get(key)]
        people = [entry for entry in entries if not graph.is_house(entry)]
        if names := [plain(name) for name in graph.texts(people or entries)]:
            detail = key if node is graph.article else "page." + key
            yield Candidate("authors", names, "jsonld", detail if people else ORGANIZATION)
        if people and len(people) < len(entries):
            houses = [entry for entry in entries if graph.is_house(entry)]
            yield Candidate("authors", [plain(name) for name in graph.texts(houses)], "jsonld", ORGANIZATION)


def _images(graph: Graph, node: Node) -> Iterator[Candidate]:
    prefix = "" if node is graph.article else "page."
    for key in ("image", "primaryimageofpage", "thumbnailurl"):
        value = node.get(key)
        for entry in value if isinstance(value, list) else [value]:
            whole = graph.whole(entry)
            address = next(iter(graph.texts(entry, "url", "contenturl", "@id")), None)
            if address and (url := absolute(graph.page.base, address)):
                caption, credit = (
                    next((plain(t) for k in keys for t in graph.texts(whole.get(k))), None)
                    for keys in (("caption", "description"), ("credittext", "author"))
                )
                yield Candidate("images", Image(url, caption=caption, credit=credit), "jsonld", prefix + key)


def _videos(graph: Graph, node: Node) -> Iterator[Candidate]:
    value = node if "VideoObject" in types_of(node) else node.get("video")
    for entry in value if isinstance(value, list) else [value]:
        whole = graph.whole(entry)
        address = next((t for key in ("contenturl", "embedurl", "url") for t in graph.texts(whole.get(key))), None)
        if address and (url := absolute(graph.page.base, address)):
            title = next((plain(text) for text in graph.texts(whole.get("name"))), None)
            yield Candidate("videos", Video(url, title=title, seconds=seconds(whole.get("duration"))), "jsonld", "video")


def seconds(duration: Any) -> int | None:
    """An ISO 8601 duration, or a plain number of seconds, in seconds."""
    text = str(duration or "").strip()
    if text.isdecimal():
        return int(text)
    match = _DURATION.fullmatch(text.upper())
    if not match or not any(match.groups()):
        return None
    days, hours, minutes, rest = (float(part or 0) for part in match.groups())
    return round(days * 86400 + hours * 3600 + minutes * 60 + rest)


def _shares(graph: Graph, value: Any) -> int | None:
    for entry in value if isinstance(value, list) else [value]:
        node = graph.whole(entry)
        if "ShareAction" in str(node.get("interactiontype")) and str(node.get("userinteractioncount", "")).isdecimal():
            return int(node["userinteractioncount"])
    return None
