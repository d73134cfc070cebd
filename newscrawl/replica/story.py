"""Story: what an article says, told from its plan after so many of its edits."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from newscrawl.items import Block
from newscrawl.replica.bylines import authors, source, tags
from newscrawl.replica.dates import post_date
from newscrawl.replica.edits import Change, edits
from newscrawl.replica.grammar import Teller, capital
from newscrawl.replica.pictures import pictures, videos
from newscrawl.replica.prose import Story, updates, write
from newscrawl.replica.world import Plan, World

# What a desk changes when it takes over an agency's text.
_REWORDED = {
    " said ": " stated ",
    " about ": " around ",
    " but ": " yet ",
    " began ": " started ",
    " will ": " is to ",
    " last year": " in the past year",
}


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
        told.blocks = list(updates(world, plan, 2 + done))
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
    write(told, plan.section.style, f"{world.edition.name} (@AlMinaNews) {post_date(plan.published, world.edition)}", teller)
    return told


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
