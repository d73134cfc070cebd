"""The text of an article: what belongs to it, in its order, and nothing of what stands beside it."""

from __future__ import annotations

import importlib.util
import json
import statistics
from pathlib import Path

import pytest

from newscrawl.items import Block, Image, Link, Video
from newscrawl.reading.body import Body, body_text, read_body
from newscrawl.reading.page import Page
from newscrawl.site import Reading

URL = "https://news.example/politics/port"
TITLE = "Port opens its second pier"
SUMMARY = "The new pier doubles what the harbour can take in a day."
P = [
    "The port opened its second pier on Monday, three months later than planned, after a storm had damaged the foundations.",
    "Engineers said that the new pier can take ships of up to 300 metres, and that the old one will be closed for repairs.",
    "“We have waited for this day for eleven years,” the harbour master told reporters, standing beside the first ferry.",
    "Fishermen fear for their berths, however, and the council has promised to hear them before the summer season begins.",
]
HTML = [f"<p>{text}</p>" for text in P]
TEXT = "\n\n".join(P)


def read(markup: str, rules: Reading | None = None) -> Body:
    return read_body(Page(f"<html><body>{markup}</body></html>".encode(), URL), TITLE, SUMMARY, rules)


def article(*parts: str) -> str:
    return f'<main><article><h1>{TITLE}</h1><div class="text">{"".join(parts)}</div></article></main>'


@pytest.mark.parametrize(
    "beside",
    [
        '<div class="newsletter-box"><h3>Our newsletter</h3><p>Get the news of the day every morning in your inbox, for free.</p></div>',
        "<aside><h3>In brief</h3><p>The harbour was built in 1911 and was last enlarged after the war, in four steps.</p></aside>",
        '<div class="related"><h4>Related News</h4><ul><li><a href="/a">Ferries to run all night from May on</a></li></ul></div>',
        '<div><h4>More</h4><ul><li><a href="/a">Ferries to run all night</a></li><li><a href="/b">Storm damages pier</a></li></ul></div>',
        '<p><a href="/politics/ferries">Ferries to run all night from May on</a></p>',
        '<p><strong>Read more: <a href="/politics/ferries">Ferries to run all night from May on</a></strong></p>',
        '<p>اقرأ أيضاً: <a href="/a">العبارات تعمل ليلاً ابتداء من أيار</a></p>',
        '<p>Lea también: <a href="/a">Los transbordadores navegan de noche</a></p>',
        "<p>Sign up for our newsletter to get the news of the day in your inbox.</p>",
        '<figure><img src="/a.jpg"><figcaption>The pier seen from the old town, before the storm.</figcaption></figure>',
        '<div><img src="/a.jpg"><div>The pier seen from the old town, before the storm.</div></div>',
        '<div class="share-bar"><span>Share this article with your friends and family on these networks.</span></div>',
        '<div class="author-bio"><p>Jane Doe has reported on harbours, ferries and the sea for twenty years, from four countries.</p></div>',
        "<p>Photo: Jane Doe/AFP</p>",
        "<p>À lire également : <a href='/c'>Les ferries circuleront toute la nuit</a></p>",
        "<p>Przeczytaj także: <a href='/c'>Promy będą kursować całą noc</a></p>",
        "<p>اقرأ أيضًا: <a href='/c'>العبارات تعمل طوال الليل</a></p>",
        f'<p class="pullquote">{P[2][:60]}</p>',
        "<p>Publicidad</p>",
        "<p>Story continues below advertisement</p>",
        "<p>Listen to this article (5 min)</p>",
        "<p>Tags: harbour, ferries</p>",
        "<p>Text: Jane Doe, Fotos: Joe Roe</p>",
        "<p>&zwj;</p>",
        "<p>The pier seen from the old town, before the storm. (Photo: Jane Doe)</p>",
        "<p>This content of another site is not shown because of your settings; change them to see what was embedded here.</p>" * 3,
        '<blockquote><p>Big day for us</p>A (@a) <a href="https://x.com/a/status/12">May 1</a></blockquote>',
        "<nav><p>Home, politics, economy, sports, culture, weather, all the sections of this paper in one long line.</p></nav>",
        f'<blockquote class="pull"><p>{P[2][:60]}</p></blockquote>',
        "<script>var text = 'This is not a text, whatever it looks like to a program that reads it.';</script>",
        '<form><p>Your address will not be passed on to anybody else, we promise, and you can cancel.</p><input name="mail"></form>',
    ],
)
def test_what_stands_beside_the_text_is_left_out(beside: str) -> None:
    assert body_text(read(article(*HTML[:2], beside, *HTML[2:])).blocks) == TEXT


@pytest.mark.parametrize(
    "around",
    [
        '<div class="cookie-banner">{}</div>', '<div id="comments">{}</div>', "<footer>{}</footer>", '<section id="onetrust-consent-sdk">{}</section>',
        '<div role="dialog">{}</div>',
    ],
)  # fmt: skip
def test_more_text_than_the_article_has_is_still_not_the_article(around: str) -> None:
    other = "".join(
        f"<p>This long sentence number {i} is not of the article, but there are many of them, with commas.</p>" for i in range(40)
    )
    assert body_text(read(article(*HTML) + around.format(other)).blocks) == TEXT


@pytest.mark.parametrize(
    "markup",
    [
        article(*HTML),
        f'<div class="c">{"<br><br>".join(P)}</div>',
        f'<div class="c">{"<br>".join(P)}</div>',
        "".join(f"<div>{text}</div>" for text in P),
        f'<div class="has-sidebar no-comments related-off">{"".join(HTML)}</div>',
        f'<form id="aspnet">{article(*HTML)}</form>',
        f'<article class="post tag-pier category-newsletter">{"".join(HTML)}</article>',
        f'<div>{HTML[0]}<div class="paywall">{"".join(HTML[1:])}</div></div>',
        f'<div class="a"><p class="t">{P[0]}</p><p class="t">{P[1]}</p><div class="teaser"><div class="a"><p class="t">{P[2]}</p></div></div><p class="t">{P[3]}</p></div>',
        f"<table><tr><td>{''.join(HTML)}</td></tr></table>",
        f'<div itemprop="articleBody">{"".join(HTML)}</div><div>{"".join(HTML).replace("port", "town") * 3}</div>',
        f"<custom-view><custom-body>{''.join(HTML)}</custom-body></custom-view>",
        f"<html amp><body><article><amp-img src='/a.jpg'></amp-img>{''.join(HTML)}</article></body></html>",
        article(*HTML, f'<div style="display:none">{"".join(HTML)}</div>'),
        article(f'<p class="standfirst">{SUMMARY}</p>', *HTML),
        article("<ul><li>By Jane Doe</li><li>22 Sep 2022 11:03</li><li>2 Shares</li></ul>", *HTML),
        article(*HTML, f"<div>{' '.join(P)} {' '.join(P)} {' '.join(P)} {' '.join(P)}</div>"),
        article(*HTML, "<h3>Tags</h3>"),
        article("<h2>The harbour</h2><h2>Port opens second pier after a long wait</h2>", *HTML),
        article(HTML[0], f'<p aria-hidden="true">{P[1]}</p>', *HTML[2:]),
        article(*HTML, "<p><em>Jane Doe reports on harbours for this paper.</em></p>"),
    ],
)
def test_paragraphs_are_those_of_the_outlet(markup: str) -> None:
    assert body_text(read(markup).blocks) == TEXT


def test_the_pieces_have_their_types_and_their_order() -> None:
    post = '<blockquote class="twitter-tweet"><p>Big day</p>&mdash; A (@a) <a href="https://twitter.com/a/status/1">May 1</a></blockquote>'
    frame = '<iframe src="https://www.youtube.com/embed/x" title="The opening"></iframe>'
    quote = "<blockquote><p>Nobody asked the fishermen, and now they all pay for it.</p></blockquote>"
    body = read(
        article(
            HTML[0],
            "<h2>Fears</h2>",
            HTML[1],
            "<ul><li>Berths</li><li>Nets</li></ul>",
            quote,
            post,
            HTML[2],
            frame,
            "<p><b>What comes next</b></p>",
            HTML[3],
        )
    )
    assert body.blocks == [
        Block("paragraph", P[0]), Block("heading", "Fears", 2), Block("paragraph", P[1]), Block("list_item", "Berths"), Block("list_item", "Nets"),
        Block("quote", "Nobody asked the fishermen, and now they all pay for it."),
        Block("embed", "Big day — A (@a) May 1", url="https://twitter.com/a/status/1"), Block("paragraph", P[2]),
        Block("embed", "The opening", url="https://www.youtube.com/embed/x"), Block("heading", "What comes next"), Block("paragraph", P[3]),
    ]  # fmt: skip
    assert body.videos == [Video("https://www.youtube.com/embed/x", "The opening")]
    assert body_text(body.blocks).split("\n\n")[3:5] == ["- Berths", "- Nets"]


def test_links_are_kept_by_where_they_stood() -> None:
    linked = HTML[0].replace("second pier", '<a href="/topics/pier">second pier</a>')
    related = '<div class="related-news"><h4>Related News</h4><ul><li><a href="/b">Storm damages the old pier</a></li></ul></div>'
    more = '<p>Read more: <a href="/c">Ferries to run all night</a></p>'
    assert read(article(linked, HTML[1], related, HTML[2], HTML[3], more)).links == [
        Link("https://news.example/topics/pier", "second pier", "body"),
        Link("https://news.example/b", "Storm damages the old pier", "related"),
        Link("https://news.example/c", "Ferries to run all night", "read_more"),
    ]


def test_pictures_above_and_in_the_text() -> None:
    hero = '<ul class="hero"><li>x</li><li><img src="/hero.jpg" alt="Pier"><p class="media-caption">The pier (AFP)</p></li></ul>'
    inside = '<figure><img src="/in.jpg"><figcaption>The ferry. Photo: Jane Doe</figcaption></figure>'
    teaser = '<div class="related"><a href="/b"><img src="/other.jpg"></a><p>Storm damages the old pier</p></div>'
    page = f'<article><h1>{TITLE}</h1>{hero}<div class="t">{HTML[0]}{inside}{"".join(HTML[1:])}{teaser}</div></article>'
    assert read(page).images == [
        Image("https://news.example/hero.jpg", "The pier", "AFP", "Pier", lead=True), Image("https://news.example/in.jpg", "The ferry.", "Jane Doe"),
    ]  # fmt: skip


def test_what_was_left_out_is_told_with_its_reason() -> None:
    removed = read(article(*HTML, "<p>Read more: <a href='/c'>Ferries to run all night</a></p>", "<p>Photo: Jane Doe/AFP</p>")).removed
    assert ("read more", "Read more: Ferries to run all night") in removed
    assert ("credit", "Photo: Jane Doe/AFP") in removed


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        (Reading(body="div.right"), P[2:]),
        (Reading(body="div.nothing"), P),
        (Reading(remove=["p.x"]), P[1:]),
        (Reading(body="div.left", remove=["p.x", "p.none"]), P[1:2]),
    ],
)
def test_a_profile_can_name_the_text_and_what_is_no_part_of_it(rules: Reading, wanted: list[str]) -> None:
    first = HTML[0].replace("<p>", '<p class="x">')
    assert body_text(
        read(f'<article><div class="left">{first}{HTML[1]}</div><div class="right">{HTML[2]}{HTML[3]}</div></article>', rules).blocks
    ) == "\n\n".join(wanted)


STATES = {
    "json-ld": f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": TEXT})}</script>',
    "next": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"page": {"headline": TITLE, "body": "".join(HTML)}}})}</script>',
    "fusion": f'<script>window.Fusion = {{}}; Fusion.globalContent={json.dumps({"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": text} for text in P] + [{"type": "image", "caption": "The pier seen from afar. It is long. It is grey. It is new."}]})};</script>',
    "rich text": f'<script>window.__APOLLO_STATE__ = {json.dumps({"ROOT": {"title": TITLE, "content": {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in P]}}})}</script>',
    "portable text": f'<script type="application/json">{json.dumps({"article": {"title": TITLE, "body": [{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text[:40]}, {"_type": "span", "text": text[40:]}]} for text in P]}})}</script>',
    "escaped": f'<script type="application/json">{json.dumps({"html": "".join(HTML).replace("<", "&lt;").replace(">", "&gt;")})}</script>',
}  # fmt: skip


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_text_that_exists_in_a_script_alone_is_found(state: str) -> None:
    assert body_text(read(f'<div id="root"></div><p>Loading, please wait.</p>{state}').blocks) == TEXT


def test_a_page_that_shows_its_text_is_not_read_from_its_scripts() -> None:
    stated = json.dumps({"@type": "NewsArticle", "articleBody": "Another text, much longer. " * 500})
    shown = [f"<p>{text} {text}</p>" for text in P]
    assert body_text(read(article(*shown) + f'<script type="application/ld+json">{stated}</script>').blocks).startswith(P[0])


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("Subscribe now to continue reading this article.", True),
        ("Dieser Text ist exklusiv für Abonnenten.", True),
        ("Il vous reste 57% de cet article à lire. La suite est réservée aux abonnés.", True),
        ("この記事は有料会員限定です。", True),
        ("The harbour master will register all ships that read the full tide.", False),
    ],
)
def test_a_text_cut_by_a_paywall_is_told(line: str, hint: bool) -> None:
    body = read(article(*HTML[:2], f"<p>{line}</p>"))
    assert bool(body.access_hint) is hint
    assert (line in body_text(body.blocks)) is not hint


@pytest.mark.parametrize(
    "texts",
    [
        ["افتتح الميناء رصيفه الثاني يوم الإثنين، بعد تأخير دام ثلاثة أشهر بسبب العاصفة التي ضربت الساحل.", "وقال المهندسون إنّ الرصيف الجديد يستقبل سفناً يصل طولها إلى ثلاثمئة متر، وسيغلق القديم للصيانة."],
        ["港は月曜日、嵐の被害で三か月遅れていた二つ目の桟橋を開いた。市長と漁業者が式典に出席した。", "技術者によると、新しい桟橋には全長三百メートルまでの船が着岸でき、古い桟橋は修理のため閉鎖される。"],
        ["Порт открыл второй причал в понедельник, на три месяца позже срока, из-за шторма, который повредил опоры.", "Инженеры сообщили, что новый причал принимает суда длиной до трёхсот метров, а старый закроют на ремонт."],
    ],
)  # fmt: skip
def test_other_scripts_are_read_alike(texts: list[str]) -> None:
    menu = "<nav>" + "".join(f'<a href="/{i}">{texts[0][:12]}</a>' for i in range(30)) + "</nav>"
    assert body_text(read(menu + "<div class='x'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>").blocks) == "\n\n".join(texts)


@pytest.mark.parametrize(
    "html",
    [b"", b"\0" * 500, b"<div>" * 20_000 + b"x", b"<html><frameset>", b'<script type="application/json">' + b"[" * 20_000 + b"</script>"],
)
def test_a_page_without_text_gives_an_empty_body(html: bytes) -> None:
    assert read_body(Page(html, URL), TITLE, SUMMARY).blocks == []


@pytest.mark.parametrize(
    "shown",
    [
        '<ul class="hero"><li><img src="/a.jpg" width="800" alt="The new quay (AFP)"><p class="media-caption">The new quay (AFP)</p></li></ul>',
        '<div><img src="/a.jpg" width="800" alt="The new quay (AFP)"><p>The new quay (AFP)</p></div>',
    ],
)
def test_what_stands_below_the_picture_of_a_page_without_text_is_no_text(shown: str) -> None:
    page = f"<html><body><main><article><h1>Harbour opens</h1>{shown}</article></main></body></html>"
    assert body_text(read_body(Page(page.encode(), "https://news.example/a"), "Harbour opens").blocks) == ""


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>x</h2>" * 5000,
        "<img src='a.jpg'>" * 5000,
        "<figure><img src=/a.jpg><figcaption>x" * 500,
        "<blockquote><p>A quote, so it is.</p></blockquote>" * 400,
    ],
)
def test_a_hostile_page_is_read_in_time_that_its_size_allows(markup: str) -> None:
    from time import process_time

    start = process_time()
    read(markup)
    assert process_time() - start < 3


def test_the_text_of_real_pages(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_pages", shared / "tools" / "score_pages.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    rows = []
    for _, html, gold in score.cases(shared / "pages" / "publishers"):
        body = read_body(Page(html, gold["url"]), gold["title"], " ".join(gold["summary"]))
        rows.append(score.score_publisher(gold, {"body": body_text(body.blocks)}, gold["url"]))
    assert statistics.mean(row["body"] for row in rows) > 0.97
    assert statistics.mean(row["paragraphs"] for row in rows) > 0.955


def test_a_paragraph_beside_a_picture_is_text_where_the_box_says_so() -> None:
    box = f'<div class="wp-block-media-text"><figure><img src="/a.jpg"></figure><div><p>{P[1]}</p></div></div>'
    assert body_text(read(article(HTML[0], box, *HTML[2:])).blocks) == TEXT


OTHERS = "".join(
    f'<div class="k{n}"><a href="/o{n}">Another story of the bay</a><p>Commuters will pay up to {n} percent more from June, the port says in a letter.</p></div>'
    for n in range(4)
)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("".join(f'<div class="subscriber-only"><p>{text}</p></div>' for text in P), P),
        (
            f'{"".join(HTML)}<div class="wprm-recipe-container"><div class="recipe"><h2>Fish soup</h2><ul><li>A pound of cod from the pier</li></ul></div></div>',
            [*P, "Fish soup", "- A pound of cod from the pier"],
        ),
        (f"{HTML[0]}<h3><button>Who pays for the pier?</button></h3>{''.join(HTML[1:])}", [P[0], "Who pays for the pier?", *P[1:]]),
        (f"<ul><li>Most of the pier is lost</li></ul>{''.join(HTML)}", ["- Most of the pier is lost", *P]),
        (
            f"{''.join(HTML)}<div><h3>More from this section</h3>{OTHERS}</div>",
            P,
        ),
    ],
)
def test_parts_of_the_text_are_told_from_boxes(markup: str, wanted: list[str]) -> None:
    assert body_text(read(article(markup)).blocks).split("\n\n") == wanted
