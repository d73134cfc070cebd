"""Rights: what the publisher says of the use of one page, in its head and its headers. Recorded as it is said; docs/rights.md has the keys."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from newscrawl.normalise.text import plain
from newscrawl.politeness.rights import AGENT_METAS, LONGEST, SIGNALS, TDM, directives, reservation
from newscrawl.reading.jsonld import Graph
from newscrawl.reading.page import Page
from newscrawl.urls import absolute

NOTICES = ("copyright", "dc.rights", "dcterms.rights", "dcterms.rightsholder")
# Key to the property of schema.org's CreativeWork, in lower case.
PROPERTIES = {"copyright_holder": "copyrightholder", "copyright_notice": "copyrightnotice", "usage_info": "usageinfo"}


def rights_of(page: Page, graph: Graph) -> dict[str, str]:
    """What is said, by key; empty where nothing is."""
    return {key: text[:LONGEST] for key, value in _said(page, graph) if (text := plain(value))}


def _said(page: Page, graph: Graph) -> Iterator[tuple[str, str]]:
    """Keys and values; of one key the last holds."""
    metas, headers = page.metas, page.headers
    yield "robots", directives(", ".join(metas.get("robots", ())))
    if agents := AGENT_METAS & metas.keys():
        yield "robots_agents", "; ".join(f"{name}: {said}" for name in sorted(agents) if (said := directives(", ".join(metas[name]))))
    yield "x_robots_tag", directives(headers.get("x-robots-tag", ""))
    yield from _tdm([[headers[name]] if name in headers else [] for name in TDM])
    yield from _tdm([metas.get(name, []) for name in TDM])
    for name in SIGNALS:
        yield name.replace("-", "_"), headers.get(name, "")
    yield "copyright_notice", next((metas[name][0] for name in NOTICES if name in metas), "")
    for key, name in PROPERTIES.items():
        if texts := graph.texts(graph.article.get(name)):
            yield key, texts[0]
    yield "license", _licence(page, graph)


def _tdm(values: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Reservation and policy of one step of TDMRep: meta tags hold over headers, headers over the site's file; what is not said stays."""
    for key, said in zip(("tdm_reservation", "tdm_policy"), values):
        if said and (value := reservation(said[0]) if key == "tdm_reservation" else said[0]):
            yield key, value


def _licence(page: Page, graph: Graph) -> str:
    """Address or name of the licence: rel=license (HTML, link types), else schema.org's license."""
    if found := _linked(page, page.tagged("link")):
        return found
    if texts := graph.texts(graph.article.get("license"), "url", "@id"):
        return texts[0]
    return _linked(page, page.links) if b"icense" in page.html else ""  # most pages have not even the word


def _linked(page: Page, elements: list[Element]) -> str:
    """The address of the first of these elements that leads to a licence, empty where none does."""
    for element in elements:
        if (rel := element.get("rel")) and "license" in rel.lower().split() and (url := absolute(page.base, element.get("href") or "")):
            return url
    return ""
