from __future__ import annotations

import pytest

from newscrawl.export.names import BadName, dataset_name, folder_of


@pytest.mark.parametrize("name", ["elections", "de-2026", "a", "a.b_c", "x" * 64])
def test_a_name_that_is_a_folder_everywhere(name: str) -> None:
    assert dataset_name(name) == folder_of(name) == name


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "/a", "a..b", ".a", "a.", "-a", "A", "con", "nul.txt", "a b", "ä", "a\n", "x" * 65, "a\\b", "a\0"])  # fmt: skip
def test_other_names_are_refused_and_never_become_a_path(name: str) -> None:
    with pytest.raises(BadName):
        dataset_name(name)
    assert folder_of(name).startswith("site-") and folder_of(name).isascii() and "/" not in folder_of(name)


def test_two_sites_have_two_folders() -> None:
    assert folder_of("a/b") != folder_of("a_b") != folder_of("a\\b")
