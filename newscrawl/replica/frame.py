"""Frame: what every page has around it: menus for desks and for phones, region bar, ticker, footer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from newscrawl.replica.editions import ARABIC, EDITIONS, Edition, Section
from newscrawl.replica.view import View

TICKER = "<!--ticker-->"  # stands where the ticker comes in at the last moment: it is no part of a page's ETag
_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:0 auto;max-width:70em;padding:0 1em}ul{list-style:none;padding:0}"
    "nav li,.region-bar li,.details li,.tags li{display:inline-block;margin-right:1em}.mobile-menu{display:none}"
    ".breaking{border:1px solid #b00;padding:.3em 1em}img{max-width:100%;min-width:12em}.item{margin:1em 0}"
    "blockquote{border-left:3px solid #999;margin-left:0;padding-left:1em}"
    "@media(max-width:50em){.main-menu{display:none}.mobile-menu{display:block}}"
)


def frame(view: View, title: str, head: str, main: str, *, active: str = "", classes: str = "page") -> str:
    """A whole page."""
    edition = view.edition
    return (
        f'<!DOCTYPE html>\n<html lang="{edition.language}" dir="{edition.direction}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} | {escape(edition.name)}</title>\n"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{head}<style>{_STYLE}</style>\n</head>\n'
        f'<body class="{classes}">\n{_header(edition, active)}{TICKER}\n<main>\n{main}\n</main>\n{_footer(edition)}</body>\n</html>\n'
    )


def _header(edition: Edition, active: str) -> str:
    languages = "".join(f'<li><a href="{path}">{label}</a></li>' for label, path in edition.links)
    home = edition.prefix + "/"
    logo = f'<a class="logo" href="{home}"><img src="/media/logo.png" alt="{edition.name}"></a>'
    search = f'<form action="{edition.prefix}/search" method="get"><input name="q" type="search"></form>'
    return (
        f'<header>\n<ul class="languages">{languages}<li><a href="{edition.prefix}/search?q=">x</a></li></ul>\n{logo}{search}\n'
        f'<nav class="main-menu"><ul>{_menu(edition.sections, active)}</ul></nav>\n'
        f'<div class="mobile-menu"><ul>{_menu(edition.sections, active)}</ul></div>\n{_region_bar(edition, active)}</header>\n'
    )


def _menu(sections: Iterable[Section], active: str) -> str:
    parts = []
    for parent, entries in groupby(sections, key=lambda section: section.parent):
        inner = "".join(_entry(section, active) for section in entries)
        parts.append(f'<li class="has-children"><span>{parent}</span><ul>{inner}</ul></li>' if parent else inner)
    return "".join(parts)


def _entry(section: Section, active: str) -> str:
    mark = ' class="active"' if section.path == active else ""
    return f'<li{mark}><a href="{section.path}">{escape(section.label)}</a></li>'


def _region_bar(edition: Edition, active: str) -> str:
    if not edition.regions:
        return ""
    return f'<div class="region-bar"><ul>{"".join(_entry(region, active) for region in edition.regions)}</ul></div>\n'


def ticker(edition: Edition, lines: Iterable[str]) -> str:
    """The ticker with these lines."""
    items = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div class="breaking"><strong>{edition.breaking}</strong><div class="ticker">{items}</div></div>'


def _footer(edition: Edition) -> str:
    links = "".join(f'<li><a href="{path}">{label}</a></li>' for label, path in edition.footer)
    about = "Al Mina is a news outlet that does not exist." if edition is not ARABIC else "الميناء وسيلة إعلامية لا وجود لها."
    return (
        f"<footer>\n<p>{edition.name}</p>\n<p>{about}</p>\n<p>{edition.rights}</p>\n<ul>{links}</ul>\n"
        '<ul><li><a href="https://play.google.com/store">Android</a></li>'
        '<li><a href="https://www.apple.com/app-store/">iOS</a></li></ul>\n</footer>\n'
    )


def edition_of(path: str) -> Edition:
    """The edition that a path belongs to."""
    return next((edition for edition in EDITIONS if edition.prefix and f"{path}/".startswith(f"{edition.prefix}/")), EDITIONS[0])
