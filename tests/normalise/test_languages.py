"""Languages as pages write them, as BCP 47 tags."""

from __future__ import annotations

import pytest

from newscrawl.normalise.languages import by_script, tag


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("en", "en"),
        ("en_US", "en-US"),
        ("DE-de", "de-DE"),
        ("zh-hant-TW", "zh-Hant-TW"),
        ("ar_AR.UTF-8", "ar-AR"),
        ("Arabic", "ar"),
        ("español", "es"),
        ("jp", "ja"),
        ("pt-br, en", "pt-BR"),
        ("x", None),
        ("", None),
    ],
)
def test_a_language_is_written_in_one_way(text, wanted):
    assert tag(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلن المتحدث باسم القوات", "ar"), ("宮崎県で震度5弱の地震がありました", "ja"), ("台北時報今日報導", "zh"), ("매일경제 기사", "ko"), ("समस्तीपुर पुलिस", "hi"),
        ("English text", None), ("", None),
    ],
)  # fmt: skip
def test_letters_speak_for_the_language_that_alone_has_them(text, wanted):
    assert by_script(text) == wanted
