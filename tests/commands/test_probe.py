"""What a person gets from scrapy probe: who gave which value, what was left out, one line where there is no page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rich.cells import cell_len

from newscrawl import cases
from newscrawl.cases import Case
from newscrawl.probe.facts import Row, as_plain, facts_of
from newscrawl.probe.sheet import show, show_field
from newscrawl.rendering.browser import missing
from newscrawl.replica.server import Replica
from tests.commands.conftest import Ended, prepared
from tests.conftest import Answer, served

URL = "https://news.example/politics/harbour-council-votes-for-a-second-ferry"
PARAGRAPHS = [
    f"The council of the harbour town heard speaker number {n}, who said that one ferry was not enough for the islands." for n in range(9)
]
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour council votes for a second ferry | News Example</title>
<link rel="canonical" href="{URL}"><meta property="og:title" content="Harbour council votes for a second ferry">
<meta property="og:type" content="article"><meta property="article:published_time" content="2025-03-04T09:30:00+01:00">
<meta name="author" content="Jane Doe"><meta property="og:image" content="https://news.example/i/ferry-at-dawn.jpg">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry, second, is voted for", "datePublished": "2025-03-04T08:30:00Z"}}</script>
</head><body><nav><a href="/politics">Politics</a></nav><article><h1>Harbour council votes for a second ferry</h1>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
<div class="newsletter"><p>Get our letter from the harbour every morning.</p></div>
<div class="related"><a href="/politics/another-ferry-sinks-in-the-north">Another ferry sinks in the north, and nobody is hurt</a></div>
</article></body></html>"""


def look(html: str = PAGE, url: str = URL):
    return facts_of(Case(html.encode(), url))


def row(name: str, html: str = PAGE) -> Row:
    return next(row for row in look(html).rows() if row.field == name)


def standings(row: Row) -> dict[tuple[str, str], str]:
    return {(c.reader, c.detail): standing for pairs in row.candidates.values() for c, standing in pairs}


def test_each_candidate_is_told_with_its_standing() -> None:
    titles = {("jsonld", "headline"): "won", ("meta", "og:title"): "", ("dom", "h1"): "", ("dom", "title"): ""}
    assert standings(row("title")) == titles
    dates = standings(row("published_at"))
    assert sorted(dates.values()) == ["agrees", "won"], "one moment in two zones is one date"
    assert standings(row("authors"))["meta", "author"] == "won"


def test_a_text_that_names_no_moment_never_agrees_with_a_date() -> None:
    html = """<meta property="article:published_time" content="2024-04-30T09:00:00Z">
    <article><h1>A headline</h1><p class="date">2 Min Read</p><p class="date">30 April 2024, 09:00</p></article>"""
    told = {(c.value, standing) for pairs in row("published_at", html).candidates.values() for c, standing in pairs}
    assert {("2024-04-30T09:00:00Z", "won"), ("2 Min Read", ""), ("30 April 2024, 09:00", "agrees")} <= told
    assert ("2 Min Read", "agrees") not in told


@pytest.mark.parametrize("case", sorted(Path(__file__).parents[1].glob("pages/*/*/meta.json")), ids=lambda path: path.parent.name)
def test_the_winner_is_the_one_that_the_article_names_and_says_what_it_has(case: Path) -> None:
    facts = facts_of(cases.read(case.parent))
    for told in facts.rows():
        won = [c for (c, standing) in (pair for pairs in told.candidates.values() for pair in pairs) if standing == "won"]
        assert [c.reader for c in won] in ([told.giver], [])
        assert bool(won) == (told.giver in told.candidates)
    assert {told.field: told.giver for told in facts.rows() if told.giver} == {
        name: origin.split("+")[0] for name, origin in facts.article.provenance.items()
    }


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_table_fits_the_terminal_and_names_every_field(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    show(look())
    text = capsys.readouterr().out
    assert max(map(cell_len, text.splitlines())) <= columns
    for name in ("title", "published_at", "authors", "canonical_url", "images"):
        assert any(line.startswith(name) for line in text.splitlines())
    assert "Nothing found: kicker" in text


def test_the_sheet_says_what_won_what_was_left_out_and_what_a_crawl_would_do(capsys: pytest.CaptureFixture[str]) -> None:
    show(look())
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("authors") and "* Jane Doe" in line for line in lines)
    assert any(line.split()[:2] == ["promo", "1"] and "Get our letter" in line for line in lines)
    assert any(line.split()[:2] == ["related", "1"] and "Another ferry sinks" in line for line in lines)
    assert "kind article, status ok" in "\n".join(lines)
    assert "by what was read it is one" in " ".join(" ".join(lines).split())
    assert sum(line.startswith("  paragraph") for line in lines) == 6
    assert "  … 3 more: --body shows all" in lines
    assert any("lead …/ferry-at-dawn.jpg  no caption, no credit" in line for line in lines)


def test_the_whole_body_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    show(look(), whole_body=True)
    text = " ".join(capsys.readouterr().out.split())
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_one_field_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show_field(row("published_at"))
    assert capsys.readouterr().out.splitlines() == [
        "published_at: 2025-03-04T08:30:00+00:00",
        "* jsonld datepublished: 2025-03-04T08:30:00Z",
        "= meta article:published_time: 2025-03-04T09:30:00+01:00",
    ]


@pytest.mark.parametrize("hostile", ["\x1b[31mred\x1b[0m", "\x1b]0;owned\x07", "\x9b31m", "[bold red]x[/]", "a\u202eb"])
def test_nothing_of_the_web_steers_the_terminal(hostile: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        PAGE.replace("speaker number 0", f"speaker {hostile}")
        .replace("Jane Doe", f"Jane {hostile} Doe")
        .replace("Get our", f"Get {hostile} our")
    )
    page = page.replace("Ferry, second", hostile.encode("unicode-escape").decode().replace("\\x", "\\u00"))
    facts = look(page)
    show(facts, whole_body=True)
    for told in facts.rows():
        show_field(told)
    print(cases.as_json(as_plain(facts)))
    text = capsys.readouterr().out
    assert all(character.isprintable() or character == "\n" for character in text if character != "\u202e")
    assert not hostile.startswith("[") or hostile in text, "square brackets are text"


def test_a_page_that_is_empty_until_javascript_ran_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    show(look("<html><head><title>App</title><script src=/a.js></script></head><body><div id=app></div></body></html>"))
    text = capsys.readouterr().out
    assert "empty shell until JavaScript ran" in text and "Body: none." in text and "a crawl would skip it" in text


def test_the_replica_is_fetched_and_shown_as_its_profile_has_it(replica: Replica, typed: Callable[..., Ended]) -> None:
    true = next(article for article in replica.truth()["articles"] if article["kind"] == "article" and article["tags"])
    asked = len(replica.requests)
    ended = typed("probe", true["url"], "--site", "replica", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    told = json.loads(ended.stdout)
    assert (told["article"]["id"], told["article"]["title"], told["article"]["tags"]) == (true["id"], true["title"], true["tags"])
    assert told["site"] == "replica" and told["discovery"]["page"] and told["timings"]["read_ms"] > 0
    assert [path for _, path, _ in replica.requests[asked:]] == ["/robots.txt", urlsplit(true["url"]).path]


def test_a_page_that_is_empty_until_javascript_ran_is_read_after_that(typed: Callable[..., Ended]) -> None:
    if lacking := missing():
        pytest.skip(f"rendering needs a browser: {lacking}")
    story = json.dumps(PAGE[PAGE.index("<h1>") : PAGE.index("</article>")])
    shell = f"<html lang=en><body><article id=a></article><script>document.getElementById('a').innerHTML = {story}</script></body></html>"
    with served(lambda path: (404, {}, "") if path == "/robots.txt" else (200, {}, shell)) as (home, _):
        told = json.loads(typed("probe", home + "politics/second-ferry-for-the-islands", "--json", render="auto").stdout)
    assert told["rendered"] and not told["shell"] and told["article"]["word_count"] > 100


def test_a_pipe_gets_no_colours_and_a_bold_mark_that_survives(replica: Replica, typed: Callable[..., Ended]) -> None:
    ended = typed("probe", replica.truth()["articles"][0]["url"], columns="80")
    assert ended.returncode == 0 and "\x1b" not in ended.stdout
    assert any(line.startswith("title") and "* " in line for line in ended.stdout.splitlines())


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (lambda path: (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /"), 3, "robots.txt forbids http"),
        (lambda path: (404, {}, "") if path == "/robots.txt" else (403, HTML, "no"), 3, "refuses: forbidden (403)"),
        (lambda path: (404, {}, "") if path == "/robots.txt" else (500, HTML, "broken"), 4, "does not answer with a page: HTTP 500"),
        (lambda path: (503, {}, "busy"), 4, "does not answer"),
        (lambda path: (404, HTML, "nothing"), 2, "there is no page at"),
        (lambda path: (200, {"Content-Type": "application/pdf"}, "%PDF"), 2, "is no page, but application/pdf"),
    ],
)
def test_no_page_is_one_line_and_an_exit_code(answer: Answer, code: int, says: str, typed: Callable[..., Ended]) -> None:
    with served(answer) as (home, _):
        ended = typed("probe", home + "politics/a", "-s", "RETRY_ENABLED=0")
    assert (ended.returncode, ended.stdout) == (code, ""), ended.stderr
    assert says in ended.stderr and ended.stderr.count("\n") == 1


def test_a_private_address_is_not_asked_unless_it_is_named(replica: Replica, typed: Callable[..., Ended]) -> None:
    asked = len(replica.requests)
    ended = typed("probe", replica.home + "news/a", private=False)
    assert ended.returncode == 3 and "NEWSCRAWL_PRIVATE_HOSTS" in ended.stderr and len(replica.requests) == asked


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["no-such-file.html"], "no file 'no-such-file.html'; an address begins with https://"),
        (["{page}", "--site", "replca"], "did you mean replica"),
        (["{bare}"], "give its address with --url"),
        (["{page}", "--url", "politics/a"], "--url politics/a is no web address"),
        (["{page}", "--field", "titel"], "no field 'titel' that readers give; there are: canonical_url, kind, title"),
        (["{broken}"], "is no gzip file, or only a part of one"),
        (["{empty}"], "is no case: it has no page.html.gz and no page.html"),
        (["https://news.example/a", "--url", "https://news.example/b"], "an address says so itself"),
        (["http://[::1/a"], "is no web address"),
    ],
)
def test_what_cannot_be_probed_is_one_line(words: list[str], says: str, tmp_path: Path, called: Callable[..., Ended]) -> None:
    files = {name: tmp_path / name for name in ("page", "bare", "broken", "empty")}
    files["page"].write_text(PAGE)
    files["bare"].write_text("<p>Hello</p>")
    files["broken"] = tmp_path / "broken.html.gz"
    files["broken"].write_bytes(gzip.compress(PAGE.encode())[:40])
    files["empty"].mkdir()
    ended = called("probe", *(word.format(**files) for word in words))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert says in ended.stderr and ended.stderr.count("\n") == 1


def test_a_file_says_where_it_came_from_packed_or_not(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    assert cases.read_file(tmp_path / "a.html") == cases.read_file(tmp_path / "a.html.gz") == Case(PAGE.encode(), URL)
    assert cases.read_file(tmp_path / "a.html", "https://other.example/a").url == "https://other.example/a"


def test_the_help_teaches() -> None:
    text = " ".join(prepared("probe")[1].format_help().split())
    assert all(word in text for word in ("--url", "--site", "--no-site", "--field", "--body", "--json", "Exit codes", "scrapy savepage"))
