"""What one page says of its use, in headers, meta tags, links and JSON-LD; it is no content."""

from __future__ import annotations

import pytest

from newscrawl.reading import read_article

URL = "https://news.example/politics/a"
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "H", %s}</script>'


def rights(head: str = "", headers: dict[str, str] | None = None, body: str = "") -> dict[str, str]:
    return read_article(f"<html><head>{head}</head><body><p>Text</p>{body}</body></html>".encode(), URL, headers=headers).rights


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "headers", "found"),
    [
        ("", {}, {}),
        (meta("robots", "index, follow, max-image-preview:large"), {"X-Robots-Tag": "all"}, {}),
        (meta("robots", "noai, noimageai"), {}, {"robots": "noai, noimageai"}),
        (meta("ROBOTS", "index") + meta("robots", "noarchive"), {}, {"robots": "noarchive"}),
        (meta("googlebot", "nosnippet") + meta("GPTBot", "noindex"), {}, {"robots_agents": "googlebot: nosnippet; gptbot: noindex"}),
        (meta("googlebot", "index"), {}, {}),
        ("", {"X-Robots-Tag": "gptbot: noindex, noai"}, {"x_robots_tag": "gptbot: noindex, noai"}),
        ("", {"tdm-reservation": "1", "TDM-Policy": "https://n.example/p"}, {"tdm_reservation": "1", "tdm_policy": "https://n.example/p"}),
        (meta("tdm-reservation", "0"), {"tdm-reservation": "1"}, {"tdm_reservation": "0"}),
        (meta("tdm-policy", "https://n.example/q"), {"tdm-reservation": "1"}, {"tdm_reservation": "1", "tdm_policy": "https://n.example/q"}),
        (meta("tdm-reservation", "maybe"), {}, {}),
        ("", {"Content-Usage": "train-ai=n", "Content-Signal": "ai-train=no"}, {"content_usage": "train-ai=n", "content_signal": "ai-train=no"}),
        (meta("copyright", "(c) 2026  News"), {}, {"copyright_notice": "(c) 2026 News"}),
        ('<link rel="license" href="/terms">', {}, {"license": "https://news.example/terms"}),
        (LD % '"license": "https://creativecommons.org/licenses/by/4.0/"', {}, {"license": "https://creativecommons.org/licenses/by/4.0/"}),
        (LD % '"license": {"@type": "CreativeWork", "url": "https://n.example/l"}', {}, {"license": "https://n.example/l"}),
        (LD % '"copyrightHolder": {"@type": "Organization", "name": "News Ltd"}, "copyrightNotice": "All rights"', {},
         {"copyright_holder": "News Ltd", "copyright_notice": "All rights"}),
        (meta("robots", "x" * 5000), {}, {"robots": "x" * 300}),
    ],
)  # fmt: skip
def test_what_is_said_is_recorded(head: str, headers: dict[str, str], found: dict[str, str]) -> None:
    assert rights(head, headers) == found


def test_a_licence_may_be_a_link_of_the_text() -> None:
    assert rights(body='<a rel="license" href="https://creativecommons.org/licenses/by-nd/4.0/">CC</a>') == {
        "license": "https://creativecommons.org/licenses/by-nd/4.0/"
    }


def test_rights_are_no_content() -> None:
    plain, said = (
        read_article(f"<html><head>{head}</head><body><h1>A</h1></body></html>".encode(), URL) for head in ("", meta("robots", "noai"))
    )
    assert said.rights
    assert said.content_hash == plain.content_hash
