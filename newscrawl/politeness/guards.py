"""No connection to a private address, whatever its name, its spelling or the way to it.

The check stands where a host becomes an address for a connection: Twisted's ``HostnameEndpoint`` asks the reactor's
resolver for every host, addresses in any spelling among them, and connects to nothing but its answers. So it holds for
redirects, robots.txt, retries, and names whose address changes between two look-ups.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from scrapy.resolver import HostResolution
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object
from twisted.internet.address import IPv4Address
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from newscrawl.politeness.addresses import PrivateAddress, is_public, private_hosts

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}


class _Refused(IPv4Address):
    """Stands in for the addresses of a host that has none but private ones: who would connect to it gets the error."""

    def __init__(self, reason: str):
        self.reason = reason

    @property
    def host(self) -> str:
        raise PrivateAddress(self.reason)


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Hands on the public addresses of a host."""

    def __init__(self, receiver: IResolutionReceiver, host: str, port: int):
        self._receiver = receiver
        self._host = host
        self._port = port
        self._private: list[str] = []
        self._public = False

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        if is_public(address.host):
            self._public = True
            self._receiver.addressResolved(address)
        else:
            self._private.append(address.host)

    def resolutionComplete(self) -> None:
        # Who gives no port (reactor.resolve) reads the address at once and cannot take an error: it gets none.
        if self._private and not self._public and self._port:
            where = f"{self._host}:{self._port} is at the private address {self._private[0]}"
            self._receiver.addressResolved(_Refused(f"{where}; if it must be reached, name it in NEWSCRAWL_PRIVATE_HOSTS"))
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Answers with public addresses only, but for the hosts and ports of NEWSCRAWL_PRIVATE_HOSTS.

    It asks the resolver that NEWSCRAWL_RESOLVER names, by default Scrapy's for IPv4 and IPv6. One for all crawls of a process.
    """

    def __init__(self, settings: BaseSettings, inner: Any, reactor: Any):
        self._exceptions = private_hosts(settings)
        self._inner = inner
        self._reactor = reactor

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        inner = load_object(crawler.settings.get("NEWSCRAWL_RESOLVER", "scrapy.resolver.CachingHostnameResolver"))
        return cls(crawler.settings, build_from_crawler(inner, crawler, reactor=reactor), reactor)

    def install_on_reactor(self) -> None:
        for host, port in sorted(self._exceptions):
            logger.warning("NEWSCRAWL_PRIVATE_HOSTS: %s:%d may be at a private address", host, port)
        self._inner.install_on_reactor()
        self._inner = self._reactor.nameResolver
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Any = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        if not _can_be_asked(hostName):
            resolutionReceiver.resolutionBegan(HostResolution(hostName))
            return resolutionReceiver.resolutionComplete()
        if (hostName.lower(), portNumber) not in self._exceptions:
            resolutionReceiver = _PublicOnly(resolutionReceiver, hostName, portNumber)
        return self._inner.resolveHostName(resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics)


def _can_be_asked(name: str) -> bool:
    """Whether a name has labels of 1 to 63 bytes. Over others Twisted's resolver stumbles and never answers."""
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return True


@implementer(IResolutionReceiver)
class _Collected:
    """Gathers the addresses of a host."""

    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.complete: Deferred[None] = Deferred()

    def resolutionBegan(self, resolution: Any) -> None:
        pass

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address)

    def resolutionComplete(self) -> None:
        self.complete.callback(None)


async def public_addresses(parts: SplitResult) -> list[str]:
    """The addresses of an URL's host, for what connects by itself; raises :class:`PrivateAddress`.

    A proxy or a browser asks again, so a name that changes its address between the two look-ups gets past this.
    """
    from twisted.internet import reactor

    collected = _Collected()
    port = parts.port or PORTS.get(parts.scheme, 0)
    reactor.nameResolver.resolveHostName(collected, parts.hostname or "", portNumber=port)
    await maybe_deferred_to_future(collected.complete)
    return [address.host for address in collected.addresses]


class GuardMiddleware:
    """Keeps the guarded resolver in place, checks requests that a proxy or a browser connects, counts refusals.

    Stands between HttpProxyMiddleware and the downloader. Holds for download handlers that connect through Twisted.
    """

    def __init__(self, crawler: Crawler):
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        from twisted.internet import reactor

        if not isinstance(reactor.nameResolver, GuardedResolver):
            GuardedResolver.from_crawler(self.crawler, reactor).install_on_reactor()
        proxy = request.meta.get("proxy")
        if proxy:
            await public_addresses(urlsplit(proxy))
        if proxy or request.meta.get("playwright"):
            await public_addresses(urlparse_cached(request))

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, PrivateAddress) and not request.meta.get("robots_txt"):
            self.crawler.stats.inc_value("guards/private_address")
            logger.warning("Refused %s: %s", request, exception)
