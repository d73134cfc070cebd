"""Pages that a browser has rendered: the archive has them as they were answered and as they then stood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archive.test_crawls import ON, checked, heads, scrapy
from tests.conftest import Crawls
from tests.rendering.app import App, serving
from tests.rendering.conftest import browser  # noqa: F401

pytest.importorskip("warcio", reason="the extra archive is not installed")


@pytest.mark.usefixtures("browser")
def test_a_rendered_article_is_read_again_as_it_was_rendered(tmp_path: Path) -> None:
    crawls = Crawls(tmp_path, "auto")
    with serving(App()) as home:
        ended = crawls.run(home, "-a", "limit=3", "-a", "max_pages=1", *ON[:2])
    assert ended.returncode == 0, ended.stderr
    found = heads(tmp_path)
    plain = {head["WARC-Record-ID"] for head in found if head["WARC-Type"] == "response"}
    rendered = [head for head in found if head["WARC-Type"] == "conversion"]
    assert len(rendered) > 3
    assert {head["WARC-Refers-To"] for head in rendered} <= plain
    assert checked(tmp_path).returncode == 0
    told = json.loads(scrapy(crawls, "reread", "--json").stdout)
    assert (told["read"], told["changed"], told["lost"]) == (3, 0, 0)
