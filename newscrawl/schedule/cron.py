"""Cron: the jobs as lines of the user's crontab, between two marks; nothing outside of them is touched."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from newscrawl.schedule.jobs import Job
from newscrawl.schedule.times import ScheduleError

NOTE = "scrapy schedule writes the lines from here to END, and takes them away"


def line(job: Job) -> str:
    """One line of a crontab: when, where, what, and the log of the month. The lock is the crawl's own (exit code 7)."""
    command = f'cd {shlex.quote(str(job.folder))} && {shlex.join(job.words)} --logfile {shlex.quote(job.log)}-"$(date +%Y-%m)".log'
    return f"{job.every.cron(job.name)} {command.replace('%', chr(92) + '%')}"  # an unescaped % is a newline (crontab(5))


def block(folder: Path, jobs: Sequence[Job]) -> list[str]:
    """The lines between the marks, with them; none where there is no job."""
    begin, end = _marks(folder)
    return [begin, *map(line, jobs), end] if jobs else []


def merged(crontab: str, folder: Path, jobs: Sequence[Job]) -> str:
    """The crontab with this project's lines as they should be. Raises :class:`ScheduleError` where a mark is missing."""
    begin, end = _marks(folder)
    lines = crontab.splitlines()
    if lines.count(begin) != lines.count(end) or lines.count(begin) > 1:
        raise ScheduleError(f"the crontab has not one {begin.split(' (')[0]!r} with its END: correct it by crontab -e")
    if begin in lines:
        first, last = lines.index(begin), lines.index(end)
        lines[first : last + 1] = block(folder, jobs)
    else:
        lines += block(folder, jobs)
    return "".join(f"{text}\n" for text in lines)


def ours(crontab: str, folder: Path) -> list[str]:
    """This project's lines in a crontab, without the marks."""
    begin, end = _marks(folder)
    lines = crontab.splitlines()
    return lines[lines.index(begin) + 1 : lines.index(end)] if begin in lines and end in lines else []


def _marks(folder: Path) -> tuple[str, str]:
    return f"# BEGIN newscrawl {folder} ({NOTE})", f"# END newscrawl {folder}"


def read() -> str:
    """The user's crontab, empty where there is none. Raises :class:`ScheduleError` where there is no cron."""
    if not shutil.which("crontab"):
        raise ScheduleError(
            "there is no crontab on this machine: apt-get install cron, or take --with systemd, or --print and your own way"
        )
    found = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    if found.returncode and "no crontab" not in found.stderr:
        raise ScheduleError(f"crontab -l: {found.stderr.strip()}")
    return found.stdout if not found.returncode else ""


def write(crontab: str) -> None:
    """Makes it the user's crontab."""
    done = subprocess.run(["crontab", "-"], input=crontab, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ScheduleError(f"crontab refuses the lines: {done.stderr.strip()}")
