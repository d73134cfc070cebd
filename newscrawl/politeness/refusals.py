"""Names an answer that is a refusal, so that it is counted as one and never read as an article."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Response

LOOKED_AT = 16 * 1024  # bytes of the body


class Refusal(StrEnum):
    """Why an answer is not the page that was asked for."""

    CHALLENGE = "challenge"  # a check that only a browser with a person passes
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"  # for legal reasons (RFC 7725)


STATUSES = {
    401: Refusal.FORBIDDEN,
    403: Refusal.FORBIDDEN,
    407: Refusal.FORBIDDEN,
    429: Refusal.RATE_LIMITED,
    451: Refusal.UNAVAILABLE,
}

# Headers that vendors set on a challenge and nowhere else, with their values.
HEADERS = {
    "cf-mitigated": {b"challenge"},
    "x-vercel-mitigated": {b"challenge"},
    "x-amzn-waf-action": {b"challenge", b"captcha"},
}

# Marks that stand in the mark-up of challenge pages. Quoted in an article, their "<" is written "&lt;".
MARKS = re.compile(
    rb"<script[^<>]*>[^<]{0,8192}?(_cf_chl_opt|sucuri_cloudproxy_js|\bgokuProps\b|awsWafCookieDomainList)"  # Cloudflare, Sucuri, AWS
    rb"|<(script|iframe)[^<>]{0,500}captcha-delivery\.com"  # DataDome
    rb"|<script[^<>]*>[^<]{0,2048}?['\"][a-z]+\.captcha-delivery\.com"
    rb"|<[a-z]+[^<>]{0,200}\bid=['\"]?(px-captcha|cf-challenge-running|challenge-running|sec-if-cpt-container|ddg-captcha)\b"
    rb"|<iframe[^<>]{0,200}_Incapsula_Resource[^<>]{0,500}>[^<]{0,200}incident ID"  # Imperva
    rb"|<script[^<>]{0,200}/ips\.js\?[^<>]{0,200}KP_UIDz"  # Kasada
    rb"|<script[^<>]{0,200}/_fs-ch-",  # Fastly
    re.IGNORECASE,
)
TITLES = re.compile(
    rb"<title>\s*(just a moment(\.\.\.|&hellip;|\xe2\x80\xa6)|ddos-guard|client challenge|"
    rb"vercel security checkpoint|please wait(\.\.\.)? \| cloudflare)\s*</title>",
    re.IGNORECASE,
)
# A page that describes itself to other sites is a page of this site, whatever scripts it has.
OWN_PAGE = re.compile(rb"property=['\"]?(og|article):|application/ld\+json", re.IGNORECASE)


def refusal(response: Response) -> Refusal | None:
    """The kind of refusal, from status, headers and the first 16 KiB; None where it is an answer or a plain error."""
    if is_challenge(response):
        return Refusal.CHALLENGE
    return STATUSES.get(response.status)


def is_challenge(response: Response) -> bool:
    """Whether the answer asks for proof of a person at a browser, whatever its status."""
    if any((response.headers.get(name) or b"").strip().lower() in values for name, values in HEADERS.items()):
        return True
    start = response.body[:LOOKED_AT]
    if OWN_PAGE.search(start):
        return False
    return bool(MARKS.search(start) or TITLES.search(start))
