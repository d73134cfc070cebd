"""Site rules: what a profile says about where a field stands (newscrawl.site.Reading)."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml.etree import XPath
from lxml.etree import _Element as Element

from newscrawl.items import Article, Image, Video
from newscrawl.normalise.text import plain
from newscrawl.reading.candidate import Candidate
from newscrawl.reading.page import Page
from newscrawl.site import Rule, Site, SiteError
from newscrawl.urls import absolute

FIELDS = frozenset(field.name for field in fields(Article)) | {"video_seconds"}  # what a rule can be for
MANY = ("authors", "tags", "regions", "images", "videos")  # fields of which every match counts, not the first alone


@lru_cache(512)
def selector(css: str) -> XPath:
    """The compiled CSS selector; raises SiteError where it is none."""
    try:
        return XPath(HTMLTranslator().css_to_xpath(css))
    except SelectorError as error:
        raise SiteError(f"reading: {css!r} is no CSS selector: {error}") from None


def read(page: Page, site: Site | None) -> Iterator[Candidate]:
    """The candidates of the profile's rules; raises SiteError for a rule of a field that there is not."""
    if not site or not site.reading.fields:
        return
    metadata = _metadata(page, site.reading.metadata_script)
    for field, rule in site.reading.fields.items():
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, 1)
            raise SiteError(
                f"{site.name}: reading.fields: no field {field!r}; {f'did you mean {near[0]!r}?' if near else 'see newscrawl/items.py'}"
            )
        texts = _by_key(metadata, rule.key) if rule.key else _by_css(page.root, rule)
        if not texts:
            continue
        detail = rule.key or rule.css or ""
        if field in ("images", "videos"):
            part = Image if field == "images" else Video
            yield from (Candidate(field, part(url), "site", detail) for text in texts if (url := absolute(page.base, text)))
        else:
            yield Candidate(field, texts if field in MANY else texts[0], "site", detail)


def _metadata(page: Page, script_id: str | None) -> dict[str, Any]:
    """The object in the page's metadata script, empty where the page has none or it cannot be read."""
    if not script_id:
        return {}
    for script in page.scripts:
        if script.get("id") == script_id:
            try:
                value = json.loads(script.text or "", strict=False)
            except ValueError:
                return {}
            return value if isinstance(value, dict) else {}
    return {}


def _by_key(metadata: dict[str, Any], path: str) -> list[str]:
    """The texts at a path: keys joined by dots; ``classes[mapping=category].value`` takes the entries of a list that have that value."""
    values: list[Any] = [metadata]
    for step in path.split("."):
        key, _, condition = step.rstrip("]").partition("[")
        values = [value[key] for value in values if isinstance(value, dict) and key in value]
        values = [entry for value in values for entry in (value if isinstance(value, list) else [value])]
        if condition:
            name, _, wanted = condition.partition("=")
            values = [value for value in values if isinstance(value, dict) and str(value.get(name)) == wanted]
    return [text for value in values if isinstance(value, (str, int, float)) and (text := plain(str(value)))]


def _by_css(root: Element, rule: Rule) -> list[str]:
    elements = selector(rule.css or "*")(root)
    texts = [element.get(rule.attribute) or "" if rule.attribute else " ".join(element.itertext()) for element in elements]
    return [text for value in texts if (text := plain(value))]
