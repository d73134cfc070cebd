"""Trains the link model of newscrawl.discovery and says how well it does on outlets that it has not seen.

usage: python benchmarks/train_links.py LINKS.CSV [--write]

LINKS.CSV has the columns text, url, outlet, is_story (palewire/storysniffer, MIT). Printed are precision, recall and F1 of
ten-fold cross-validation in which all links of an outlet are in one fold. ``--write`` trains on all links and writes the
weights to newscrawl/discovery/link_model.py. Logistic regression, L2, standard library only.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newscrawl.discovery.features import RULED, signs

FOLDS, PENALTY, ROUNDS, RARE = 10, 1.0, 300, 4
MODULE = '''"""Weights of the link model, written by benchmarks/train_links.py.

Learned from the labelled links of palewire/storysniffer, whose licence is this:

{licence}
"""

WEIGHTS = {{
{lines}}}
'''
Row = tuple[list[str], bool, str]


def rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as lines:
        return [(sorted(set(signs(r["url"], r["text"])) - RULED.keys()), r["is_story"] == "1", r["outlet"]) for r in csv.DictReader(lines)]


def probability(weights: dict[str, float], present: list[str]) -> float:
    return 1 / (1 + math.exp(-weights[""] - sum(weights.get(sign, 0.0) for sign in present)))


def train(data: list[Row], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of all signs that are not rare; "" is the intercept. AdaGrad, whole batches."""
    counts = Counter(sign for present, _, _ in data for sign in present)
    weights = {"": 0.0, **{sign: 0.0 for sign, n in sorted(counts.items()) if n >= RARE}}
    squares = dict.fromkeys(weights, 1e-9)
    known = [(["", *(s for s in present if s in weights)], gold) for present, gold, _ in data]
    for _ in range(ROUNDS):
        slope = {sign: penalty * weight if sign else 0.0 for sign, weight in weights.items()}
        for present, gold in known:
            error = 1 / (1 + math.exp(-sum(weights[s] for s in present))) - gold
            for sign in present:
                slope[sign] += error
        for sign, value in slope.items():
            squares[sign] += value * value
            weights[sign] -= 0.5 * value / math.sqrt(squares[sign])
    return weights


def fold_of(outlet: str) -> int:
    return int(hashlib.sha256(outlet.encode()).hexdigest(), 16) % FOLDS


def cross_validated(data: list[Row], penalty: float = PENALTY) -> tuple[float, float, float]:
    tp = fp = fn = 0
    for fold in range(FOLDS):
        weights = train([row for row in data if fold_of(row[2]) != fold], penalty)
        for present, gold, outlet in data:
            if fold_of(outlet) == fold:
                said = probability(weights, present) >= 0.5
                tp, fp, fn = tp + (said and gold), fp + (said and not gold), fn + (gold and not said)
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("links", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = rows(options.links)
    print("cross-validated by outlet: P={:.3f} R={:.3f} F1={:.3f}".format(*cross_validated(data)))
    if options.write:
        weights = {sign: round(weight, 3) for sign, weight in train(data).items()}
        target = ROOT / "newscrawl" / "discovery" / "link_model.py"
        licence = (options.links.parent / "LICENSE.storysniffer").read_text("utf-8").strip()
        lines = "".join(f'    "{sign}": {weight},\n' for sign, weight in sorted(weights.items()))
        target.write_text(MODULE.format(licence=licence, lines=lines), "utf-8")
        print(f"{len(weights)} weights, {target.stat().st_size} bytes: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
