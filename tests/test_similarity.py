"""Near-duplicates: what is found as a copy, in which scripts, and what is told from one."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import pytest

from newscrawl.similarity import MINIMUM, NEAR, Signature, bands, fresh, likely, original, resembles, signature
from newscrawl.similarity.candidates import COMMON, COMPARED
from newscrawl.similarity.signature import BANDS
from newscrawl.similarity.units import LONGEST

WIRE = """The council of Averley approved a plan on Monday to repair the town's old library, which has been closed since a storm damaged its roof in 2019.
Work is to begin in April and should take 14 months, said mayor Hanna Lindqvarn, provided that the money from the province arrives on time.

About 8,200 people used the library every month before it was closed. Since then a bus with some 3,000 books has served the outer districts.
Petra Castanho, who runs a bakery opposite the building, told reporters that she had signed four petitions and no longer expected an answer.

The opposition wanted the parking garage to be finished first. Its motion failed with 19 votes to 31.
The province pays 6.4 million of the 9.1 million that the repair will cost; a foundation of former pupils adds 800,000, and the rest comes from the town.

Averley lost its theatre in 2011 and its railway station in 2015. Residents said that they did not wish to see a third building on the market square stand empty."""
ARABIC = """وافق المجلس البلدي في صيدا يوم الاثنين على خطة لترميم المكتبة القديمة التي أُغلقت بعدما ألحقت عاصفة أضراراً بسقفها عام 2019.
ومن المقرر أن تبدأ الأعمال في نيسان وتستمر 14 شهراً، وفق ما أعلنت رئيسة البلدية، شرط أن تصل أموال المحافظة في موعدها.
وكان نحو 8200 شخص يقصدون المكتبة كل شهر قبل إغلاقها، ومنذ ذلك الحين تجول حافلة تحمل ثلاثة آلاف كتاب في الأحياء البعيدة.
وطالبت المعارضة بإنجاز مرآب السيارات أولاً، لكن اقتراحها سقط بتسعة عشر صوتاً مقابل واحد وثلاثين."""
CHINESE = (
    "临江市议会星期一通过了修缮旧图书馆的方案，这座图书馆自2019年屋顶被暴风雨损坏以来一直关闭。市长表示，只要省里的经费按时到位，工程将于四月开工，历时14个月。"
    "关闭之前，每个月约有8200人到图书馆看书，此后一辆装有三千册图书的大巴车一直在郊区各街道巡回服务。反对派要求先把停车楼建完，但这项动议没有获得通过。"
)
MATCH = (
    "{star} scored twice as {home} beat {away} {score} at {ground} on {day} to move into the top half of the league table.\n"
    "The home side took the lead in the {first}th minute when {star} headed in a corner from {wing}, and it was two before the break as {other} finished "
    "from the edge of the area.\n{away} improved after half-time and hit the post in the {second}th minute, but could not find a way past goalkeeper {keeper}.\n"
    "Attendance: {crowd}. Referee: {referee}."
)
ONE_MATCH = {"star": "Wolanski", "home": "Aldermoor", "away": "Eastlea", "score": "3-1", "ground": "Mill Lane", "day": "Saturday", "first": "11", "wing": "Sarr", "other": "Grandin", "second": "61", "keeper": "Holtrop", "crowd": "12,400", "referee": "Ashdown"}  # fmt: skip
OTHER_MATCH = {"star": "Morita", "home": "Fenwick", "away": "Dunmere", "score": "2-0", "ground": "Park Road", "day": "Sunday", "first": "24", "wing": "Tahiri", "other": "Brezic", "second": "57", "keeper": "Adeyemi", "crowd": "8,913", "referee": "Moriarty"}  # fmt: skip
SECOND_REPORT = """After years of petitions, Averley will get its library back. Councillors voted 31 to 19 to mend the roof, a sum of 9.1 million having been found.
Mayor Hanna Lindqvarn smiled as the result was read out. Builders move in next spring; readers may return a little over a year later.

Not all were happy. Drivers have waited for a garage even longer, a councillor argued, and the square floods whenever it rains.
For Petra Castanho, whose bakery looks onto the boarded windows, the vote came late. She sold fewer rolls each winter and let two assistants go.
The mobile service goes on meanwhile. Its driver knows most borrowers by name, and takes orders for novels on a sheet of paper pinned behind his seat."""


def score(one: str, other: str) -> float:
    made = signature(one), signature(other)
    assert made[0] and made[1]
    return resembles(*made)


def edited(text: str, share: float, seed: int = 1) -> str:
    rng = Random(seed)
    foreign = SECOND_REPORT.split()
    return " ".join(rng.choice(foreign) if rng.random() < share else word for word in text.split())


def half(text: str) -> str:
    return text[: len(text) // 2]


FRAME = "Good evening from our newsroom, here is what our partners report tonight.\n{}\nRead the printed edition for more of this, every morning at your kiosk."

COPIES = {
    "whole": (WIRE, WIRE),
    "another head and tail": (WIRE, FRAME.format(WIRE)),
    "cut to half": (WIRE, half(WIRE)),
    "cut to half, another head and tail": (WIRE, FRAME.format(half(WIRE))),
    "edited by 30 %": (WIRE, edited(WIRE, 0.3)),
    "cut to half, edited by 20 %": (WIRE, edited(half(WIRE), 0.2)),
    "paragraphs in another order": (WIRE, "\n\n".join(reversed(WIRE.split("\n\n")))),
    "in capitals, other marks": (WIRE, WIRE.upper().replace(",", " –")),
    "Arabic, without tashkeel, alef spelt plain": (ARABIC, ARABIC.replace("أُ", "ا").replace("أ", "ا").replace("اً", "ا")),
    "Arabic, Eastern figures, cut": (ARABIC, half(ARABIC).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    "Chinese, cut, another head": (CHINESE, "本报记者报道，" + half(CHINESE)),
    "one match, cut": (MATCH.format(**ONE_MATCH), MATCH.format(**ONE_MATCH).rpartition("\n")[0]),
}
OTHERS = {
    "two reports of one event": (WIRE, SECOND_REPORT),
    "two matches told from one template": (MATCH.format(**ONE_MATCH), MATCH.format(**OTHER_MATCH)),
    "the same template, the same home side": (
        MATCH.format(**ONE_MATCH),
        MATCH.format(**OTHER_MATCH | {"home": "Aldermoor", "ground": "Mill Lane"}),
    ),
    "another script": (WIRE, ARABIC),
}


@pytest.mark.parametrize("pair", COPIES.values(), ids=COPIES)
def test_a_copy_is_a_near_duplicate_and_shares_bands(pair: tuple[str, str]) -> None:
    assert score(*pair) >= NEAR
    assert set(bands(signature(pair[0]))) & set(bands(signature(pair[1])))


@pytest.mark.parametrize("pair", OTHERS.values(), ids=OTHERS)
def test_another_report_is_none(pair: tuple[str, str]) -> None:
    assert score(*pair) < NEAR


def test_what_is_quoted_by_both_weighs_little() -> None:
    quote = '"We have waited for this since the storm, and I shall be the first through the door when it opens, with my children and theirs and a cake," she said.'
    assert score(f"{SECOND_REPORT}\n{quote}", f"{WIRE}\n{quote}") < 0.2


@pytest.mark.parametrize(("one", "other"), [*COPIES.values(), *OTHERS.values()])
def test_the_score_is_the_same_both_ways(one: str, other: str) -> None:
    assert score(one, other) == score(other, one)


def test_a_short_text_has_no_signature() -> None:
    words = WIRE.split()
    assert signature(" ".join(words[: MINIMUM - 5])) is None
    assert signature("") is None
    assert signature(" ".join(words[: MINIMUM + 5])) is not None


def test_a_long_text_costs_no_more_than_its_limit() -> None:
    made = signature(" ".join(str(n) for n in range(3 * LONGEST)))
    assert made is not None and len(bytes(made)) == 1 + 2 * LONGEST


def test_a_signature_is_bytes_and_back() -> None:
    made = signature(ARABIC)
    assert made and Signature.from_bytes(bytes(made)) == made


@pytest.mark.parametrize("stored", [b"", b"\x02ab", b"\x01abc"])
def test_bytes_of_another_format_are_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="no signature of format 1"):
        Signature.from_bytes(stored)


def test_signatures_and_bands_are_the_same_on_every_machine_and_for_ever() -> None:
    made = signature(WIRE)
    assert made and bytes(made)[:9].hex() == "01e62de213fa21e742"
    assert bands(made)[:2] == [81259967274412766, 402709683522604633]


def test_hash_seeds_change_nothing() -> None:
    code = f"from newscrawl.similarity import bands, signature; s = signature({CHINESE!r}); print(bytes(s).hex(), bands(s))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in "12"
    ]
    assert runs[0] == runs[1] != ""


def test_bands_fit_a_column_of_64_bits() -> None:
    keys = bands(signature(WIRE))
    assert len(set(keys)) == len(keys) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_the_text_with_the_rarest_keys_is_compared_first() -> None:
    found = [(1, "a"), (1, "b"), (2, "b"), (3, "a"), (3, "c"), (3, "d")]
    assert likely(found) == ["b", "a", "c", "d"]


def test_a_set_phrase_is_not_followed_and_candidates_are_few() -> None:
    assert likely((1, number) for number in range(COMMON)) == []
    assert len(likely((1, number) for number in range(COMMON - 1))) == COMPARED


def test_a_near_duplicate_is_stored_under_new_keys_alone() -> None:
    found = [(1, "a"), *((2, str(number)) for number in range(COMMON))]
    assert fresh([1, 2, 3], found, near=True) == [3]
    assert fresh([1, 2, 3], found, near=False) == [1, 3]


@pytest.mark.parametrize(
    ("near", "first"),
    [
        ({}, None),
        ({4: (0.9, 4), 9: (1.0, 4)}, 4),  # a copy of a copy is a copy of the first
        ({3: (0.5, 3), 7: (0.9, 7)}, 7),  # what is only just like an earlier text belongs to the one that it is most like
    ],
)
def test_the_original_is_the_earliest_of_the_likeliest_cluster(near: dict[int, tuple[float, int]], first: int | None) -> None:
    assert original(near) == first
