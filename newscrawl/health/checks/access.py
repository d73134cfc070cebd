"""Access: a site that refuses, is down or has moved, and a robots.txt that says something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newscrawl.health.finding import Finding
from newscrawl.health.run import Run, newest
from newscrawl.health.statistics import ONE_IN_A_MILLION, at_least, share_of
from newscrawl.politeness.addresses import PrivateAddress
from newscrawl.politeness.delay import AskedToWait
from newscrawl.politeness.robots import RobotsForbidden, RobotsUnreachable
from newscrawl.site import Site
from newscrawl.urls import same_site

RUNS = 14  # whose robots.txt says what is usual
PAGES, BEFORE, RISE = 20, 100, 0.1  # answers now and before; by how much the share of refusals must have risen
REFUSALS = ("challenge", "forbidden", "rate_limited", "unavailable")
OURS = (RobotsUnreachable, RobotsForbidden, PrivateAddress, AskedToWait)
WORDS = {kind.__name__: kind.told for kind in OURS} | {  # for the names of errors, as runs count them; these are Scrapy's
    "CannotResolveHostError": "no such host",
    "DownloadConnectionRefusedError": "connection refused",
    "DownloadTimeoutError": "no answer in time",
    "DownloadFailedError": "the connection failed",
    "ResponseDataLossError": "answers were cut",
    "IgnoreRequest": "not asked",
}
ASK = "nothing is worked round: ask the site, or try later; NEWSCRAWL_CONTACT tells it who you are"


def check(runs: Sequence[Run], site: Site) -> Iterator[Finding]:
    last = runs[-1]
    front = str(last.report.get("front") or "")
    if front and not same_site(front, site.home):
        yield Finding(
            "moved", "", f"the front page leads to another site: {front}",
            "if the outlet has moved, give the profile its new home; else look who owns the old address", {"front": front, "home": site.home},
        )  # fmt: skip
        return
    if last.reason == "refused":
        kind = "challenge" if any("challenge" in name for name in last.part("refusals")) else "refusal"
        yield Finding(kind, "", f"the site refuses: {_told(last)}", ASK, dict(last.part("refusals")))
    elif last.reason == "down" and (len(runs) == 1 or runs[-2].reason == "down"):
        yield Finding("down", "", f"the site does not answer: {_told(last)}", "look whether it is there; the next run tries again", {})
    elif last.reason not in ("down", "store", "shutdown"):
        yield from _more_refusals(runs)
    yield from _robots(runs)


def _told(run: Run) -> str:
    return ", ".join(f"{WORDS.get(name, name)} ({_times(count)})" for name, count in run.part("refusals").items()) or run.reason


def _times(count: object) -> str:
    return "once" if count == 1 else f"{count} times"


def _refused(run: Run) -> int:
    return sum(count for name, count in run.part("refusals").items() if name.startswith(REFUSALS) and isinstance(count, int))


def _pages(run: Run) -> int:
    return sum(count for count in run.part("http").values() if isinstance(count, int))


def _more_refusals(runs: Sequence[Run]) -> Iterator[Finding]:
    last = newest(runs, _pages, PAGES)
    earlier = runs[: len(runs) - len(last)][-28:]
    refused, pages = sum(map(_refused, last)), sum(map(_pages, last))
    before, of = sum(map(_refused, earlier)), sum(map(_pages, earlier))
    if not last or of < BEFORE or not refused:
        return
    if refused / pages >= before / of + RISE and at_least(refused, pages, share_of(before, of)) <= ONE_IN_A_MILLION:
        kinds = sum((Counter(run.part("refusals")) for run in last), Counter())
        yield Finding(
            "refusals",
            "",
            f"{refused} of {pages} answers are refusals, was {before / of:.1%}",
            ASK,
            {"refusals": dict(kinds), "pages": pages},
        )


def _robots(runs: Sequence[Run]) -> Iterator[Finding]:
    """Rules are compared with what most of the last runs were told; after half as many runs the new ones are usual."""
    asked = [run for run in runs if isinstance(run.part("robots").get("rules"), list)][-RUNS - 1 :]
    told = [tuple(map(str, run.part("robots")["rules"])) for run in asked]
    if len(told) < 2:
        return
    usual = Counter(told[:-1]).most_common(1)[0][0]
    added, gone = [rule for rule in told[-1] if rule not in usual], [rule for rule in usual if rule not in told[-1]]
    if added or gone:
        what = "; ".join(f"{word} {', '.join(rules[:5])}" for word, rules in (("new", added), ("gone", gone)) if rules)
        forbidden = asked[-1].count("robots", "forbidden")
        yield Finding(
            "robots", "", f"robots.txt has changed: {what}; it forbade {forbidden} addresses in this run",
            "its rules are kept; if they keep out what you may have, ask the site", {"new": added, "gone": gone, "forbidden": forbidden},
        )  # fmt: skip
