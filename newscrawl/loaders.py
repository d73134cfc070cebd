"""ArticleLoader: how each field of an Article is cleaned, whatever reader it came from. Nothing here is about one site."""

from __future__ import annotations

from dataclasses import replace

from itemloaders import ItemLoader
from itemloaders.processors import Compose, Identity, MapCompose, TakeFirst

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


class ArticleLoader(ItemLoader):
    """Fills an :class:`Article`; make it with ``item=Article(url=...)``. Values that nothing is left of fall out."""

    default_item_class = Article

    # Every field has its processors written out: itemloaders looks the defaults up anew for each value.
    title_in = kicker_in = summary_in = source_in = section_in = published_raw_in = modified_raw_in = reason_in = MapCompose(optional)
    language_in = MapCompose(tag)
    authors_in = MapCompose(names_in)
    tags_in = MapCompose(clean_tag)
    regions_in = sections_in = MapCompose(optional)
    images_in = MapCompose(clean_image)
    videos_in = MapCompose(clean_video)
    links_in = MapCompose(clean_link)
    url_in = id_in = site_in = canonical_url_in = kind_in = published_at_in = modified_at_in = body_in = blocks_in = Identity()
    reading_minutes_in = shares_in = word_count_in = access_in = crawled_at_in = status_in = content_hash_in = provenance_in = Identity()

    title_out = kicker_out = summary_out = source_out = section_out = published_raw_out = modified_raw_out = reason_out = language_out = (
        TakeFirst()
    )
    url_out = id_out = site_out = canonical_url_out = kind_out = published_at_out = modified_at_out = body_out = TakeFirst()
    reading_minutes_out = shares_out = word_count_out = access_out = crawled_at_out = status_out = content_hash_out = provenance_out = (
        TakeFirst()
    )
    authors_out = tags_out = regions_out = sections_out = Compose(unique)
    blocks_out = images_out = videos_out = links_out = Identity()
