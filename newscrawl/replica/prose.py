"""Prose: how the body of a story is made, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from newscrawl.items import Block, Image, Video
from newscrawl.replica.dates import hour
from newscrawl.replica.grammar import Teller, capital
from newscrawl.replica.world import Plan, World

# Paragraphs of a kind of prose, each from these lists; H is a sub-heading, X something else than a paragraph.
_SHAPES = {
    "news": "lead said fact+also X said+fact H background fact+fact said reaction X fact+also"
    " H background+fact reaction+said earlier outlook",
    "features": "lead said fact said X background+fact said H fact+fact said X reaction background said fact H said earlier outlook",
    "opinion": "essay+essay essay+essay+essay X essay+essay H essay+essay essay+essay+essay essay+essay earlier essay+essay",
}
_OPTIONAL = 0.25  # of the paragraphs between the first two and the last are left out
_EXTRAS = ("quote", "list", "post", "picture", "")


@dataclass(slots=True)
class Story:
    """What one article says."""

    title: str
    summary: str
    authors: list[str]
    source: str | None
    tags: list[str]
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)  # addresses are paths
    videos: list[Video] = field(default_factory=list)
    inline: dict[int, Image] = field(default_factory=dict)  # before that block
    anchor: tuple[int, str] | None = None  # block and words that are a link in it

    @property
    def body(self) -> str:
        """The text as a perfect reader keeps it; an embedded post is not the article's own text."""
        return "\n\n".join(f"- {block.text}" if block.type == "list_item" else block.text for block in self.blocks if block.type != "embed")


def write(told: Story, style: str, signed: str, teller: Teller) -> None:
    """Writes the body in that style, if it has one; ``signed`` is how the outlet's own posts are signed."""
    steps = _SHAPES.get(style, "").split()
    extras = teller.rng.sample(_EXTRAS, len(_EXTRAS))
    for place, step in enumerate(steps):
        if 2 < place < len(steps) - 1 and step.islower() and teller.rng.random() < _OPTIONAL:
            continue
        if step == "H":
            told.blocks.append(Block("heading", teller.tell("heading"), 2 + (place > 8)))
        elif step == "X":
            _extra(told, extras.pop(), signed, teller)
        else:
            names = [name for name in step.split("+") if name in teller.words.lists]
            if names:
                told.blocks.append(Block("paragraph", " ".join(_sentence(told, name, teller) for name in names)))


def _sentence(told: Story, name: str, teller: Teller) -> str:
    if name != "earlier":
        return teller.tell(name, teller.facts["group"]) if name == "fact" and teller.rng.random() < 0.4 else teller.tell(name)
    line = teller.tell("earlier")
    choices = [choice for options in teller.words.lists["earlier"] for choice in options.partition("{")[2].partition("}")[0].split("|")]
    told.anchor = len(told.blocks), next(choice for choice in choices if choice in line)
    return line


def _extra(told: Story, extra: str, signed: str, teller: Teller) -> None:
    if extra == "quote":
        told.blocks.append(Block("quote", teller.tell("pullquote")))
    elif extra == "list":
        told.blocks.append(Block("paragraph", teller.tell("bullets")))
        told.blocks += [Block("list_item", capital(teller.tell("bullet"))) for _ in range(teller.rng.randint(3, 5))]
    elif extra == "post":
        address = f"https://twitter.com/AlMinaNews/status/{teller.rng.randrange(10**17, 10**18)}"
        told.blocks.append(Block("embed", f"{teller.tell('post')} — {signed}", url=address))
    elif extra == "picture" and len(told.images) > 1:
        told.inline[len(told.blocks)] = told.images[1]


def updates(world: World, plan: Plan, entries: int) -> Iterator[Block]:
    """Entries of a live page, the latest first, each under its hour."""
    teller = world.teller(plan, "live")
    texts = [teller.tell("update") for _ in range(entries)]
    for turn in reversed(range(entries)):
        yield Block("heading", hour(plan.published + timedelta(minutes=60 * (turn - 1) if turn else -20)), 3)
        yield Block("paragraph", texts[turn])
