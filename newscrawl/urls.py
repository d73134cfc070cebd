"""Addresses: canonical form, the key and id of an article, and what belongs to one site."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import safe_url_string

# The list that the package brings: reading never touches the network.
_suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None)

# Parameters that name the way a reader came by, never the page.
TRACKING = re.compile(
    r"(utm_|mtm_|pk_|hsa_|at_)\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|ttclid|mc_[ce]id|"
    r"_hs(enc|mi)|ref_?src|cmpid|ncid|xtor|wt_mc|spm|soc_(src|trk)|__twitter_impression",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# An address that has nothing to be put in order, as most have.
_CANONICAL = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.)*[a-z0-9]+(?::(?!80/|443/)[1-9]\d{0,3})?/[A-Za-z0-9/_.~,:-]*")
# An address that joining leaves as it is: whole, in lower case up to its path, without a fragment.
_WHOLE = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.)*[a-z0-9]+(?::[1-9]\d{0,3})?/[A-Za-z0-9/_.~,:;%+@!$&'()*=-]*(?:\?[A-Za-z0-9/_.~,:;%+@!$&'()*=?|-]+)?"
)


def absolute(base: str, href: str) -> str | None:
    """The absolute http(s) address of a link, or None where it is no such link."""
    if _WHOLE.fullmatch(href):
        return href
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- raises where the port is no number
    except ValueError:
        return None
    return url if parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def path_of(url: str) -> str:
    """The path of an absolute address, as ``urlsplit`` gives it, for a tenth of what that costs."""
    _, slash, path = url.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")
    return slash + path


def canonical_form(url: str) -> str:
    """The address without what does not tell pages apart.

    Scheme and host in lower case, no default port, no user, no fragment, no tracking parameters, percent-encoded
    as browsers do; the order of the query, trailing slashes, ``:`` and runs of ``-`` are significant and stay.
    """
    if _CANONICAL.fullmatch(url):
        return url
    parts = urlsplit(safe_url_string(url.strip()))
    host = (parts.hostname or "").lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    query = parts.query
    if query:
        pairs = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not TRACKING.fullmatch(k)]
        if len(pairs) < query.count("&") + 1:
            query = urlencode(pairs)
    return urlunsplit((parts.scheme, host, parts.path or "/", query, ""))


def link_key(url: str) -> str:
    """What tells one page of a site from another: the canonical form without scheme, ``www.`` and last slash."""
    _, _, rest = canonical_form(url).partition("://")
    host, slash, path = rest.removeprefix("www.").partition("/")
    return host + slash + (path.rstrip("/") if "?" not in path else path)


def article_id(key: str) -> str:
    """The id of an article: the first 16 hex digits of the SHA-256 of its key."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def article_key(url: str, declared: str | None, home: str | None = None) -> str:
    """The key of an article: the canonical link that its page declares, where that can be believed (RFC 6596).

    It is believed on the page's own registrable domain (or that of ``home``), unless it names a front page or an
    ancestor of the page's own path. Otherwise the fetched address in canonical form is the key.
    """
    own = canonical_form(url)
    if not declared:
        return own
    parts = urlsplit(declared)
    if not (same_site(declared, url) or (home and same_site(declared, home))):
        return own
    path, fetched = parts.path.rstrip("/"), urlsplit(own).path.rstrip("/")
    if not path and not parts.query or (fetched != path and fetched.startswith(path + "/") and not parts.query):
        return own
    return declared


@lru_cache(4096)
def registrable_domain(host: str) -> str:
    """The domain that was registered (Public Suffix List), or the host itself where it is an address or a bare name."""
    found = _suffixes(host)
    return found.top_domain_under_public_suffix or host.lower()


@lru_cache(4096)
def _is_bare(host: str) -> bool:
    return not _suffixes(host).suffix


@lru_cache(16384)
def _site(url: str) -> tuple[str, int | None] | None:
    """What the addresses of one site have in common, None where there is no host, or a port that is no number."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, _port(parts)
    except ValueError:
        return None
    return (registrable_domain(host), port if _is_bare(host) else None) if host else None


def same_site(url: str, other: str) -> bool:
    """Whether two addresses are on one registrable domain; for bare addresses, on one host and port."""
    site = _site(url)
    return site is not None and site == _site(other)


def _port(parts: SplitResult) -> int | None:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme)


def moved_to(url: str, origin: str, home: str) -> str:
    """The address with the origin of ``home`` where it had ``origin``: a mirror's address at the site it mirrors."""
    one, two = urlsplit(url), urlsplit(origin)
    if (one.hostname, _port(one)) != (two.hostname, _port(two)):
        return url
    target = urlsplit(home)
    return urlunsplit((target.scheme, target.netloc, one.path, one.query, one.fragment))


def answering_scheme(url: str, home: str) -> str:
    """The address with the scheme that the front page answered with.

    A site served over https is asked over https; on an explicit port only one scheme can answer.
    """
    one, two = urlsplit(url), urlsplit(home)
    if one.scheme == two.scheme or one.hostname != two.hostname:
        return url
    if two.scheme == "https" and not one.port or one.port and one.port == two.port:
        return urlunsplit((two.scheme, one.netloc, one.path, one.query, one.fragment))
    return url
