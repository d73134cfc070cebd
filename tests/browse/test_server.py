"""What the server gives to programs, and to whom it gives nothing."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest

from newscrawl.items import Article
from newscrawl.store.articles import save
from newscrawl.store.database import Store
from tests.browse.conftest import serving
from tests.store.conftest import NOON, article


def asked(url: str, host: str = "", method: str = "GET") -> tuple[int, dict[str, str], str]:
    request = Request(url, headers={"Host": host} if host else {}, method=method)
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:127", "127.0.0.1@evil.example", "192.168.0.7"])
def test_a_page_that_calls_this_machine_by_a_name_of_its_own_gets_nothing(served: str, host: str) -> None:
    for path in ("/", "/store/articles.json", "/look/pages.css"):
        status, _, text = asked(served + path, f"{host}")
        assert (status, text) == (421, "This store is shown to its own machine alone.\n")


def test_this_machine_may_call_itself_by_its_usual_names(served: str) -> None:
    port = urlsplit(served).port
    assert [asked(served + "/", f"{name}:{port}")[0] for name in ("localhost", "127.0.0.1", "[::1]")] == [200, 200, 200]


def test_it_listens_on_loopback_alone(served: str) -> None:
    own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1", "127.0.1.1"}
    for address in own:
        with pytest.raises(OSError), socket.create_connection((address, urlsplit(served).port), timeout=2):
            pass


@pytest.mark.parametrize("path", ["/", "/store/articles", f"/article/{article(90).id}", "/store", "/store/articles.json", "/article/none"])
def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(served: str, path: str) -> None:
    _, headers, _ = asked(served + path)
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy and "http" not in policy
    assert ("script-src" in policy) == path.startswith(("/store.", "/store/articles.")) or path == "/store"
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("no-referrer", "nosniff")
    assert "access-control-allow-origin" not in headers


def test_nothing_can_be_written_through_it(served: str, filled: Path) -> None:
    for sql in (
        "delete from articles",
        "insert into runs values (1)",
        "attach 'x' as x",
        "with a as (select 1) delete from articles",
        "vacuum",
    ):
        assert asked(f"{served}/store.json?sql={quote(sql)}")[0] == 400
    assert {asked(served + "/store/articles", method=name)[0] for name in ("POST", "PUT", "DELETE")} == {405}
    assert asked(served + "/store.db")[0] in (403, 404)
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (38,)


def test_rows_are_there_for_programs_with_the_search_of_the_box(served: str) -> None:
    told = json.loads(asked(f"{served}/store/articles.json?_search={quote('title:harbour stop')}&_shape=objects")[2])
    assert [row["title"] for row in told["rows"]] == ["Harbour works stop"]
    text = asked(f"{served}/store/articles.csv?_search=crane&_stream=on")[2]
    assert len(text.splitlines()) == 36
    counts = {facet: values["results"] for facet, values in told["facet_results"].items()}
    assert list(counts) == ["site", "section", "language", "kind", "access"]


def test_columns_are_explained_in_the_words_of_the_fields(served: str) -> None:
    page = asked(served + "/store/versions")[2]
    for field in ("title", "published_raw", "body", "provenance"):
        assert Article.__dataclass_fields__[field].metadata["json_schema_extra"]["description"].replace("'", "&#39;") in page


@pytest.mark.parametrize(
    ("path", "status"),
    [("/article/none", 404), (f"/article/{article(1).id}?version=9", 404), ("/article/none/versions", 404), ("/nowhere", 404),
     (f"/article/{article(1).id}?version=x", 200), ("/store/articles?_search=(a", 400)],
)  # fmt: skip
def test_what_is_not_there_is_told_without_a_traceback(served: str, path: str, status: int) -> None:
    found, _, text = asked(served + path)
    assert (found, "Traceback" in text) == (status, False)


def test_a_crawl_goes_on_while_it_is_looked_at(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/news.sqlite")
    first, late = article(1, title="Early news of the quay"), article(2, title="Late news of the quay", published_at=None)
    save(store, first, 1, NOON)
    store.commit()
    with serving(tmp_path / "news.sqlite") as home:
        save(store, late, 1, NOON)
        assert [asked(f"{home}/article/{one.id}")[0] for one in (first, late)] == [200, 404], "what is not committed yet is not seen"
        store.commit()
        assert asked(f"{home}/article/{late.id}")[0] == 200
        assert asked(f"{home}/store/articles?_search=quay")[2].count("<mark>quay</mark>") == 2
    store.close()
