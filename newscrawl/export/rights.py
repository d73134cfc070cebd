"""The policy: which of the things that a publisher says keeps a text from being given on. docs/rights.md says why, with sources.

One signal is enough. A ``0`` of TDMRep takes back what a wider step of that protocol said, and nothing else; a licence lifts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from newscrawl.politeness.rights import TRAINING

_NO_AI = re.compile(r"(?:^|[,:;\s])(?:noai|noml)(?=[,;\s]|$)", re.IGNORECASE)
_NO_SIGNAL = re.compile(r"(?:^|[,\s])(ai-train|ai-input)\s*=\s*no\b", re.IGNORECASE)  # contentsignals.org
# IETF aipref, with the words of its earlier drafts.
_NO_USAGE = re.compile(r"(?:^|[,\s])(train-ai|train-genai|genai|ai|tdm|bots|all)\s*=\s*\"?n\b", re.IGNORECASE)
_TRAINING = frozenset(TRAINING)


def _names_training(value: str) -> bool:
    return not _TRAINING.isdisjoint(value.split(", "))


# Key of Article.rights, whether its value reserves, and the reason that is told.
POLICY: tuple[tuple[str, Callable[[str], object], str], ...] = (
    ("tdm_reservation", "1".__eq__, "TDMRep: tdm-reservation is 1"),
    ("robots", _NO_AI.search, "robots meta tag: noai"),
    ("robots_agents", _NO_AI.search, "robots meta tag: noai"),
    ("x_robots_tag", _NO_AI.search, "X-Robots-Tag: noai"),
    ("content_signal", _NO_SIGNAL.search, "Content-Signal: no to AI"),
    ("robots_txt_signal", _NO_SIGNAL.search, "Content-Signal: no to AI"),
    ("content_usage", _NO_USAGE.search, "Content-Usage: no to AI"),
    ("robots_txt_usage", _NO_USAGE.search, "Content-Usage: no to AI"),
    ("robots_txt_ai", _names_training, "robots.txt shuts out crawlers that gather text for AI"),
)


def reserved(rights: Mapping[str, str]) -> str | None:
    """Why the text of an article with these rights (``Article.rights``) may not be given on; None where nothing speaks against it.

    The reasons are few and fixed, so that they can be counted.
    """
    return next((why for key, reserves, why in POLICY if key in rights and reserves(rights[key])), None)
