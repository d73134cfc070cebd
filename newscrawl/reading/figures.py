"""Figures: the pictures, videos and embeds of an article, with what the outlet writes under them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newscrawl.items import Block, Image, Video
from newscrawl.normalise.alternatives import by_letter
from newscrawl.normalise.text import clean
from newscrawl.reading.captions import PICTURES, is_small, told
from newscrawl.urls import absolute, path_of

# Attributes that hold the address, those of lazy loaders first: src is often a stand-in then.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload", "data-full-src", "data-img-url", "src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# Asked of a path in lower case.
_ICON = re.compile(
    rf"[/_.-](?:(?:{by_letter('avatar|logo|icon|sprite|pixel|spacer|blank|placeholder|transparent|1x1|spinner|loading|emoji|gravatar|badge|button|profile')})s?(?:[/_.-]|\d|$)|svg$)"
)
_PLAYER = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/|player\.vimeo\.com/|dailymotion\.com/(?:embed|player)|geo\.dailymotion\.com/|facebook\.com/plugins/video|rumble\.com/embed|ok\.ru/videoembed|vk\.com/video_ext|"
    r"rutube\.ru/play|players?\.brightcove\.net|cdn\.jwplayer\.com|content\.jwplatform\.com|player\.twitch\.tv|streamable\.com|bitchute\.com/embed|aparat\.com/video|bilibili\.com/(?:player|blackboard)|embed\.ted\.com|odysee\.com/\$/embed)",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|reddit-embed-bq|reddit-card|bluesky-embed|mastodon-embed|telegram-post|imgur-embed-pub|text-post-media)(?:\s|$)"
)
_POST_ADDRESS = re.compile(
    r"//(?:www\.|m\.|mobile\.)?(?:(?:twitter|x)\.com/\w+/status/\d|instagram\.com/(?:p|reel|tv)/|tiktok\.com/@[\w.]+/video/|facebook\.com/[^/]+/(?:posts|videos)/|"
    r"bsky\.app/profile/[^/]+/post/|t\.me/\w+/\d|reddit\.com/r/\w+/comments/|threads\.(?:net|com)/@[\w.]+/post/|truthsocial\.com/@\w+/)",
    re.IGNORECASE,
)
_AMP_PLAYERS = {
    "amp-youtube": "https://www.youtube.com/embed/{}",
    "amp-dailymotion": "https://www.dailymotion.com/embed/video/{}",
    "amp-vimeo": "https://player.vimeo.com/video/{}",
}
_AMP_POSTS = {
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
}

_PLAYERS = ("video", "iframe", "embed", *_AMP_PLAYERS, *_AMP_POSTS, "amp-video", "amp-iframe")


def is_post(element: Element) -> bool:
    """Whether a blockquote is a post of a social network: its embedding code says so, or it is signed with a link to the post."""
    if _POST.search(element.get("class") or ""):
        return True
    last = next(reversed(list(element.iter("a"))), None)
    return last is not None and _POST_ADDRESS.search(last.get("href") or "") is not None


def post(element: Element, base: str) -> Block:
    """The embed of a social network's post: its text and, as its address, the last link in it (that of the post's date)."""
    addresses = [url for link in element.iter("a") if (url := _at(base, link.get("href")))]
    cited = element.get("cite") or element.get("data-instgrm-permalink") or element.get("data-href") or ""
    return Block("embed", clean(" ".join(element.itertext())), url=_at(base, cited) or (addresses[-1] if addresses else None))


def _at(base: str, address: str | None) -> str | None:
    """The absolute address; None where there is none, since an empty one names the page itself."""
    return absolute(base, address) if address and address.strip() else None


def image(element: Element, base: str) -> Image | None:
    """The picture of a figure, picture or img element with its caption and credit; None where it is an icon, or shows none."""
    shown = element if element.tag in PICTURES else next(element.iter(*PICTURES), None)
    if shown is None or is_small(shown):
        return None
    url = address(shown, base)
    if url is None or _is_icon(url):
        return None
    caption, credit = told(element)
    alt = clean(shown.get("alt") or "") or None
    return Image(url, caption, credit, alt)


def address(shown: Element, base: str) -> str | None:
    """Where the picture is; else where that is which stands behind it for those who run no script."""
    if url := _own_address(shown, base):
        return url
    behind = shown.getnext()
    plain = next(behind.iter("img"), None) if behind is not None and behind.tag == "noscript" else None
    return _own_address(plain, base) if plain is not None else None


def _own_address(shown: Element, base: str) -> str | None:
    """The lazy loader's address, the picture's own, or the largest of its set."""
    for attribute in _SOURCES:
        if (
            (value := shown.get(attribute))
            and ("/" in value or "." in value)
            and not value.startswith("data:")
            and (url := _at(base, value))
            and not _is_icon(url)
        ):
            return url
    around = next(shown.iterancestors("picture"), None)
    sources = [shown, *(around.iter("source") if around is not None else ())]
    for source in sources:
        for attribute in _SETS:
            if url := _largest(source.get(attribute) or "", base):
                return url
    return None


def _is_icon(url: str) -> bool:
    return _ICON.search(path_of(url).lower()) is not None


def _largest(srcset: str, base: str) -> str | None:
    """The address with the largest descriptor of a srcset (HTML, "parse a srcset attribute", for absolute and plain addresses)."""
    candidates = re.findall(r"(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)", srcset)
    for candidate, _ in sorted(candidates, key=lambda pair: float(pair[1] or 1), reverse=True):
        if not candidate.startswith("data:") and (url := absolute(base, candidate)):
            return url
    return None


def player(element: Element, base: str) -> Video | Block | None:
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
    place = url.partition("://")[2].partition("?")[0]
    return Video(url, _title(element)) if _PLAYER.search(place) else Block("embed", url=url)


def _is_pixel(element: Element) -> bool:
    return any((element.get(side) or "").removesuffix("px") in ("0", "1") for side in ("width", "height"))


def _title(element: Element) -> str | None:
    return clean(element.get("title") or element.get("data-title") or "") or None


def shown_in(element: Element, base: str) -> Iterator[Image | Video | Block]:
    """What a piece of media shows: a video or embed where it holds a player, else its picture."""
    players = list(element.iter(*_PLAYERS)) if len(element) or element.tag not in PICTURES else []
    played = [shown for found in players if (shown := player(found, base))]
    if played:
        yield from played
        if url := next((url for found in players if (url := _at(base, found.get("poster")))), None):
            yield Image(url)
    elif picture := image(element, base):
        yield picture
