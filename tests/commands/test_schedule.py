"""scrapy schedule as a command: what it says of names that it can't use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.commands.conftest import Ended


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zzz", "no site 'zzz'; there are: arabic-almayadeen, english-almayadeen, espanol-almayadeen, replica; scrapy newsite URL writes"),
        ("replca", "no site 'replca'; did you mean replica? scrapy newsite URL writes the profile of another"),
        ("my/none.toml", "my/none.toml cannot be read: No such file or directory; scrapy newsite writes a profile"),
    ],
)
def test_a_site_without_a_profile_is_told_with_what_this_command_takes(typed: Callable[..., Ended], name: str, says: str) -> None:
    ended = typed("schedule", "--sites", name)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert says in ended.stderr and "-a url=" not in ended.stderr
