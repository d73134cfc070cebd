"""Near-duplicates: precision and recall over constructed pairs, cost of a text in time and bytes.

usage: python benchmarks/near_duplicates.py [--tuning] [--pages FOLDER] [--each N]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newscrawl.normalise.languages import by_script  # noqa: E402
from newscrawl.replica.editions import ARABIC, ENGLISH, SPANISH, Edition  # noqa: E402
from newscrawl.replica.facts import facts  # noqa: E402
from newscrawl.replica.grammar import Grammar, Teller, grammar  # noqa: E402
from newscrawl.replica.prose import Story, write  # noqa: E402
from newscrawl.replica.world import World  # noqa: E402

WORDS = Grammar((Path(__file__).parent / "near_duplicates.txt").read_text("utf-8"))
PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)
EDITIONS = {"en": ENGLISH, "ar": ARABIC, "es": SPANISH}
SPACELESS = {"zh", "ja", "th"}
TUNED_ON = {"sport.en.1", "market.en.1", "quake.en.1", "sport.es.1", "market.de.1", "sport.zh.1", "market.ar.1", "diplomacy.ar.1"}
_KEPT = re.compile(r"\{([a-z]+)(\d)\}")


@dataclass
class Text:
    language: str
    body: str


# Prose


def replica(code: str, seed: object, number: int, half: int | None = None, quotes: list[str] = ()) -> str:
    """A report by the replica; ``half`` (0, 1) tells it in one half of the phrases, so that two reports share facts alone."""
    edition: Edition = EDITIONS[code]
    world = World(edition, 100, seed)
    told_in = [section for section in edition.sections if section.style in ("news", "features")]
    section = told_in[number % len(told_in)]
    words = grammar(code)
    if half is not None:
        halved = Grammar("")
        fixed = {"places", "first", "last", "bodies", "roles", "trades", "experts", "weekday", "month"}
        halved.lists = {name: lines if name in fixed or name.startswith("topics") or len(lines) < 4 else lines[half::2] for name, lines in words.lists.items()}
        halved.rows = words.rows
        words = halved
    teller = Teller(words, Random(f"{seed}:{number}:{half}"), facts(world, number, section, PUBLISHED))
    told = Story("", "", [], None, [])
    write(told, section.style, "Al Mina", teller)
    paragraphs = told.body.split("\n\n")
    for quote in quotes:
        paragraphs.insert(teller.rng.randrange(1, len(paragraphs)), quote)
    return "\n\n".join(paragraphs)


def template(name: str, rng: Random, kept: dict[str, str] | None = None) -> str:
    """A report from a template of near_duplicates.txt; ``kept`` are values that it shares with another."""
    language = name.split(".")[1]
    lines = WORDS.lists[name]
    values: dict[str, str] = {}
    for word, place in sorted(set(_KEPT.findall("\n".join(lines)))):
        choices = [value for value in WORDS.lists[f"{word}.{language}"] if value not in values.values()]
        values[word + place] = rng.choice(choices)
    values |= kept or {}
    told = Grammar("")
    told.lists = {str(n): [line] for n, line in enumerate(lines)}
    order = list(told.lists)
    if name.startswith("prose"):
        rng.shuffle(order)
    teller = Teller(told, rng, values)
    return "\n\n".join(teller.tell(place) for place in order)


def pages(folder: Path, tuning: bool) -> list[Text]:
    """Every second of the texts of real pages."""
    found = []
    for path in sorted(folder.glob("*/*.json*"))[tuning::2]:
        page = json.loads(gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes())
        body = page.get("body") or "\n\n".join(
            line for section in page.get("sections") or [] for line in (*section["headline"], *section["paragraphs"])
        )
        language = by_script(body) or (page["country"] if "country" in page else "en")
        if len(body.split()) > 150 or (language in SPACELESS and len(body) > 300):
            found.append(Text(language, body))
    return found


# Edits


def words_of(text: Text) -> list[str]:
    return list(text.body) if text.language in SPACELESS else re.findall(r"\S+|\n\n", text.body)


def joined(words: list[str], language: str) -> str:
    return "".join(words) if language in SPACELESS else " ".join(words).replace(" \n\n ", "\n\n")


def cut(text: Text, rng: Random) -> Text:
    """The first half."""
    words = words_of(text)
    return Text(text.language, joined(words[: len(words) // 2], text.language))


def scattered(text: Text, share: float, rng: Random, other: Text) -> Text:
    """That share of the words replaced by others', left out, doubled by another's or changed with their neighbour."""
    words, pool, made = words_of(text), words_of(other), []
    if text.language in SPACELESS:  # two characters stand for a word
        words = ["".join(words[i : i + 2]) for i in range(0, len(words), 2)]
        pool = ["".join(pool[i : i + 2]) for i in range(0, len(pool), 2)]
    for word in words:
        if rng.random() >= share or word == "\n\n":
            made.append(word)
            continue
        way = rng.random()
        if way < 0.6:
            made.append(rng.choice(pool))
        elif way < 0.8:
            pass
        elif way < 0.9:
            made += [word, rng.choice(pool)]
        else:
            made.insert(max(0, len(made) - 1), word)
    return Text(text.language, joined(made, text.language))


def consistent(text: Text, share: float, rng: Random, other: Text) -> Text:
    """Every place of a word has the same other word, as with synonyms; names and figures stay."""
    words, pool = words_of(text), [word.lower() for word in words_of(other) if word.isalpha()]
    if text.language in SPACELESS:
        return scattered(text, share, rng, other)
    swaps: dict[str, str] = {}
    for word in words:
        if word.islower() or not word[0].isupper() and word.isalpha():
            swaps.setdefault(word, rng.choice(pool) if rng.random() < share * 1.2 else word)
    return Text(text.language, joined([swaps.get(word, word) for word in words], text.language))


def sentences(text: Text, share: float, rng: Random, other: Text) -> Text:
    """That share of the sentences left out or replaced by others'; one paragraph in five moves."""
    split = re.compile(r"(?<=[.!?。؟])\s*" if text.language in SPACELESS else r"(?<=[.!?؟])\s+")
    theirs = [line for line in split.split(other.body) if line.strip()]
    made = []
    for paragraph in text.body.split("\n\n"):
        kept = []
        for line in split.split(paragraph):
            if rng.random() >= share:
                kept.append(line)
            elif rng.random() < 0.6:
                kept.append(rng.choice(theirs))
        if kept:
            made.insert(len(made) if rng.random() > 0.2 else max(0, len(made) - 2), " ".join(kept))
    return Text(text.language, "\n\n".join(made))


def framed(text: Text, other: Text, rng: Random) -> Text:
    """With another head and another tail, 8 % of the text each and at least a dozen words."""
    words, theirs = words_of(text), words_of(other)
    length = max(12, len(words) // 12)
    at = rng.randrange(max(1, len(theirs) - 2 * length))
    head, tail = theirs[at : at + length], theirs[at + length : at + 2 * length]
    return Text(text.language, "\n\n".join(joined(part, text.language) for part in (head, words, tail)))


EDITS = {"words": scattered, "synonyms": consistent, "sentences": sentences}


# Pairs


@dataclass
class Pair:
    kind: str
    near: bool
    one: Text
    other: Text


def copies(sources: list[Text], rng: Random) -> Iterator[Pair]:
    """Of each source a few copies; ``other`` is a text of the same language that gives foreign words."""
    by_language = defaultdict(list)
    for text in sources:
        by_language[text.language].append(text)
    for text in sources:
        others = by_language[text.language]
        other = rng.choice([o for o in others if o is not text] or others)
        short = cut(text, rng)
        yield Pair("another head and tail", True, text, framed(text, other, rng))
        yield Pair("cut to half", True, text, framed(short, other, rng))
        for share in rng.sample((0.05, 0.1, 0.2, 0.3), 2):
            way = rng.choice(list(EDITS))
            yield Pair(f"{way} edited {share:.0%}", True, text, framed(EDITS[way](text, share, rng, other), other, rng))
        for share in rng.sample((0.05, 0.1, 0.2, 0.3), 2):
            way = rng.choice(list(EDITS))
            yield Pair(f"cut, {way} edited {share:.0%}", True, text, framed(EDITS[way](short, share, rng, other), other, rng))


def templates(tuning: bool) -> list[str]:
    names = [name for name in WORDS.lists if name.count(".") == 2]
    return [name for name in names if (name in TUNED_ON) is tuning]


def hard_negatives(sources: list[Text], tuning: bool, each: int, rng: Random) -> Iterator[Pair]:
    for code in EDITIONS:
        for number in range(each):
            seed = f"event{tuning}"
            one = replica(code, seed, number, 0)
            quotes = [p for p in one.split("\n\n") if re.search('[“"«]', p)][:2]
            yield Pair("two reports of one event", False, Text(code, one), Text(code, replica(code, seed, number, 1, quotes)))
    for name in templates(tuning):
        kind, language, _ = name.split(".")
        kind = "template: " + kind
        for _ in range(each):
            yield Pair(kind, False, Text(language, template(name, rng)), Text(language, template(name, rng)))
            slots = sorted({word + place for word, place in _KEPT.findall("\n".join(WORDS.lists[name]))})
            if slots:
                kept = {slots[0]: rng.choice(WORDS.lists[f"{slots[0][:-1]}.{language}"])}
                yield Pair(kind, False, Text(language, template(name, rng, kept)), Text(language, template(name, rng, kept)))
    english = [text for text in sources if text.language == "en"]
    for _ in range(each):
        one, other = rng.sample(english, 2)
        lines = rng.sample(WORDS.lists["boilerplate.en"], 3)
        dressed = [Text("en", "\n\n".join((lines[0], text.body, *lines[1:]))) for text in (one, other)]
        yield Pair("two texts in one frame", False, *dressed)


def sources(folder: Path | None, tuning: bool, each: int) -> list[Text]:
    rng = Random(f"sources {tuning}")
    made = [Text(code, replica(code, f"prose{tuning}", number)) for code in EDITIONS for number in range(each)]
    made += [Text(code, template(f"prose.{code}", rng)) for code in ("zh", "th") for _ in range(max(3, each // 6))]
    made += [Text(name.split(".")[1], template(name, rng)) for name in templates(tuning) for _ in range(max(2, each // 15))]
    return made + (pages(folder, tuning) if folder and folder.is_dir() else [])
