"""Whether the whole text of an article could be read (schema.org isAccessibleForFree, article:content_tier, what the text shows)."""

from __future__ import annotations

from newscrawl.reading.candidate import Found

FREE = frozenset(("true", "free", "yes", "1", "http://schema.org/true", "https://schema.org/true", "open"))
PAID = frozenset(
    (
        "false",
        "locked",
        "paid",
        "premium",
        "subscription",
        "subscriber",
        "subscribers",
        "no",
        "0",
        "http://schema.org/false",
        "https://schema.org/false",
        "plus",
    )
)
METERED = frozenset(("metered", "registration", "registered", "hard-registration"))
# Names whose "true" says that the page costs.
REVERSED = frozenset(("ispremium",))
TEASER = 120  # words; a paid page with fewer shows its first lines alone


def access_of(found: Found, hint: str | None) -> tuple[str, str]:
    """One of items.ACCESS and the reader that told it (none where nothing says so); ``hint`` is what the body's reader saw."""
    for candidate in found["access"]:
        if access := _stated(candidate.value, candidate.detail):
            return access, candidate.reader
    if hint:
        return "paywalled", "dom"
    return "unknown", ""


def _stated(value: object, detail: str) -> str | None:
    text = str(value).strip().lower()
    if detail in REVERSED and text in FREE | PAID:
        return "free" if text in PAID else "paywalled"
    if text in METERED:
        return "metered"
    return "free" if text in FREE else "paywalled" if text in PAID else None


def is_teaser(access: str, hint: str | None, words: int) -> bool:
    """Whether a page that costs shows only the beginning of its text."""
    return bool(hint) or access == "paywalled" and 0 < words < TEASER
