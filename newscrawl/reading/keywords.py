"""Keywords: the lists that pages write for search engines and machines, as the tags that an editor gave."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from newscrawl.normalise.text import clean, compact, folded, plain, unique
from newscrawl.reading.candidate import Candidate, Choice, Found, choose

LONGEST = 80  # characters; a longer entry is a sentence
_PARTS = re.compile(r"[,;،、|；，\n]")
_FACET = re.compile(r"([^\W\d_][\w ]{1,30}?)\s?:\s?(\S.*)")
# Labels whose values say what an article is about; what stands behind other labels says how it was made.
_SUBJECTS = re.compile(
    r"(?:categor\w+|tags?|subjects?|topics?|keywords?|sections?|themen?|thema|temas?|(?:nlp )?entit(?:y|ies)\b.*|person|people|place|location|organi[sz]ation)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\(?\d{1,2}[).]\s+")
# Ids, hosts, file names, settings: what machines leave among the words.
_MACHINE = re.compile(
    r"[\d\s._-]+|[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|[a-z]{2})|\S+[:=_]\S+|(?:\S+_)+\S*|_\S+", re.IGNORECASE
)


def keywords(values: list[str], site_names: set[str]) -> list[str]:
    """The tags in a list of keywords: split, without labels, numbers, machine's words, the site's own names and doubles."""
    entries = [part.strip() for value in values for part in _PARTS.split(plain(value))]
    if sum(":" in entry and _FACET.fullmatch(entry) is not None for entry in entries) > 1:
        entries = [_subject(entry) for entry in entries]
    return unique([tag for entry in entries if (tag := _tag(entry)) and compact(tag) not in site_names])


@lru_cache(4096)
def _tag(entry: str) -> str:
    """The tag in one entry, empty where it is none."""
    tag = _NUMBERING.sub("", clean(entry)).strip(" #.\"'“”")
    return tag if 1 < len(tag) <= LONGEST and not _MACHINE.fullmatch(tag) else ""


def _subject(entry: str) -> str:
    match = _FACET.fullmatch(entry)
    if not match:
        return entry
    return match[2] if _SUBJECTS.fullmatch(match[1]) else ""


def repeats_address(tags: list[str], url: str) -> bool:
    """Whether a list only cuts the address into words, or repeats it whole, as some systems do where the editor gave no keywords."""
    path = folded(unquote(urlsplit(url).path))
    if len(tags) == 1 and tags[0].count(" ") > 2:
        return compact(tags[0]) in compact(path)
    if len(tags) < 3 or any(" " in tag for tag in tags):
        return False
    words = set(re.split(r"[\W_]+", path))
    return sum(folded(tag) in words for tag in tags) >= 0.8 * len(tags)


def tags_of(found: Found, names: set[str], url: str, text: str) -> Choice:
    """The keywords of the first source that has any, or the list in the page that has all of them and more.

    A list that only repeats the address is none; of several lists in the page, the one that the text speaks of most.
    """
    listed = {candidate: _listed(candidate, names, url) for candidate in found["tags"]}
    lists, below = ([c for c in found.by("tags", "dom", *details) if listed[c]] for details in (("rel=tag", "tag list"), ("list below",)))
    if len(lists) > 1 or below:
        key = compact.__wrapped__(text)
        mentions = {candidate: sum(compact(tag) in key for tag in listed[candidate]) for candidate in (*lists, *below)}
        lists.sort(key=lambda candidate: mentions[candidate], reverse=True)
        lists += [candidate for candidate in below if 2 * mentions[candidate] >= len(listed[candidate])]
    order = [
        *found.by("tags", "site"),
        *found.by("tags", "meta", "article:tag", "og:article:tag", "news_keywords"),
        *found.by("tags", "jsonld", "keywords"),
        *found.by("tags", "meta", "keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords", "dc.subject", "dcterms.subject"),
        *found.by("tags", "dom", "itemprop"),
        *lists,
        *found.by("tags", "jsonld", "page.keywords", "about"),
    ]
    chosen, reader = choose(order, listed.get, lambda values: {folded(value) for value in values})
    known = {folded(tag) for tag in chosen or []}
    fuller = next((listed[candidate] for candidate in lists if known < {folded(tag) for tag in listed[candidate]}), None)
    return (fuller, "dom+" + reader) if fuller and known and reader not in ("dom", "site") else (chosen, reader)


def _listed(candidate: Candidate, names: set[str], url: str) -> list[str]:
    tags = keywords(candidate.value if isinstance(candidate.value, list) else [candidate.value], names)
    return [] if repeats_address(tags, url) else tags
