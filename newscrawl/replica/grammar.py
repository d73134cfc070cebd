"""Grammar: lists of lines with slots, and the telling of one story from them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from random import Random

_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"([\d,]+)-([\d,]+)")
_HEAD = re.compile(r"\[([\w.]+)\]")


class Grammar:
    """The lists of one language, by name; ``rows`` are lines split at ``; ``."""

    def __init__(self, text: str):
        self.lists: dict[str, list[str]] = {}
        for line in filter(None, text.splitlines()):
            if head := _HEAD.fullmatch(line):
                current = self.lists.setdefault(head[1], [])
            elif not line.startswith("# "):
                current.append(line)
        self.rows = {name: [line.split("; ") for line in lines] for name, lines in self.lists.items() if "; " in lines[0]}


@cache
def grammar(language: str) -> Grammar:
    """The lists of that language, read once."""
    return Grammar((resources.files("newscrawl.replica") / "words" / f"{language}.txt").read_text("utf-8"))


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[0].upper() + text[1:]


class Teller:
    """Tells one story: no line of a list comes twice before all have come, and slots are filled from the story's facts."""

    def __init__(self, words: Grammar, rng: Random, facts: dict[str, str]):
        self.words, self.rng, self.facts = words, rng, facts
        self._decks: dict[str, list[int]] = {}

    def tell(self, name: str, variant: str = "") -> str:
        """A line of the list ``name.variant``, or of ``name`` where there is no such list."""
        full = f"{name}.{variant}"
        name = full if full in self.words.lists else name
        return _SLOT.sub(self._fill, self._draw(name))

    def _draw(self, name: str) -> str:
        lines = self.words.lists[name]
        deck = self._decks.get(name)
        if not deck:
            deck = self._decks[name] = list(range(len(lines)))
        index = int(self.rng.random() * len(deck))
        deck[index], deck[-1] = deck[-1], deck[index]
        return lines[deck.pop()]

    def _fill(self, slot: re.Match[str]) -> str:
        text = slot[1]
        if "|" in text:
            choices = text.split("|")
            return choices[int(self.rng.random() * len(choices))]
        if span := _RANGE.fullmatch(text):
            low, high = (int(end.replace(",", "")) for end in span.groups())
            number = low + int(self.rng.random() * (high - low + 1))
            return f"{number:,}" if "," in text else str(number)
        if text.startswith("^"):
            return capital(self._value(text[1:]))
        if text.startswith("a "):
            value = self._value(text[2:])
            return f"{'an' if value[0] in 'aeiou' else 'a'} {value}"
        return self._value(text)

    def _value(self, name: str) -> str:
        value = self.facts.get(name)
        return value if value is not None else _SLOT.sub(self._fill, self._draw(name))
