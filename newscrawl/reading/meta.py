"""Meta tags: Open Graph (ogp.me), Twitter cards, Dublin Core, and what news sites write for search engines and analytics."""

from __future__ import annotations

from collections.abc import Iterator

from newscrawl.items import Image, Video
from newscrawl.normalise.text import plain
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.page import Page
from newscrawl.urls import absolute

# Field to the names that give it, the better first.
NAMES = {
    "title": ("og:title", "twitter:title", "twitter:text:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title", "headline"),
    "summary": ("og:description", "description", "twitter:description", "sailthru.description", "dc.description", "dcterms.abstract"),
    "published_at": (
        "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
        "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date",
        "publish_date", "publish-date", "publishdate", "publisheddate", "published-date", "date_published", "published_time", "publication_time", "content_publisheddate",
        "article:publish_time", "lead:published_at", "pubdate", "publication_date", "publication-date", "published_at", "date.published", "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime", "article.published", "originalpublicationdate", "ptime", "datecreated", "date",
    ),
    "modified_at": (
        "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified", "dc.date.modified", "dcterms.modified",
        "last-modified", "lastmod", "article:updated_time", "article:updated", "utime", "lastdate", "last-update", "dateupdated", "date_updated", "updated_at", "date_modified", "modified-date",
    ),
    "section": ("article:section", "og:section", "og:article:section", "parsely-section", "sailthru.section", "articlesection", "section", "category", "cxenseparse:category"),
    "language": ("dc.language", "dcterms.language", "inlanguage", "language", "content-language", "og:locale"),
    "access": ("article:content_tier", "og:article:content_tier", "isaccessibleforfree", "ispremium", "cxenseparse:recs:access", "access"),
    "kind": ("og:type", "article:opinion", "pagetype", "page-type", "content_type"),
    "canonical_url": ("og:url", "twitter:url"),
    "reading_minutes": ("twitter:data1", "twitter:data2"),
}  # fmt: skip
LISTS = {
    "authors": (
        "author", "article:author:name", "parsely-author", "sailthru.author", "byl", "byline", "cxenseparse:author", "dc.creator", "dcterms.creator", "citation_author",
        "article:author", "og:article:author", "og:author", "authors", "content_author",
    ),
    "tags": ("news_keywords", "article:tag", "og:article:tag", "parsely-tags", "keywords", "sailthru.tags", "dc.subject", "dcterms.subject", "cxenseparse:keywords", "taxonomytags", "content_tag"),
    "regions": ("geo.placename", "article:location"),
    "source": ("dc.source", "article:source", "syndication-source-name"),
}  # fmt: skip
_LABELLED = {"written by": "authors", "by": "authors", "author": "authors"}  # twitter:label1 says what twitter:data1 is


def read(page: Page) -> Iterator[Candidate]:
    """The candidates of the meta tags."""
    metas = page.metas
    for field, names in NAMES.items():
        for name in filter(metas.__contains__, names):
            yield Candidate(field, plain(metas[name][0]), "meta", name)
    for field, names in LISTS.items():
        for name in filter(metas.__contains__, names):
            if values := [value for text in metas[name] if (value := plain(text))]:
                yield Candidate(field, values, "meta", name)
    yield from _labelled(metas)
    yield from _media(page)


def _labelled(metas: dict[str, list[str]]) -> Iterator[Candidate]:
    for number in ("1", "2"):
        labels, values = metas.get("twitter:label" + number), metas.get("twitter:data" + number)
        if labels and values and (field := _LABELLED.get(labels[0].strip().rstrip(":").lower())):
            yield Candidate(field, [plain(values[0])], "meta", "twitter:data" + number)


def _media(page: Page) -> Iterator[Candidate]:
    alts = [plain(text) for name in ("og:image:alt", "twitter:image:alt") for text in page.metas.get(name, ())]
    for name in (
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
        "sailthru.image.full",
        "parsely-image-url",
        "thumbnail",
    ):
        for address in page.metas.get(name, ()):
            if url := absolute(page.base, address):
                yield Candidate("images", Image(url, alt=alts[0] if alts else None), "meta", name)
    for name in ("og:video:secure_url", "og:video:url", "og:video", "twitter:player"):
        for address in page.metas.get(name, ()):
            if url := absolute(page.base, address):
                yield Candidate("videos", Video(url), "meta", name)
    for name in ("og:video:duration", "video:duration"):
        for duration in page.metas.get(name, ())[:1]:
            yield Candidate("video_seconds", duration, "meta", name)
