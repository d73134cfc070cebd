"""Sheet: the facts of a page for a person at a terminal, or for a pipe. Nothing of the web steers the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.items import Block, Image, Video
from newscrawl.normalise.text import printable
from newscrawl.probe.facts import Facts, Row, Standing
from newscrawl.reading.candidate import READERS

PIPED = 120  # columns where there is no terminal that says how many it has
NARROWEST = 6  # columns of the terminal for a column of the table
LONGEST = 200  # characters of a cell before it is fitted to the terminal
FIRST, LAST = 4, 2  # blocks of the body that are shown
ADDRESSES = ("canonical_url",)
MARKS: dict[Standing, str] = {"won": "* ", "agrees": "= ", "": "  "}
STYLES: dict[Standing, str] = {"won": "bold", "agrees": "", "": "dim"}
LEGEND = "* gave the value, = says the same. All that was found for a field: --field NAME"
NO_TEXT = {
    True: "The page was rendered, and is an empty shell all the same.",
    False: "The page is an empty shell until JavaScript ran: docs/render.md.",
}


def console() -> Console:
    """Writes to stdout, without colours where that is no terminal."""
    plain = Console(highlight=False, markup=False, emoji=False)
    if not plain.is_terminal and not os.environ.get("COLUMNS"):
        plain.width = PIPED
    return plain


def show(facts: Facts, whole_body: bool = False) -> None:
    """Prints the whole sheet."""
    out = console()
    rows = facts.rows()
    _lines(out, _head(facts))
    out.print(_table([row for row in rows if row.candidates or row.giver], out.width))
    missing = [row.field for row in rows if not row.candidates and not row.giver]
    _lines(out, [f"Nothing found: {', '.join(missing)}."] if missing else [], wrap=True)
    _lines(out, [LEGEND, "", *_verdict(facts), ""], wrap=True)
    _lines(out, _body(facts.article.blocks, whole_body), wrap=whole_body)
    _lines(out, _left_out(facts.look.body.removed))
    _lines(out, _media(facts))
    _lines(out, ["", f"Parsed in {facts.parse_ms:.1f} ms, read in {facts.read_ms:.1f} ms."])


def show_field(row: Row) -> None:
    """Prints every candidate for one field, whole."""
    out = console()
    _lines(out, [f"{row.field}: {_said(row.field, row.decided, whole=True) or 'nothing'}"], wrap=True)
    for pairs in row.candidates.values():
        for candidate, standing in pairs:
            _lines(
                out, [f"{MARKS[standing]}{candidate.reader} {candidate.detail}: {_said(row.field, candidate.value, whole=True)}"], wrap=True
            )
    if row.giver and row.giver not in row.candidates:
        _lines(out, [f"* {row.giver}: worked out from the page's text, address or profile"])


def _lines(out: Console, lines: Iterable[str], wrap: bool = False) -> None:
    for line in lines:
        out.print(Text(printable(line)), no_wrap=not wrap, overflow="fold" if wrap else "ellipsis")


def _head(facts: Facts) -> list[str]:
    case = facts.case
    how = f"with the profile {case.site}" if case.site else "without a profile"
    when = f", answered {case.fetched_at.isoformat(' ', 'seconds')}" if case.fetched_at else ""
    rendered = ", after its JavaScript ran" if case.rendered else ""
    return [facts.page.url, f"Read {how}; {len(case.html):,} bytes, {facts.page.encoding}{when}{rendered}"]


def _table(rows: list[Row], width: int) -> Table:
    readers = [reader for reader in READERS if any(reader in row.candidates for row in rows)]
    heads = [Text("field"), *(Text(f"  {name}") for name in readers), Text("decided")]
    lines = [[Text(row.field), *(_cell(row, reader) for reader in readers), _decided(row, readers)] for row in rows]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    needs = [max(cell.cell_len for cell in column) for column in zip(heads, *lines, strict=True)]
    for head, fitted in zip(heads, [needs[0], *_fitted(needs[1:], width - needs[0] - 2 * len(needs))], strict=True):
        table.add_column(head, width=fitted, no_wrap=True, overflow="ellipsis")
    for line in lines:
        table.add_row(*line)
    return table


def _fitted(needs: list[int], width: int) -> list[int]:
    """Widths of columns within a width: the widest give, the narrow ones have what they need."""
    widths = list(needs)
    while sum(widths) > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cell(row: Row, reader: str) -> Text:
    """The reader's candidate that has the best standing."""
    pairs = row.candidates.get(reader, [])
    if not pairs:
        return Text(MARKS["won"] + _said(row.field, row.decided), STYLES["won"]) if reader == row.giver else Text("")
    candidate, standing = min(pairs, key=lambda pair: ("won", "agrees", "").index(pair[1]))
    return Text(MARKS[standing] + _said(row.field, candidate.value), STYLES[standing])


def _decided(row: Row, readers: list[str]) -> Text:
    """What was decided, where no cell of the row shows it as it is."""
    said = _said(row.field, row.decided)
    if row.giver and row.giver not in readers:
        return Text(f"{MARKS['won']}{row.giver}: {said}", STYLES["won"])
    shown = {_said(row.field, candidate.value) for pairs in row.candidates.values() for candidate, _ in pairs}
    return Text("" if said in shown or row.giver not in row.candidates and row.giver else said or "-")


def _said(field: str, value: Any, whole: bool = False) -> str:
    """A value of any field as one line."""
    if isinstance(value, list) and value and isinstance(value[0], (Image, Video)):
        others = f" (+{len(value) - 1})" if len(value) > 1 else ""
        return _said(field, value[0], whole) + others
    if isinstance(value, (Image, Video)):
        return value.url if whole else _end(value.url)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return _short(", ".join(map(str, value)), whole)
    text = "" if value is None else str(value)
    return _end(text) if field in ADDRESSES and not whole else _short(text, whole)


def _short(text: str, whole: bool) -> str:
    return printable(text if whole else text[:LONGEST])


def _end(url: str) -> str:
    """The end of an address: what tells it from others of the site."""
    path = unquote(urlsplit(url).path).rstrip("/")
    return printable("…/" + path.rpartition("/")[2]) if path else printable(url)


def _verdict(facts: Facts) -> list[str]:
    article = facts.article
    reason = f" ({article.reason})" if article.reason else ""
    address = "an article" if facts.by_address else "no article"
    page = "is one" if facts.article_page else "is none, and a crawl would skip it"
    language = f"language {article.language or 'unknown'}"
    return [
        f"kind {article.kind}, status {article.status}{reason}, access {article.access}, {language}, {article.word_count} words, id {article.id}",
        f"A crawl would take its address for {address} ({facts.likely:.2f}); by what was read it {page}.",
        *([NO_TEXT[facts.case.rendered]] if facts.shell else []),
    ]


def _body(blocks: list[Block], whole: bool) -> list[str]:
    lines = [f"  {_type(block):<10} {block.text or block.url or ''}" for block in blocks]
    if not whole and len(lines) > FIRST + LAST + 1:
        lines[FIRST:-LAST] = [f"  … {len(lines) - FIRST - LAST} more: --body shows all"]
    return [f"Body, {len(blocks)} blocks:" if blocks else "Body: none.", *lines]


def _type(block: Block) -> str:
    return f"heading {block.level}" if block.type == "heading" and block.level else block.type


def _left_out(removed: list[tuple[str, str]]) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for reason, text in removed:
        by_reason.setdefault(reason, []).append(text)
    width = max(map(len, by_reason), default=0)
    lines = [f"  {reason:<{width}} {len(texts):>3}  {' | '.join(texts)}"[: 2 * LONGEST] for reason, texts in by_reason.items()]
    return [
        "",
        f"Left out, {len(removed)} pieces, by reason:" if removed else "Nothing was left out of the part that holds the text.",
        *lines,
    ]


def _media(facts: Facts) -> list[str]:
    article = facts.article
    pictures = [f"  {'lead' if image.lead else '    '} {_end(image.url)}  {_told(image)}" for image in article.images]
    videos = [f"  {_end(video.url)}  {video.title or ''}" for video in article.videos]
    rels = {rel: sum(link.rel == rel for link in article.links) for rel in dict.fromkeys(link.rel for link in article.links)}
    links = [f"Links, {len(article.links)}: {', '.join(f'{count} {rel}' for rel, count in rels.items())}."] if rels else []
    return [
        "",
        f"Pictures, {len(pictures)}:" if pictures else "Pictures: none.",
        *pictures,
        *([f"Videos, {len(videos)}:", *videos] if videos else []),
        *links,
    ]


def _told(image: Image) -> str:
    caption = f"“{image.caption}”" if image.caption else "no caption"
    return f"{caption}, {image.credit}" if image.credit else f"{caption}, no credit"
