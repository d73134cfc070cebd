"""How to cite a dataset: CITATION.cff (Citation File Format 1.2.0), BibTeX, one line of text."""

from __future__ import annotations

from newscrawl.export.facts import Facts
from newscrawl.export.markdown import quoted


def text(facts: Facts) -> str:
    return f"{facts.creator} ({facts.day[:4]}). {facts.order.name} (version {facts.version}) [data set]. Made with newscrawl {facts.programs['newscrawl']}."


def bibtex(facts: Facts) -> str:
    key = "".join(filter(str.isalnum, facts.order.name))
    lines = {"title": facts.order.name, "author": f"{{{facts.creator}}}", "year": facts.day[:4], "version": str(facts.version)}
    lines["note"] = f"Data set, as of {facts.day}, made with newscrawl {facts.programs['newscrawl']}"
    return "\n".join([f"@misc{{{key}{facts.version},", *(f"  {name} = {{{value}}}," for name, value in lines.items()), "}"])


def cff(facts: Facts) -> str:
    lines = [
        "cff-version: 1.2.0",
        'message: "If you use this dataset, please cite it as below."',
        "type: dataset",
        f"title: {quoted(facts.order.name)}",
        f'version: "{facts.version}"',
        f"date-released: {facts.day}",
        "authors:",
        f"  - name: {quoted(facts.creator)}",
        f"abstract: {quoted(abstract(facts))}",
        'keywords: ["news", "web crawl"]',
    ]
    if facts.order.licence:
        lines.append(f"license: {quoted(facts.order.licence)}")
    return "\n".join(lines) + "\n"


def abstract(facts: Facts) -> str:
    """One sentence: how much of what from when."""
    span = facts.census.span
    when = f", published from {span[0]} to {span[1]}" if span else ""
    return f"{facts.census.articles:,} articles of {', '.join(sorted(facts.census.sites)) or 'no site'}{when}, in the state of {facts.day}."
