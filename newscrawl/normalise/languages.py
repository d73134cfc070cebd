"""Languages: BCP 47 tags from what pages say, and from the script of their text."""

from __future__ import annotations

import re
import unicodedata

# Names that pages write where a tag belongs.
NAMES = {
    "arabic": "ar", "العربية": "ar", "english": "en", "spanish": "es", "español": "es", "castellano": "es", "french": "fr", "français": "fr",
    "german": "de", "deutsch": "de", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru", "русский": "ru",
    "turkish": "tr", "türkçe": "tr", "japanese": "ja", "korean": "ko", "chinese": "zh", "hindi": "hi", "persian": "fa", "hebrew": "he",
}  # fmt: skip
# Codes that are no language codes, but are written for one; ISO 639 codes that BCP 47 replaces.
MISNOMERS = {"jp": "ja", "kr": "ko", "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk", "iw": "he", "in": "id", "ji": "yi"}
# Scripts that one language alone is written in, or by far most often; the first word of a letter's Unicode name.
SCRIPTS = {
    "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "CYRILLIC": "ru",
    "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn", "MALAYALAM": "ml",
    "ARMENIAN": "hy", "GEORGIAN": "ka", "ETHIOPIC": "am", "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si",
}  # fmt: skip

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?")


def tag(text: str) -> str | None:
    """The BCP 47 tag (RFC 5646) of a language as a page writes it (``en_US``, ``EN``, ``Arabic``), or None."""
    text = text.split(",")[0].strip()
    if name := NAMES.get(text.lower()):
        return name
    match = _TAG.fullmatch(text)
    if not match:
        return None
    language, script, region = match.groups()
    language = MISNOMERS.get(language.lower(), language.lower())
    parts = [language, script.title() if script else "", region.upper() if region else ""]
    return "-".join(part for part in parts if part)


def by_script(text: str) -> str | None:
    """The language that the letters of a text speak for, None for Latin script and where there are too few letters."""
    counts: dict[str, int] = {}
    letters = [c for c in text[:2000] if c.isalpha()]
    for letter in letters:
        if letter > "\u0250":
            script = unicodedata.name(letter, "").partition(" ")[0]
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return None
    if counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0) > len(letters) / 10:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    return SCRIPTS.get(script) if counts[script] > len(letters) / 2 else None
