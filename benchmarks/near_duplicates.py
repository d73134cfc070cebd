"""Near-duplicates: precision and recall over constructed pairs, and what a text costs in time and bytes.

usage: python benchmarks/near_duplicates.py [--pages FOLDER] [--each 20] [--seed 1] [--tuning] [--libraries]

Copies are made of prose by the replica (English, Arabic, Spanish), of reports from the templates of near_duplicates.txt
(also German, Chinese, Thai) and, where FOLDER has them, of the texts of real pages: whole with another head and tail, cut to
half, edited by 5 to 30 % (single words, synonyms throughout, whole sentences), both. Hard negatives are two reports of one
event that share its facts and quotations, reports from one template, texts in one frame of boilerplate, other real articles.
Pairs are judged alone, and once more in a store: every text is filed in turn under its bands, and finds the earlier ones.
``--tuning`` shows the pairs that the thresholds were chosen on: other seeds, other templates, the other half of the pages.
``--libraries`` tells how far a threshold on the MinHash of a library gets, for those that are installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT.parent / "shared" / "pages"
sys.path.insert(0, str(ROOT))

from newscrawl.normalise.languages import by_script
from newscrawl.replica.editions import ARABIC, ENGLISH, SPANISH
from newscrawl.replica.facts import facts
from newscrawl.replica.grammar import Grammar, Teller, grammar
from newscrawl.replica.prose import Story, write
from newscrawl.replica.world import World
from newscrawl.similarity import NEAR, Signature, bands, fresh, likely, original, resembles, signature

WORDS = Grammar((Path(__file__).parent / "near_duplicates.txt").read_text("utf-8"))
PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)
EDITIONS = {"en": ENGLISH, "ar": ARABIC, "es": SPANISH}
SPACELESS = {"zh", "ja", "th"}
TUNED_ON = {"sport.en.1", "market.en.1", "quake.en.1", "sport.es.1", "market.de.1", "sport.zh.1", "market.ar.1", "diplomacy.ar.1"}
NAMES = {"places", "first", "last", "bodies", "roles", "trades", "experts", "weekday", "month", "topics"}
LIMIT = "template without figures, in a script without capitals"  # known not to be told from copies, and left out of the sums
_KEPT = re.compile(r"\{([a-z]+)(\d)\}")


@dataclass(frozen=True)
class Text:
    language: str
    body: str


# Prose


def replica(code: str, seed: str, number: int, half: int | None = None, quotes: list[str] | None = None) -> str:
    """A report by the replica; ``half`` (0, 1) tells it in one half of the phrases, so that two reports share facts alone."""
    edition = EDITIONS[code]
    world = World(edition, 100, seed)
    told_in = [section for section in edition.sections if section.style in ("news", "features")]
    section = told_in[number % len(told_in)]
    words = grammar(code) if half is None else halved(grammar(code), half)
    teller = Teller(words, Random(f"{seed}:{number}:{half}"), facts(world, number, section, PUBLISHED))
    told = Story("", "", [], None, [])
    write(told, section.style, "Al Mina", teller)
    paragraphs = told.body.split("\n\n")
    for quote in quotes or ():
        paragraphs.insert(teller.rng.randrange(1, len(paragraphs)), quote)
    return "\n\n".join(paragraphs)


def halved(words: Grammar, half: int) -> Grammar:
    """Every second phrase, and all names."""
    made = Grammar("")
    made.rows = words.rows
    for name, lines in words.lists.items():
        made.lists[name] = lines if name.partition(".")[0] in NAMES or len(lines) < 4 else lines[half::2]
    return made


def template(name: str, rng: Random, kept: dict[str, str] | None = None, half: int | None = None) -> str:
    """A report from a template of near_duplicates.txt; ``kept`` are values that it shares with another."""
    language = name.split(".")[1]
    lines = WORDS.lists[name] if half is None else WORDS.lists[name][half::2]
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
        page = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        body = page.get("body") or "\n\n".join(
            line for section in page.get("sections") or [] for line in (*section["headline"], *section["paragraphs"])
        )
        language = by_script(body) or page.get("country", "en")
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
    """With another head and another tail: of another text, 8 % of this one each, a dozen words at least, a tenth of the other at most."""
    words, theirs = words_of(text), words_of(other)
    length = max(12, min(len(words) // 12, len(theirs) // 10))
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


def hard_negatives(tuning: bool, each: int, rng: Random) -> Iterator[Pair]:
    for code in EDITIONS:
        for number in range(each):
            seed = f"event{tuning}{rng.random()}"
            one = replica(code, seed, number, 0)
            quotes = [p for p in one.split("\n\n") if re.search('[“"«]', p)][:2]
            yield Pair("two reports of one event", False, Text(code, one), Text(code, replica(code, seed, number, 1, quotes)))
    for code in ("zh", "th"):
        for _ in range(each):
            halves = [Text(code, template(f"prose.{code}", rng, half=half)) for half in (0, 1)]
            yield Pair("two reports of one event", False, *halves)
    for name in templates(tuning):
        kind, language, _ = name.split(".")
        kind = f"template: {kind}" if kind != "diplomacy" else LIMIT
        for _ in range(each):
            yield Pair(kind, False, Text(language, template(name, rng)), Text(language, template(name, rng)))
            slots = sorted({word + place for word, place in _KEPT.findall("\n".join(WORDS.lists[name]))})
            if slots:
                kept = {slots[0]: rng.choice(WORDS.lists[f"{slots[0][:-1]}.{language}"])}
                yield Pair(kind, False, Text(language, template(name, rng, kept)), Text(language, template(name, rng, kept)))
    english = [Text("en", replica("en", f"frame{tuning}{rng.random()}", number)) for number in range(2 * each)]
    for _ in range(each):
        one, other = english.pop(), english.pop()
        lines = rng.sample(WORDS.lists["boilerplate.en"], 3)
        dressed = [Text("en", "\n\n".join((lines[0], text.body, *lines[1:]))) for text in (one, other)]
        yield Pair("two texts in one frame", False, *dressed)
    for code in EDITIONS:
        seed = f"stories{tuning}{rng.random()}"
        stories = [Text(code, replica(code, seed, number)) for number in range(2 * each)]
        for one, other in zip(stories[::2], stories[1::2]):
            yield Pair("two stories in the same phrases", False, one, other)


def other_articles(real: list[Text]) -> Iterator[Pair]:
    """Real pages of one language; a few of them report one event."""
    for one, other in combinations(real, 2):
        if one.language == other.language:
            yield Pair("two real articles", False, one, other)


def sources(tuning: bool, each: int, rng: Random) -> list[Text]:
    seed = f"prose{tuning}{rng.random()}"
    made = [Text(code, replica(code, seed, number)) for code in EDITIONS for number in range(each)]
    made += [Text(code, template(f"prose.{code}", rng)) for code in ("zh", "th") for _ in range(max(3, each // 6))]
    made += [Text(name.split(".")[1], template(name, rng)) for name in templates(tuning) if "diplomacy" not in name for _ in range(2)]
    return made


# Judging


class Shelf:
    """What a store does: a row for each text and each of its keys, and the earliest near-duplicate of a new text."""

    def __init__(self) -> None:
        self.rows = sqlite3.connect(":memory:")
        self.rows.execute("CREATE TABLE signatures (id INTEGER PRIMARY KEY, units BLOB NOT NULL, cluster INTEGER)")
        self.rows.execute("CREATE TABLE bands (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID")
        self.compared = 0

    def file(self, made: Signature) -> tuple[int, int | None, int]:
        """The number of the text, that of the text that it is a near-duplicate of, and its cluster."""
        keys = bands(made)
        found = self.rows.execute(f"SELECT key, id FROM bands WHERE key IN ({','.join('?' * len(keys))})", keys).fetchall()
        near = {}
        for candidate in likely(found):
            units, cluster = self.rows.execute("SELECT units, cluster FROM signatures WHERE id = ?", (candidate,)).fetchone()
            self.compared += 1
            if (score := resembles(made, Signature.from_bytes(units))) >= NEAR:
                near[candidate] = score, cluster
        first = original(near)
        number = self.rows.execute("INSERT INTO signatures (units) VALUES (?)", (bytes(made),)).lastrowid
        cluster = near[first][1] if first else number
        self.rows.execute("UPDATE signatures SET cluster = ? WHERE id = ?", (cluster, number))
        self.rows.executemany("INSERT INTO bands VALUES (?, ?)", [(key, number) for key in fresh(keys, found, bool(near))])
        return number, first, cluster

    def bytes(self) -> int:
        """Of the whole database."""
        return self.rows.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]


def alone(pairs: list[Pair]) -> list[bool]:
    """Which pairs are near-duplicates by their signatures; a text without one is none."""
    made = {text: signature(text.body) for pair in pairs for text in (pair.one, pair.other)}
    return [bool(made[p.one] and made[p.other]) and resembles(made[p.one], made[p.other]) >= NEAR for p in pairs]


def in_store(pairs: list[Pair], rng: Random) -> tuple[list[bool], int, Shelf]:
    """Which pairs come together in a store of all their texts, and how many texts are marked with one of another origin."""
    origin: dict[Text, Text] = {}
    for pair in pairs:
        origin.setdefault(pair.one, pair.one)
        origin.setdefault(pair.other, pair.one if pair.near else pair.other)
    copied = {pair.one for pair in pairs if pair.near}
    texts = sorted(origin, key=lambda text: (text not in copied, rng.random()))  # the originals first
    shelf, firsts, wrong = Shelf(), {}, 0
    clusters: dict[Text, int] = {}
    untold = {text for pair in pairs if pair.kind == LIMIT for text in (pair.one, pair.other)}
    for text in texts:
        if made := signature(text.body):
            number, first, clusters[text] = shelf.file(made)
            firsts[number] = text
            wrong += bool(first and text not in untold and origin[firsts[first]] != origin[text])
    together = [p.one in clusters and clusters[p.one] == clusters.get(p.other) for p in pairs]
    return together, wrong, shelf


def table(pairs: list[Pair], judged: list[bool], stored: list[bool]) -> Iterator[str]:
    yield f"{'pairs':<57} {'count':>6} {'near alone':>11} {'in a store':>11}"
    for near in (True, False):
        for kind in sorted({pair.kind for pair in pairs if pair.near is near}):
            rows = [(one, other) for pair, one, other in zip(pairs, judged, stored) if pair.kind == kind]
            shares = [sum(row[place] for row in rows) for place in (0, 1)]
            yield f"{kind:<57} {len(rows):>6} {shares[0]:>11} {shares[1]:>11}"


def precision_recall(pairs: list[Pair], judged: list[bool]) -> str:
    counted = [(pair.near, hit) for pair, hit in zip(pairs, judged) if pair.kind != LIMIT]
    right = sum(near and hit for near, hit in counted)
    return f"precision {right / max(1, sum(hit for _, hit in counted)):.4f}, recall {right / sum(near for near, _ in counted):.4f}"


def costs(texts: list[Text]) -> Iterator[str]:
    long = [text.body for text in texts if text.language == "en" and 400 < len(text.body.split()) < 800]
    if len(long) < 2:
        yield "no texts of 400 to 800 words to take the time of"
        return
    words = sum(len(body.split()) for body in long) / len(long)
    best = min(timed(lambda: [bands(signature(body)) for body in long]) for _ in range(5)) / len(long)
    made = [signature(body) for body in long]
    couples = list(pairwise(made))
    differ = min(timed(lambda: [resembles(*couple) for couple in couples]) for _ in range(3)) / len(couples)
    halves = [(one, signature(" ".join(body.split()[: len(body.split()) // 2]))) for one, body in zip(made, long)]
    copy = min(timed(lambda: [resembles(*couple) for couple in halves]) for _ in range(3)) / len(halves)
    size = sum(len(bytes(one)) for one in made) / len(made)
    yield f"{len(long)} English texts of {words:.0f} words on average: signature and bands {best:.2f} ms, {size:.0f} bytes"
    yield f"one comparison: {differ:.2f} ms of texts that differ, {copy:.2f} ms of a text and its half"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def libraries(pairs: list[Pair]) -> Iterator[str]:
    """For each library that is installed: the best that any one threshold on its MinHash (128 values) makes of these pairs."""
    shingles = {text: _shingles(text) for pair in pairs for text in (pair.one, pair.other)}
    for name, minhash in (("datasketch", _datasketch), ("rensa", _rensa)):
        try:
            minhash(["a"])
        except ImportError:
            yield f"{name}: not installed"
            continue
        start = time.perf_counter()
        made = {text: minhash(words) for text, words in shingles.items()}
        spent = 1000 * (time.perf_counter() - start) / len(made)
        scored = [(made[pair.one].jaccard(made[pair.other]), pair.near) for pair in pairs if pair.kind != LIMIT]
        scores = [_at(scored, threshold / 128) for threshold in range(1, 128)]
        best = max(scores, key=lambda score: 2 * score[0] * score[1] / (score[0] + score[1]))
        precise = max((score for score in scores if score[0] >= 0.98), key=lambda score: score[1], default=(0, 0))
        yield (f"{name}: {spent:.2f} ms without the shingles; best threshold: precision {best[0]:.3f}, recall {best[1]:.3f};"
               f" with precision {precise[0]:.3f} recall {precise[1]:.3f}")  # fmt: skip


def _at(scored: list[tuple[float, bool]], threshold: float) -> tuple[float, float]:
    hits = [near for score, near in scored if score >= threshold]
    return sum(hits) / max(1, len(hits)), sum(hits) / sum(near for _, near in scored) or 1e-9


def _shingles(text: Text) -> list[str]:
    words = re.findall(r"\w", text.body) if text.language in SPACELESS else text.body.lower().split()
    return sorted({" ".join(words[at : at + 3]) for at in range(len(words) - 2)})


def _datasketch(shingles: list[str]) -> Any:
    from datasketch import MinHash

    made = MinHash(num_perm=128)
    made.update_batch([shingle.encode() for shingle in shingles])
    return made


def _rensa(shingles: list[str]) -> Any:
    from rensa import RMinHash

    made = RMinHash(num_perm=128, seed=1)
    made.update(shingles)
    return made


def made(tuning: bool, each: int, seed: str, folder: Path) -> tuple[list[Pair], list[Text], Random]:
    """The pairs, and the texts that they are made of."""
    rng = Random(f"{'tuning' if tuning else 'report'} {seed}")
    real = pages(folder, tuning) if folder.is_dir() else []
    texts = sources(tuning, each, rng) + real
    return [*copies(texts, rng), *hard_negatives(tuning, each, rng), *other_articles(real)], texts, rng


def report(each: int = 20, seed: str = "1", tuning: bool = False, folder: Path = PAGES, every_kind: bool = False) -> Iterator[str]:
    """Precision and recall alone and in a store; ``every_kind`` of pair with its own line, and what a text costs."""
    pairs, texts, rng = made(tuning, each, seed, folder)
    judged = alone(pairs)
    together, wrong, shelf = in_store(pairs, rng)
    if every_kind:
        yield from table(pairs, judged, together)
        yield ""
    filed = shelf.rows.execute("SELECT count(*) FROM signatures").fetchone()[0]
    yield f"near-duplicates, {len(pairs)} pairs"
    yield f"alone: {precision_recall(pairs, judged)}"
    yield f"in a store: {precision_recall(pairs, together)}"
    yield (
        f"{filed} texts filed, {wrong} marked with a text of another origin, {shelf.compared / filed:.2f} comparisons and {shelf.bytes() / filed:.0f} bytes each"
    )
    if every_kind:
        yield from costs(texts)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, default=PAGES)
    options.add_argument("--each", type=int, default=20)
    options.add_argument("--seed", default="1")
    options.add_argument("--tuning", action="store_true")
    options.add_argument("--libraries", action="store_true")
    given = options.parse_args()
    print(*report(given.each, given.seed, given.tuning, given.pages, every_kind=True), sep="\n")
    if given.libraries:
        print(*libraries(made(given.tuning, given.each, given.seed, given.pages)[0]), sep="\n")


if __name__ == "__main__":
    main()
