"""Patterns that are learned from links match articles of all sections, and nothing else; where that can't be, there are none."""

from __future__ import annotations

import pytest

from newscrawl.newsite.pattern import learn
from newscrawl.newsite.seen import Linked

HOME = "https://n.example"
SLUGS = [
    "harbour-votes-for-a-second-ferry", "bread-is-dear-again", "three-trains-late", "a-school-opens-in-the-hills", "rain-at-last-in-the-south",
    "minister-resigns-over-letters", "old-bridge-sold-to-a-bank", "what-the-river-took", "goats-on-the-runway", "the-long-strike-ends", "a-vote-is-lost",
    "lights-out-in-the-port",
]  # fmt: skip


def linked(articles: list[str], others: list[str]) -> Linked:
    return Linked([HOME + path for path in articles], [HOME + path for path in others])


def paths(form: str) -> list[str]:
    """One article for each slug, in turns in three sections."""
    parts = [
        {"s": ("politics", "economy", "sport")[n % 3], "d": f"{1 + n:02}", "n": 100_200 + 37 * n, "slug": slug}
        for n, slug in enumerate(SLUGS)
    ]
    return [form.format(**part) for part in parts]


# Of each system: how articles, sections and other pages are addressed; an article of a section that was not seen; what else is none.
SYSTEMS = {
    "WordPress": ("/2025/03/{d}/{slug}/", ["/category/politics/", "/category/economy/"], ["/tag/bread/", "/author/jane-doe/", "/about-us/", "/2025/03/"], "/2024/12/31/year-ends/", "/2024/12/31/"),
    "Pelican": ("/{slug}.html", ["/category/politics.html", "/category/economy.html"], ["/archives.html", "/index2.html", "/author/jane-doe.html", "/tag/bread.html"], "/a-new-one.html", "/tags.html"),
    "Hugo": ("/posts/{slug}/", ["/categories/politics/", "/categories/economy/"], ["/tags/bread/", "/tags/old-bridge/", "/about/"], "/posts/one/", "/tags/the-long-river-road/"),
    "Wagtail": ("/news/{slug}/", ["/news/"], ["/about/", "/contact/", "/search/"], "/news/one-more-thing/", "/news/"),
    "Mezzanine": ("/blog/{slug}/", ["/blog/category/politics/", "/blog/category/economy/"], ["/blog/tag/bread/", "/blog/author/jane/", "/blog/archive/2025/3/"], "/blog/one-more-thing/", "/blog/archive/2024/1/"),
    "sections": ("/{s}/{slug}", ["/politics", "/economy", "/sport"], ["/tag/bread", "/author/jane"], "/culture/a-play-is-played", "/culture"),
    "records": ("/{s}/{slug}-{n}.html", ["/politics/index.html", "/economy/"], ["/service/contact-and-imprint.html", "/politics/archive-2025.html"], "/culture/a-play-123456.html", "/service/terms-of-use.html"),
    "numbers": ("/{s}/{n}", ["/politics", "/economy"], ["/politics/page", "/about/team"], "/culture/99", "/culture/news"),
    "queries": ("/story.php?id={n}", ["/list.php?cat=1", "/list.php?cat=2"], ["/about.php", "/story.php?print=yes"], "/story.php?id=7", "/list.php?cat=3"),
}  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_pattern_holds_for_what_was_not_seen(system: str) -> None:
    form, sections, others, unseen, none = SYSTEMS[system]
    every = paths(form)
    sources = [linked(every[:8], [*sections, *others]), linked(every[4:], sections), linked(every[2:6], others)]
    learned = learn(sources, [HOME + path for path in sections])
    assert learned.patterns, learned.why_not
    assert all(learned.matches(HOME + path) for path in [*every, unseen])
    assert not any(learned.matches(HOME + path) for path in [*sections, *others, none])
    assert (learned.articles, learned.others) == (len(every), len({*sections, *others}))


def test_folders_that_look_alike_and_hold_no_article_are_ignored_by_name() -> None:
    others = ["/coverage/cities-by-the-sea", "/coverage/a-hundred-days-of-rain"]
    sources = [linked(paths("/{s}/{slug}"), others), linked(paths("/{s}/{slug}")[3:], [])]
    learned = learn(sources, [f"{HOME}/politics"])
    assert learned.ignore == ("^/coverage/",)
    assert not learned.matches(f"{HOME}/coverage/one-more-city-by-the-sea") and learned.matches(f"{HOME}/sport/the-cup-is-won")


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ([linked(paths("/{slug}")[:6], ["/about"])], "only 6 article links were seen"),
        (
            [linked(paths("/{s}/{slug}"), ["/politics/who-we-are-and-why"])],
            "/politics/who-we-are-and-why looks like an article's address and is none",
        ),
        ([linked(paths("/a/{slug}"), []), linked(paths("/b/c/{slug}"), ["/b/about/us"])], "what the other pages say does not hold for"),
        ([linked([f"/{'x/' * n}{slug}" for n, slug in enumerate(SLUGS)], [])], "articles have 12 forms of address"),
    ],
)
def test_where_nothing_is_clean_there_is_a_reason(sources: list[Linked], says: str) -> None:
    learned = learn(sources)
    assert learned.patterns == () and says in learned.why_not
