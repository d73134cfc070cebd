"""Docs that can't lie: commands, arguments, settings, exit codes and fields are held against them."""

from __future__ import annotations

import re

import pytest

from newscrawl import settings
from newscrawl.command import PIPE_CLOSED
from newscrawl.commands.crawl import CRASHED, EXIT_CODES
from newscrawl.commands.health import FINDINGS
from newscrawl.export.dictionary import markdown
from newscrawl.hints import extra
from newscrawl.spiders.arguments import HELP
from tests.conftest import ROOT

OPERATE = (ROOT / "docs/operate.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_the_data_dictionary_is_made_from_the_fields() -> None:
    assert (ROOT / "docs/data.md").read_text("utf-8") == markdown(), "run make docs"


@pytest.mark.parametrize("name", HELP)
def test_every_argument_is_explained(name: str) -> None:
    assert f"`{name}`" in OPERATE


def test_every_setting_is_explained_and_no_other() -> None:
    ours = {name for name in vars(settings) if name.startswith("NEWSCRAWL_")}
    assert set(re.findall(r"^\| `(NEWSCRAWL_\w+)`", OPERATE, re.MULTILINE)) == ours


def test_every_exit_code_is_explained() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", OPERATE, re.MULTILINE)}
    assert told == {*EXIT_CODES.values(), CRASHED, FINDINGS, PIPE_CLOSED}


def test_every_make_target_of_the_docs_exists() -> None:
    texts = [path.read_text("utf-8") for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))]
    named = {
        target
        for text in texts
        for target in re.findall(r"`(?:\w+=\S+ )?make ([a-z-]+)`|^make ([a-z-]+)", text, re.MULTILINE)
        for target in target
        if target
    }
    assert named <= set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def test_every_page_that_the_docs_link_to_exists() -> None:
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_readme_is_short_enough_to_be_followed() -> None:
    assert len(README.splitlines()) <= 120


def test_what_installs_an_extra_or_is_to_be_typed_is_said_in_one_form() -> None:
    other = re.compile(r"pip install (?!zstandard)|\.venv/bin")
    said = {str(path.relative_to(ROOT)) for path in ROOT.glob("newscrawl/**/*.py") if other.search(path.read_text("utf-8"))}
    assert said == {"newscrawl/hints.py"}
    for path in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for name in re.findall(r"pip install [^`\n]*\[(\w+)\]", text := path.read_text("utf-8")):
            assert text.count(f"[{name}]'") == text.count(extra(name)), path.name
