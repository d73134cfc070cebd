"""Words of sections and services, folded."""

from __future__ import annotations

import pytest

from newscrawl.discovery import words
from newscrawl.discovery.words import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Économie & Finances", "economie finances"), ("Arts&Culture", "arts culture"), ("İSTANBUL", "istanbul"), ("أخبار", "اخبار"), ("Świat", "swiat"), ("über-uns", "uber uns"),
        ("ライブ", "ライブ"), ("हिन्दी समाचार", "हिन्दी समाचार"), ("S’abonner", "sabonner"), ("Ιστορία", "ιστορια"), ("", ""),
    ],
)  # fmt: skip
def test_texts_are_folded(text: str, folded: str):
    assert fold(text) == folded


def test_no_name_of_a_section_is_that_of_a_language():
    assert not words.SECTION & words.LANGUAGES - {"it", "عربي", "eesti"}
