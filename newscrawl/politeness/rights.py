"""Rights: the words in which publishers say what may be done with their pages. Tables, and what reads single values; docs/rights.md
has the sources. Nothing here decides: newscrawl.export.rights does."""

from __future__ import annotations

# Product tokens, as their owners publish them, of what gathers text for models or for collections that are given on ...
TRAINING = (
    "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "Claude-Web", "cohere-ai",
    "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-CloudVertexBot", "Google-Extended", "GPTBot", "ImagesiftBot",
    "Meta-ExternalAgent", "omgili", "omgilibot", "PanguBot", "Timpibot", "Webzio-Extended",
)  # fmt: skip
# ... and of what fetches for the question of one person, or for a search.
ASKING = ("ChatGPT-User", "Claude-SearchBot", "Claude-User", "OAI-SearchBot", "Perplexity-User", "PerplexityBot", "YouBot")
AI_AGENTS = tuple(sorted((*TRAINING, *ASKING), key=str.lower))
# Names of meta tags with directives for one crawler (Google and Bing document theirs; others follow).
AGENT_METAS = frozenset(["googlebot", "googlebot-news", "bingbot", *(agent.lower() for agent in AI_AGENTS)])

# Directives of robots meta tags and X-Robots-Tag that reserve nothing, and say how a search result may look.
PLAIN = frozenset(["index", "follow", "all", "noodp", "noydir", "archive", "snippet", "imageindex", "translate"])
LOOKS = ("max-snippet:", "max-image-preview:", "max-video-preview:", "unavailable_after:")
NO_LOOK = (":0", ":none")  # the values of LOOKS that are a "no"

TDM = ("tdm-reservation", "tdm-policy")  # TDM Reservation Protocol (W3C Community Group), headers, meta tags and properties
WELL_KNOWN = "/.well-known/tdmrep.json"  # where it puts a file for the whole site
SIGNALS = ("content-signal", "content-usage")  # contentsignals.org; IETF aipref: records of robots.txt, and headers

LONGEST = 300  # characters that are kept of one value


def directives(value: str) -> str:
    """The robots directives that say more than a page without any does, as they are written, with commas between."""
    words = [word for part in value.split(",") if (word := " ".join(part.split()))]
    return ", ".join(dict.fromkeys(word for word in words if not _says_nothing(word.lower().replace(" ", ""))))[:LONGEST]


def _says_nothing(word: str) -> bool:
    return word in PLAIN or (word.startswith(LOOKS) and not word.endswith(NO_LOOK))


def reservation(value: object) -> str:
    """The value of a tdm-reservation: ``1`` reserved, ``0`` not; empty where it is neither, which the protocol takes as not said."""
    text = str(value).strip()
    return text if text in ("0", "1") else ""
