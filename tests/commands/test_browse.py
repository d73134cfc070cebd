"""scrapy browse: what stops it before it serves."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.commands import browse
from newscrawl.store.database import Store
from tests.conftest import ROOT


def typed(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "browse", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--port", "70000"), 2, "--port must be from 0 to 65535"),
        (("extra",), 2, "unexpected argument 'extra'"),
        (("-s", "NEWSCRAWL_STORE=sqlite:///no/where.sqlite"), 5, "there is no store at sqlite:///no/where.sqlite yet"),
        (("-s", "NEWSCRAWL_STORE=nonsense"), 5, "NEWSCRAWL_STORE is no SQLAlchemy URL"),
    ],
)
def test_what_cannot_be_served_is_told(words: tuple[str, ...], code: int, says: str) -> None:
    ended = typed(*words)
    assert (ended.returncode, "Traceback" in ended.stderr) == (code, False)
    assert says in ended.stderr + ended.stdout


def test_a_port_that_is_taken_is_told_with_the_way_out(tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    Store(f"sqlite:///{tmp_path}/news.sqlite").close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = typed("--port", port, "-s", f"NEWSCRAWL_STORE=sqlite:///{tmp_path}/news.sqlite")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"port {port} can't be used (Address already in use); name another with --port, 0 for a free one" in ended.stderr


def test_without_the_extra_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(browse, "find_spec", lambda name: None)
    command = browse.Command()
    command.run([], browse.argparse.Namespace(port=0))
    assert command.exitcode == 2
    install = ".venv/bin/pip install -c requirements.txt -e '.[browse]'"
    assert capsys.readouterr().err == f"scrapy browse: it needs Datasette, which is not installed: {install}\n"
