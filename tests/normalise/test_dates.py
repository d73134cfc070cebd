"""Dates as pages write them: standard forms, visible text in many languages, and what is told from now on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newscrawl.normalise.dates import plausible, read_date

NOW = datetime(2025, 11, 24, 12, 0, tzinfo=UTC)


def utc(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022-09-22T11:03:00+03:00", datetime(2022, 9, 22, 11, 3, tzinfo=utc(3))),
        ("2024-08-08T08:00Z", datetime(2024, 8, 8, 8, 0, tzinfo=UTC)),
        ("2024-04-30 16:17:29 +02:00", datetime(2024, 4, 30, 16, 17, 29, tzinfo=utc(2))),
        ("2024-04-27T07:39:18.751+0200", datetime(2024, 4, 27, 7, 39, 18, 751000, tzinfo=utc(2))),
        ("2023-12-30T22:05:46.5830000", datetime(2023, 12, 30, 22, 5, 46, 583000)),  # .NET, no offset
        ("20240808T080000Z", datetime(2024, 8, 8, 8, 0, tzinfo=UTC)),
        ("Thu, 22 Sep 2022 11:03:00 GMT", datetime(2022, 9, 22, 11, 3, tzinfo=UTC)),
        ("Mon, 06 Jan 25 10:00:00 +0100", datetime(2025, 1, 6, 10, 0, tzinfo=utc(1))),
        ("Thu Sep 22 2022 11:03:00 GMT+0300 (Eastern European Summer Time)", datetime(2022, 9, 22, 11, 3, tzinfo=utc(3))),
        ("1663833780", datetime(2022, 9, 22, 8, 3, tzinfo=UTC)),
        ("1663833780000", datetime(2022, 9, 22, 8, 3, tzinfo=UTC)),
    ],
)
def test_standard_forms_are_exact(text, wanted):
    moment = read_date(text)
    assert moment.value == wanted
    assert moment.value.utcoffset() == wanted.utcoffset()
    assert moment.timed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("22 Sep 2022 11:03", datetime(2022, 9, 22, 11, 3)),
        ("September 22nd, 2022 at 3:05 p.m.", datetime(2022, 9, 22, 15, 5)),
        ("Sept. 3, 2024", datetime(2024, 9, 3)),
        ("Published: 11:03, 22 September 2022", datetime(2022, 9, 22, 11, 3)),
        ("6 Noviembre 2023 21:52", datetime(2023, 11, 6, 21, 52)),
        ("22 de septiembre de 2022, 14:05 h", datetime(2022, 9, 22, 14, 5)),
        ("Donnerstag, 1. Mai 2025, 14.05 Uhr", datetime(2025, 5, 1, 14, 5)),
        ("le 22 août 2022 à 14h05", datetime(2022, 8, 22, 14, 5)),
        ("13 maggio 2025 | 11.20", datetime(2025, 5, 13, 11, 20)),
        ("5 de março de 2024", datetime(2024, 3, 5)),
        ("14 мая 2025, 20:28", datetime(2025, 5, 14, 20, 28)),
        ("1 maja 2024", datetime(2024, 5, 1)),
        ("22 Eylül 2022 Perşembe 11:03", datetime(2022, 9, 22, 11, 3)),
        ("2025. január 5. 10:20", datetime(2025, 1, 5, 10, 20)),
        ("30 ноября 2024", datetime(2024, 11, 30)),
        ("Isnin, 24 Disember 2024", datetime(2024, 12, 24)),
        ("22 सितंबर 2022", datetime(2022, 9, 22)),
        ("3 كانون الثاني 2025 | 04:15 م", datetime(2025, 1, 3, 16, 15)),
        ("7 تشرين الأول/أكتوبر 2023", datetime(2023, 10, 7)),
        ("٢٢ سبتمبر ٢٠٢٢ ١١:٠٣ ص", datetime(2022, 9, 22, 11, 3)),
        ("۱۴ آبان ۱۴۰۴ ساعت ۱۲:۳۰", datetime(2025, 11, 5, 12, 30)),  # Solar Hijri
        ("1404/08/14 12:30", datetime(2025, 11, 5, 12, 30)),
        ("30 اسفند 1403", datetime(2025, 3, 20)),  # a leap year's last day
        ("1 فروردین 1404", datetime(2025, 3, 21)),
        ("۲ دلو ۱۴۰۲", datetime(2024, 1, 22)),  # as Afghanistan names the month
        ("12/03/2025 18:42h", datetime(2025, 3, 12, 18, 42)),
        ("12 de marzo de 2025 a las 18:42 hs", datetime(2025, 3, 12, 18, 42)),
        ("12 มี.ค. 2568 18:42 น.", datetime(2025, 3, 12, 18, 42)),  # Buddhist era
        ("5 ม.ค. 68", datetime(2025, 1, 5)),
        ("12 mrt. 2025", datetime(2025, 3, 12)),
        ("12 במרץ 2025", datetime(2025, 3, 12)),
        ("12 tháng 3 năm 2025", datetime(2025, 3, 12)),
        ("12 Agt 2025", datetime(2025, 8, 12)),
        ("12 бер 2025", datetime(2025, 3, 12)),
        ("12 avril 2024", datetime(2024, 4, 12)),
        ("2022年9月22日 14時05分", datetime(2022, 9, 22, 14, 5)),
        ("2022. 9. 22. 오후 2:05", datetime(2022, 9, 22, 14, 5)),
        ("26.04.2024, 20:44 Uhr", datetime(2024, 4, 26, 20, 44)),
        ("28.04.23", datetime(2023, 4, 28)),
    ],
)
def test_visible_text_is_read_in_its_language(text, wanted):
    assert read_date(text).value == wanted


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("11:03 EDT, 22 September 2022", -4),
        ("22 September 2022 11:03 CEST", 2),
        ("September 22, 2022 11:03 a.m. ET", -4),
        ("22/09/2022 11:03 GMT+3", 3),
    ],
)
def test_a_zone_behind_the_time_counts(text, hours):
    assert read_date(text).value == datetime(2022, 9, 22, 11, 3, tzinfo=utc(hours))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2 hours ago", datetime(2025, 11, 24, 10, 0)),
        ("hace 3 horas", datetime(2025, 11, 24, 9, 0)),
        ("vor 2 Tagen", datetime(2025, 11, 22, 12, 0)),
        ("منذ ساعتين", datetime(2025, 11, 24, 10, 0)),
        ("منذ 5 دقائق", datetime(2025, 11, 24, 11, 55)),
        ("3時間前", datetime(2025, 11, 24, 9, 0)),
        ("اليوم 06:42", datetime(2025, 11, 24, 6, 42)),
        ("gestern, 14:05 Uhr", datetime(2025, 11, 23, 14, 5)),
        ("20 اب 16:41", datetime(2025, 8, 20, 16, 41)),
        ("Dec 20, 16:41", datetime(2024, 12, 20, 16, 41)),
    ],
)
def test_what_is_told_from_now_on_needs_a_now(text, wanted):
    assert read_date(text, NOW).value.replace(tzinfo=None) == wanted
    assert read_date(text) is None


@pytest.mark.parametrize(("day_first", "wanted"), [(True, datetime(2025, 4, 3)), (False, datetime(2025, 3, 4))])
def test_numbers_alone_are_read_in_the_order_of_the_country(day_first, wanted):
    assert read_date("03/04/2025", day_first=day_first).value == wanted


def test_numbers_that_can_be_read_in_one_order_are():
    assert read_date("09/22/2022", day_first=True).value == datetime(2022, 9, 22)
    assert read_date("06/01/2026", datetime(2026, 1, 7, tzinfo=UTC), day_first=False).value == datetime(2026, 1, 6)  # June is not yet


@pytest.mark.parametrize(
    "text", ["", "foo bar", "May the force", "3 Min Read", "2 Shares", "31 Feb 2024", "2024-13-45", "99999999999", "Nov", "24/7", "1.5.2"]
)
def test_what_is_no_date_is_none(text):
    assert read_date(text, NOW) is None


@pytest.mark.parametrize(
    ("moment", "now", "wanted"),
    [
        (datetime(2022, 9, 22, tzinfo=UTC), NOW, True),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW, False),
        (NOW + timedelta(minutes=5), NOW, True),  # clocks differ
        (NOW + timedelta(days=1), NOW, False),
        (NOW + timedelta(days=1), None, True),
    ],
)
def test_a_date_is_plausible_between_the_first_news_sites_and_the_answer(moment, now, wanted):
    assert plausible(moment, now) is wanted


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("hr", "24. lip 2024", 6),  # the linden flowers later in Poland
        ("pl", "24 lip 2024", 7),
        ("hr", "24. lis 2024.", 10),
        ("pl", "24 lis 2024", 11),
        ("bg", "24 ное. 2024 г.", 11),
        ("ru", "24 нояб. 2024", 11),
        ("sr", "24. септембар 2024.", 9),
        ("lt", "2024 m. lapkr. 24 d.", 11),
        ("lv", "2024. gada 24. novembrī", 11),
        ("hy", "2024 թ. նոյեմբերի 24", 11),
        ("ka", "24 ნოემბერი 2024", 11),
        ("kk", "2024 жылғы 24 қараша", 11),
        ("ca", "24 d’abril de 2024", 4),
        ("ne", "24 जुन 2024", 6),
        ("gl", "24 de xullo de 2024", 7),
        ("cy", "24 Tachwedd 2024", 11),
        ("fil", "Hunyo 24, 2024", 6),
        ("sw", "24 Septemba 2024", 9),
        ("hi", "जन॰ 24, 2024", 1),  # without its vowel sign June would be January
        ("hi", "24 जून 2024", 6),
        ("bn", "২৪ অক্টো ২০২৪", 10),
        ("te", "24 నవంబర్ 2024", 11),
        ("mr", "नोव्हेंबर 24, 2024", 11),
        ("th", "24 มิ.ย. 2567", 6),
        ("zh", "十一月 24, 2024", 11),
    ],
)
def test_months_as_calendars_of_computers_write_them(language, text, month):
    assert read_date(text, language=language).value == datetime(2024, month, 24)


def test_a_short_month_of_another_language_is_none():
    assert read_date("24 pro 2024", language="en") is None
    assert read_date("24 pro 2024", language="cs").value == datetime(2024, 12, 24)


@pytest.mark.parametrize(
    "text",
    "il y a 2 heures|2 घंटे पहले|2 tuntia sitten|2 órája|πριν από 2 ώρες|acum 2 ore|prije 2 sata|пре 2 сата|преди 2 часа|před 2 hodinami|2 jam yang lalu|"
    "2 giờ trước|2 ชั่วโมงที่แล้ว|২ ঘণ্টা আগে|2 گھنٹے پہلے|fa 2 hores".split("|"),
)
def test_two_hours_ago_in_other_languages(text):
    assert read_date(text, NOW).value == NOW - timedelta(hours=2)


@pytest.mark.parametrize("text", ["для 2 часов", "2 hours", "Raja 2 hours", "minute 10"])
def test_a_span_of_time_is_no_date(text):
    assert read_date(text, NOW) is None
