"""The policy: which candidate wins, field by field, and what the whole page then is."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from newscrawl.items import CONTENT_FIELDS, Article, Video
from newscrawl.loaders import ArticleLoader
from newscrawl.normalise import languages
from newscrawl.normalise.dates import read_date
from newscrawl.normalise.text import clean, compact, count_words, folded, plain, site_names, unique
from newscrawl.reading import access, dom, images, jsonld, kind, meta, site_rules, when
from newscrawl.reading.body import Body, body_text, read_body
from newscrawl.reading.byline import authors_and_source, without_head
from newscrawl.reading.candidate import Candidate, Choice, Found, choose
from newscrawl.reading.keywords import tags_of
from newscrawl.reading.page import Page
from newscrawl.reading.rights import rights_of
from newscrawl.reading.titles import headline
from newscrawl.site import Site
from newscrawl.urls import article_id, article_key, canonical_form, path_of

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
NOTHING = (None, [], "")
# What systems write where a section belongs.
NO_SECTIONS = frozenset(
    (
        "post",
        "posts",
        "article",
        "articles",
        "story",
        "stories",
        "page",
        "pages",
        "tags",
        "uncategorized",
        "home",
        "homepage",
        "startseite",
        "inicio",
        "accueil",
    )
)


def read_article(
    html: bytes, url: str, site: Site | None = None, headers: Mapping[str, str] | None = None, now: datetime | None = None
) -> Article:
    """The article of a page. Pure: the same bytes, address, profile, headers and time give the same article.

    ``now`` is the time of the answer (aware); without it the ``Date`` header is. Dates later than that are no dates; where neither
    is known, nothing is checked against the future, and relative dates name nothing. Raises TypeError for a page that is no bytes,
    ValueError for a ``now`` without an offset.
    """
    if not isinstance(html, (bytes, bytearray)):
        raise TypeError(f"html must be the page's bytes as they were answered, not {type(html).__name__}")
    if now is not None and now.tzinfo is None:
        raise ValueError(f"now must have an offset, as datetime.now(UTC) has; {now.isoformat()} has none")
    return read_page(Page(html, url, headers), site, now)


def read_page(page: Page, site: Site | None = None, now: datetime | None = None) -> Article:
    """The article of a page that is parsed already; as :func:`read_article`."""
    return look_at(page, site, now).article


@dataclass(slots=True)
class Look:
    """A page as the readers see it: the article, every candidate for its fields, and its text with what was left out."""

    article: Article
    found: Found
    body: Body


def look_at(page: Page, site: Site | None = None, now: datetime | None = None) -> Look:
    """As :func:`read_page`, with all that was decided upon."""
    now = now or _answered(page)
    graph = jsonld.Graph(page)
    rights = rights_of(page, graph)  # here the links of the page, which it asks, are still in the processor's cache
    found = Found(
        [*site_rules.read(page, site), *jsonld.read(graph), *meta.read(page), *dom.read(page, not graph.people), *when.in_address(page.url)]
    )
    names = _names_of_site(page, graph, site)
    title, kicker = headline(found, names)
    said = summary(found)
    body = read_body(page, title[0], said[0], site.reading if site else None)
    blocks, signed = without_head(body.blocks)
    text = body_text(blocks)
    fields = {"title": title, "kicker": kicker, "language": language(found, text, site), "summary": said}
    fields |= _decided(found, body, names, signed, page.url, f"{title[0]} {text}")
    fields["section"] = section(found, title[0])
    fields |= _dates(found, when.reference(page.url, fields["language"][0], site, now, found["published_at"] + found["modified_at"]))
    fields["kind"] = kind.kind_of(page.url, found, site, "published_at" in fields, words := count_words(text))
    article = _loaded(page.url, fields)
    article.blocks, article.body, article.links, article.word_count, article.crawled_at = blocks, text, body.links, words, now
    article.status, article.reason = status(article, body.access_hint)
    article.site = site.name if site else (urlsplit(page.url).hostname or "").removeprefix("www.")
    declared = found.by("canonical_url", "dom")
    article.id = article_id(article_key(page.url, declared[0].value if declared else None, site.home if site else None))
    article.content_hash, article.rights = content_hash(article), rights
    return Look(article, found, body)


def _decided(found: Found, body: Body, names: set[str], signed: list[str], url: str, text: str) -> dict[str, Choice]:
    """The fields that are chosen each for itself."""
    authors, source = authors_and_source(found, names, signed)
    return {
        "authors": authors,
        "source": source,
        "regions": _lists(found["regions"]),
        "tags": tags_of(found, names, url, text),
        "images": images.merged(found["images"], body.images),
        "videos": videos(found, body.videos),
        "access": access.access_of(found, body.access_hint),
        "reading_minutes": _number(found["reading_minutes"]),
        "shares": _number(found["shares"]),
        "canonical_url": canonical(found, url),
    }


def _dates(found: Found, ref: when.Reference) -> dict[str, Choice]:
    """The dates that can be believed, with the text that they were read from."""
    fields: dict[str, Choice] = {}
    published = when.believed(found["published_at"], ref)
    modified = when.believed(found["modified_at"], ref) or (when.of_that_day(found["modified_at"], published, ref) if published else None)
    for name, dated in (("published", published), ("modified", modified)):
        if dated:
            fields[f"{name}_at"] = (dated.value, dated.provenance)
            fields[f"{name}_raw"] = (dated.raw, "")
    return fields


def _loaded(url: str, fields: Mapping[str, Choice]) -> Article:
    """The article with these fields cleaned, and which reader gave each."""
    loader = ArticleLoader(item={"url": url})  # a whole Article would have every field of it loaded again
    loader.add_value(None, {field: value for field, (value, _) in fields.items() if value not in NOTHING})
    article = Article(**loader.load_item())
    article.provenance = {field: origin for field, (value, origin) in fields.items() if origin and value not in NOTHING}
    return article


def _answered(page: Page) -> datetime | None:
    """When the server answered (RFC 9110, Date)."""
    moment = read_date(page.headers.get("date", ""))
    return moment.value if moment and moment.aware else None


def _names_of_site(page: Page, graph: jsonld.Graph, site: Site | None) -> set[str]:
    """What the site may call itself behind a headline, or in place of an author."""
    said = [
        text
        for name in ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "al:ios:app_name", "publisher")
        for text in page.metas.get(name, ())
    ]
    said += graph.texts(graph.article.get("publisher")) + graph.texts(graph.article.get("ispartof"))
    said += [text for node in graph.nodes if "WebSite" in jsonld.types_of(node) for text in graph.texts(node.get("name"))]
    return site_names(page.url, site.title or "" if site else "", *(plain(text) for text in said))


def summary(found: Found) -> Choice:
    return choose(found["summary"], lambda c: clean(c.value), folded)


def language(found: Found, text: str, site: Site | None) -> Choice:
    """What the page says; then the profile's; then what the letters of its text say."""
    order = [candidate for reader in ("site", "jsonld", "dom", "meta") for candidate in found.by("language", reader)]
    tag, reader = choose(order, lambda c: languages.tag(str(c.value)), lambda tag: tag.partition("-")[0])
    if tag:
        return tag, reader
    if site and site.language:
        return site.language, "site"
    script = languages.by_script(text)
    return script, "dom" if script else ""


def section(found: Found, title: str | None) -> Choice:
    """The section by name: no word of the system's, not the article itself; the first where several are written as one."""

    def named(candidate: Candidate) -> str | None:
        text = clean(re.split(r",(?=\S)", candidate.value)[0])
        return text if folded(text) not in NO_SECTIONS and compact(text) != compact(title or "") else None

    return choose(found["section"], named, folded)


def _lists(candidates: list[Candidate]) -> Choice:
    return choose(candidates, lambda c: unique([clean(value) for value in c.value]), lambda values: {folded(value) for value in values})


def videos(found: Found, in_body: list[Video]) -> Choice:
    """The videos that the head names and the text shows; where there are none, those elsewhere in the article's own parts."""
    named = [c for c in found["videos"] if c.reader != "dom"]
    candidates = named if named or in_body else found["videos"]
    kept = {video.url: video for video in (*(c.value for c in candidates), *in_body)}
    if not kept:
        return [], ""
    first, *others = kept.values()
    if first.seconds is None and (stated := found["video_seconds"]):
        first = replace(first, seconds=jsonld.seconds(stated[0].value))
    return [first, *others], candidates[0].reader if candidates else "dom"


def canonical(found: Found, url: str) -> Choice:
    """The address that the page declares for itself; the fetched one where it declares none."""
    declared = found.by("canonical_url", "dom")
    return (declared[0].value, "dom") if declared else (canonical_form(url), "url")


def _number(candidates: list[Candidate]) -> Choice:
    def number(candidate: Candidate) -> int | None:
        if isinstance(candidate.value, int):
            return candidate.value
        if seconds := jsonld.seconds(candidate.value) if candidate.reader == "jsonld" else None:
            return max(1, round(seconds / 60))
        match = re.match(r"(\d{1,3})\s*min", str(candidate.value), re.IGNORECASE)
        return int(match[1]) if match else None

    return choose(candidates, number)


def status(article: Article, hint: str | None) -> tuple[str, str | None]:
    """How the page read, and why it has no text or a part of it only."""
    if not article.word_count:
        if article.kind in kind.BODILESS:
            return "bodiless", f"{article.kind} page without text"
        return ("teaser", "paywall") if article.access == "paywalled" else ("empty", "no text found")
    if access.is_teaser(article.access, hint, article.word_count):
        return "teaser", "paywall"
    return "ok", None


def content_hash(article: Article) -> str:
    """SHA-256 of the content fields in one form: pictures count by path and caption, so that a new crop or version of the address is no edit."""
    content = {name: getattr(article, name) for name in CONTENT_FIELDS}
    content["images"] = [[path_of(image.url), image.caption] for image in article.images]
    return hashlib.sha256(_JSON.encode(content).encode(errors="replace")).hexdigest()
