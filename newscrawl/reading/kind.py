"""What sort of page it is: by the profile's patterns, by what the page says of itself, by its address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newscrawl.items import KINDS
from newscrawl.normalise.alternatives import by_letter
from newscrawl.reading.candidate import Found
from newscrawl.site import Site

# schema.org types that say more than "article".
TYPES = {
    "OpinionNewsArticle": "opinion", "LiveBlogPosting": "live", "VideoObject": "video", "AudioObject": "audio", "PodcastEpisode": "audio", "RadioEpisode": "audio",
    "ImageGallery": "gallery", "MediaGallery": "gallery", "Interview": "interview",
}  # fmt: skip
# Words of og:type and of a profile's own metadata, by their beginnings.
STATED = {
    "video": "video", "music": "audio", "podcast": "audio", "audio": "audio", "gallery": "gallery", "photo": "gallery", "opinion": "opinion", "column": "opinion",
    "live": "live", "infograph": "infographic", "interview": "interview", "page": "page", "press": "press_release",
}  # fmt: skip
# A part of the path that says what the page is; the whole part, not a word of a headline.
PATHS = {
    "opinion": r"opinions?|opinion-.{3,20}|op-?eds?|columns?|columnists?|columnas?|editorials?|commentisfree|commentary|comment|kommentare?|meinung|tribunes?|opiniones|opinioni|"
    r"kolumnen?|gastkommentar\w*|letters|views|yazarlar|mnenie|opinie|debatt?e|kronikk?|آراء|رأي|مقالات",
    "live": r"live(?:-?blogs?|-?news|-?updates?|ticker)?|liveticker|directo|en-direct|minuto-a-minuto|newsticker",
    "video": r"videos?|watch|tv|mediathek|videoteca|newscasts?|tv-reports|فيديو",
    "audio": r"podcasts?|audio|radio|بودكاست",
    "gallery": r"galler(?:y|ies)|photos?|photo-?gallery|pictures|in-pictures|fotos?|fotostrecken?|fotogaler(?:ia|ie|i)s?|galer[ií]as?|bildergalerien?|diaporamas?|slideshows?|صور",
    "infographic": r"infographs?|infographics?|infograf[ií]as?|infografik(?:en)?|انفوغراف",
    "interview": r"interviews?|entrevistas?|entretiens?|interviste|مقابلات",
    "press_release": r"press-?releases?|news-?releases?|pressemitteilung(?:en)?|comunicados?(?:-de-prensa)?|communiqu[eé]s?|prnewswire|businesswire|presseportal",
}
_PATHS = {kind: re.compile(rf"(?:{by_letter(pattern)})\d?") for kind, pattern in PATHS.items()}
# Kinds whose pages live without a text.
BODILESS = frozenset(("video", "audio", "gallery", "infographic"))


def kind_of(url: str, found: Found, site: Site | None, dated: bool, words: int) -> tuple[str, str]:
    """The kind of a page and the reader that told it. ``dated``: it says when it was published; ``words``: of its text."""
    parts = urlsplit(url)
    address = parts.path + ("?" + parts.query if parts.query else "")
    for kind, pattern in (site.links.kinds if site else {}).items():
        if re.search(pattern, address):
            return kind, "site"
    for section in site.sections if site else ():
        if section.kind != "article" and parts.path.startswith(urlsplit(site.own_url(section.url)).path.rstrip("/") + "/"):
            return section.kind, "site"
    for candidate in found["kind"]:
        if candidate.reader == "site" and (kind := _stated(str(candidate.value))) and kind != "article":
            return kind, "site"
    types = [str(c.value) for c in found.by("kind", "jsonld")]
    for name in types:
        if name in TYPES and not (TYPES[name] in BODILESS and words > 150):
            return TYPES[name], "jsonld"
    if any(c.detail == "article:opinion" and str(c.value).lower() == "true" for c in found["kind"]):
        return "opinion", "meta"
    if kind := _by_path(parts.path, words):
        return kind, "url"
    stated = next((str(c.value).lower() for c in found.by("kind", "meta", "og:type")), "")
    if not words and (kind := _stated(stated)) and kind != "page":
        return kind, "meta"
    if not types and not dated and "article" not in stated:
        return "page", "dom"
    return "article", "site" if found.by("kind", "site") else "jsonld" if types else "meta" if stated else "dom"


def _stated(text: str) -> str | None:
    text = text.strip().lower()
    return text if text in KINDS else next((kind for word, kind in STATED.items() if text.startswith(word)), None)


def _by_path(path: str, words: int) -> str | None:
    """What the folders of a path say; a kind that lives without text is believed of a page with much text only in doubt."""
    folders = [part for part in path.lower().split("/") if part][:-1]
    for folder in folders:
        for kind, pattern in _PATHS.items():
            if pattern.fullmatch(folder) and not (kind in BODILESS and words > 150):
                return kind
    return None
