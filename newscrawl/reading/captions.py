"""Captions: what the outlet writes under a picture, and whom it credits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newscrawl.normalise.text import clean, compact
from newscrawl.reading.boilerplate import named, unseen

SMALL = 100  # pixels: a picture declared smaller than that is an icon or a face
CAPTION = 600  # characters: more text than that around a picture is no caption
DEEPEST = 40  # levels below a caption; what lies deeper is taken as plain text
OUTWARD = 3  # levels around a picture in which its caption is looked for
PICTURES = ("img", "amp-img")
_AGENCY = (
    r"AFP|AP|Reuters|EPA(?:-EFE)?|EFE|dpa|ANSA|APA|Xinhua|TASS|Anadolu(?: Agency)?|AA|Getty(?: Images)?|Bloomberg|PA(?: Wire| Media)?|Alamy|Shutterstock|iStock|Imago|Belga|ANP|NTB|TT|"
    r"Keystone|Lusa|PAP|CTK|ČTK|MTI|SPA|WAM|Petra|Sputnik|Kyodo|Jiji|Yonhap|CNA|PTI|ANI|IANS|NurPhoto|SIPA|Rex|AAP|CP|Ritzau|Lehtikuva"
)
_LABEL = (
    r"photo(?:graph)?s?|copyright|picture|image|credits?|source|courtesy(?: of)?|foto|bild(?:rechte|quelle)?|quelle|fuente|fonte|crédits?|imagen|zdroj|źródło|fot\.|kép|forrás|kaynak|kilde|källa|kuva|beeld|фото|источник|джерело|"
    r"المصدر|صورة|الصورة|تصوير|منبع|צילום|写真|提供|图片来源|图源|來源|사진"
)
_NAME = r"[^\W\d_][^\s/|()]*(?:\s[^\W\d_][^\s/|()]*){0,4}"
# Where the credit begins in the line below a picture, the surest first: a label, brackets at the end, a name and its agency.
_LABELLED = rf"(?:(?:{_LABEL})\s*(?:by|credit|via|von|de|di|par)?\s*[:：=©]|(?:photo|image|picture) (?:by|courtesy)\b|©|\([cＣ]\)|（[CＣ]）)\s*(.{{2,120}}?)\.?$"
# Brackets at the end of a caption name who took the picture, unless they say where in it somebody is, or when it was taken.
_PLACES = r"(?:l|r|c|m|li|re|left|right|links|rechts|mitte|centre|center|unten|oben|top|bottom)\b|(?:archiv\w*|symbol\w*|file(?: \w+)?|undated|illustration\w*|foto\w*|photo|video)\)"
_CREDITS = (
    re.compile(rf"\s*[(\[（](?:{_LABEL})\s*(?:출처\s*)?[:：=]\s*([^()]{{2,120}})[)\]）]\.?$", re.IGNORECASE),
    re.compile(rf"(?:\s*[|/•–—-]\s*|^|(?<=[.!?)])\s*){_LABELLED}", re.IGNORECASE),
    re.compile(
        rf"\s*[(（\[]([^()（）\[\]]*\b(?:{_AGENCY})\b[^()（）\[\]]*|[^()（）\[\]]{{0,60}}/[^()（）\[\]]{{2,60}}|{_NAME}(?:撮影|摄|攝))[)）\]]\.?$",
        re.IGNORECASE,
    ),
    re.compile(rf"\s+\((?!(?i:{_PLACES}))((?![a-zà-ÿа-я])[^()\d]{{2,60}})\)$"),
    re.compile(rf"\s+{_LABELLED}", re.IGNORECASE),
    re.compile(rf"(?:(?<=[.!?”\"»])|\s[-–—|])\s*({_NAME}\s?/\s?(?:{_AGENCY})\b.{{0,60}})$", re.IGNORECASE),
    re.compile(rf"\s*/\s*((?:{_AGENCY})\b.{{0,60}})$", re.IGNORECASE),
)
# What stands before a caption or a credit to say so.
_PREFIX = re.compile(
    rf"^(?:(?:image|photo|picture)?\s*(?:caption|legend)e?|bildunterschrift|legende|légende|{_LABEL})\s*(?:by\b|credit)?\s*[:：]?\s*(?:©\s*)?",
    re.IGNORECASE,
)

# What class names and microdata call so.
_NAMED_CREDIT = re.compile("credit|copyright|photographer|creator|author|quelle|rights")
_NAMED_CAPTION = re.compile("caption|legend|bildunterschrift|(?:image|photo|img|picture|media)[-_]*(?:desc|text|title)")


def told(element: Element) -> tuple[str | None, str | None]:
    """Caption and credit of a picture: of its figcaption, of what class names call so, or of the little text in a box around it."""
    for around in _around(element):
        told = _called(around, element)
        if told != (None, None):
            return told
    return None, None


def _around(element: Element) -> Iterator[Element]:
    """The element and those around it, as long as they hold this one picture and no more text than a caption has."""
    yield element
    if element.tag == "figure":
        return
    for around in itertools.islice(element.iterancestors(), OUTWARD):
        shown = [found for found in itertools.islice(around.iter(*PICTURES), 3) if not is_small(found)]
        if (
            around.tag in ("body", "article", "main", "section")
            or len(shown) > 1
            or _is_long(around)
            or next(around.iter("h1"), None) is not None
        ):
            return
        yield around


def _is_long(element: Element) -> bool:
    """Whether more text is in the element than a caption has."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > CAPTION:
            return True
    return False


def _called(element: Element, shown: Element) -> tuple[str | None, str | None]:
    said: dict[str | None, list[str]] = {"caption": [], "credit": []}
    for found in element.iter():
        if found.tag not in PICTURES and (call := _calls(found)) and (text := clean(_seen(found))):
            said[call].append(text)
    captions, credits = said.values()
    if element is not shown and len(set(captions)) > 1:
        return None, None
    credit = credits[0] if credits else None
    text = captions[0] if captions else ""
    if credit and credit != text:
        text = clean(text.replace(credit, " ")).strip(" |/•–—-")
    return parted(text, None if credit == text else credit)


def _seen(element: Element, depth: int = 0) -> str:
    """The text of an element without what is not shown; parts that have names of their own are words of their own."""
    if depth > DEEPEST:
        return "".join(element.itertext())
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style", "button", "svg") and not unseen(child):
            apart = " " if child.get("class") or child.tag not in ("a", "b", "i", "em", "strong", "sup", "sub") else ""
            parts += [apart, _seen(child, depth + 1), apart]
        parts.append(child.tail or "")
    return "".join(parts)


def _calls(element: Element) -> str | None:
    if element.tag == "figcaption":
        return "caption"
    names, item = element.get("class"), element.get("itemprop")
    if not names and not item:
        return None
    name = f"{names or ''} {item or ''}".lower()
    return "credit" if _NAMED_CREDIT.search(name) else "caption" if _NAMED_CAPTION.search(name) else None


def parted(text: str, credit: str | None = None) -> tuple[str | None, str | None]:
    """Caption and credit out of one line: ``Two leaders meet (AFP)`` is ``Two leaders meet`` and ``AFP``."""
    text = _said_twice(text)
    if credit is None and (found := _credit_in(text)):
        credit = found[1]
        text = text[: found.start()].rstrip(" |/•–—-(")
    text = re.sub(r"^(?:(?:image|photo) caption|bildunterschrift|legende|légende)\s*[:：]?\s*", "", text, flags=re.IGNORECASE)
    return text or None, _bare(credit or "") or None


def _credit_in(text: str) -> re.Match[str] | None:
    return next((found for pattern in _CREDITS if (found := pattern.search(text))), None)


def _bare(credit: str) -> str:
    """A credit without its label, brackets and sign."""
    bare = _PREFIX.sub("", credit.strip(" |/•–—-")) if _PREFIX.fullmatch(credit) is None else ""
    bare = bare.strip(" |/.:©")
    return bare[1:-1].strip() if bare.startswith("(") and bare.endswith(")") else bare


def _said_twice(text: str) -> str:
    """The first half of a text whose halves are equal: a caption for the eye and again for screen readers."""
    half = len(text) // 2
    return text[:half].strip() if len(text) > 20 and compact(text[:half]) == compact(text[half:]) else text


def is_small(shown: Element) -> bool:
    """Whether a picture is declared or named as an icon or a face."""
    sizes = [shown.get("width") or "", shown.get("height") or ""]
    return any(size.isdigit() and int(size) < SMALL for size in sizes) or named(shown.get("class") or "") in ("unseen", "about", "share")
