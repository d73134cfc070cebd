"""One form for every text: what is stored, what is compared, what is counted."""

from __future__ import annotations

import pytest

from newscrawl.normalise.text import clean, compact, count_words, folded, plain, site_names, unique, without_site_name


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (" two\n\t words ", "two words"),
        ("no\u00a0break and\u202fnarrow", "no break and narrow"),
        ("e\u0301le\u0300ve", "élève"),
        ("\u200fالميادين\u200e نت\u202c", "الميادين نت"),
        ("Heli\u00adkopter\u200blande\ufeffplatz", "Helikopterlandeplatz"),
        ("می\u200cشود", "می\u200cشود"),  # the non-joiner is spelling in Persian
        ("“quotes” stay «as» they 'are'", "“quotes” stay «as» they 'are'"),
    ],
)
def test_text_is_cleaned_without_changing_what_is_written(raw, wanted):
    assert clean(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("zerst&ouml;ren", "zerstören"),
        ("Dune &amp;amp; others", "Dune & others"),
        ("Taylor Swift&#8217;s <em>best</em> work", "Taylor Swift’s best work"),
        ("a < b and c > d", "a < b and c > d"),
        ("AT&T", "AT&T"),
    ],
)
def test_a_value_escaped_once_too_often_is_read_as_meant(raw, wanted):
    assert plain(raw) == wanted


def test_spellings_of_one_text_fold_to_one():
    assert folded("‘Dune’ – THE film") == folded('"dune" - the FILM')
    assert compact("Seznam Zprávy") == compact("seznam-zprávy!")


def test_doubles_fall_out_however_they_are_spelt():
    assert unique(["Arms sale", "", "DPRK", "arms  sale", "ＤＰＲＫ"]) == ["Arms sale", "DPRK"]


@pytest.mark.parametrize(
    ("text", "words"), [("It's 3.5 o'clock - now.", 4), ("أهلا بكم في الميادين", 4), ("日本語です", 5), ("ทดสอบ", 5), ("", 0)]
)
def test_words_are_counted_in_every_script(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("title", "site", "wanted"),
    [
        ("Headline | The Daily Example", "The Daily Example", "Headline"),
        ("Headline – Daily Example – 13.06.2023", "Daily Example", "Headline"),
        ("Headline | Politics News | Example News", "Example News", "Headline | Politics News"),
        ("見出し：例新聞デジタル", "例新聞デジタル", "見出し"),
        ("Daily Example | A headline", "Daily Example", "A headline"),
        ("Daily Example: we are under attack", "Daily Example", "Daily Example: we are under attack"),  # who speaks, not who publishes
        ("A headline - with a dash", "Daily Example", "A headline - with a dash"),
        ("Example", "Example", "Example"),
        ("Headline - news.example", "", "Headline"),
    ],
)
def test_a_headline_loses_the_name_of_its_site(title, site, wanted):
    assert without_site_name(title, site_names("https://www.news.example/a", site)) == wanted
