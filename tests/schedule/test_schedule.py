from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from newscrawl.schedule import cron, systemd
from newscrawl.schedule.jobs import Job, jobs_of
from newscrawl.schedule.times import Every, ScheduleError
from newscrawl.site import Schedule, Site

FOLDER = Path("/srv/news crawl")
OTHERS = "MAILTO=me\n5 4 * * * /usr/bin/backup\n"


def job(site: str = "a-site", every: str = "6 hours", **changes: object) -> Job:
    values = {"site": site, "spider": "sections", "every": Every.parse(every), "scrapy": Path("/srv/bin/scrapy"), "folder": FOLDER}
    return Job(**{**values, "logs": Path("data/logs"), **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("every", "pattern"),
    [
        ("minute", r"\* \* \* \* \*"),
        ("15 minutes", r"(?P<at>\d|1[0-4])-59/15 \* \* \* \*"),
        ("hour", r"[1-5]?\d \* \* \* \*"),
        ("6 hours", r"[1-5]?\d [0-5]-23/6 \* \* \*"),
        ("day", r"[1-5]?\d (1?\d|2[0-3]) \* \* \*"),
        ("week", r"[1-5]?\d (1?\d|2[0-3]) \* \* [0-6]"),
    ],
)
def test_each_span_is_a_cron_line_at_a_minute_that_depends_on_the_site(every: str, pattern: str) -> None:
    lines = {Every.parse(every).cron(f"site-{number}") for number in range(40)}
    assert all(re.fullmatch(pattern, line) for line in lines)
    assert every == "minute" or len(lines) > 5


@pytest.mark.parametrize("every", ["7 minutes", "5 hours", "2 days", "0 hours", "often", "", "6hours"])
def test_what_cron_could_not_keep_evenly_is_refused_with_examples(every: str) -> None:
    with pytest.raises(ScheduleError, match="examples: 15 minutes"):
        Every.parse(every)


@pytest.mark.parametrize("every", ["minute", "15 minutes", "hour", "6 hours", "day", "week"])
def test_systemd_understands_when_and_what(every: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine (Debian package systemd)")
    made = job(every=every, scrapy=Path(shutil.which("true") or ""), folder=tmp_path, settings=('NEWSCRAWL_CONTACT=50% "me" $HOME',))
    for name, text in systemd.units(made).items():
        (tmp_path / name).write_text(text)
    subprocess.run(["systemd-analyze", "calendar", made.every.calendar(made.name)], check=True, capture_output=True)
    told = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / f"newscrawl-{made.name}.timer"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, [line for line in told.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


def test_the_profile_says_what_runs_how_often() -> None:
    site = Site("a-site", "https://a.example/", schedule=Schedule(sections="day", feed="15 minutes"))
    found = jobs_of(site, Path("scrapy"), FOLDER, Path("logs"))
    assert [(made.spider, str(made.every)) for made in found] == [("sections", "day"), ("feed", "15 minutes")]
    with pytest.raises(ScheduleError, match="a-site: schedule.sections: 'daily'"):
        jobs_of(Site("a-site", "https://a.example/", schedule=Schedule(sections="daily")), Path("scrapy"), FOLDER, Path("logs"))


def test_installing_twice_is_installing_once_and_removing_leaves_the_others_lines() -> None:
    once = cron.merged(OTHERS, FOLDER, [job(), job("b-site")])
    assert once.startswith(OTHERS)
    assert cron.merged(once, FOLDER, [job(), job("b-site")]) == once
    assert len(cron.ours(cron.merged(once, FOLDER, [job()]), FOLDER)) == 1
    elsewhere = cron.merged(once, Path("/srv/other"), [job("c-site", folder=Path("/srv/other"))])
    assert cron.merged(cron.merged(elsewhere, FOLDER, []), Path("/srv/other"), []) == OTHERS


def test_a_crontab_whose_marks_were_broken_by_hand_is_left_alone() -> None:
    once = cron.merged(OTHERS, FOLDER, [job()])
    with pytest.raises(ScheduleError, match="crontab -e"):
        cron.merged(once.replace(f"# END newscrawl {FOLDER}\n", ""), FOLDER, [job()])


def test_odd_characters_reach_the_crawl_as_they_are(tmp_path: Path) -> None:
    told = tmp_path / "told"
    scrapy = tmp_path / "scrapy stand-in"
    scrapy.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >"{told}"\n')
    scrapy.chmod(0o755)
    setting = "NEWSCRAWL_CONTACT=50% 'me' $HOME \"x\""
    text = cron.line(job(scrapy=scrapy, folder=tmp_path, settings=(setting,))).split(" ", 5)[5]
    subprocess.run(["/bin/sh", "-c", text.replace("\\%", "%")], check=True)  # as cron does it
    words = told.read_text().split("|")
    assert words[4:6] == ["-s", setting]
    assert re.fullmatch(r"data/logs/a-site-sections-\d{4}-\d{2}\.log", words[7])
