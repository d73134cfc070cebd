"""Pages: an article's page."""

from __future__ import annotations

from html import escape

from newscrawl.items import Block, Image
from newscrawl.replica.accidents import Kind
from newscrawl.replica.boxes import around
from newscrawl.replica.dates import article_date
from newscrawl.replica.frame import frame
from newscrawl.replica.head import head
from newscrawl.replica.prose import Story
from newscrawl.replica.slugs import named
from newscrawl.replica.view import View
from newscrawl.replica.world import Fate, Form, Plan

_RELATED_AFTER = 7  # blocks
_READ_MORE_AFTER = 4  # where it is not the last line


def article_page(view: View, plan: Plan) -> str:
    """The page of one article."""
    told = view.story(plan)
    main = (
        f'<article class="{plan.section.kind}">\n<h1>{escape(told.title)}</h1>\n{_details(view, plan, told)}'
        f'<p class="lg_para summary">{escape(told.summary)}</p>\n{_media(view, told)}{_content(view, plan, told)}{_tags(view, told)}'
        f"{_print(plan)}</article>\n{around(view, plan)}"
    )
    return frame(view, told.title, head(view, plan, told), main, active=plan.section.path, classes="article-page")


def _print(plan: Plan) -> str:
    return "" if plan.fate is Fate.ROBOTS else f'<a class="print" href="/print{escape(plan.path)}">Print</a>\n'


def _details(view: View, plan: Plan, told: Story) -> str:
    minutes = view.minutes(plan)
    reading = f'<span class="reading-time">{view.edition.minutes.format(minutes)}</span>\n' if minutes else ""
    if plan.form is Form.JSON_LD:
        return reading
    edition, shares = view.edition, view.shares(plan)
    items = [f"{edition.by} {_and(told.authors, edition.language)}"]
    items += [f"{edition.source} {told.source}"] if told.source else []
    items += [article_date(view.dated(plan), edition, view.clock)]
    items += [f"{shares:,} {'Share' if shares == 1 and edition.language == 'en' else edition.shares}"] if shares else []
    return f'<ul class="details">{"".join(f"<li>{escape(entry)}</li>" for entry in items)}</ul>\n{reading}'


def _and(names: list[str], language: str) -> str:
    return {"en": " and ", "ar": " و", "es": " y "}[language].join(names)


def _media(view: View, told: Story) -> str:
    for video in told.videos:
        poster = told.images[0].url
        player = f'<video controls preload="none" poster="{escape(poster)}"><source src="{video.url}" type="video/mp4"></video>'
        return f'<div class="player">{player}</div>\n'
    if not told.images:
        return ""
    lead = told.images[0]
    if lead.caption is None:
        return f'<div class="hero"><img src="{escape(lead.url)}" alt=""></div>\n'
    caption = f'<p class="media-caption">{escape(_credited(lead))}</p>'
    return f'<ul class="hero"><li class="close">x</li><li>{_img(lead)}{caption}</li></ul>\n'


def _img(image: Image) -> str:
    return f'<img src="{escape(image.url)}" alt="{escape(image.alt or "")}">'


def _credited(image: Image) -> str:
    return f"{image.caption} ({image.credit})"


def _content(view: View, plan: Plan, told: Story) -> str:
    if plan.section.style == "gallery":
        return f'<div class="p-gallery">{"".join(_figure(image) for image in told.images[1:])}</div>\n'
    if not told.blocks or Kind.EMPTY in view.suffers:
        return ""
    links = view.links(plan)
    pieces = [_piece(view, told, index, links) for index in range(len(told.blocks))]
    if more := links.get("read_more"):
        line = f'<p><strong>{view.edition.read_more} <a href="{escape(more[0].path)}">{escape(more[0].title)}</a></strong></p>\n'
        place = len(pieces) if plan.number % 3 else _gap(told, _READ_MORE_AFTER)
        pieces.insert(place, line)
    if related := links.get("related"):
        pieces.insert(_gap(told, _RELATED_AFTER), _related(view, related))
    return f'<div class="p-content">\n{"".join(pieces)}</div>\n'


def _gap(told: Story, wanted: int) -> int:
    """The first place from there on that is between two paragraphs."""
    types = [block.type for block in told.blocks]
    return next((place for place in range(wanted, len(types)) if types[place - 1] == types[place] == "paragraph"), len(types))


def _piece(view: View, told: Story, index: int, links: dict[str, list[Plan]]) -> str:
    block = told.blocks[index]
    text = escape(block.text)
    if told.anchor and told.anchor[0] == index and "body" in links:
        words = escape(told.anchor[1])
        text = text.replace(words, f'<a href="{escape(links["body"][0].path)}">{words}</a>', 1)
    picture = _figure(told.inline[index]) if index in told.inline else ""
    if block.type == "embed":
        return picture + _post(view, block)
    before, after = (told.blocks[place].type if 0 <= place < len(told.blocks) else "" for place in (index - 1, index + 1))
    return picture + _html(block, text, before, after)


def _post(view: View, block: Block) -> str:
    post, _, signed = escape(block.text).rpartition(" — ")
    account, _, day = signed.rpartition(") ")
    written = f'<p lang="{view.edition.language}">{post}</p>'
    return f'<blockquote class="twitter-tweet">{written}&mdash; {account}) <a href="{block.url}">{day}</a></blockquote>\n'


def _html(block: Block, text: str, before: str, after: str) -> str:
    if block.type == "heading":
        return f"<h{block.level}>{text}</h{block.level}>\n"
    if block.type == "quote":
        return f'<blockquote class="pull-quote"><p>{text}</p></blockquote>\n'
    if block.type == "list_item":
        start = "" if before == "list_item" else "<ul>\n"
        return f"{start}<li>{text}</li>\n" + ("" if after == "list_item" else "</ul>\n")
    return f"<p>{text}</p>\n"


def _figure(image: Image) -> str:
    return f"<figure>{_img(image)}<figcaption>{escape(_credited(image))}</figcaption></figure>\n"


def _related(view: View, plans: list[Plan]) -> str:
    entries = "".join(f'<li><a href="{escape(plan.path)}">{escape(plan.title)}</a></li>' for plan in plans)
    return f'<div class="related-news"><h4>{view.edition.related}</h4><ul>{entries}</ul></div>\n'


def _tags(view: View, told: Story) -> str:
    entries = "".join(f'<li><a href="{view.edition.prefix}/tags/{named(tag)}">{escape(tag)}</a></li>' for tag in told.tags)
    return f'<ul class="tags">{entries}</ul>\n'
