"""Pictures and videos: which belong to an article, and the bytes of a picture."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from hashlib import md5
from uuid import UUID

from newscrawl.items import Image, Video
from newscrawl.replica.grammar import Teller, capital
from newscrawl.replica.timeline import chance
from newscrawl.replica.world import Plan, World

_GALLERY = (5, 12)
_BARE = 0.05  # of the articles have no picture


def pictures(world: World, plan: Plan, teller: Teller) -> list[Image]:
    """The pictures of an article, the lead first; addresses are paths."""
    style = plan.section.style
    if style == "news" and chance(world.seed, plan.number, "bare") < _BARE:
        return []
    if style in ("video", "infographic"):
        return [Image(_address(world, plan, 0), lead=True)]
    count = teller.rng.randint(*_GALLERY) if style == "gallery" else 2
    return [_picture(world, plan, teller, turn) for turn in range(count)]


def _picture(world: World, plan: Plan, teller: Teller, turn: int) -> Image:
    caption, credit = capital(teller.tell("caption")), teller.tell("credits")
    return Image(_address(world, plan, turn), caption, credit, alt=f"{caption} ({credit})", lead=turn == 0)


def _address(world: World, plan: Plan, turn: int) -> str:
    # The folder is the day of the upload, that may be long before the article's.
    day = world.timeline.published(max(0, plan.number - int(40 * chance(world.seed, plan.number, "upload", turn))))
    name = UUID(bytes=md5(f"{world.seed}:{plan.number}:{turn}".encode(), usedforsecurity=False).digest())
    return f"/media/image/{day.year}/{day.month}/{day.day}/{name}.png?v=3&width=1000"


def videos(world: World, plan: Plan) -> list[Video]:
    """The video of a video page; its address is a path."""
    if plan.section.style != "video":
        return []
    return [Video(f"/media/video/{plan.postid}.mp4", None, 40 + int(2800 * chance(world.seed, plan.number, "seconds") ** 2))]


@lru_cache(256)
def png(path: str) -> bytes:
    """A small picture of one colour, that its address decides."""
    colour = md5(path.encode(), usedforsecurity=False).digest()[:3]
    width, height = 64, 36
    rows = (b"\0" + colour * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
