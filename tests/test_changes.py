from __future__ import annotations

import pytest

from newscrawl.changes import changes, is_trivial, word_diff
from tests.store.conftest import article


@pytest.mark.parametrize(
    ("before", "after", "trivial"),
    [
        ("The centre is closed.", "The center is closed.", True),
        ("The mayor said so", "The mayor said so.", True),
        ("the Mayor said", "The mayor said", True),
        ("“Yes”, he said", '"Yes," he said', True),
        ("Recieved a letter", "Received a letter", True),
        ("Three people died", "Four people died", False),
        ("It cost 30 pounds", "It cost 36 pounds", False),
        ("The mayor said so", "The mayor never said so", False),
        ("The mayor left", "The minister left", False),
        ("He is in town", "He is no town", False),
        ("قال الوزير اليوم", "قال الوزير أمس", False),
    ],
)
def test_spelling_and_punctuation_are_trivial_and_facts_are_not(before: str, after: str, trivial: bool) -> None:
    assert is_trivial(list(word_diff(before, after))) is trivial


def test_the_pieces_of_a_diff_make_both_texts() -> None:
    before, after = "The old  bridge, built in 1900, fell.", "The bridge — built in 1905 — fell down."
    pieces = list(word_diff(before, after))
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_only_content_is_compared() -> None:
    one, two = article(shares=1, tags=["a"]), article(shares=2, tags=["b"], title="Other", authors=["Jane Doe", "John Roe"])
    assert [(change.field, change.trivial) for change in changes(one, two)] == [("title", False), ("authors", False)]
