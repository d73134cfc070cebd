"""What the link model looks at: the address and the words on a link, as named signs. None of them knows a language or a site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import parse_qsl

from newscrawl.discovery.shapes import Shape, shape_of
from newscrawl.discovery.versions import leads_to_version, says_version
from newscrawl.discovery.words import LISTING, PASTIME, SECTION, SECTION_PATH, SERVICE, fold, table

_ARTICLE_PARTS = table(
    "article, articles, artikel, articulo, artigo, articolo, story, stories, storyid, post, posts, entry, entries, p, clanek, "
    "statya, novosti, haber, berita, news-story, details, a, s, id"
)
_MEDIA_PARTS = table(
    "video, videos, watch, gallery, galleries, photos, picture, podcast, podcasts, audio, play, slideshow, interactive, live"
)
_OUTSIDE = frozenset((
    "facebook", "twitter", "x", "instagram", "youtube", "linkedin", "pinterest", "tiktok", "whatsapp", "telegram", "t", "reddit",
    "flipboard", "google", "apple", "spotify", "amazon", "bit",
))  # fmt: skip
_SERVICE_HOSTS = frozenset((
    "help", "shop", "store", "jobs", "subscribe", "subscription", "subscriptions", "account", "accounts", "login", "my", "mail",
    "support", "advertise", "classifieds", "legacy", "privacy", "games", "puzzles", "newsletter", "newsletters", "profile", "secure",
    "checkout", "marketplace", "deals", "obituaries", "autos", "homes", "abo", "service", "careers", "support", "events", "tickets",
))  # fmt: skip

# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Kana, Han.
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

_HEADLINE = 4  # words of a headline, at least: what is printed under one is tried, wherever it leads

# Addresses as content systems build them (WordPress: p, cat, tag, author, page_id, s, m) and bare numbers:
# too rare in the labelled links to be learned.
_RECORD_KEYS = frozenset((
    "p", "id", "newsid", "news_id", "nid", "articleid", "article_id", "artid", "aid", "storyid", "story_id", "postid", "post_id", "docid",
    "idnews", "idnoticia", "idarticle", "itemid", "sid",
))  # fmt: skip
_LISTING_KEYS = frozenset((
    "cat", "cat_id", "catid", "category", "category_id", "section", "sectionid", "tag", "author", "page_id", "s", "q", "m", "paged",
    "page", "search",
))  # fmt: skip
RULED = {
    "query:record": 5.0, "query:listing": -4.0, "record": 2.5, "record+text": 1.5, "version": -6.0, "version-address": -5.0,
}  # fmt: skip


def signs(url: str, text: str) -> Iterator[str]:
    """The signs of a link that are present."""
    shape, words = shape_of(url), fold(text)
    yield from _of_address(shape)
    yield from _of_text(text, words)
    yield from _of_both(shape, words)
    if says_version(words):
        yield "version"
    if text_weight(text) < _HEADLINE and leads_to_version(shape):
        yield "version-address"


def bucket(value: int, *steps: int) -> int:
    """How many of the steps a value reaches."""
    return sum(value >= step for step in steps)


def _of_address(shape: Shape) -> Iterator[str]:
    parts = [fold(part) for part in shape.parts]
    labels = shape.host.split(".")
    words = shape.words
    weight = slug_weight(shape.slug)
    yield f"depth:{bucket(len(parts), 1, 2, 3, 4, 6)}"
    yield f"slug:{bucket(weight, 2, 3, 4, 5, 6, 8)}"
    yield f"length:{bucket(len(shape.slug), 8, 16, 24, 36, 50)}"
    if shape.dated:
        yield "dated"
        if weight >= 3:
            yield "dated+slug"
    if shape.numbered:
        yield "numbered"
        if weight >= 3:
            yield "numbered+slug"
    if shape.extension:
        yield "extension"
    if shape.record and weight < 3:
        yield "record"
    if shape.slug.isdecimal():
        yield f"digits:{bucket(len(shape.slug), 4, 5)}"
    if shape.is_file:
        yield "file"
    if shape.query and weight < 3:
        yield "query"
        if any(value.isdecimal() and len(value) > 2 for _, _, value in (pair.partition("=") for pair in shape.query.split("&"))):
            yield "query:number"
        yield from _of_query(shape)
    if set(labels[:-1]) & _OUTSIDE:
        yield "outside"
    if set(labels[:-2]) & _SERVICE_HOSTS:
        yield "service-host"
    yield from _of_parts(parts, words, weight)


def _of_query(shape: Shape) -> Iterator[str]:
    """Where the path names no page, the query does."""
    if len(shape.parts) > 1 or shape.parts and not (shape.extension or len(shape.parts[0]) < 9):
        return
    pairs = {key.lower(): value for key, value in parse_qsl(shape.query)}
    if any(key in _RECORD_KEYS and value.isdecimal() for key, value in pairs.items()):
        yield "query:record"
    elif pairs.keys() & _LISTING_KEYS:
        yield "query:listing"


def _of_parts(parts: list[str], words: list[str], weight: int) -> Iterator[str]:
    above, slug = parts[:-1], parts[-1] if parts else ""
    for name, known in (
        ("service", SERVICE),
        ("pastime", PASTIME),
        ("listing", LISTING),
        ("section-path", SECTION_PATH),
        ("section", SECTION),
    ):
        if any(part in known for part in above):
            yield f"above:{name}"
            if name in ("listing", "section-path", "service"):
                yield f"above:{name}+{'long' if weight >= 5 else 'short'}"
        if slug in known or " ".join(words) in known:
            yield f"is:{name}"
        if weight < 5 and words and any(word in known for word in words):
            yield f"has:{name}"
    if set(above) & _ARTICLE_PARTS or slug.startswith("article"):
        yield "above:article"
    if set(parts) & _MEDIA_PARTS:
        yield "media"
    if words and all(word in SECTION or word in SECTION_PATH for word in words):
        yield "all:section"


def slug_weight(slug: str) -> int:
    """Words of a slug; what has no spaces in its script counts a word for two characters."""
    return sum(max(1, len(word) // 2) if _DENSE.search(word) else 1 for word in fold(slug).split() if not word.isdecimal())


def text_weight(text: str) -> int:
    """Words of a text, counted as :func:`slug_weight` counts them."""
    return len(text.split()) if text.isascii() else sum(max(1, len(word) // 2) if _DENSE.search(word) else 1 for word in text.split())


def _of_text(text: str, words: str) -> Iterator[str]:
    weight = text_weight(text)
    yield f"text:{bucket(weight, 1, 2, 3, 4, 5, 6, 8, 11, 16)}"
    if len(text) > 300 and "{" in text:
        yield "text:script"
    for name, known in (("service", SERVICE), ("pastime", PASTIME), ("section", SECTION), ("listing", LISTING)):
        if words in known:
            yield f"text-is:{name}"
        elif weight < 6 and any(word in known for word in words.split()):
            yield f"text-has:{name}"
    if text and text[-1] in '?!.…"”»':
        yield "text:ends"
    if any(c in "?!,:;\"“„«'’‘" for c in text):
        yield "text:marks"
    if any(c.isdecimal() for c in text):
        yield "text:digit"
    letters = [c for c in text if c.isalpha()]
    if letters and all(unicodedata.category(c) == "Lu" for c in letters):
        yield "text:capitals"
    if (spelt := text.split()) and len(spelt) > 1 and len(spelt) < 5 and all(w[:1].isupper() for w in spelt):
        yield "text:titles"


def _of_both(shape: Shape, words: str) -> Iterator[str]:
    slug, text = shape.words, set(words.split())
    shared = sum(word in text for word in slug)
    if slug and shared:
        yield f"shared:{bucket(shared, 1, 2, 3, 4, 5)}"
        if shared == len(slug) == len(text):
            yield f"same:{bucket(shared, 1, 2, 3, 4, 5)}"
        elif len(text) >= 2 * len(slug) and len(slug) < 3:
            yield "text-longer"
    weights = min(slug_weight(shape.slug), 6), min(text_weight(words), 6)
    yield f"both:{weights[0] // 2}{weights[1] // 2}"
    if shape.record and weights[0] < 3 and weights[1] >= 2:
        yield "record+text"
    if shape.dated and weights[1] >= 4:
        yield "dated+text"
    if shape.numbered and weights[1] >= 4:
        yield "numbered+text"
