"""Hints: what is typed, as it works in the folder of the project whether or not its environment is activated.

In a sentence a command is called by its name (scrapy newsite); a line that is there to be typed begins with ``SCRAPY``.
"""

from __future__ import annotations

BIN = ".venv/bin"  # where make sets the environment up
SCRAPY = f"{BIN}/scrapy"


def extra(name: str) -> str:
    """What installs an extra of the project, with the versions that it is tested with."""
    return f"{BIN}/pip install -c requirements.txt -e '.[{name}]'"
