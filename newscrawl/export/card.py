"""README.md: the dataset card, with the head that the Hugging Face hub and ``datasets.load_dataset`` read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newscrawl.export import citation, loading, sections
from newscrawl.export.census import NONE
from newscrawl.export.facts import Facts
from newscrawl.export.markdown import plain, quoted, table
from newscrawl.export.pictures import Picture, embedded

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
ROWS = 60  # of a table of counts


def markdown(facts: Facts, pictures: Sequence[Picture]) -> str:
    """The whole card."""
    parts = [
        head(facts),
        [f"# {facts.order.name}\n", f"{plain(citation.abstract(facts))}\n"],
        [f"Version {facts.version}. {_changes(facts)}\n"],
        ["## What is in it?\n", *_files(facts), *embedded(pictures), *_counts(facts)],
        ["## How do I load it?\n", *loading.examples(facts)],
        sections.collection(facts),
        sections.gaps(facts),
        sections.fields(facts),
        sections.duplicates(facts),
        sections.rights(facts),
        ["## How do I cite it?\n", f"{plain(citation.text(facts))}\n", "```bibtex", citation.bibtex(facts), "```\n"],
        ["Check the files with `sha256sum -c SHA256SUMS`. Arguments, runs and program versions are in provenance.json."],
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def head(facts: Facts) -> Iterator[str]:
    """The YAML between the lines of hyphens."""
    languages = sorted({tag.partition("-")[0].lower() for tag in facts.census.languages if tag != NONE})
    yield "---"
    yield f"pretty_name: {quoted(facts.title)}"
    yield f"license: {quoted(facts.order.licence or 'other')}"
    if languages:
        yield f"language: [{', '.join(map(quoted, languages))}]"
    yield 'tags: ["news"]'
    yield f"size_categories: [{quoted(next((name for limit, name in SIZES if facts.census.rows < limit), '10M<n<100M'))}]"
    configs = loading.configs(facts)
    if configs:
        yield "configs:"
    for name, pattern in configs.items():
        yield f"  - config_name: {name}"
        yield f"    data_files: {quoted(pattern)}"
        if name == "articles":
            yield "    default: true"
    yield "---\n"


def _changes(facts: Facts) -> str:
    if facts.changes is None:
        return f"The store as of {facts.day}."
    counts = ", ".join(f"{facts.changes[kind]:,} {kind}" for kind in ("added", "edited", "deleted"))
    return f"The store as of {facts.day}. Since the version before: {counts} (changes.jsonl has the ids)."


def _files(facts: Facts) -> list[str]:
    shown = [file for file in facts.files if not file.path.endswith("changes.jsonl")]
    rows = [(f"`{file.path}`", file.size) for file in shown[:ROWS]]
    return [*table(("file", "bytes"), rows), "dictionary.md says what each column means.\n"]


def _counts(facts: Facts) -> list[str]:
    census = facts.census
    return [
        *_counted("site", census.sites.most_common()),
        *_counted("section", ((f"{site}: {section}", count) for (site, section), count in census.sections.most_common())),
        *_counted("month", sorted(census.months.items())),
        *_counted("language", census.languages.most_common()),
        *_counted("kind", census.kinds.most_common()),
        *_counted("status", census.statuses.most_common()),
    ]


def _counted(name: str, counts: Iterable[tuple[str, int]]) -> list[str]:
    rows = list(counts)
    if name != "month":
        rows.sort(key=lambda row: (-row[1], row[0]))
    shown: list[tuple[str, int]] = [(plain(label) or NONE, count) for label, count in rows[:ROWS]]
    if len(rows) > ROWS:
        shown.append((f"{len(rows) - ROWS:,} others", Counter(dict(rows[ROWS:])).total()))
    return table((name, "rows"), shown)
