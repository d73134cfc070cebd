from __future__ import annotations

import pytest
from scrapy.settings import Settings

from newscrawl.politeness.addresses import is_public, private_hosts

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "192.88.99.1", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "ff0e::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::",
    "2002:808:808::", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2001:db8::1", "3fff::1", "100::1", "4000::1",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_off_the_public_internet_is_private(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("value", ["127.0.0.1:8123, [::1]:80,localhost:9", ["127.0.0.1:8123", "[::1]:80", "LOCALHOST:9"]])
def test_private_hosts_come_as_a_list_or_as_text(value):
    assert private_hosts(Settings({"NEWSCRAWL_PRIVATE_HOSTS": value})) == {("127.0.0.1", 8123), ("::1", 80), ("localhost", 9)}


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.1:", ":80", "http://h:80", "h:80/x", "u@h:80", "h:x", "h:70000", "127.0.0.0/8"])
def test_a_private_host_without_port_is_an_error_that_says_what_to_write(entry):
    with pytest.raises(ValueError, match="NEWSCRAWL_PRIVATE_HOSTS: .*is no host:port such as"):
        private_hosts(Settings({"NEWSCRAWL_PRIVATE_HOSTS": entry}))
