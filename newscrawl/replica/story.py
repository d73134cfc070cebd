"""Story: what an article says, told from its plan after so many of its edits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache

from newscrawl.items import Block, Image, Video
from newscrawl.replica.bylines import authors, source, tags
from newscrawl.replica.dates import hour, post_date
from newscrawl.replica.edits import Change, edits
from newscrawl.replica.grammar import Teller, capital
from newscrawl.replica.pictures import pictures, videos
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
# What a desk changes when it takes over an agency's text.
_REWORDED = {
    " said ": " stated ",
    " about ": " around ",
    " but ": " yet ",
    " began ": " started ",
    " will ": " is to ",
    " last year": " in the past year",
}


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


@lru_cache(4096)
def story(world: World, number: int, done: int) -> Story:
    """What the article with that number says after its first ``done`` edits; not to be changed."""
    plan = world.plans[number]
    if plan.original is not None:
        return _copied(world, plan)
    told = _told(world, plan)
    changes = [edit.change for edit in edits(world, plan)]
    for turn, change in enumerate(changes[:done]):
        _EDITS[change](told, world.teller(plan, "edit", str(turn)), plan)
    if Change.SPELLING in changes and Change.SPELLING not in changes[:done]:
        _misspell(told)
    if plan.section.style == "live":
        told.blocks = list(_updates(world, plan, 2 + done))
    return told


def title(world: World, number: int, done: int) -> str:
    """Its headline after so many edits, without telling the rest where that can be spared."""
    plan = world.plans[number]
    if Change.TITLE in [edit.change for edit in edits(world, plan)[:done]]:
        return story(world, number, done).title
    return plan.title


def _told(world: World, plan: Plan) -> Story:
    teller = world.teller(plan, "text")
    told = Story(plan.title, teller.tell("summary"), authors(world, plan), source(world, plan), tags(world, plan))
    told.images = pictures(world, plan, teller)
    told.videos = videos(world, plan)
    if shape := _SHAPES.get(plan.section.style):
        _write(told, shape.split(), f"{world.edition.name} (@AlMinaNews) {post_date(plan.published, world.edition)}", teller)
    return told


def _write(told: Story, steps: list[str], signed: str, teller: Teller) -> None:
    """Writes the body; ``signed`` is how the outlet's own posts are signed."""
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


def _updates(world: World, plan: Plan, entries: int) -> Iterator[Block]:
    """Entries of a live page, the latest first, each under its hour."""
    teller = world.teller(plan, "live")
    texts = [teller.tell("update") for _ in range(entries)]
    for turn in reversed(range(entries)):
        yield Block("heading", hour(plan.published + timedelta(minutes=60 * (turn - 1) if turn else -20)), 3)
        yield Block("paragraph", texts[turn])


def _copied(world: World, plan: Plan) -> Story:
    first = story(world, plan.original, 0)
    blocks = [replace(block, text=_reworded(block.text)) if block.type == "paragraph" else block for block in first.blocks]
    return replace(first, title=plan.title, authors=authors(world, plan), source=source(world, plan), blocks=blocks)


def _reworded(text: str) -> str:
    for old, new in _REWORDED.items():
        if old in text:
            return text.replace(old, new, 1)
    return text


def _misspell(told: Story) -> None:
    """Two letters of the second paragraph change places."""
    block = told.blocks[1]
    word = max((word for word in block.text.split() if word.isalpha()), key=len)
    middle = len(word) // 2
    slip = word[:middle] + word[middle + 1] + word[middle] + word[middle + 2 :]
    told.blocks[1] = replace(block, text=block.text.replace(word, slip, 1))


def _grow(told: Story, teller: Teller, plan: Plan) -> None:
    told.blocks.append(Block("paragraph", teller.tell("growth")))


def _retitle(told: Story, teller: Teller, plan: Plan) -> None:
    titles = (capital(teller.tell("title", plan.section.style)) for _ in range(2))
    told.title = next(title for title in titles if title != told.title)


def _resume(told: Story, teller: Teller, plan: Plan) -> None:
    told.summary = teller.tell("summary")


def _unchanged(told: Story, teller: Teller, plan: Plan) -> None:
    """Spelling and live entries follow from the number of edits."""


_EDITS = {
    Change.BODY: _grow,
    Change.TITLE: _retitle,
    Change.SUMMARY: _resume,
    Change.SPELLING: _unchanged,
    Change.UPDATE: _unchanged,
}
