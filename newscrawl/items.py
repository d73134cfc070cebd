"""Article and its parts: name, type, meaning, example and schema.org term of every field, once.

Columns of the store, validation, the JSON Schema and the data dictionary are derived from here.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from typing import Any

KINDS = ("article", "opinion", "live", "video", "audio", "gallery", "infographic", "interview", "press_release", "page")
ACCESS = ("free", "metered", "paywalled", "unknown")
STATUSES = ("ok", "bodiless", "teaser", "empty", "gone")
BLOCKS = ("paragraph", "heading", "quote", "list_item", "embed")


def described(
    meaning: str, example: Any, *, term: str = "", default: Any = MISSING, content: bool = False, bulk: bool = False, **schema: Any
) -> Any:
    """A dataclass field with its documentation.

    ``term`` is the schema.org property of NewsArticle that it corresponds to; ``content`` marks what an edit
    changes (a new version of the article); ``bulk`` marks what only the versions table keeps; ``schema`` is
    merged into the JSON Schema of the field.
    """
    extra = {"description": meaning, "examples": [example], **schema}
    metadata = {"json_schema_extra": extra, "term": term, "content": content, "bulk": bulk}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(slots=True)
class Block:
    """A piece of the body, in the order of the page."""

    type: str = described("What it is.", "paragraph", enum=list(BLOCKS))
    text: str = described("Its text, one line.", "Kirby called it a potential purchase.", default="")
    level: int | None = described("Level of a heading, 1 to 6.", 2, default=None)
    url: str | None = described("Address of what is embedded.", "https://video.example/v/12", default=None)


@dataclass(slots=True)
class Image:
    """A picture that belongs to the article."""

    url: str = described("Absolute address.", "https://media.example/2022/9/22/a.jpg", term="contentUrl")
    caption: str | None = described(
        "What the outlet writes under it, without the credit.", "Two leaders meet", term="caption", default=None
    )
    credit: str | None = described("Photographer or agency.", "AFP", term="creditText", default=None)
    alt: str | None = described("Alternative text of the page.", "Two men shake hands", default=None)
    lead: bool = described("True for the picture that stands for the article.", True, default=False)


@dataclass(slots=True)
class Video:
    """A video that belongs to the article."""

    url: str = described("Absolute address of the file or its player.", "https://video.example/v/12", term="contentUrl")
    title: str | None = described("Its title.", "The speech in full", term="name", default=None)
    seconds: int | None = described("Its length in seconds.", 2840, term="duration", default=None)


@dataclass(slots=True)
class Link:
    """A link from the article's page to another article."""

    url: str = described("Absolute address.", "https://news.example/politics/b")
    text: str = described("Its text, without the label.", "US policy unchanged after declaration", default="")
    rel: str = described("Where it stood.", "read_more", default="related", enum=["read_more", "related", "body"])


@dataclass(slots=True, kw_only=True)
class Article:
    """One news article as one page showed it at one time."""

    url: str = described(
        "Address that the page was fetched from, after redirects.", "https://news.example/politics/a", term="url", format="uri"
    )
    id: str = described(
        "First 16 hex digits of the SHA-256 of the article's key; never changes.", "7c0b9f0c9b1d2e3f", term="identifier", default=""
    )
    site: str = described("Name of the profile, or the host where there is none.", "english-almayadeen", default="")
    canonical_url: str = described(
        "rel=canonical as the page declares it, made absolute; the fetched address in canonical form where it declares none.",
        "https://news.example/politics/a",
        term="mainEntityOfPage",
        default="",
        format="uri",
    )
    kind: str = described("What sort of page it is.", "article", term="@type", default="article", enum=list(KINDS))
    title: str | None = described(
        "Headline, without the site's name.", "DPRK accuses US of reckless remarks", term="headline", default=None, content=True
    )
    kicker: str | None = described("Short line above the headline.", "Exclusive", term="alternativeHeadline", default=None)
    summary: str | None = described(
        "Standfirst or description by the outlet.", "A defence official accuses the US.", term="description", default=None, content=True
    )
    authors: list[str] = described(
        "People, or the desk where a desk is the whole byline.", ["Jane Doe"], term="author", default=list, content=True
    )
    source: str | None = described("Agency or outlet that the text comes from.", "Agencies", term="isBasedOn", default=None)
    published_at: datetime | None = described(
        "When it was first published, with its offset.", "2022-09-22T11:03:00+03:00", term="datePublished", default=None, format="date-time"
    )
    published_raw: str | None = described("The text that published_at was read from.", "22 Sep 2022 11:03", default=None)
    modified_at: datetime | None = described(
        "When it was last changed, with its offset.", "2022-09-22T12:10:00+03:00", term="dateModified", default=None, format="date-time"
    )
    modified_raw: str | None = described("The text that modified_at was read from.", "2022-09-22T09:10:00", default=None)
    section: str | None = described("Section that the page says it belongs to.", "Politics", term="articleSection", default=None)
    sections: list[str] = described("Sections in whose listings it was seen, up to now.", ["Politics", "Asia"], default=list)
    regions: list[str] = described("Places that the outlet files it under.", ["Asia-Pacific"], term="contentLocation", default=list)
    tags: list[str] = described("Keywords by the outlet, without doubles.", ["Arms sale", "DPRK"], term="keywords", default=list)
    language: str | None = described("BCP 47 tag.", "en", term="inLanguage", default=None)
    body: str = described(
        "Text: paragraphs with a blank line between, list items after '- ', headings as paragraphs.",
        "First paragraph.\n\nSecond.",
        term="articleBody",
        default="",
        content=True,
        bulk=True,
    )
    blocks: list[Block] = described(
        "The body, piece by piece, with the type of each.", [{"type": "paragraph", "text": "First."}], default=list, bulk=True
    )
    images: list[Image] = described(
        "Pictures, the lead first.",
        [{"url": "https://media.example/a.jpg", "lead": True}],
        term="image",
        default=list,
        content=True,
        bulk=True,
    )
    videos: list[Video] = described("Videos.", [{"url": "https://video.example/v/12"}], term="video", default=list, bulk=True)
    links: list[Link] = described(
        "Links to other articles: read-more lines, related boxes.",
        [{"url": "https://news.example/b", "rel": "read_more"}],
        term="relatedLink",
        default=list,
        bulk=True,
    )
    reading_minutes: int | None = described("Reading time as the page states it, in minutes.", 3, term="timeRequired", default=None)
    shares: int | None = described("Share counter at crawl time; no part of the content.", 2, term="interactionStatistic", default=None)
    word_count: int = described("Words of the body (characters where a script has no spaces).", 420, term="wordCount", default=0)
    access: str = described(
        "Whether the whole text could be read.", "free", term="isAccessibleForFree", default="unknown", enum=list(ACCESS)
    )
    crawled_at: datetime | None = described(
        "When the page was answered (its Date), with offset.", "2026-11-24T17:41:21+00:00", default=None, format="date-time"
    )
    status: str = described(
        "How the page read: ok, bodiless (its kind has no text), teaser (cut by a paywall), empty (no text found), gone.",
        "ok",
        default="ok",
        enum=list(STATUSES),
    )
    reason: str | None = described("Why there is no text or only a part.", "video page without text", default=None)
    content_hash: str = described("SHA-256 of the normalised content fields; equal for equal content.", "9f86d081884c7d65...", default="")
    provenance: dict[str, str] = described("Field to the reader that gave it.", {"title": "jsonld"}, default=dict, bulk=True)
    rights: dict[str, str] = described(
        "What the publisher says of the use of this page, by the signal that says it (docs/rights.md); empty where it says nothing.",
        {"tdm_reservation": "1", "robots_txt_ai": "CCBot, GPTBot"},
        term="usageInfo",
        default=dict,
        bulk=True,
    )

    @property
    def image(self) -> str | None:
        """Address of the lead image, None where there is none."""
        return next((image.url for image in self.images if image.lead), None)


CONTENT_FIELDS = tuple(f.name for f in fields(Article) if f.metadata["content"])
