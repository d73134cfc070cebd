"""Systemd: the jobs as services with timers, their logs in the journal; only units that carry this project's mark are touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from newscrawl.schedule.jobs import Job
from newscrawl.schedule.times import ScheduleError


def units(job: Job) -> dict[str, str]:
    """The two files of a job by their names. systemd begins none while the one before is still running."""
    mark = _mark(job.folder)
    service = f"""{mark}
[Unit]
Description=newscrawl: {job.spider} of {job.site}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={job.folder}
ExecStart={" ".join(map(_quoted, job.words))}
Nice=5
"""
    timer = f"""{mark}
[Unit]
Description=newscrawl: {job.spider} of {job.site}, every {job.every}

[Timer]
OnCalendar={job.every.calendar(job.name)}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"newscrawl-{job.name}.service": service, f"newscrawl-{job.name}.timer": timer}


def _quoted(word: str) -> str:
    """A word of ExecStart (systemd.service(5), "Command lines")."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s'\"\\;]", word) else escaped


def _mark(folder: Path) -> str:
    return f"# newscrawl {folder}: scrapy schedule writes this file, and takes it away"


def place() -> Path:
    """Where units go: the system's for root, otherwise the user's."""
    if os.geteuid() == 0:
        return Path("/etc/systemd/system")
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd/user"


def installed(folder: Path, where: Path) -> list[Path]:
    """This project's unit files."""
    return sorted(path for path in where.glob("newscrawl-*") if path.read_text("utf-8").startswith(_mark(folder)))


def settle(folder: Path, jobs: Sequence[Job], where: Path) -> None:
    """Makes this project's units those of the jobs, and starts their timers; raises :class:`ScheduleError` where systemd is not there."""
    if not shutil.which("systemctl"):
        raise ScheduleError("there is no systemd on this machine: take --with cron, or --print and your own way")
    wanted = {name: text for job in jobs for name, text in units(job).items()}
    old = [path for path in installed(folder, where) if path.name not in wanted]
    _control("disable", "--now", *(path.name for path in old if path.suffix == ".timer"))
    for path in old:
        path.unlink()
    where.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (where / name).write_text(text, "utf-8")
    _control("daemon-reload")
    _control("enable", "--now", *(name for name in wanted if name.endswith(".timer")))


def _control(verb: str, *names: str) -> None:
    if not names and verb != "daemon-reload":
        return
    command = ["systemctl", *([] if os.geteuid() == 0 else ["--user"]), verb, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ScheduleError(f"{' '.join(command)}: {done.stderr.strip()}")
