from __future__ import annotations

import pytest

from newscrawl.store.query import QueryError, expression, spelt


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kirby", '"kirby"'),
        ("COVID-19 don't U.S.", '"COVID-19" "don\'t" "U.S."'),
        ('"a phrase" begin*', '"a phrase" "begin" *'),
        ("“curly one” «two»", '"curly one" "two"'),
        ("＂wide one＂", '"wide one"'),
        ("title:kirby OR body:(a b)", 'title: "kirby" OR body: ( "a" "b" )'),
        ("NEAR(one two, 5)", 'NEAR( "one" "two" , 5 )'),
        ("(a OR b) c", '( "a" OR "b" ) AND "c"'),
        ("c NOT (a b)", '"c" NOT ( "a" "b" )'),
        ("ANDREW or NOT-x", '"ANDREW" "or" "NOT-x"'),
        ("https://x.example/a?b=c 12:30", '"https://x.example/a?b=c" "12:30"'),
        ("Paris, London -- 3", '"Paris," "London" "3"'),
        ("北京 天*", '"北  京" "天" *'),
    ],
)
def test_a_query_is_what_its_writer_means(query: str, expected: str) -> None:
    assert expression(query) == expected


@pytest.mark.parametrize(
    ("query", "says"),
    [("", "no word"), ("* -", "no word"), ("title:", "no word"), ("AND", "no word"), ('a "b', "quotation mark is not closed")],
)
def test_what_cannot_be_asked_is_told_with_what_can(query: str, says: str) -> None:
    with pytest.raises(QueryError, match=f'{says}.*there are: words .all of them., "a phrase"'):
        expression(query)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain, as it is.\n\nNext.", "Plain, as it is.\n\nNext."),
        ("Perú, Ελλάδα", "Perú, Ελλάδα"),  # accents are SQLite's
        ("القِمّةُ الإقليـــمية ٢٠٢٦", "القمه الاقليميه 2026"),
        ("شَهِیدَان", "شهيدان"),
        ("שָׁלוֹם", "שלום"),
        ("ＡＩ（x）", "AI(x)"),
        ("在 Beijing 下雨", " 在  Beijing  下  雨 "),
        ("서울에서", " 서  울  에  서 "),
        ("a\x00b\x02c\x1b[31m", "a b c [31m"),
    ],
)
def test_the_index_takes_words_without_what_readers_dont_type(text: str, expected: str) -> None:
    assert spelt(text) == expected


def test_the_spelling_of_a_character_depends_on_nothing_beside_it() -> None:
    text = "The قِمّة of 北京, ＡＩ and ประเทศไทย\x03 – é e\u0301"
    assert spelt(text) == "".join(map(spelt, text))
