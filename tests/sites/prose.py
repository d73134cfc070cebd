"""What the sites of other publishing systems are filled with: articles of the replica's prose."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from newscrawl.replica.server import Replica

FIRST = datetime(2025, 1, 3, 8, 5)  # of the articles, one a day
AUTHORS = ("Jane Doe", "Ali Hassan", "Ana Ruiz")
WORDS = 60  # of a body, at least


@dataclass(frozen=True)
class Post:
    """An article as its author has it."""

    title: str
    slug: str
    summary: str
    paragraphs: tuple[str, ...]
    section: str
    published: datetime
    author: str
    tags: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def posts(count: int, sections: tuple[str, ...]) -> list[Post]:
    """So many articles with titles of their own, the oldest first, spread over the sections."""
    with Replica() as replica:
        prose = [
            article for article in replica.truth()["articles"] if article["kind"] == "article" and len(article["body"].split()) > WORDS
        ]
    chosen = list({article["title"]: article for article in prose}.values())[:count]
    return [_post(number, article, sections) for number, article in enumerate(chosen)]


def _post(number: int, article: dict, sections: tuple[str, ...]) -> Post:
    paragraphs = tuple(text.removeprefix("- ") for text in article["body"].split("\n\n"))
    return Post(
        article["title"], re.sub(r"[^a-z0-9]+", "-", article["title"].lower()).strip("-"), article["summary"] or article["title"], paragraphs,
        sections[number % len(sections)], FIRST + timedelta(days=number, hours=number % 9, minutes=number % 50), AUTHORS[number % len(AUTHORS)], tuple(article["tags"][:2]),
    )  # fmt: skip


def front_matter(fields: dict[str, object]) -> str:
    """Fields as the head of a Markdown file: JSON is YAML, too."""
    return "---\n" + "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()) + "---\n\n"
