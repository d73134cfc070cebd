"""Which headline is believed. Pages say it up to six times, with the site's name behind it, a kicker before it, or in other words."""

from __future__ import annotations

import re
from collections import Counter

from newscrawl.normalise.text import compact, plain, without_site_name
from newscrawl.reading.candidate import Choice, Found, choose

# What may stand between a kicker and the headline, or between the headline and what is no part of it.
_KICKER = re.compile(r"\s*[:：|]\s+|\s+[-–—·•]\s+")
_TAIL = re.compile(r"\s+[-–—|·•*»:]\s+|\s*[|｜：]\s*")
SHORTEST = 8  # letters of a headline that may be cut out of a longer one
LONGEST_KICKER = 60  # characters
ALIKE = 10  # letters in which two wordings of one sentence end, and two kickers hardly ever do


def headline(found: Found, site_names: set[str]) -> tuple[Choice, Choice]:
    """The headline and the kicker above it.

    What is written for machines (JSON-LD) is asked first, then what is shared (Open Graph), then what is shown. The order gives way
    where the other readers agree: on the headline without a tail or kicker, or on other words that the JSON-LD itself has as its name.
    """
    order = [
        *found.by("title", "site"),
        *found.by("title", "jsonld", "headline"),
        *found.by("title", "meta"),
        *found.by("title", "dom", "h1", "itemprop", "title"),
        *found.by("title", "jsonld", "name", "page.headline", "page.name"),
    ]
    texts = {candidate: text for candidate in order if (text := without_site_name(plain(candidate.value), site_names))}
    keys = {candidate: compact(text) for candidate, text in texts.items()}
    said = Counter(key for key, _ in {(key, candidate.detail) for candidate, key in keys.items()})
    chosen, reader = choose(order, texts.get, compact)
    if not chosen:
        return (None, ""), (None, "")
    if reader != "site":
        chosen = (
            _agreed(chosen, found, texts)
            or _without_tail(chosen, said)
            or _without_kicker(chosen, texts, {compact(str(c.value)) for c in found["section"]})
            or chosen
        )
    key = compact(chosen)
    readers = "+".join(dict.fromkeys(candidate.reader for candidate in keys if keys[candidate] == key)) or reader
    return (chosen, readers), _kicker(found, key)


def _agreed(chosen: str, found: Found, texts: dict) -> str | None:
    """Other words for it, where the name in JSON-LD, Open Graph and the visible headline all have them."""
    names = [
        texts[c]
        for c in (*found.by("title", "jsonld", "name")[:1], *found.by("title", "meta", "og:title")[:1], *found.by("title", "dom", "h1")[:1])
        if c in texts
    ]
    keys = {compact(name) for name in names}
    return names[0] if len(names) == 3 and len(keys) == 1 and keys != {compact(chosen)} else None


def _without_tail(chosen: str, said: Counter[str]) -> str | None:
    """The headline without what stands behind it, where another reader leaves that out: a section, a date, an unknown name of the site."""
    for joint in _TAIL.finditer(chosen):
        head = chosen[: joint.start()]
        if said[compact(head)] and len(compact(head)) >= SHORTEST:
            return head
    return None


def _without_kicker(chosen: str, texts: dict, sections: set[str]) -> str | None:
    """The headline without its kicker, where two other readers leave that out, have another kicker before the same words, or where it is the section."""
    for joint in _KICKER.finditer(chosen):
        tail = chosen[joint.end() :]
        key = compact(tail)
        if joint.start() > LONGEST_KICKER or len(key) < SHORTEST:
            continue
        kicker = compact(chosen[: joint.start()])
        others = {c.detail: compact(text) for c, text in texts.items() if c.detail in ("headline", "og:title", "h1")}
        alone = [other for other in others.values() if other == key]
        begins = not tail[:1].islower()  # what goes on in lower case is the rest of a sentence
        rekicked = begins and any(_other_kicker(other.removesuffix(key), kicker) for other in others.values() if other.endswith(key))
        is_section = "|" in joint.group() and kicker in sections
        if len(alone) > 1 or rekicked or is_section:
            return tail
    return None


def _other_kicker(one: str, other: str) -> bool:
    """Whether two compact texts before the same words are two kickers: none is the end of the other, and no two wordings of one sentence."""
    return not one.endswith(other) and not other.endswith(one) and one[-ALIKE:] != other[-ALIKE:]


def _kicker(found: Found, key: str) -> Choice:
    """What stands above the headline: what is named so, or what the visible headline has before it."""
    kicker, reader = choose(found["kicker"], lambda c: plain(c.value))
    if kicker and compact(kicker) != key:
        return kicker, reader
    for candidate in found.by("title", "dom", "h1"):
        if not compact(candidate.value).endswith(key) or compact(candidate.value) == key:
            continue
        for end in range(1, min(len(candidate.value), LONGEST_KICKER)):
            if candidate.value[end - 1].isspace() and compact(candidate.value[end:]) == key:
                return candidate.value[:end].strip(" :|-–—") or None, "dom"
    return None, ""
