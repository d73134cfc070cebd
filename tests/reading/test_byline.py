"""Byline: what the text has of the page's head before its first paragraph is no part of it."""

from __future__ import annotations

import pytest

from newscrawl.items import Block
from newscrawl.reading.byline import without_head

TEXT = "The ministers met in the morning, and said nothing to anybody who had waited outside of the hall."


@pytest.mark.parametrize(
    ("headings", "kept"),
    [
        (["14:35", "13:10"], ["14:35", "13:10"]),
        (["2.35 pm", "1.10 pm"], ["2.35 pm", "1.10 pm"]),
        (["14:35"], []),
        (["14:35", "What comes next"], ["What comes next"]),
    ],
)
def test_the_times_over_the_entries_of_a_live_blog_stay_and_a_single_one_at_the_top_goes(headings, kept):
    blocks = [block for heading in headings for block in (Block("heading", heading, 2), Block("paragraph", TEXT))]
    assert [block.text for block in without_head(blocks)[0] if block.type == "heading"] == kept
