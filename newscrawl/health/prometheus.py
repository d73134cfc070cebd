"""Prometheus: health as a text file for the textfile collector of node_exporter (its exposition format, version 0.0.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscrawl.health.examine import Examined
from newscrawl.health.run import Run

GAUGES = {
    "newscrawl_findings": "How much is not as it should be.",
    "newscrawl_finding": "What is not as it should be, by check and subject.",
    "newscrawl_last_run_timestamp_seconds": "When the last run of the site began.",
    "newscrawl_last_run_ok": "Whether the last run came to its end (1) or was refused, stopped or broken (0).",
    "newscrawl_articles_new": "New articles of the last run.",
    "newscrawl_articles_read": "Articles that the last run read.",
    "newscrawl_field_share": "Share of the articles read in the last run that have the field.",
    "newscrawl_cpu_seconds": "CPU seconds of the last run.",
    "newscrawl_bytes_received": "Bytes that the last run received.",
}
FIELDS = ("title", "published_at", "authors", "body", "section")
ENDED = ("finished", "limit")

Sample = tuple[str, dict[str, str], float]


def text(examined: Sequence[Examined]) -> str:
    """The whole file."""
    samples = [sample for one in examined for sample in _samples(one)]
    lines = []
    for name, meaning in GAUGES.items():
        lines += [f"# HELP {name} {meaning}", f"# TYPE {name} gauge"]
        lines += [f"{name}{{{_labels(labels)}}} {value:.10g}" for of, labels, value in samples if of == name]
    return "\n".join(lines) + "\n"


def _samples(one: Examined) -> Iterator[Sample]:
    site, last = {"site": one.site}, one.runs[-1]
    yield "newscrawl_findings", site, len(one.findings)
    for finding in one.findings:
        yield "newscrawl_finding", {**site, "check": finding.check, "subject": finding.subject}, 1.0
    yield "newscrawl_last_run_timestamp_seconds", site, last.started_at.timestamp()
    yield "newscrawl_last_run_ok", site, float(last.reason in ENDED)
    yield "newscrawl_articles_new", site, last.new
    yield "newscrawl_articles_read", site, last.read
    yield "newscrawl_cpu_seconds", site, float(last.part("cpu").get("all") or 0)
    yield "newscrawl_bytes_received", site, last.count("bytes", "received")
    yield from _shares(site, last)


def _shares(site: dict[str, str], last: Run) -> Iterator[Sample]:
    """Of a run that read nothing there is no share."""
    for name in FIELDS:
        if of := last.texts if name == "body" else last.read:
            yield "newscrawl_field_share", {**site, "field": name}, last.count("fields", name) / of


def _labels(labels: dict[str, str]) -> str:
    escaped = {name: value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n") for name, value in labels.items()}
    return ",".join(f'{name}="{value}"' for name, value in escaped.items())
