"""Boilerplate: what stands beside the text of an article, told by its names and its words.

Structure decides first, elsewhere; these tables are asked second. They hold common words of templates and of readers'
languages, never the names of one outlet.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element as Element

from newscrawl.normalise.alternatives import by_letter

# Elements that are never the text, and roles (WAI-ARIA landmarks) that say the same.
TAGS = {
    "nav": "landmark",
    "footer": "landmark",
    "menu": "landmark",
    "dialog": "landmark",
    "aside": "aside",
    "header": "head",
    "form": "controls",
    "fieldset": "controls",
}
ROLES = frozenset(["navigation", "contentinfo", "search", "banner", "menu", "menubar", "toolbar", "dialog", "alertdialog"])
WHOLE = frozenset(["html", "body", "main", "article"])  # their class names tell of the whole page
SLUGGED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li"])  # their ids are made of their text
LONG_ID = 4  # hyphens: an id with more is made of a headline
# Reasons that hold however much text an element has: it may be more than the article's own.
CERTAIN = frozenset(["landmark", "footer", "comments", "consent"])

# Words of class names and ids by what they name, as regular expressions over whole words joined by "-".
_NAMES = {
    "related": r"related(?:content|articles?|news|links?|posts?|stor(?:y|ies)|items?)?|recommend(?:ed|ations?|er)?|recirc\w*|(?:read|see|learn|know)-(?:more|also|next)|readmore|more-(?:on|from|stories|news|articles|like)|also-(?:read|like)|read-?also|up-?next|teasers?|"
    r"(?:most|top)-(?:read|popular|viewed|commented|recent|stories)|mostread|popular|trending|outbrain|taboola|recommandations?|relacionad[oa]s?|verwandt\w*|correlat[io]|onward|"
    r"lire-aussi|mehr-zum-thema|weiterlesen|siehe-auch|leer-mas|lee-tambien|te-puede-interesar|voir-aussi|similar|suggest(?:ed|ions?)|linkbox|link-box|links-box|read-next|infinite-scroll|next-(?:article|story|post)|prev-(?:article|story|post)|siblings",
    "promo": r"promo(?:tion|tional|s|box)?|newsletters?|nl-?(?:signup|box|form)|sign-?up|subscri(?:be|ption|ptions|ber(?!-(?:only|preview|premium|content)))|abo(?:nnement|box|teaser)?|advert\w*|ads?|adslot|ad-?(?:unit|slot|container|wrapper|wrap|box|banner)|dfp|gpt|banner|sponsor\w*|commercial|"
    r"donat(?:e|ion)|membership|cta|call-to-action|app-?(?:download|promo|store)|whatsapp-(?:channel|box|cta)|telegram-(?:channel|box)|follow(?:-us)?|google-news|"
    r"marketing|werbung|anzeige|publicidad|publicite|pub|inscription|piano|shop(?:ping)?|affiliate|coupon|ecommerce|product-(?:box|card|list)",
    "share": r"shar(?:e|ing|ers?|ebar|etools|ebuttons?|elinks?)|social(?:-?(?:share|media|bar|links?|icons?|buttons?|tools|list))?|addthis\w*|addtoany|a2a|sharethis|sharedaddy|teilen|compartir|partage\w*|condividi|bookmark|toolbar|(?:article|story|page|post)-?tools|"
    r"print(?:-?(?:button|link|only))?|reactions?|like-button|sprite|audio(?:-?(?:player|article|version))?|listen|text-to-speech|tts|speech|font-?size|text-?size|vorlesen",
    "about": r"author(?:s|-?(?:bio|box|info|card|details?|profile|description|block|name|byline))?|autor(?:es|en|in)?|auteurs?|bio(?:graphy)?|by-?lines?|contributors?|about-(?:the-)?author|writer|reporter|journalist|avatar|"
    r"dateline-time|time-?stamp|pub-?date|post-?date|publish(?:ed)?-?(?:date|time|on)|date-?time|updated|entry-date|article-(?:date|info)|meta(?:-?data|-?info)?|read-?(?:ing-)?time|last-(?:updated|modified)",
    "caption": r"caption(?:s|-?text)?|wp-caption-text|figcaption|(?:photo|image|picture|img|media)-?(?:caption|credit|credits|copyright|info|description|legend)|legend|legende|credits?|bildunterschrift|bild(?:text|quelle)|photographer|copyright",
    "comments": r"comments?(?:-?(?:list|section|area|form|box|wrapper|container|count|link|button))?|disqus|discuss(?:ion)?|kommentare?|comentarios|commentaires|respond|coral|viafoura|forum",
    "tags": r"tags|tags?-?(?:list|links?|cloud|s|box|container|wrapper)|topics?(?:-?(?:list|links?))?|keywords?|etiquetas|schlagworte|cat-links|categories|post-categories|entry-footer|post-footer|article-?(?:footer|foot|tags|topics)|story-?(?:footer|tags|topics)",
    "navigation": r"bread-?crumbs?|nav(?:igation|bar|igator)?|menu(?:s|-item)?|sidebars?|side-?bar|rail|pagination|pager|paging|skip-?(?:link|to-content|nav)?|toc|table-of-contents|jump-?links?|anchor-links|carousel|slider|slideshow|ticker|live-?feed|masthead|topbar",
    "head": r"(?:article|story|entry|post|page|content)-?(?:header|head|hero|title|headline|intro-header)s?",
    "footer": r"(?<!article-)(?<!story-)(?<!entry-)(?<!post-)(?<!card-)footer",
    "consent": r"cookies?(?:-?(?:banner|notice|consent|message))?|consent|gdpr|ccpa|cli-modal|onetrust|ot-sdk|ot-pc|didomi|usercentrics|cookiebot|qc-cmp2?|truste|fc-consent",
    "notice": r"privacy|modal|pop-?up|overlay|lightbox|tooltip|off-?canvas|paywall-?(?:prompt|offer|message|box|teaser|barrier|overlay)|regwall|meter(?:ed)?-?(?:prompt|offer|message)|piano-offer|premium-?(?:offer|box|teaser)|login|register|registration|"
    r"disclaimer|corrections?|feedback|report-(?:error|typo|mistake)|survey|poll|quiz|trust-?(?:box|project|indicators?)|our-standards|editors?-note-box",
}
_HIDDEN = (
    r"(?:is-|u-|js-)?hidden|hide|sr-only|(?:u-|is-)?visually-?hidden|visuallyhidden|screen-reader(?:-text|-only)?|screenreader|assistive-text|a11y|d-none|display-none|invisible|offscreen|off-screen|"
    r"popover|hover-?card|rollover-?(?:block|people-block|content)|print-only|no-?js|noscript"
)
_UNSEEN = re.compile(by_letter(_HIDDEN))
_NAME = re.compile("-(?:" + "|".join(f"(?P<{reason}>{by_letter(words)})" for reason, words in _NAMES.items()) + ")(?=-)")
_ANY_NAME = re.compile(f"-(?:{by_letter('|'.join((_HIDDEN, *_NAMES.values())))})(?=-)")  # most names have none, as one search says
# What the class of a standfirst says.
STANDFIRST = re.compile(
    r"summary|standfirst|lead|lede|intro|excerpt|dek|deck|sub-?(?:title|head)|teaser|descri|abstract|strapline", re.IGNORECASE
)
_NOT_DRAWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Utility classes (``print:hidden``) and states (``no-footer``, ``has-sidebar``) say how an element looks, not what it is.
_UTILITY = re.compile(r"[:\[\]!/@]")
_STATES = tuple(
    f"{word}-" for word in "no not non has with without and show can disable enable post category tag format type status js u".split()
)
_SWITCHES = tuple(f"-{word}" for word in "enabled disabled open closed on off count visible active allowed free".split())
_JOINTS = re.compile(r"[^a-z0-9\s]+")


@lru_cache(20000)
def named(names: str) -> str | None:
    """What class names or an id say that the element is: a reason of the table, or None."""
    apart = names if names.islower() else _CAMEL.sub("-", names)
    return next(filter(None, map(_meant, apart.split())), None)


@lru_cache(20000)
def _meant(name: str) -> str | None:
    name = name.lower()
    words = name.replace("_", "-")
    if "--" in words or not words.isascii() or not words.replace("-", "").isalnum():
        if _UTILITY.search(name):
            return None
        words = _JOINTS.sub("-", words)
    words = words.strip("-")
    joined = f"-{words}-"
    if not _ANY_NAME.search(joined) or name.startswith(_STATES) or name.endswith(_SWITCHES):
        return None
    if _UNSEEN.fullmatch(words):
        return "unseen"
    return found.lastgroup if (found := _NAME.search(joined)) else None


def unseen(element: Element) -> str | None:
    """Why an element inside a sentence is not shown; None where nothing says so."""
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "unseen"
    names = attributes.get("class")
    return "unseen" if names and named(names) == "unseen" else None


def beside(element: Element, tag: str) -> str | None:
    """Why the element is not text by its tag, role, names or visibility; None where nothing says so."""
    if tag in TAGS:
        return TAGS[tag]
    attributes = element.keys()
    if not attributes:
        return None
    if attributes != ["class"] and (reason := _stated(element, tag)):  # most have no other
        return reason
    if tag in WHOLE:
        return None
    if (names := element.get("class")) and (reason := named(names)):
        return reason
    if "id" in attributes and tag not in SLUGGED and (name := element.get("id", "")).count("-") < LONG_ID and (reason := named(name)):
        return reason
    return None


def _stated(element: Element, tag: str) -> str | None:
    """What its role, its visibility or its style say of an element."""
    attributes = element.attrib
    if (role := attributes.get("role")) and role in ROLES:
        return "landmark"
    is_muted = attributes.get("aria-hidden") == "true" and tag != "p"  # paragraphs are muted by paywalls
    if is_muted or "hidden" in attributes or (style := attributes.get("style")) and _NOT_DRAWN.search(style):
        return "unseen"
    return None
