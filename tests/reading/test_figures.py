"""Pictures, players and posts: their addresses, captions and credits."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from newscrawl.items import Block, Image, Video
from newscrawl.reading.captions import parted
from newscrawl.reading.figures import image, is_post, post, shown_in

BASE = "https://news.example/politics/a"


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Two leaders meet (AFP)", "Two leaders meet", "AFP"),
        ("Two leaders meet (AP Photo/Jane Doe)", "Two leaders meet", "AP Photo/Jane Doe"),
        ("Two leaders meet. Photo: Jane Doe/Reuters", "Two leaders meet.", "Jane Doe/Reuters"),
        ("Zwei Politiker im Gespräch. Foto: Max Muster/dpa", "Zwei Politiker im Gespräch.", "Max Muster/dpa"),
        ("Deux ministres à Paris. © Jeanne Dupont / AFP", "Deux ministres à Paris.", "Jeanne Dupont / AFP"),
        ("Dos ministros en Quito. Fuente: EFE", "Dos ministros en Quito.", "EFE"),
        ("لقاء بين الوزيرين في بيروت (أرشيف)", "لقاء بين الوزيرين في بيروت", "أرشيف"),
        ("لقاء بين الوزيرين في بيروت. المصدر: رويترز", "لقاء بين الوزيرين في بيروت.", "رويترز"),
        ("記者会見する首相（山田太郎撮影）", "記者会見する首相", "山田太郎撮影"),
        ("Archive image: the port in 1981 (Port Authority)", "Archive image: the port in 1981", "Port Authority"),
        ("The minister (left) and her deputy (right)", "The minister (left) and her deputy (right)", None),
        ("Der Hafen von oben (Archivbild)", "Der Hafen von oben (Archivbild)", None),
        ("The vote was 12 to 7 (2019)", "The vote was 12 to 7 (2019)", None),
        ("The same caption twice The same caption twice", "The same caption twice", None),
        ("", None, None),
    ],
)
def test_caption_and_credit_are_told_apart(line: str, caption: str | None, credit: str | None) -> None:
    assert parted(line) == (caption, credit)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<figure><img src="/a.jpg" alt="Port"><figcaption>The port <span class="credit">AFP</span></figcaption></figure>',
         Image("https://news.example/a.jpg", "The port", "AFP", "Port")),
        ('<img src="data:image/gif;base64,R0" data-src="/a.jpg">', Image("https://news.example/a.jpg")),
        ('<img src="/placeholder.png" data-src="/a.jpg">', Image("https://news.example/a.jpg")),
        ('<img srcset="/a-320.jpg 320w, /a-1200.jpg 1200w, /a-640.jpg 640w">', Image("https://news.example/a-1200.jpg")),
        ('<picture><source srcset="/a.webp 2x"><img></picture>', Image("https://news.example/a.webp")),
        ('<ul><li>x</li><li><img src="/a.jpg" alt="Port"><p class="media-caption">The port (AFP)</p></li></ul>',
         Image("https://news.example/a.jpg", "The port", "AFP", "Port")),
        ('<img src="/face.jpg" width="48" height="48">', None),
        ('<img src="/img/logo.png">', None),
        ('<img src="/i/share-icon.svg">', None),
        ('<img alt="nothing">', None),
    ],
)  # fmt: skip
def test_pictures(markup: str, wanted: Image | None) -> None:
    assert image(lxml_html.fragment_fromstring(markup), BASE) == wanted


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<iframe src="https://www.youtube.com/embed/x1" title="The speech"></iframe>', [Video("https://www.youtube.com/embed/x1", "The speech")]),
        ('<iframe data-src="//charts.example/1"></iframe>', [Block("embed", url="https://charts.example/1")]),
        ('<iframe src="https://ads.example/p" width="1" height="1"></iframe>', []),
        ('<video poster="/p.jpg"><source src="/v.mp4"></video>', [Video("https://news.example/v.mp4"), Image("https://news.example/p.jpg")]),
        ('<video></video>', []),
        ('<amp-youtube data-videoid="x1"></amp-youtube>', [Video("https://www.youtube.com/embed/x1")]),
        ('<amp-twitter data-tweetid="12"></amp-twitter>', [Block("embed", url="https://twitter.com/i/status/12")]),
    ],
)  # fmt: skip
def test_players(markup: str, wanted: list[Image | Video | Block]) -> None:
    assert list(shown_in(lxml_html.fragment_fromstring(markup), BASE)) == wanted


def test_a_post_is_an_embed_with_its_own_address() -> None:
    quote = lxml_html.fragment_fromstring(
        '<blockquote class="twitter-tweet"><p>Rain <a href="https://t.example/h">#rain</a></p>&mdash; A (@a) '
        '<a href="https://twitter.com/a/status/1">May 1</a></blockquote>'
    )
    assert is_post(quote)
    assert post(quote, BASE) == Block("embed", "Rain #rain — A (@a) May 1", url="https://twitter.com/a/status/1")
    assert not is_post(lxml_html.fragment_fromstring("<blockquote class='pull-quote'>x</blockquote>"))
