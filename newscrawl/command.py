"""What all commands of the project share: how they end where nobody reads on, and a help that wraps well."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter

from newscrawl.normalise.text import printable

TIED = ":\xa0"  # a colon and the word after it, which a line can't part
PIPE_CLOSED = 141  # 128 + SIGPIPE, as a shell tells it of any other tool

Run = Callable[[Any, list[str], argparse.Namespace], None]


class Help(ScrapyHelpFormatter):
    """Scrapy's, which takes every line that ends with a colon for a heading: so none of an option's text does."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return [line.replace(TIED, ": ") for line in super()._split_lines(text.replace(": ", TIED), width)]


class ProjectCommand(ScrapyCommand):
    """A command whose reader may have enough before the end: ``scrapy search the --json | head``."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "run" in vars(cls):
            cls.run = _piped(cls.run)  # type: ignore[method-assign]

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        parser.formatter_class = Help
        super().add_options(parser)

    def refuse(self, code: int, error: object) -> None:
        """Say in one line on stderr why the command can't do what it was asked for; it exits with ``code``."""
        self.tell(error)
        self.exitcode = code

    def tell(self, line: object) -> None:
        """Say something in one line on stderr, under the command's name."""
        name = type(self).__module__.rpartition(".")[2]
        print(f"scrapy {name}: {printable(str(line))}", file=sys.stderr)


def _piped(run: Run) -> Run:
    """``run``, with all that it printed written out; a closed pipe ends it quietly, with ``PIPE_CLOSED``."""

    @wraps(run)
    def whole(command: ScrapyCommand, args: list[str], opts: argparse.Namespace) -> None:
        try:
            run(command, args, opts)
            print(end="", flush=True)
        except BrokenPipeError:
            _forsake(command)
        except SystemExit as ended:  # of rich, which takes the error for itself
            if not isinstance(ended.__context__, BrokenPipeError):
                raise
            _forsake(command)

    return whole


def _forsake(command: ScrapyCommand) -> None:
    """What is still in the buffer goes nowhere, so that Python doesn't fail on it as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    command.exitcode = PIPE_CLOSED
