"""ArticleLoader: how each field of an Article is cleaned, whatever reader it came from. Nothing here is about one site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from itemloaders import ItemLoader
from itemloaders.processors import Identity, TakeFirst

from newscrawl.items import Article, Image, Link, Video
from newscrawl.normalise.languages import tag
from newscrawl.normalise.names import names_in
from newscrawl.normalise.text import plain, unique

LONGEST_TAG = 80  # characters; a longer one is a sentence


def optional(text: str | None) -> str | None:
    """The plain text, None where nothing is left of it."""
    return plain(text) or None if text else None


def clean_tag(text: str) -> str | None:
    """A tag without its hash mark, None where it is too long to be one."""
    text = plain(text).strip(" #,;")
    return text if 0 < len(text) <= LONGEST_TAG else None


def clean_image(image: Image) -> Image:
    """The picture with clean texts; an alternative text that says what the caption says is left out."""
    caption, credit, alt = optional(image.caption), optional(image.credit), optional(image.alt)
    return replace(image, caption=caption, credit=credit, alt=None if alt == caption else alt)


def clean_video(video: Video) -> Video:
    return replace(video, title=optional(video.title))


def clean_link(link: Link) -> Link:
    return replace(link, text=plain(link.text))


class Each:
    """Cleans each value of a field; the function gives one value, several in a list, or None where nothing is left."""

    def __init__(self, clean: Callable[[Any], Any]):
        self.clean = clean

    def __call__(self, values: Iterable[Any]) -> list[Any]:
        cleaned = [self.clean(value) for value in values]
        return list(chain.from_iterable(value if isinstance(value, list) else [value] for value in cleaned if value is not None))


class ArticleLoader(ItemLoader):
    """Fills an :class:`Article`; make it with ``item=Article(url=...)``. Values that nothing is left of fall out."""

    default_item_class = Article

    # Every field has its processors written out; for those without, itemloaders asks the item's class anew for each value.
    title_in = kicker_in = summary_in = source_in = section_in = published_raw_in = modified_raw_in = reason_in = Each(optional)
    language_in = Each(tag)
    authors_in = Each(names_in)
    tags_in = Each(clean_tag)
    regions_in = sections_in = Each(optional)
    images_in = Each(clean_image)
    videos_in = Each(clean_video)
    links_in = Each(clean_link)
    url_in = id_in = site_in = canonical_url_in = kind_in = published_at_in = modified_at_in = body_in = blocks_in = Identity()
    reading_minutes_in = shares_in = word_count_in = access_in = crawled_at_in = status_in = content_hash_in = provenance_in = rights_in = (
        Identity()
    )

    title_out = kicker_out = summary_out = source_out = section_out = published_raw_out = modified_raw_out = reason_out = language_out = (
        TakeFirst()
    )
    url_out = id_out = site_out = canonical_url_out = kind_out = published_at_out = modified_at_out = body_out = TakeFirst()
    reading_minutes_out = shares_out = word_count_out = access_out = crawled_at_out = status_out = content_hash_out = provenance_out = (
        rights_out
    ) = TakeFirst()
    authors_out = tags_out = regions_out = sections_out = staticmethod(unique)
    blocks_out = images_out = videos_out = links_out = Identity()

    def get_input_processor(self, field_name: str) -> Callable[..., Any]:
        processor: Callable[..., Any] = getattr(self, f"{field_name}_in")
        return processor

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        processor: Callable[..., Any] = getattr(self, f"{field_name}_out")
        return processor
