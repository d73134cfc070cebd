"""index.html: the dataset at a glance, one page without scripts that opens from the folder and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from newscrawl.export import citation
from newscrawl.export.facts import Facts
from newscrawl.export.pictures import Picture
from newscrawl.normalise.text import printable

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1{margin-bottom:0}figure{margin:2rem 0}img{width:100%;height:auto}figcaption{color:#444}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #ccc}
td.n{text-align:right;font-variant-numeric:tabular-nums}code{overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none}figure,tr{break-inside:avoid}}"""
ROWS = 40


def html(facts: Facts, pictures: Sequence[Picture]) -> str:
    """The page. Every text in it is escaped."""
    sections = sorted(facts.census.sections.items(), key=lambda pair: (-pair[1], pair[0]))[:ROWS]
    covered = [(site, c.seen, c.stored, f"{c.likely:,.0f}" if c.likely else "") for site, c in facts.coverage.items()]
    parts = [
        f"<h1>{_text(facts.order.name)}</h1>",
        f"<p>{_text(citation.abstract(facts))} Version {facts.version}. <a href='README.md'>README.md</a> says more.</p>",
        *(
            f"<figure><img src='{_text(p.path)}' alt='{_text(p.alt)}'><figcaption>{_text(p.title)}. {_text(p.alt)}</figcaption></figure>"
            for p in pictures
        ),
        "<h2>Sites</h2>",
        *_table(("site", "seen", "stored", "likely"), covered),
        "<h2>Sections</h2>",
        *_table(("site", "section", "rows"), ((site, section, count) for (site, section), count in sections)),
        "<h2>Files</h2>",
        *_table(("file", "bytes", "SHA-256"), ((file.path, file.size, file.sha256) for file in facts.files)),
        "<h2>How to cite it</h2>",
        f"<p>{_text(citation.text(facts))}</p>",
    ]
    body = "\n".join(parts)
    return (
        f"<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n<meta name='viewport' content='width=device-width'>\n"
        f"<title>{_text(facts.title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    body = ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows]
    return ["<table>", "<tr>" + "".join(f"<th scope='col'>{_text(name)}</th>" for name in head) + "</tr>", *body, "</table>"]


def _cell(value: object) -> str:
    return f"<td class='n'>{value:,}</td>" if isinstance(value, int) else f"<td dir='auto'>{_text(str(value))}</td>"


def _text(text: str) -> str:
    return escape(printable(text))
