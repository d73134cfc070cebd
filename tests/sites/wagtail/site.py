"""A site of Wagtail with the news app roost and the templates that this brings, but for JSON-LD; months instead of pages; served by Django."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

TITLE = "The Wagtail Witness"
SECTIONS = ("Politics", "Economy", "Markets", "Culture", "Harbour")
ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def site(folder: Path, count: int) -> Iterator[str]:
    """The address of the site with so many articles."""
    if not find_spec("roost"):
        pytest.skip("no Wagtail here: pip install wagtail-roost")
    environment = {**os.environ, "SITE_FOLDER": str(folder)}
    command = [sys.executable, "-m", "tests.sites.wagtail.serve", str(count)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        try:
            yield address
        finally:
            process.terminate()
