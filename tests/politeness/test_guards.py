from __future__ import annotations

import socket
import time

import pytest
from scrapy.settings import Settings

from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.guards import GuardedResolver


class Receiver:
    """What HostnameEndpoint is to a resolver."""

    def __init__(self):
        self.addresses = []
        self.completed = 0

    def resolutionBegan(self, resolution):
        pass

    def addressResolved(self, address):
        self.addresses.append(address)

    def resolutionComplete(self):
        self.completed += 1


class Flipping:
    """A name server with another answer each time."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def resolveHostName(self, receiver, name, port=0, types=None, semantics="TCP"):
        from twisted.internet.address import IPv4Address

        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()


def resolve(resolver, name="rebinding.test", port=80):
    receiver = Receiver()
    resolver.resolveHostName(receiver, name, port)
    assert receiver.completed == 1
    return receiver.addresses


def test_a_name_that_changes_to_a_private_address_is_refused_at_the_second_look_up():
    resolver = GuardedResolver(Settings(), Flipping(["8.8.8.8"], ["127.0.0.1"]), None)
    assert [address.host for address in resolve(resolver)] == ["8.8.8.8"]
    with pytest.raises(PrivateAddress, match=r"rebinding.test:80 is at the private address 127.0.0.1; .*NEWSCRAWL_PRIVATE_HOSTS"):
        [address.host for address in resolve(resolver)]


def test_of_a_mixed_answer_only_the_public_addresses_are_used():
    resolver = GuardedResolver(Settings(), Flipping(["10.0.0.1", "8.8.8.8", "127.0.0.1"]), None)
    assert [address.host for address in resolve(resolver)] == ["8.8.8.8"]


def test_who_asks_without_a_port_gets_no_private_address():
    assert resolve(GuardedResolver(Settings(), Flipping(["127.0.0.1"]), None), port=0) == []


TARGETS = [
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "127.0.0.1.",
    "localhost", "LOCALHOST", "localhost.", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254", "10.0.0.1", "100.64.0.1", "evil.test", "six.test", "retried.test",
    "127%2e0%2e0%2e1", "127。0。0。1", "１２７.0.0.1", "user:pass@127.0.0.1",
]  # fmt: skip
NAMES = {"evil.test": [["127.0.0.1", "127.0.0.2"]], "six.test": [["::1"]], "retried.test": [[], ["127.0.0.1"]]}
NAMES |= {"localhost.": [["127.0.0.1"]], "127.0.0.1.": [["127.0.0.1"]]}  # that some systems resolve and some do not
NO_NAMES = ["a..test", ".test", f"{'a' * 70}.test"]
NO_HOST = {"127%2e0%2e0%2e1"}  # fails before there is an address


@pytest.fixture(scope="module")
def refused(crawl, site, trap):
    """One crawl that tries every target in the open, by redirect and by the redirect of robots.txt."""
    home = site()
    moved = {
        f"/{status}/{host}": (status, {"Location": f"http://{host}:{trap.port}/"}, b"")
        for status in (301, 307)
        for host in TARGETS
        if host.isascii() and host not in NO_HOST and "[" not in host
    }
    refresh = f'<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{trap.port}/">'.encode()
    home.routes = {**moved, "/refresh": (200, {"Content-Type": "text/html"}, refresh)}
    lured = site({"/robots.txt": (302, {"Location": f"http://localhost:{trap.port}/robots.txt"}, b"")})
    neighbour = home.home.replace(str(home.server_port), str(trap.port))
    proxied = [["http://127.0.0.1/", {"proxy": home.home}], ["http://public.test/", {"proxy": f"http://127.0.0.1:{trap.port}"}]]
    schemes = ["file:///etc/hostname", "data:,canary", "ftp://127.0.0.1/x", "s3://bucket/key"]
    batch = [f"http://{host}:{trap.port}/" for host in TARGETS]
    batch += [f"https://{host}:{trap.port}/" for host in TARGETS[:3]] + [f"http://{host}/" for host in NO_NAMES]
    batch += [home.home + path for path in home.routes] + [lured.home + "/page", neighbour + "/", *proxied, *schemes]
    result = crawl(batch, private=[home.host, lured.host], names={**NAMES, "public.test": [["8.8.8.8"]]}, CONCURRENT_REQUESTS=64)
    return result, home, lured, neighbour, trap


def test_nothing_connects_to_the_trap(refused):
    result, *_, trap = refused
    assert trap.connections == 0
    assert len(result.outcomes) > 80
    for address in ("127.0.0.1", "127.0.0.2"):  # the trap does count
        socket.create_connection((address, trap.port)).close()
    deadline = time.monotonic() + 5
    while trap.connections < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert trap.connections == 2


@pytest.mark.parametrize("host", [host for host in TARGETS if host not in NO_HOST])
def test_every_spelling_of_a_private_address_is_refused(refused, host):
    result, _, _, _, trap = refused
    assert result[f"http://{host}:{trap.port}/"] == "PrivateAddress"


def test_redirects_to_private_addresses_are_refused(refused):
    result, home, *_ = refused
    assert {path: result[home.home + path] for path in home.routes} == dict.fromkeys(home.routes, "PrivateAddress")


def test_a_robots_txt_that_points_at_a_private_address_closes_its_host(refused):
    result, _, lured, *_ = refused
    assert result[lured.home + "/page"] == "PrivateAddress"
    assert lured.paths() == ["/robots.txt"]


def test_another_port_of_an_excepted_host_stays_refused(refused):
    result, _, _, neighbour, _ = refused
    assert result[neighbour + "/"] == "PrivateAddress"


def test_neither_proxy_nor_target_of_a_proxied_request_may_be_private(refused):
    result, *_ = refused
    assert result["http://127.0.0.1/"] == result["http://public.test/"] == "PrivateAddress"


@pytest.mark.parametrize("url", ["file:///etc/hostname", "data:,canary", "ftp://127.0.0.1/x", "s3://bucket/key"])
def test_other_schemes_have_no_handler(refused, url):
    result, *_ = refused
    assert "Unsupported URL scheme" in result.outcomes[url][-1][1]


def test_each_refusal_is_counted_once_and_never_retried(refused):
    result, *_ = refused
    private = sum(outcome[0] == "PrivateAddress" for fetches in result.outcomes.values() for outcome in fetches)
    assert result.stats["guards/private_address"] == private
    assert "retry/reason_count/newscrawl.politeness.guards.PrivateAddress" not in result.stats


def test_exceptions_are_announced_once(refused):
    result, home, lured, *_ = refused
    for one in (home, lured):
        assert result.log.count(f"NEWSCRAWL_PRIVATE_HOSTS: {one.host} may be at a private address") == 1


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_cannot_be_one_has_no_address(refused, name):
    result, *_ = refused
    assert "no results for hostname lookup" in result.outcomes[f"http://{name}/"][0][1]
    assert "Traceback" not in result.log


def test_an_excepted_host_is_reached_and_no_other_though_another_resolver_is_set(crawl, site):
    home, other = site(), site()
    result = crawl(
        [home.home + "/a", other.home + "/a"], private=[home.host], TWISTED_DNS_RESOLVER="scrapy.resolver.CachingThreadedResolver"
    )
    assert (result[home.home + "/a"], result[other.home + "/a"]) == (200, "PrivateAddress")
    assert other.seen == []
