"""Figures: the pictures, videos and embeds of an article, with what the outlet writes under them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.items import Block, Image, Video
from newscrawl.normalise.text import clean, compact
from newscrawl.reading.boilerplate import named, unseen
from newscrawl.urls import absolute

SMALL = 100  # pixels: a picture declared smaller than that is an icon or a face
CAPTION = 600  # characters: more text than that around a picture is no caption
DEEPEST = 40  # levels below a caption; what lies deeper is taken as plain text
OUTWARD = 3  # levels around a picture in which its caption is looked for
PICTURES = ("img", "amp-img")
# Attributes that hold the address, those of lazy loaders first: src is often a stand-in then.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-full-src", "data-img-url", "src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_ICON = re.compile(r"(?:^|[/_.-])(?:avatar|logo|icon|sprite|pixel|spacer|blank|placeholder|transparent|1x1|spinner|loading|emoji|gravatar|badge|button|profile)s?(?:[/_.-]|\d|$)|\.svg(?:$|\?)", re.I)
_AGENCY = (
    r"AFP|AP|Reuters|EPA(?:-EFE)?|EFE|dpa|ANSA|APA|Xinhua|TASS|Anadolu(?: Agency)?|AA|Getty(?: Images)?|Bloomberg|PA(?: Wire| Media)?|Alamy|Shutterstock|iStock|Imago|Belga|ANP|NTB|TT|"
    r"Keystone|Lusa|PAP|CTK|ČTK|MTI|SPA|WAM|Petra|Sputnik|Kyodo|Jiji|Yonhap|CNA|PTI|ANI|IANS|NurPhoto|SIPA|Rex|AAP|CP|Ritzau|Lehtikuva"
)
# Where the credit begins in the line below a picture: a label, a copyright sign, an agency in brackets or after a slash at the end.
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
    re.compile(rf"\s*[(\[（](?:{_LABEL})\s*(?:출처\s*)?[:：=]\s*([^()]{{2,120}})[)\]）]\.?$", re.I),
    re.compile(rf"(?:\s*[|/•–—-]\s*|^|(?<=[.!?)])\s*){_LABELLED}", re.I),
    re.compile(rf"\s*[(（\[]([^()（）\[\]]*\b(?:{_AGENCY})\b[^()（）\[\]]*|[^()（）\[\]]{{0,60}}/[^()（）\[\]]{{2,60}}|{_NAME}(?:撮影|摄|攝))[)）\]]\.?$", re.I),
    re.compile(rf"\s+\((?!(?i:{_PLACES}))((?![a-zà-ÿа-я])[^()\d]{{2,60}})\)$"),
    re.compile(rf"\s+{_LABELLED}", re.I),
    re.compile(rf"(?:(?<=[.!?”\"»])|\s[-–—|])\s*({_NAME}\s?/\s?(?:{_AGENCY})\b.{{0,60}})$", re.I),
    re.compile(rf"\s*/\s*((?:{_AGENCY})\b.{{0,60}})$", re.I),
)
# What stands before a caption or a credit to say so.
_PREFIX = re.compile(rf"^(?:(?:image|photo|picture)?\s*(?:caption|legend)e?|bildunterschrift|legende|légende|{_LABEL})\s*(?:by\b|credit)?\s*[:：]?\s*(?:©\s*)?", re.I)

_PLAYER = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/|player\.vimeo\.com/|dailymotion\.com/(?:embed|player)|geo\.dailymotion\.com/|facebook\.com/plugins/video|rumble\.com/embed|ok\.ru/videoembed|vk\.com/video_ext|"
    r"rutube\.ru/play|players?\.brightcove\.net|cdn\.jwplayer\.com|content\.jwplatform\.com|player\.twitch\.tv|streamable\.com|bitchute\.com/embed|aparat\.com/video|bilibili\.com/(?:player|blackboard)|embed\.ted\.com|odysee\.com/\$/embed)", re.I)
_POST = re.compile(r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|reddit-embed-bq|reddit-card|bluesky-embed|mastodon-embed|telegram-post|imgur-embed-pub|text-post-media)(?:\s|$)")
_AMP_PLAYERS = {"amp-youtube": "https://www.youtube.com/embed/{}", "amp-dailymotion": "https://www.dailymotion.com/embed/video/{}", "amp-vimeo": "https://player.vimeo.com/video/{}"}
_AMP_POSTS = {"amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"), "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/")}


def is_post(element: HtmlElement) -> bool:
    """Whether a blockquote is a post of a social network as its embedding code makes it."""
    return _POST.search(element.get("class") or "") is not None


def post(element: HtmlElement, base: str) -> Block:
    """The embed of a social network's post: its text and, as its address, the last link in it (that of the post's date)."""
    addresses = [url for link in element.iter("a") if (url := _at(base, link.get("href")))]
    cited = element.get("cite") or element.get("data-instgrm-permalink") or element.get("data-href") or ""
    return Block("embed", clean(" ".join(element.itertext())), url=_at(base, cited) or (addresses[-1] if addresses else None))


def _at(base: str, address: str | None) -> str | None:
    """The absolute address; None where there is none, since an empty one names the page itself."""
    return absolute(base, address) if address and address.strip() else None


def image(element: HtmlElement, base: str) -> Image | None:
    """The picture of a figure, picture or img element with its caption and credit; None where it is an icon, or shows none."""
    shown = element if element.tag in PICTURES else next(element.iter(*PICTURES), None)
    if shown is None or _is_small(shown):
        return None
    url = address(shown, base)
    if url is None or _ICON.search(urlsplit(url).path):
        return None
    caption, credit = _told(element)
    alt = clean(shown.get("alt") or "") or None
    return Image(url, caption, credit, alt)


def address(shown: HtmlElement, base: str) -> str | None:
    """Where the picture is: the lazy loader's address, its own, or the largest of its set."""
    for attribute in _SOURCES:
        if (value := shown.get(attribute)) and not value.startswith("data:") and (url := _at(base, value)) and not _ICON.search(urlsplit(url).path):
            return url
    around = next(shown.iterancestors("picture"), None)
    sources = [shown, *(around.iter("source") if around is not None else ())]
    for source in sources:
        for attribute in _SETS:
            if url := _largest(source.get(attribute) or "", base):
                return url
    return None


def _largest(srcset: str, base: str) -> str | None:
    """The address with the largest descriptor of a srcset (HTML, "parse a srcset attribute", for absolute and plain addresses)."""
    candidates = re.findall(r"(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)", srcset)
    for candidate, _ in sorted(candidates, key=lambda pair: float(pair[1] or 1), reverse=True):
        if not candidate.startswith("data:") and (url := absolute(base, candidate)):
            return url
    return None


def _is_small(shown: HtmlElement) -> bool:
    sizes = [shown.get("width") or "", shown.get("height") or ""]
    return any(size.isdigit() and int(size) < SMALL for size in sizes) or named(shown.get("class") or "") in ("unseen", "about", "share")


def _told(element: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit of a picture: of its figcaption, of what class names call so, or of the little text in a box around it."""
    for around in _around(element):
        told = _called(around, element)
        if told != (None, None):
            return told
    return None, None


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and those around it, as long as they hold this one picture and no more text than a caption has."""
    yield element
    if element.tag == "figure":
        return
    for around in itertools.islice(element.iterancestors(), OUTWARD):
        shown = [found for found in itertools.islice(around.iter(*PICTURES), 3) if not _is_small(found)]
        if around.tag in ("body", "article", "main", "section") or len(shown) > 1 or _is_long(around) or next(around.iter("h1"), None) is not None:
            return
        yield around


def _is_long(element: HtmlElement) -> bool:
    """Whether more text is in the element than a caption has."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > CAPTION:
            return True
    return False


def _called(element: HtmlElement, shown: HtmlElement) -> tuple[str | None, str | None]:
    labelled = [(found, _calls(found)) for found in element.iter() if isinstance(found.tag, str) and found.tag not in PICTURES]
    credits = [text for found, call in labelled if call == "credit" and (text := clean(_seen(found)))]
    captions = [text for found, call in labelled if call == "caption" and (text := clean(_seen(found)))]
    if element is not shown and len(set(captions)) > 1:
        return None, None
    credit = credits[0] if credits else None
    text = captions[0] if captions else ""
    if credit and credit != text:
        text = clean(text.replace(credit, " ")).strip(" |/•–—-")
    return parted(text, None if credit == text else credit)


def _seen(element: HtmlElement, depth: int = 0) -> str:
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


def _calls(element: HtmlElement) -> str | None:
    if element.tag == "figcaption":
        return "caption"
    name = " ".join(filter(None, (element.get("class"), element.get("itemprop")))).lower()
    if re.search(r"credit|copyright|photographer|creator|author|quelle|rights", name):
        return "credit"
    return "caption" if re.search(r"caption|legend|bildunterschrift|(?:image|photo|img|picture|media)[-_]*(?:desc|text|title)", name) else None


def parted(text: str, credit: str | None = None) -> tuple[str | None, str | None]:
    """Caption and credit out of one line: ``Two leaders meet (AFP)`` is ``Two leaders meet`` and ``AFP``."""
    text = _said_twice(text)
    if credit is None and (found := _credit_in(text)):
        credit = found[1]
        text = text[: found.start()].rstrip(" |/•–—-(")
    text = re.sub(r"^(?:(?:image|photo) caption|bildunterschrift|legende|légende)\s*[:：]?\s*", "", text, flags=re.I)
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


def player(element: HtmlElement, base: str) -> Video | Block | None:
    """The video of a player, or the embed of whatever else a frame shows; None where it shows nothing that is told."""
    tag = element.tag
    if tag in _AMP_PLAYERS and (name := element.get("data-videoid")):
        return Video(_AMP_PLAYERS[tag].format(name), _title(element))
    if tag in _AMP_POSTS:
        attribute, pattern = _AMP_POSTS[tag]
        return Block("embed", url=pattern.format(element.get(attribute))) if element.get(attribute) else None
    if tag in ("video", "amp-video"):
        addresses = (_at(base, source.get("src") or source.get("data-src")) for source in element.iter(tag, "source"))
        url = next((url for url in addresses if url), None)
        return Video(url, _title(element)) if url else None
    url = _at(base, element.get("src") or element.get("data-src") or element.get("data-lazy-src"))
    if url is None or _is_pixel(element):
        return None
    parts = urlsplit(url)
    return Video(url, _title(element)) if _PLAYER.search((parts.hostname or "") + parts.path) else Block("embed", url=url)


def _is_pixel(element: HtmlElement) -> bool:
    return any((element.get(side) or "").removesuffix("px") in ("0", "1") for side in ("width", "height"))


def _title(element: HtmlElement) -> str | None:
    return clean(element.get("title") or element.get("data-title") or "") or None


def shown_in(element: HtmlElement, base: str) -> Iterator[Image | Video | Block]:
    """What a piece of media shows: a video or embed where it holds a player, else its picture."""
    players = [found for found in element.iter("video", "iframe", "embed", *_AMP_PLAYERS, *_AMP_POSTS, "amp-video", "amp-iframe") if found is not None]
    told = [shown for found in players if (shown := player(found, base))]
    if told:
        yield from told
        if url := next((url for found in players if (url := _at(base, found.get("poster")))), None):
            yield Image(url)
    elif picture := image(element, base):
        yield picture

