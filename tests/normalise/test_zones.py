"""Time zones by abbreviation and by country."""

from __future__ import annotations

import pytest

from newscrawl.normalise.zones import country_zone, zone


@pytest.mark.parametrize(
    ("country", "wanted"),
    [
        ("LB", "Asia/Beirut"),
        ("de", "Europe/Berlin"),
        ("uk", "Europe/London"),
        ("RU", "Europe/Moscow"),
        ("UA", "Europe/Kyiv"),
        ("BR", "America/Sao_Paulo"),
        ("us", "America/New_York"),
        ("xx", None),
    ],
)
def test_a_country_has_the_zone_of_its_newsrooms(country, wanted):
    assert country_zone(country) == wanted


def test_a_zone_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="no time zone 'Asia/Beyrouth'"):
        zone("Asia/Beyrouth")
