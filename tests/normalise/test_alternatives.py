"""Alternatives by their first letter: the same texts match as with the table as it is written."""

from __future__ import annotations

import re

import pytest

from newscrawl.normalise.alternatives import by_letter


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        ("ab|cd|ae", "a(?:b|e)|c(?:d)"),
        ("(?:most|top)-read", "m(?:ost-read)|t(?:op-read)"),
        ("(?:is-)?hidden|hide", "h(?:idden|ide)|i(?:s-hidden)"),
        ("(one|two) (three|four)", "o(?:ne (three|four))|t(?:wo (three|four))"),
        (r"[xy]z|\d+|a?b|c", r"[xy]z|\d+|a?b|c(?:)"),
        ("(?:a|b)+c|(?!d)e", "(?:a|b)+c|(?!d)e"),
        (r"a[|)]b|a\|c", r"a(?:[|)]b|\|c)"),
    ],
)
def test_alternatives_are_parted_at_their_first_letter(written, compiled):
    assert by_letter(written) == compiled


@pytest.mark.parametrize(
    "text", ["hidden", "is-hidden", "js-hidden", "hide", "most-read", "top-stories", "read-more", "sub-title", "is-", "top", "", "x"]
)
@pytest.mark.parametrize("written", ["(?:is-|js-)?hidden|hide", "(?:most|top)-(?:read|stories)|read-?more", "sub-?(?:title|head)|(?:x|y)?"])
def test_the_same_texts_match(written, text):
    assert bool(re.fullmatch(f"(?:{by_letter(written)})", text)) == bool(re.fullmatch(f"(?:{written})", text))


def test_a_group_without_an_end_is_an_error():
    with pytest.raises(ValueError, match="a group without an end"):
        by_letter("(?:ab")
