"""Which addresses are of the public internet, and which others may be asked after all."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

Network = ipaddress.ip_network
GLOBAL_UNICAST = Network("2000::/3")  # RFC 4291: what was ever given out of IPv6
NO_SITE_THERE = (
    Network("192.0.0.0/24"),  # protocol assignments, RFC 6890
    Network("192.88.99.0/24"),  # relays of 6to4, RFC 7526
    Network("2001::/32"),  # Teredo: the IPv4 address in it is anybody's
    Network("2002::/16"),  # 6to4: likewise
    Network("3fff::/20"),  # documentation, RFC 9637
)
NAT64 = Network("64:ff9b::/96")  # RFC 6052: how networks without IPv4 reach the rest


class PrivateAddress(IgnoreRequest):
    """The host is at an address that is not on the public internet; no connection was made."""

    told = "a private address"


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet.

    An IPv4 address within an IPv6 one (mapped, or NAT64's well-known prefix) is judged by itself.
    """
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if address in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in GLOBAL_UNICAST:
            return False
    if any(address in network for network in NO_SITE_THERE):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def private_hosts(settings: BaseSettings) -> set[tuple[str, int]]:
    """The hosts and ports of NEWSCRAWL_PRIVATE_HOSTS (a list, or text with commas), that may be at private addresses.

    Raises :class:`ValueError` where an entry is no ``host:port``.
    """
    found = set()
    for entry in settings.getlist("NEWSCRAWL_PRIVATE_HOSTS"):
        parts = urlsplit(f"//{entry.strip()}")
        try:
            plain = parts.hostname and parts.port and parts.netloc == entry.strip() and not parts.username
        except ValueError:
            plain = False
        if not plain:
            raise ValueError(f"NEWSCRAWL_PRIVATE_HOSTS: {entry!r} is no host:port such as 127.0.0.1:8123 or [::1]:8123")
        found.add((parts.hostname, parts.port))
    return found
