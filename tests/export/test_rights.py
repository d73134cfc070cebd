"""The policy of docs/rights.md, signal by signal; and pseudonyms, which are the same wherever the key is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscrawl.export.pseudonyms import WeakKey, pseudonyms, read_key
from newscrawl.export.rights import POLICY, reserved
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("rights", "kept_back"),
    [
        ({}, False),
        ({"tdm_reservation": "1"}, True),
        ({"tdm_reservation": "0"}, False),
        ({"tdm_reservation": "0", "robots": "noai"}, True),
        ({"robots": "noindex, NoAI"}, True),
        ({"robots": "noimageai"}, False),
        ({"robots": "noarchive, nosnippet"}, False),
        ({"robots_agents": "gptbot: noai"}, True),
        ({"robots_agents": "gptbot: noindex"}, False),
        ({"x_robots_tag": "otherbot: noindex, noai"}, True),
        ({"x_robots_tag": "noairport"}, False),
        ({"content_signal": "search=yes,ai-train=no"}, True),
        ({"robots_txt_signal": "ai-input = no"}, True),
        ({"robots_txt_signal": "search=no, ai-train=yes"}, False),
        ({"content_usage": "train-ai=n"}, True),
        ({"robots_txt_usage": "search=n, train-ai=y"}, False),
        ({"robots_txt_usage": "bots=n"}, True),
        ({"robots_txt_ai": "CCBot"}, True),
        ({"robots_txt_ai": "ChatGPT-User, OAI-SearchBot"}, False),
        ({"robots_txt_ai": "ChatGPT-User, GPTBot"}, True),
        ({"license": "https://creativecommons.org/licenses/by/4.0/", "robots_txt_ai": "GPTBot"}, True),
        ({"copyright_notice": "All rights reserved"}, False),
        ({"a_key_of_later": "1"}, False),
    ],
)
def test_what_is_kept_back(rights: dict[str, str], kept_back: bool) -> None:
    assert (reserved(rights) is not None) == kept_back


def test_every_key_of_the_policy_is_documented() -> None:
    page = (ROOT / "docs/rights.md").read_text("utf-8")
    told = set(re.findall(r"`(\w+)`", page))
    assert {key for key, _, _ in POLICY} <= told


KEY = b"k3y-of-a-researcher-that-is-long-enough"


def test_pseudonyms_are_the_same_with_the_same_key_and_others_with_another() -> None:
    first = pseudonyms(["Jane Doe", "JANE  DOE", "John Roe", "ليلى حداد"], KEY)
    assert first == pseudonyms(["Jane Doe", "JANE  DOE", "John Roe", "ليلى حداد"], KEY)
    assert first[0] == first[1]
    assert len(set(first)) == 3
    assert first[0] == "author-113377b8418adab163549cfa"  # whatever version of newscrawl makes it
    assert set(first).isdisjoint(pseudonyms(["Jane Doe", "John Roe"], KEY + b"x"))


@pytest.mark.parametrize("text", [b"short", b"a" * 64, b" " * 64, b""])
def test_a_key_that_can_be_guessed_is_refused_with_how_to_make_one(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "key").write_bytes(text)
    with pytest.raises(WeakKey, match="head -c 32 /dev/urandom"):
        read_key(tmp_path / "key")


def test_a_key_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WeakKey, match="can't be read"):
        read_key(tmp_path / "none")


def test_a_line_break_at_its_end_is_no_part_of_a_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(KEY + b"\n")
    assert read_key(tmp_path / "key") == KEY
