"""What a person at a terminal, and a pipe, get from scrapy search."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawl.commands.search import Command
from newscrawl.store import runs
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from tests.store.conftest import HOUR, NOON, article

Searched = Callable[..., tuple[int, str, str]]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store of three articles of two sites, one of which tries to steer the terminal."""
    made = f"sqlite:///{tmp_path / 'news.sqlite'}"
    store = Store(made)
    for site in ("a-site", "other-site"):
        runs.begin(store, site, "sections", {}, NOON)
    save(store, article(1, title="Grain deal signed", section="Economy", body="Ships leave the port."), 1, NOON)
    save(store, article(2, title="Markets", section="Economy", body="Grain is cheap.", published_at=NOON + HOUR), 1, NOON)
    save(
        store, article(3, title="\x1b[31m Grain\u202e\n", site="other-site", section="World", body="Grain\x07.", published_at=None), 1, NOON
    )
    store.close()
    return made


@pytest.fixture
def searched(url: str, capsys: pytest.CaptureFixture[str]) -> Searched:
    def run(*words: str, store: str = url) -> tuple[int, str, str]:
        command = Command()
        command.settings = Settings({"NEWSCRAWL_STORE": store})
        parser = argparse.ArgumentParser(description=command.long_desc())
        command.add_options(parser)
        options, arguments = parser.parse_known_args(words)
        command.run(arguments, options)
        return command.exitcode, *capsys.readouterr()

    return run


def test_results_have_date_site_section_id_and_the_hits_marked(searched: Searched) -> None:
    code, out, err = searched("grain", "deal")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "[Grain] [deal] signed",
        f"2026-01-04  a-site  Economy  {article(1).id}",
        "Ships leave the port.",
        "",
        "1 article found",
    ]


def test_nothing_that_a_site_wrote_steers_the_terminal(searched: Searched) -> None:
    out = searched("grain", "--site", "other-site")[1]
    assert out.splitlines()[0].strip() == "[31m [Grain]"
    assert all(character.isprintable() for character in out.replace("\n", ""))


def test_the_last_line_says_how_many_there_are_in_all(searched: Searched) -> None:
    assert searched("grain", "--limit", "1")[1].endswith("3 articles found, the first 1 are shown (--limit)\n")


def test_json_has_the_same_for_programs(searched: Searched) -> None:
    code, out, _ = searched("grain", "--json", "--newest")
    told = json.loads(out)
    assert (code, told["query"], told["total"]) == (0, "grain", 3)
    assert [hit["published_at"] for hit in told["hits"]] == ["2026-01-05T13:00:00+00:00", "2026-01-04T21:30:00+00:00", None]
    first = told["hits"][0]
    assert first | {"score": 0} == {
        "id": article(2).id, "url": article(2).url, "site": "a-site", "section": "Economy", "title": "Markets",
        "published_at": "2026-01-05T13:00:00+00:00", "score": 0, "snippet": "[Grain] is cheap.",
    }  # fmt: skip


def test_nothing_found_is_told_as_grep_does(searched: Searched) -> None:
    assert searched("zzz") == (1, "nothing found\n", "")
    assert json.loads(searched("zzz", "--json")[1]) == {"query": "zzz", "total": 0, "hits": []}
    assert searched("grain", "--since", "2026-01-06")[0] == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("(grain",), "can't be understood (syntax error at its end); there are: words (all of them)"),
        (('"grain',), "a quotation mark is not closed"),
        (("grain", "--site", "a-sit"), "the store has no site 'a-sit'; did you mean 'a-site'?"),
        (("grain", "--section", "Econmy"), "the store has no section 'Econmy'; did you mean 'Economy'?"),
        (("grain", "--section", "Zz"), "the store has no section 'Zz'; there are: Economy, World"),
        (("grain", "--since", "1.2.2026"), "--since 1.2.2026 is no date; examples: 2026-01-31"),
        (("grain", "--since", "2026-02-01", "--until", "2026-01-01"), "--since 2026-02-01 is after --until 2026-01-01"),
        (("grain", "--limit", "0"), "--limit 0 must be a whole number from 1"),
    ],
)
def test_what_cannot_be_asked_is_one_line(searched: Searched, words: tuple[str, ...], says: str) -> None:
    code, out, err = searched(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("scrapy search: ") and says in err


@pytest.mark.parametrize("words", [(), ("grain", "--rebuild")])
def test_what_makes_no_sense_is_a_usage_error(searched: Searched, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="say what to search for"):
        searched(*words)


def test_days_are_whole(searched: Searched) -> None:
    assert searched("grain", "--since", "2026-01-04", "--until", "2026-01-04")[1].splitlines()[-1] == "1 article found"
    assert searched("grain", "--since", "2026-01-05T13:00", "--json")[0] == 0
    assert searched("grain", "--until", "2026-01-05T12:59+00:00", "--section", "Economy")[1].splitlines()[-1] == "1 article found"


def test_a_store_that_is_not_there_is_not_made(searched: Searched, tmp_path: Path) -> None:
    code, out, err = searched("grain", store=f"sqlite:///{tmp_path / 'none' / 'news.sqlite'}")
    assert (code, out) == (5, "")
    assert "there is no store at sqlite:///" in err and "scrapy crawl sections" in err
    assert not (tmp_path / "none").exists()
    (tmp_path / "notes.txt").write_text("shopping list " * 100)
    assert "can't be read: file is not a database" in searched("grain", store=f"sqlite:///{tmp_path / 'notes.txt'}")[2]


def test_the_index_can_be_made_anew(searched: Searched) -> None:
    assert searched("--rebuild") == (0, "3 articles are in the full-text index\n", "")
    assert searched("grain")[0] == 0
